import type { Reply } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import { seenIn } from '../../domain/requests/binding.ts';
import { decide } from '../../domain/requests/request-machine.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { findToken } from '../../store/tables/tokens.ts';
import { recentMethodsOf } from '../people/directory.ts';
import { actingPerson } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';

/** Whether Microsoft shows the token: what `look-for-method` would be answered now, and nothing comes of it. */
export async function watchForMethod(
  deps: Deps,
  caller: Caller,
  requestId: string,
): Promise<Reply<'watchForMethod'>> {
  const { db } = deps.store;
  const request = await findRequest(db, requestId);
  if (request === null) throw new ProblemError('request-not-found');
  const token = request.token === null ? null : await findToken(db, request.token.serial);
  const seenWith = (methods: readonly string[] | null) => {
    const command = { kind: 'look-for-method', methods, token } as const;
    const told = seenIn(decide(request, command, actingPerson(caller), deps.clock.now()));
    if (!told.ok) throw new ProblemError(told.problem.code, told.problem.detail);
    return told.seen;
  };
  seenWith(null); // whoever is refused anyway has nothing asked of Microsoft
  const seen = seenWith(await recentMethodsOf(deps, request.subject.id));
  return { seen, version: request.version };
}
