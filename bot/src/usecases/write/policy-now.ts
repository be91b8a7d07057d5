import { organisation as rules } from '@token-desk/contract/organisation';
import { organisationOf, policyOf } from '../../domain/organisation.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Db } from '../../store/database.ts';
import { parseNullable } from '../../store/json.ts';
import { findSetting, type Setting } from '../../store/tables/settings.ts';
import type { Deps } from './deps.ts';

const organisationSetting = 'organisation';

const savedIn = ({ value }: Setting) => parseNullable(rules, value);

/** The rules that hold: read where they are asked for, since another server may just have saved them. */
export async function policyNow(deps: Deps, db: Db = deps.store.db): Promise<Policy> {
  const saved = savedIn(await findSetting(db, organisationSetting));
  return saved === null ? deps.policy : policyOf(saved);
}

/** The same as they are kept; `seen` is what a change is made from. */
export async function organisationNow(deps: Deps, db: Db) {
  const seen = await findSetting(db, organisationSetting);
  return { seen, organisation: savedIn(seen) ?? organisationOf(deps.policy) };
}
