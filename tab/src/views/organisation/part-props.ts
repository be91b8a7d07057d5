import type { Organisation } from '@token-desk/contract/organisation';
import type { Problem } from '@token-desk/contract/problem';

/** True once it is stored. */
export type Save = (organisation: Organisation) => Promise<boolean>;
export type PartProps = {
  readonly organisation: Organisation;
  readonly save: Save;
  /** Why this part was not saved, beside it; `isSaved`: it was the last to be. */
  readonly problem: Problem | null;
  readonly isSaved: boolean;
  readonly isSaving: boolean;
  /** Reads what others saved. */
  onAgain(): void;
};
