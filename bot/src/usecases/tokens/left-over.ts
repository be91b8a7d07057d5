import type { Reply } from '@token-desk/contract/api';
import { leftOver } from '../../domain/tokens/left-over.ts';
import { countLeftOver, tokensWithLeftDevices } from '../../store/tables/boxes.ts';
import { tokensBy } from '../../store/tables/tokens.ts';
import { devicesOf } from '../people/directory.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';

const mostListed = 100;
const serialsAtOnce = 500;

/** Devices at Microsoft that are nobody's and no stock of ours, read there now; without Microsoft, what the books know. */
export async function listLeftDevices(deps: Deps, caller: Caller): Promise<Reply<'listLeftDevices'>> {
  demandRight(caller, 'load');
  const { db } = deps.store;
  const devices = await devicesOf(deps, 'all');
  const serials = [...new Set((devices ?? []).map(({ serial }) => serial))];
  const known = devices === null ? await tokensWithLeftDevices(db, mostListed + 1) : [];
  for (let from = 0; from < serials.length; from += serialsAtOnce)
    known.push(...(await tokensBy(db, serials.slice(from, from + serialsAtOnce))));
  const found = leftOver(devices, new Map(known.map((token) => [token.serial, token])));
  const items = found.toSorted((a, b) => a.serial.localeCompare(b.serial)).slice(0, mostListed);
  return { items, total: found.length, isRead: devices !== null };
}

/** What the books know of: burned for a box and not loaded, set aside out of one, or with a device left at Microsoft. */
export async function leftOverTotal(deps: Deps, caller: Caller): Promise<Reply<'countLeftOver'>> {
  demandRight(caller, 'load');
  return { total: await countLeftOver(deps.store.db) };
}
