import { personActor } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { may, type Right } from '@token-desk/contract/rights';
import { type Acting, lacks } from '../../domain/permissions.ts';
import type { Command } from '../../domain/requests/request-commands.ts';
import { decide } from '../../domain/requests/request-machine.ts';
import type { Db } from '../../store/database.ts';
import { findRequest } from '../../store/tables/requests.ts';
import type { Change } from './change.ts';
import type { Caller, Deps } from './deps.ts';

export function actingPerson(caller: Caller): Acting {
  return { actor: personActor(caller.person), roles: caller.roles };
}

/** Throws `role-missing` where the caller's roles do not give the right. */
export function demandRight(caller: Pick<Caller, 'roles'>, right: Right): void {
  if (may(right, caller.roles)) return;
  const { code, detail } = lacks(right).problem;
  throw new ProblemError(code, detail);
}

export const actingClock: Acting = { actor: { kind: 'clock' }, roles: [] };

/** Loads a request for a decision; `version` null takes whatever is newest. */
export async function loadRequest(tx: Db, id: string, version: number | null): Promise<Request> {
  const request = await findRequest(tx, id);
  if (request === null) throw new ProblemError('request-not-found');
  if (version !== null && request.version !== version) throw new ProblemError('request-changed');
  return request;
}

/** The machine's answer as a change to commit; its problem is thrown. */
export function decideIn(deps: Deps, before: Request, command: Command, acting: Acting): Change {
  const decided = decide(before, command, acting, deps.clock.now());
  if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
  return { before, events: decided.events };
}
