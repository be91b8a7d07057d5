import type { BurnerView, JobView } from '@token-desk/contract/views';
import type { AllStrings } from '../../words/words.tsx';

type Ordered = Pick<JobView, 'problem' | 'offer'>;

/** The desk that has the order: whichever is chosen or connected by now. */
export const deskOf = (
  { offer }: Pick<JobView, 'offer'>,
  burners: readonly BurnerView[],
): BurnerView | null => burners.find(({ id }) => id === offer.burnerId) ?? null;

/** What stopping leaves of the token; a desk that does not answer may have written since it was last heard. */
export function stopText(
  job: Ordered,
  burners: readonly BurnerView[],
  { work }: AllStrings['tokens'],
): string {
  if (job.problem !== null) return work.cancelBegun;
  return deskOf(job, burners)?.online === true ? work.cancel : work.cancelAway;
}
