import type { Reply } from '@token-desk/contract/api';
import { personActor } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import { numbered } from '../../domain/entra/answer-number.ts';
import { type Found, judgeDevice, loadedAs } from '../../domain/tokens/device.ts';
import type { Token } from '../../domain/tokens/token.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import { devicesAnswered } from '../people/directory.ts';
import type { OtherRow } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { detailOfToken } from './token-views.ts';

type Seen = { readonly found: Found['found']; readonly token: Token };

/** Whether Microsoft has the device of a checked token; only then it is loaded. Asked again it answers the same. Throws where Microsoft does not answer: then it is asked again. */
export async function lookForDevice(
  deps: Deps,
  caller: Caller,
  order: {
    readonly serial: string;
    readonly deviceId?: string | undefined;
    readonly graphRequestId?: string | undefined;
  },
): Promise<Reply<'lookForDevice'>> {
  demandRight(caller, 'load');
  const { serial, deviceId } = order;
  const devices = await devicesAnswered(deps, deviceId === undefined ? { serial } : { id: deviceId });
  const { value } = await commit<Seen>(deps, async (tx) => {
    const token = await findToken(tx, serial);
    if (token === null) throw new ProblemError('token-not-in-books', { serial });
    const judged = judgeDevice(token, devices, deviceId ?? null);
    if (!judged.ok) throw new ProblemError(judged.problem.code, judged.problem.detail);
    const { found } = judged;
    if (!('deviceId' in judged)) return { value: { found, token } };
    if (token.state === 'loaded' && token.deviceId === judged.deviceId) return { value: { found, token } };
    const after = await saveToken(tx, loadedAs(token, judged.deviceId, deps.clock.now()));
    const row: OtherRow = {
      event: 'token_loaded',
      actor: personActor(caller.person),
      data: {
        serial,
        deviceId: judged.deviceId,
        box: token.box,
        how: found === 'loaded' ? 'seen' : 'said',
        ...numbered(order),
      },
    };
    return { value: { found, token: after }, rows: [row] };
  });
  return { found: value.found, token: await detailOfToken(deps, value.token) };
}
