import type { Request } from '@token-desk/contract/request';
import { isWorkingDay, nextWorkingDay } from '@token-desk/contract/working-days';
import { seeAhead } from '../../domain/entra/ahead.ts';
import { holidaysAt, timeZoneAt } from '../../domain/organisation.ts';
import { dayIn } from '../../domain/requests/identity.ts';
import { isAhead } from '../../domain/requests/request-states.ts';
import { atOnce } from '../../store/at-once.ts';
import { type Ahead, requestsAhead } from '../../store/tables/requests.ts';
import { findSetting, saveSetting } from '../../store/tables/settings.ts';
import { isBetaStoppedIn } from '../people/beta.ts';
import { directoryTimeoutMs, isUnanswered } from '../people/directory.ts';
import { commit } from '../write/commit.ts';
import { actingClock, decideIn, loadRequest } from '../write/decide-in.ts';
import type { Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';

/** A request may be stored some moments after the time it bears. */
const overlapMs = 60_000;
/** Nobody is told at night. */
const morningMs = 6 * 60 * 60_000;
const approvalsSeen = 'approvals-looked-at';
const dayLookedAhead = 'day-looked-ahead';

/**
 * What has to be mended at Microsoft, or is not known there, noted where it is worth a line: once for each request that is asked for, and
 * on the working day before for each that is due. Answers how many were noted; where Microsoft does not answer it is
 * tried again with the next call.
 */
export async function lookAhead(deps: Deps): Promise<number> {
  try {
    return (await lookAtNew(deps)) + (await lookAtTomorrow(deps));
  } catch (error) {
    if (isUnanswered(error)) return 0;
    throw error;
  }
}

async function lookAtNew(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const seen = Number((await findSetting(deps.store.db, approvalsSeen)).value ?? 0);
  const noted = await noteEach(deps, { askedSince: seen });
  if (noted.looked > 0) await keepLookedAt(deps, approvalsSeen, String(now - overlapMs));
  return noted.changed;
}

/** A weekend belongs to the Friday before it, a holiday of a site to its last working day. */
async function lookAtTomorrow(deps: Deps): Promise<number> {
  const policy = await policyNow(deps);
  const today = dayIn(deps.clock.now() - morningMs, policy.timeZone);
  const last = (await findSetting(deps.store.db, dayLookedAhead)).value;
  if (last === today || !isWorkingDay(today)) return 0;
  const untilAt = (site: string) => {
    const holidays = holidaysAt(policy, site);
    return isWorkingDay(today, holidays) ? nextWorkingDay(today, holidays) : today;
  };
  const ends = [nextWorkingDay(today), ...[...policy.places.keys()].map(untilAt)].sort();
  const days = { neededAfter: today, neededUntil: ends.at(-1) ?? today };
  const { changed } = await noteEach(deps, days, ({ form }) => form.neededBy <= untilAt(form.site));
  await keepLookedAt(deps, dayLookedAhead, today);
  return changed;
}

async function keepLookedAt(deps: Deps, name: string, value: string): Promise<void> {
  await commit(deps, async (tx) => {
    const seen = await findSetting(tx, name);
    if (seen.value !== value) await saveSetting(tx, seen, value);
    return { value: null };
  });
}

async function noteEach(
  deps: Deps,
  which: Ahead,
  isMeant: (request: Request) => boolean = () => true,
): Promise<{ looked: number; changed: number }> {
  let [looked, changed, after] = [0, 0, ''];
  for (;;) {
    const page = await requestsAhead(deps.store.db, which, { after, limit: atOnce.sweep });
    const meant = page.filter(isMeant);
    if (meant.length > 0) changed += await notePage(deps, meant);
    looked += page.length;
    if (page.length < atOnce.sweep) return { looked, changed };
    after = page.at(-1)?.id ?? after;
  }
}

async function notePage(deps: Deps, page: readonly Request[]): Promise<number> {
  const policy = await policyNow(deps);
  const signal = AbortSignal.timeout(directoryTimeoutMs);
  const ids = [...new Set(page.map(({ subject }) => subject.id))];
  const [tenant, people, isBetaStopped] = await Promise.all([
    deps.directory.tenantFacts(signal),
    deps.directory.peopleFacts(ids, signal),
    isBetaStoppedIn(deps.store.db),
  ]);
  let changed = 0;
  for (const { id, subject } of page) {
    const person = people.get(subject.id);
    if (person === undefined) continue;
    const { missing: checks, unknown } = seeAhead({ tenant, person, isBetaStopped });
    if (checks.length + unknown.length === 0) continue;
    const { value } = await commit(deps, async (tx) => {
      const newest = await loadRequest(tx, id, null);
      if (!isAhead(newest.state)) return { value: 0 };
      const timeZone = timeZoneAt(policy, newest.form.site);
      const change = decideIn(deps, newest, { kind: 'note-missing', checks, unknown, timeZone }, actingClock);
      return { value: change.events.length, change };
    });
    changed += value;
  }
  return changed;
}
