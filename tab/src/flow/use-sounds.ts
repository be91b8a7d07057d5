import { useEffect, useRef } from 'react';
import { play } from '../ui/sounds.ts';
import type { BurnState } from './burn-flow.ts';

/** Each turn of the burn has its sound; what a reload finds already done is silent. */
export function useSounds(state: BurnState): void {
  const before = useRef(state);
  useEffect(() => {
    const old = before.current;
    before.current = state;
    if (old === state) return;
    const { request, check, secret, putBack } = state;
    if (request.token !== null && request.token.burnedAt !== old.request.token?.burnedAt)
      return play('burned');
    if (request.checkedAt !== null && old.request.checkedAt === null) return play('matched');
    const wrong = check.kind === 'typing' ? check.problem : null;
    const wrongBefore = old.check.kind === 'typing' ? old.check.problem : null;
    if (wrong !== null && wrong !== wrongBefore) return play('wrong');
    if (secret.kind === 'none' && secret.problem !== null && old.secret !== secret) return play('wrong');
    if (putBack !== null && putBack !== old.putBack) return play('needs-you');
    if (state.refused !== null && state.refused !== old.refused) play('needs-you');
  }, [state]);
}

/** Calls whenever there is a new reason to: what lies on the reader may not be written, the desk has gone. */
export function useCall(reason: string | null): void {
  useEffect(() => {
    if (reason !== null) play('needs-you');
  }, [reason]);
}
