import type { BurnState } from './burn/burn-flow.ts';
import type { LoadState } from './load/load-flow.ts';

/** Short sounds that can be told apart with the eyes on the token; each is shown as well. */
export type Sound = 'burned' | 'matched' | 'wrong' | 'needs-you';

/** What is heard when the wizard goes from one state to the next. */
export function soundBetween(old: BurnState, state: BurnState): Sound | null {
  const { request, check, secret } = state;
  const isBurned = request.token !== null && request.token.loaded !== true;
  if (isBurned && request.token?.burnedAt !== old.request.token?.burnedAt) return 'burned';
  if (request.checkedAt !== null && old.request.checkedAt === null) return 'matched';
  const wrong = check.kind === 'typing' ? check.problem : null;
  const wrongBefore = old.check.kind === 'typing' ? old.check.problem : null;
  if (wrong !== null && wrong !== wrongBefore) return 'wrong';
  if (secret.kind === 'none' && secret.problem !== null && old.secret !== secret) return 'wrong';
  const waitsFor = putBackWanted(state);
  if (waitsFor !== null && waitsFor !== putBackWanted(old)) return 'needs-you';
  if (state.refused !== null && state.refused !== old.refused) return 'needs-you';
  return null;
}

/** Why the token must come back. The desk tells it again and again while it lasts: it calls once. */
const putBackWanted = ({ putBack, job }: BurnState): string | null =>
  job?.phase === 'place-token' ? (putBack?.code ?? null) : null;

/** What is heard when loading goes from one state to the next. */
export function soundOfLoad({ work: old }: LoadState, { work }: LoadState): Sound | null {
  if (work.kind === 'check' && old.kind === 'write') return 'burned';
  if (work.kind === 'compare' && old.kind === 'check') return 'matched';
  if (work.kind === 'failed' && old.kind !== 'failed') return 'wrong';
  if (work.kind === 'write')
    return work.putBack !== null && (old.kind !== 'write' || old.putBack?.code !== work.putBack.code)
      ? 'needs-you'
      : null;
  const problem = 'problem' in work ? work.problem : null;
  const before = 'problem' in old ? old.problem : null;
  if (problem === null || problem === before) return null;
  return work.kind === 'check' ? 'wrong' : 'needs-you';
}
