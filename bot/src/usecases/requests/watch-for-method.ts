import type { Reply } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import { seenIn } from '../../domain/requests/binding.ts';
import type { Command } from '../../domain/requests/request-commands.ts';
import { decide } from '../../domain/requests/request-machine.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { findToken } from '../../store/tables/tokens.ts';
import { recentHardwareOf, recentMethodsOf } from '../people/directory.ts';
import { actingPerson } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { withoutOthers } from './methods-of-others.ts';

type Looking = Extract<Command, { kind: 'look-for-method' }>;

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
  const isLoaded = request.token?.loaded === true;
  const seenWith = (told: Pick<Looking, 'methods' | 'hardware'>) => {
    const command = { kind: 'look-for-method', ...told, token } as const;
    const answer = seenIn(decide(request, command, actingPerson(caller), deps.clock.now()));
    if (!answer.ok) throw new ProblemError(answer.problem.code, answer.problem.detail);
    return answer.seen;
  };
  seenWith({ methods: null }); // whoever is refused anyway has nothing asked of Microsoft
  const { id } = request.subject;
  const seen = seenWith(
    isLoaded
      ? { methods: null, hardware: await recentHardwareOf(deps, id) }
      : { methods: await withoutOthers(db, await recentMethodsOf(deps, id), request) },
  );
  return { seen, version: request.version };
}
