import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import { type BetaArea, type BetaLook, betaAreas, isLookDue, stopsTokens } from '../../domain/entra/beta.ts';
import type { Fact } from '../../domain/entra/facts.ts';
import type { Db } from '../../store/database.ts';
import { parseNullable } from '../../store/json.ts';
import { findSetting, saveSetting } from '../../store/tables/settings.ts';
import { commit } from '../write/commit.ts';
import { actingClock } from '../write/decide-in.ts';
import type { Deps } from '../write/deps.ts';
import { directoryTimeoutMs } from './directory.ts';

const setting = 'microsoft-beta';
const kept = z.object({ at: z.int(), changed: z.array(z.enum(betaAreas)) });
/** A look that nobody answered is tried again after this, by each server for itself. */
const unansweredMs = 60 * 60_000;
const unansweredAt = new WeakMap<Deps, number>();

const lastLook = async (db: Db): Promise<BetaLook | null> =>
  parseNullable(kept, (await findSetting(db, setting)).value);

/** Looks at Microsoft's beta and keeps what it showed; what changed, or is as before again, stands in the audit. */
export async function lookAtBeta(deps: Deps): Promise<Fact<readonly BetaArea[]>> {
  const seen = await deps.directory.betaShapes(AbortSignal.timeout(directoryTimeoutMs));
  if (seen.kind !== 'read') return seen;
  const changed = [...seen.value];
  await commit(deps, async (tx) => {
    const before = await findSetting(tx, setting);
    const last = parseNullable(kept, before.value);
    await saveSetting(tx, before, JSON.stringify({ at: deps.clock.now(), changed } satisfies BetaLook));
    const were = last?.changed ?? [];
    if (String(were) === String(changed)) return { value: null };
    const isNew = changed.length > 0;
    const event = isNew ? 'beta_changed' : 'beta_as_before';
    const data = { areas: (isNew ? changed : were).join(' ') };
    return { value: null, rows: [{ event, actor: actingClock.actor, data }] };
  });
  return seen;
}

/** Once a day; call it every minute. Answers how many looks it took. */
export async function watchBeta(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  if (!isLookDue(await lastLook(deps.store.db), now)) return 0;
  if (now - (unansweredAt.get(deps) ?? -Infinity) < unansweredMs) return 0;
  const seen = await lookAtBeta(deps);
  if (seen.kind === 'read') return 1;
  unansweredAt.set(deps, now);
  return 0;
}

export const isBetaStoppedIn = async (db: Db): Promise<boolean> => stopsTokens(await lastLook(db));

/** Nothing is begun at Microsoft whose answer could not be read. */
export async function mustReadBeta(db: Db): Promise<void> {
  if (await isBetaStoppedIn(db)) throw new ProblemError('beta-changed');
}
