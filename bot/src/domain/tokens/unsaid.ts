import type { TokenState } from '@token-desk/contract/token/record';
import type { RequestEvent } from '../requests/request-events.ts';

/** An order that ended while its desk could write, and of which it has not said whether it did. */
export type Unsaid = { readonly jobId: string; readonly since: number };

type Fate = {
  readonly state: TokenState;
  readonly stateBefore: TokenState;
  readonly unsaid: readonly Unsaid[];
};
type Change = Partial<Fate & { readonly holder: null; readonly requestId: null }>;
type JobCancelled = Extract<RequestEvent, { kind: 'job_cancelled' }>;

/** A refusal that does not say that nothing was written: its desk believes that it has told already. */
const saysNothing = 'job-replayed';

/** The secret was with the desk, or it draws one, and this is not that desk saying that it wrote nothing. */
export function mayBeWritten({ state }: Pick<Fate, 'state'>, { because, problem }: JobCancelled): boolean {
  return state === 'burning' && (because !== 'refused' || problem === saysNothing);
}

/** What is left once this order's desk has spoken; the same list when it is not on it. */
export function saidOf({ unsaid }: Pick<Fate, 'unsaid'>, jobId: string): readonly Unsaid[] {
  return unsaid.some((one) => one.jobId === jobId) ? unsaid.filter((one) => one.jobId !== jobId) : unsaid;
}

/** No order has it any more: as before where that is what it is, else set aside. */
export function freed({ stateBefore }: Fate, unsaid: readonly Unsaid[]): Change {
  if (unsaid.length > 0) return { state: 'quarantine', holder: null, requestId: null, unsaid };
  if (stateBefore === 'burned_unverified') return { state: stateBefore };
  return { state: stateBefore, holder: null, requestId: null };
}

/** A desk's late word that it wrote nothing: what was set aside for that alone is as before; who has it meanwhile keeps it. */
export function unwritten(token: Fate, unsaid: readonly Unsaid[]): Change {
  // Its request let it go, with the secret of an earlier burn.
  const stateBefore = token.stateBefore === 'burned_unverified' ? 'quarantine' : token.stateBefore;
  const isFree = token.state === 'quarantine' && unsaid.length === 0;
  return { stateBefore, unsaid, ...(isFree ? { state: stateBefore } : {}) };
}

/** Set aside for more than an unsaid end: no desk's word brings it back. */
export function asideFor({ unsaid }: Pick<Fate, 'unsaid'>, left: readonly Unsaid[] = unsaid): Change {
  return unsaid.length === 0 ? {} : { stateBefore: 'quarantine', unsaid: left };
}
