import type { Problem, ProblemCode } from '@token-desk/contract/problem';
import type { ReactNode } from 'react';
import type { Load } from '../../../burning/load/use-load.ts';
import type { Tool } from '../../../ui/frame/tool.ts';
import { Notice, ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings, useProblemText } from '../../../words/words.tsx';

export type Step = {
  readonly load: Load;
  /** Below a step in which no token is in hand. */
  readonly foot: ReactNode;
  /** What else there is where Microsoft does not take the token. */
  readonly ways?: readonly Tool[];
};

/** The one button of a step that Enter presses. */
export const mainButton = {
  appearance: 'primary',
  size: 'large',
  className: 'main-button',
  'data-main': true,
} as const;

/** Their words speak of a code that a person brings in, or of Microsoft's page: here there is neither. */
const ofBroughtIn: ReadonlySet<ProblemCode> = new Set([
  'envelope-tampered',
  'job-cancelled',
  'job-expired',
  'job-replayed',
  'secret-unopened',
  'token-left-changed',
  'token-left-empty',
]);

export function LoadProblem({ problem }: { readonly problem: Problem }) {
  const { load: words } = useAllStrings();
  const { title } = useProblemText(problem);
  if (!ofBroughtIn.has(problem.code)) return <ProblemNotice problem={problem} />;
  return <Notice title={title} text={words.writeAgain} />;
}
