import type { Body, Reply } from '@token-desk/contract/api';
import { personActor } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import { numbered } from '../../domain/entra/answer-number.ts';
import { type Found, judgeDevice, loadedAs } from '../../domain/tokens/device.ts';
import { factorySeeded, inBooksAs } from '../../domain/tokens/factory.ts';
import { isFactorySeeded, unknownToken } from '../../domain/tokens/token.ts';
import { addCustody } from '../../store/tables/custody.ts';
import { findToken, saveToken, tokensBy } from '../../store/tables/tokens.ts';
import { mustReadBeta } from '../people/beta.ts';
import { devicesAnswered } from '../people/directory.ts';
import type { OtherRow } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';

/** What the books have of these serials, before any device is made for them. */
export async function findTokens(
  deps: Deps,
  caller: Caller,
  { serials }: Body<'findTokens'>,
): Promise<Reply<'findTokens'>> {
  demandRight(caller, 'load');
  await mustReadBeta(deps.store.db);
  const known = await tokensBy(deps.store.db, serials);
  return { items: known.map((token) => ({ serial: token.serial, books: inBooksAs(token) })) };
}

/**
 * A token with its maker's secret is loaded once Microsoft shows the device that the tab made, or by the tab's word where the
 * server may not read it. Asked again it answers the same. Throws where Microsoft does not answer: then it is asked again.
 */
export async function loadFactory(
  deps: Deps,
  caller: Caller,
  order: Body<'loadFactory'> & { readonly serial: string },
): Promise<Reply<'loadFactory'>> {
  demandRight(caller, 'load');
  const { serial, deviceId } = order;
  const devices = await devicesAnswered(deps, { id: deviceId });
  const { value } = await commit<Found['found']>(deps, async (tx) => {
    const now = deps.clock.now();
    const before = (await findToken(tx, serial)) ?? unknownToken(serial, now);
    const seeded = factorySeeded(before, { ...order, now });
    if (!seeded.ok) throw new ProblemError(seeded.problem.code, seeded.problem.detail);
    const { token } = seeded;
    const judged = judgeDevice(token, devices, deviceId);
    if (!judged.ok) throw new ProblemError(judged.problem.code, judged.problem.detail);
    const { found } = judged;
    if (!('deviceId' in judged)) return { value: found };
    if (isFactorySeeded(before) && before.deviceId === judged.deviceId) return { value: found };
    await saveToken(tx, loadedAs(token, judged.deviceId, now));
    const actor = personActor(caller.person);
    const rows: OtherRow[] = [];
    if (before.version === 0) {
      await addCustody(tx, serial, { at: now, kind: 'added', by: caller.person, holder: null, note: null });
      rows.push({ event: 'token_added', actor, data: { serial, site: token.site } });
    }
    const how = found === 'loaded' ? 'seen' : 'said';
    const data = { serial, deviceId: judged.deviceId, box: token.box, how, origin: 'factory' };
    rows.push({
      event: 'token_loaded',
      actor,
      data: { ...data, ...numbered(order) },
    });
    return { value: found, rows };
  });
  return { found: value };
}
