import type { Reply } from '@token-desk/contract/api';
import { instant, type Person, person, serial as serialText } from '@token-desk/contract/ids';
import { personActor } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import { modelOf, prefixOf } from '@token-desk/contract/token/model';
import type { UnknownModel } from '@token-desk/contract/token/record';
import * as z from 'zod/mini';
import type { Db } from '../../store/database.ts';
import { parseNullable } from '../../store/json.ts';
import { findSetting, type Setting, saveSetting, settingsUnder } from '../../store/tables/settings.ts';
import { commit } from '../write/commit.ts';
import type { Caller, Deps } from '../write/deps.ts';

const maxListed = 100;
const people = z.array(person);
const asks = z.array(z.object({ by: person, serial: serialText, at: instant }));
const allowedSetting = 'allowed-model:';
const askedSetting = 'asked-model:';

type Kept = { readonly model: UnknownModel; readonly asked: Setting; readonly allowed: Setting };

async function load(db: Db, prefix: string): Promise<Kept> {
  const asked = await findSetting(db, `${askedSetting}${prefix}`);
  const allowed = await findSetting(db, `${allowedSetting}${prefix}`);
  const model = {
    prefix,
    asked: parseNullable(asks, asked.value) ?? [],
    allowedBy: parseNullable(people, allowed.value) ?? [],
  };
  return { model, asked, allowed };
}

const modelIn = async (db: Db, prefix: string) => (await load(db, prefix)).model;

/** Each asks, and allows, once: the same model where it was so before. */
export const askedFor = (model: UnknownModel, ask: UnknownModel['asked'][number]): UnknownModel =>
  model.asked.some(({ by }) => by.id === ask.by.id) ? model : { ...model, asked: [...model.asked, ask] };
export const allowedBy = (model: UnknownModel, by: Person): UnknownModel =>
  model.allowedBy.some(({ id }) => id === by.id) ? model : { ...model, allowedBy: [...model.allowedBy, by] };

function mustBeUnknown(prefix: string): void {
  if (/^[0-9A-Za-z]{7}$/.test(prefix) && modelOf(prefix) === null) return;
  throw new ProblemError('bad-request', { where: 'prefix' });
}

/** What was asked for or allowed, the newest ask first. */
export async function listModels(deps: Deps): Promise<Reply<'listModels'>> {
  const { db } = deps.store;
  const kept = [...(await settingsUnder(db, askedSetting)), ...(await settingsUnder(db, allowedSetting))];
  const prefixes = [...new Set(kept.map(({ name }) => name.slice(name.indexOf(':') + 1)))];
  const items = await Promise.all(prefixes.map((prefix) => modelIn(db, prefix)));
  const newest = ({ asked }: UnknownModel) => asked.at(-1)?.at ?? 0;
  return { items: items.sort((a, b) => newest(b) - newest(a)).slice(0, maxListed) };
}

/** Puts before the other technicians that this one has a token in hand whose kind nobody knows. */
export async function askForModel(
  deps: Deps,
  caller: Caller,
  order: { readonly prefix: string; readonly serial: string },
): Promise<UnknownModel> {
  const { prefix, serial } = order;
  mustBeUnknown(prefix);
  if (prefixOf(serial) !== prefix) throw new ProblemError('bad-request', { where: 'serial' });
  const { value } = await commit(deps, async (tx) => {
    const { model, asked: seen } = await load(tx, prefix);
    const after = askedFor(model, { by: caller.person, serial, at: deps.clock.now() });
    if (after === model) return { value: model };
    await saveSetting(tx, seen, JSON.stringify(after.asked));
    const actor = personActor(caller.person);
    return {
      value: after,
      rows: [{ event: 'model_asked', actor, data: { prefix, serial } }],
    };
  });
  return value;
}

/** Says that tokens with this prefix may be burned, by any technician but the one who says it. */
export async function allowModel(deps: Deps, caller: Caller, prefix: string): Promise<UnknownModel> {
  mustBeUnknown(prefix);
  const { value } = await commit(deps, async (tx) => {
    const { model, allowed: seen } = await load(tx, prefix);
    const after = allowedBy(model, caller.person);
    if (after === model) return { value: model };
    await saveSetting(tx, seen, JSON.stringify(after.allowedBy));
    const actor = personActor(caller.person);
    return { value: after, rows: [{ event: 'model_allowed', actor, data: { prefix } }] };
  });
  return value;
}

/**
 * Whether this serial may be written by this person: true when its model is known, `override` when a second
 * technician has allowed its prefix. Throws `unknown-model` else.
 */
export async function mayWriteModel(db: Db, caller: Caller, serial: string): Promise<'known' | 'override'> {
  if (modelOf(serial) !== null) return 'known';
  const prefix = prefixOf(serial);
  const by = prefix === null ? [] : (await modelIn(db, prefix)).allowedBy;
  if (by.some(({ id }) => id !== caller.person.id)) return 'override';
  throw new ProblemError('unknown-model', { serial });
}
