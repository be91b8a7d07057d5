import { nextWorkingDay } from '@token-desk/contract/working-days';
import { instantAt } from '../../domain/approval/business-time.ts';
import { dayIn } from '../../domain/requests/identity.ts';
import { dayMs } from '../../domain/retention.ts';
import { chainEnd, countEvents } from '../../store/tables/audit.ts';
import { boundChannels } from '../../store/tables/conversations.ts';
import { countUnheard } from '../../store/tables/notices.ts';
import { countAtRisk, countInState, countOpen } from '../../store/tables/requests.ts';
import { findSetting, saveSetting } from '../../store/tables/settings.ts';
import { commit } from '../write/commit.ts';
import { actingClock } from '../write/decide-in.ts';
import type { Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';

const lastDay = 'digest-day';
const morning = '07:00';
const mostUnheard = 1_000;

/**
 * Once a day from seven in the morning, in the zone of the organisation: the day before in numbers, what is open, and the end of
 * the audit as it was then. Whoever has the message can tell later whether the log still has that row. Answers how many were made.
 */
export async function makeDigest(deps: Deps): Promise<number> {
  const { timeZone } = await policyNow(deps);
  const now = deps.clock.now();
  const today = dayIn(now, timeZone);
  if (now < instantAt(today, morning, timeZone)) return 0;
  if ((await findSetting(deps.store.db, lastDay)).value === today) return 0;
  const yesterday = dayIn(instantAt(today, '12:00', timeZone) - dayMs, timeZone);
  const from = instantAt(yesterday, '00:00', timeZone);
  const to = instantAt(today, '00:00', timeZone);
  const { value } = await commit(deps, async (tx) => {
    const seen = await findSetting(tx, lastDay);
    // another server may have been quicker
    if (seen.value === today) return { value: 0 };
    await saveSetting(tx, seen, today);
    const channels = await boundChannels(tx);
    if (!channels.some(({ topics }) => topics.includes('digest') || topics.includes('technicians')))
      return { value: 0 };
    const during = (event: 'submitted' | 'handed_over') => countEvents(tx, event, { from, to });
    const head = await chainEnd(tx);
    const data = {
      day: yesterday,
      askedFor: await during('submitted'),
      handedOver: await during('handed_over'),
      open: await countOpen(tx),
      atRisk: await countAtRisk(tx, nextWorkingDay(today)),
      failed: await countInState(tx, 'failed'),
      waiting: await countInState(tx, 'submitted'),
      unheard: await countUnheard(tx, now, mostUnheard),
      headSeq: head.seq,
      headHash: head.hash,
    };
    return { value: 1, rows: [{ event: 'digest_made', actor: actingClock.actor, data }] };
  });
  return value;
}
