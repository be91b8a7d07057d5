import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { cast, people, practiceTenant } from '@token-desk/practice/people';
import type { SendingBot } from '../../support/bot/sending-bot.ts';
import { until } from '../../support/desk/desk-hands.ts';
import { chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, startFakeConnector } from '../../support/teams/fake-connector.ts';

/** 50 are wanted; a tenth of them is what every run has the time for. */
const kills = Number(process.env.KILLS ?? 5);
const channels = 20;
const leaseMs = 60_000;
const program = fileURLToPath(new URL('../../support/bot/sending-bot.ts', import.meta.url));

describe('a server that is killed while it sends', () => {
  const desk = useChatCore(Date.UTC(2026, 10, 22, 9, 30));
  let connector: FakeConnector;

  beforeEach(async () => {
    connector = await startFakeConnector();
  });
  afterEach(() => connector.close());

  it(`loses nothing in ${kills} deaths, and sends twice at most what was on its way, which the ledger marks`, async () => {
    const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
    const server = await serveBot(createTeamsBot(desk.chat, settings));
    for (let n = 0; n < channels; n += 1) {
      const place = { kind: 'channel', id: `19:channel-${n}@thread.tacv2` } as const;
      await chatClient(server, connector, { person: cast.technician, place }).say('notify here technicians');
      desk.core.clock.turn(60_000);
    }
    await server.close();
    const subjects = people.filter((one) => one.managerId === cast.manager.id && one.isEnabled);
    const asked = await Promise.all(subjects.map((one) => desk.submit(cast.manager, one)));
    for (const { id } of asked) await desk.order(id, { kind: 'hold', why: 'on leave' });
    const { db } = desk.core.deps.store;
    const waits = async () => (await db.selectFrom('outbox').select('id').execute()).length;
    connector.sent.length = 0;

    let skippedMs = desk.core.clock.now() - Date.now();
    let deaths = 0;
    for (; deaths < kills && (await waits()) > 0; deaths += 1) {
      const child = start({ ...desk.shared, skippedMs });
      await once(child, 'message');
      const begun = connector.sent.length;
      const wanted = begun + 1 + Math.floor(Math.random() * 12);
      await until('it to send', async () => connector.sent.length >= wanted || (await waits()) === 0);
      child.kill('SIGKILL');
      await once(child, 'exit');
      // whoever comes next waits until nobody can have it any more
      skippedMs += leaseMs + 1_000;
    }
    assert.equal(deaths, kills, 'there was something to send until the last of them');
    const last = start({ ...desk.shared, skippedMs: skippedMs + leaseMs });
    await until('everything to be told', async () => (await waits()) === 0);
    last.kill('SIGKILL');
    await once(last, 'exit');

    const ledger = await db
      .selectFrom('notices')
      .selectAll()
      .where('conversation_id', 'is not', null)
      .execute();
    assert.equal(ledger.length, channels * asked.length);
    assert.ok(ledger.every(({ state }) => state === 'delivered'));
    let twice = 0;
    for (const notice of ledger) {
      const { subject } = asked.find(({ id }) => id === notice.request_id) ?? assert.fail();
      const lines = connector.sent.filter(
        ({ path, activity }) =>
          path.includes(`/${notice.conversation_id}`) && activity.text?.includes(subject.name) === true,
      );
      assert.ok(
        lines.length === 1 || (lines.length > 1 && notice.maybe_twice === 1),
        `${lines.length} lines`,
      );
      twice += lines.length - 1;
    }
    assert.ok(twice <= kills * 12, `${twice} twice`);
  });
});

function start(how: SendingBot) {
  return spawn(process.execPath, ['--conditions=tokendesk:src', '--import=tsx', program], {
    env: { PATH: process.env.PATH, SENDING_BOT: JSON.stringify(how) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
