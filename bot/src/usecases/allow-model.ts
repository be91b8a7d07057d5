import type { Reply } from '@token-desk/contract/api';
import { person } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import { modelOf, prefixOf } from '@token-desk/contract/token-model';
import * as z from 'zod/mini';
import type { Db } from '../store/database.ts';
import { parseColumn } from '../store/json.ts';
import { findSetting, saveSetting } from '../store/settings.ts';
import { commit } from './commit.ts';
import type { Caller, Deps } from './deps.ts';

const people = z.array(person);
const settingOf = (prefix: string) => `allowed-model:${prefix}`;

async function allowedBy(db: Db, prefix: string) {
  const text = await findSetting(db, settingOf(prefix));
  return text === null ? [] : parseColumn(people, text);
}

/** Says that tokens with this prefix may be burned, by any technician but the one who says it. */
export async function allowModel(deps: Deps, caller: Caller, prefix: string): Promise<Reply<'allowModel'>> {
  if (prefixOf(prefix) !== prefix || !/^\w{7}$/.test(prefix) || modelOf(prefix) !== null) {
    throw new ProblemError('bad-request', { where: 'prefix' });
  }
  const { value } = await commit(deps, async (tx) => {
    const known = await allowedBy(tx, prefix);
    if (known.some(({ id }) => id === caller.person.id)) return { value: known };
    const all = [...known, caller.person];
    await saveSetting(tx, settingOf(prefix), JSON.stringify(all));
    const actor = { kind: 'person', person: caller.person } as const;
    return { value: all, rows: [{ event: 'model_allowed', actor, data: { prefix } }] };
  });
  return { prefix, allowedBy: value };
}

/**
 * Whether this serial may be written by this person: true when its model is known, `override` when a second
 * technician has allowed its prefix. Throws `unknown-model` else.
 */
export async function mayWriteModel(db: Db, caller: Caller, serial: string): Promise<'known' | 'override'> {
  if (modelOf(serial) !== null) return 'known';
  const prefix = prefixOf(serial);
  const by = prefix === null ? [] : await allowedBy(db, prefix);
  if (by.some(({ id }) => id !== caller.person.id)) return 'override';
  throw new ProblemError('unknown-model', { serial });
}
