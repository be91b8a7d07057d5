import { fail, type Result } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import type { Acting } from '../permissions.ts';
import type { Command } from './request-commands.ts';
import type { Decided } from './request-events.ts';
import { decideStep } from './request-steps.ts';
import { decideSubmit } from './submit.ts';

export { evolve, evolveAll } from './request-evolve.ts';

/**
 * What happens to a request: events, or the problem that stands against it. No events and `ok` means that
 * there was nothing left to do (claimed twice by the same person). `state` is null before submit only.
 */
export function decide(
  state: Request | null,
  command: Command,
  acting: Acting,
  now: number,
): Result<Decided> {
  if (command.kind === 'submit') {
    return state === null
      ? decideSubmit(command, acting, now)
      : fail('request-wrong-state', { state: state.state });
  }
  if (state === null) return fail('request-not-found');
  switch (state.form.type) {
    // A replacement is a new token; what becomes of the old one is in replaced-token.
    case 'new':
    case 'replace-lost':
    case 'replace-faulty':
      return decideStep(state, command, acting, now);
    case 'temporary':
    case 'return':
    case 'leaver':
    case 'code-refused':
      return fail('request-type-not-yet');
  }
}
