import type { BurnState } from './burn-flow.ts';

/** Short sounds that can be told apart with the eyes on the token; each is shown as well. */
export type Sound = 'burned' | 'matched' | 'wrong' | 'needs-you';

/** What is heard when the wizard goes from one state to the next. */
export function soundBetween(old: BurnState, state: BurnState): Sound | null {
  const { request, check, secret } = state;
  if (request.token !== null && request.token.burnedAt !== old.request.token?.burnedAt) return 'burned';
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
