import assert from 'node:assert/strict';
import { teamsLimits } from '@token-desk/bot/domain/delivery/limits';
import type { OutboxRow } from '@token-desk/bot/outbox/row';
import { startOutbox } from '@token-desk/bot/outbox/worker';
import { nextDue } from '@token-desk/bot/store/tables/lanes';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { cast, people, practiceTenant } from '@token-desk/practice/people';
import { chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, type Manner, startFakeConnector } from '../../support/teams/fake-connector.ts';

const startsAt = Date.UTC(2026, 10, 22, 9, 30);
const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const conversations = 40;
/** 5,000 are wanted; a tenth of them is what every run has the time for. */
const each = Math.round(Number(process.env.DELIVERIES ?? 520) / conversations);
const notices = each * conversations;

/** The same numbers in each run, as mixed as any. */
function mixed(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe('deliveries to a connector that fails in every way', () => {
  const desk = useChatCore(startsAt);
  let connector: FakeConnector;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let bot: ReturnType<typeof createTeamsBot>;

  beforeEach(async () => {
    connector = await startFakeConnector();
    bot = createTeamsBot(desk.chat, settings);
    server = await serveBot(bot);
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });

  const channelOf = (n: number) => `19:channel-${n}@thread.tacv2`;
  const ledger = () =>
    desk.core.deps.store.db
      .selectFrom('notices')
      .selectAll()
      .where('conversation_id', 'is not', null)
      .execute();
  const nothingWaits = async () =>
    (await desk.core.deps.store.db.selectFrom('outbox').select('id').limit(1).execute()).length === 0;

  it(`tells ${notices} lines in ${conversations} conversations once each, in order and never too fast`, async () => {
    const { clock, deps } = desk.core;
    for (let n = 0; n < conversations; n += 1) {
      const place = { kind: 'channel', id: channelOf(n) } as const;
      await chatClient(server, connector, { person: cast.technician, place }).say('notify here technicians');
      clock.turn(60_000);
    }
    const subjects = people
      .filter(({ managerId, isEnabled }) => managerId === cast.manager.id && isEnabled)
      .slice(0, 5);
    const requests = await Promise.all(subjects.map((one) => desk.submit(cast.manager, one)));
    for (let n = 0; n < each; n += 1) {
      const { id } = requests[n % requests.length] ?? assert.fail();
      await desk.order(id, { kind: 'hold', why: 'on leave' });
      await desk.order(id, { kind: 'resume' });
    }
    connector.sent.length = 0;

    const random = mixed(7);
    const asked: { at: number; place: string }[] = [];
    const manners: readonly Manner[] = [429, 502, 404, 202, 'drop'];
    connector.manner = ({ path }) => {
      asked.push({ at: clock.now(), place: /channel-\d+/.exec(path)?.[0] ?? assert.fail(path) });
      return random() < 0.8 ? 200 : (manners[Math.floor(random() * manners.length)] ?? 200);
    };
    const inHand = new Map<string, OutboxRow>();
    const told: OutboxRow[] = [];
    const worker = startOutbox(deps, async (row) => {
      inHand.set(row.conversationId, row);
      const taken = connector.sent.length;
      const end = await bot.deliver(row);
      if (row.kind === 'notice' && connector.sent.length > taken) told.push(row);
      return end;
    });
    for (let turns = 0; !(await nothingWaits()); turns += 1) {
      assert.ok(turns < 20_000, 'it comes to an end');
      await worker.drain();
      const due = await nextDue(deps.store.db, clock.now());
      clock.turn(Math.max(20, (due ?? 0) - clock.now()));
    }
    await worker.close();

    const lines = connector.sent.filter(({ activity }) => activity.text !== undefined);
    assert.equal(lines.length, notices, 'as many lines as were to be told');
    const rows = await ledger();
    assert.equal(rows.length, notices);
    assert.ok(rows.every(({ state }) => state === 'delivered'));
    for (let n = 0; n < conversations; n += 1) {
      const seqs = told.filter(({ conversationId }) => conversationId === channelOf(n)).map(({ seq }) => seq);
      assert.equal(seqs.length, each);
      assert.deepEqual(
        seqs,
        [...new Set(seqs)].sort((a, b) => a - b),
        'once and in order',
      );
      const times = asked.filter(({ place }) => place === `channel-${n}`).map(({ at }) => at);
      for (const { most, withinMs } of teamsLimits.conversation) assertSpaced(times, most, withinMs);
    }
    const all = asked.map(({ at }) => at).sort((a, b) => a - b);
    for (const { most, withinMs } of teamsLimits.app) assertSpaced(all, most, withinMs);
  });

  it('marks what may have come twice, and only that', async () => {
    const place = { kind: 'channel', id: channelOf(1) } as const;
    await chatClient(server, connector, { person: cast.technician, place }).say('notify here technicians');
    const { id } = await desk.submit(cast.manager, cast.subject);
    await desk.order(id, { kind: 'hold', why: 'on leave' });
    let drops = 0;
    connector.manner = ({ method, path }) => {
      const isLine = method === 'POST' && path.includes(';messageid=');
      if (!isLine || drops > 0) return 200;
      drops += 1;
      return 'drop';
    };
    const worker = startOutbox(desk.core.deps, bot.deliver);
    await worker.drain();
    desk.core.clock.turn(60_000);
    await worker.drain();
    connector.manner = () => 429;
    await desk.order(id, { kind: 'resume' });
    await desk.order(id, { kind: 'hold', why: 'again' });
    await worker.drain();
    connector.manner = null;
    desk.core.clock.turn(10_000);
    await worker.drain();
    desk.core.clock.turn(10_000);
    await worker.drain();
    await worker.close();
    const rows = (await ledger()).toSorted((a, b) => a.seq - b.seq);
    assert.deepEqual(
      rows.map(({ state, maybe_twice }) => [state, maybe_twice]),
      [
        ['delivered', 1],
        ['delivered', 0],
      ],
    );
  });
});

/** No `most` + 1 of them lie within `withinMs`. */
function assertSpaced(times: readonly number[], most: number, withinMs: number): void {
  for (const [index, at] of times.entries()) {
    const later = times[index + most];
    if (later !== undefined) assert.ok(later - at >= withinMs, `${most + 1} within ${later - at} ms`);
  }
}
