import assert from 'node:assert/strict';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { cast, type PracticePerson, people, practiceTenant } from '@token-desk/practice/people';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, startFakeConnector } from '../../support/teams/fake-connector.ts';

const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const sylvie = people.find(({ upn }) => upn.startsWith('sylvie.')) ?? cast.technician;

describe('after it was asked for', () => {
  const desk = useChatCore(Date.UTC(2026, 10, 22, 9));
  let connector: FakeConnector;
  let bot: ReturnType<typeof createTeamsBot>;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let ada: ChatClient;
  let stranger: ChatClient;

  const chatOf = (person: PracticePerson) =>
    chatClient(server, connector, { person, place: { kind: 'personal', id: `chat-${person.givenName}` } });
  beforeEach(async () => {
    connector = await startFakeConnector();
    bot = createTeamsBot(desk.chat, settings);
    server = await serveBot(bot);
    [ada, stranger] = [chatOf(cast.manager), chatOf(sylvie)];
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });
  const pressed = async (data: Record<string, string>, who = ada) =>
    JSON.stringify((await who.press('message-1', data)).body);
  const change = { neededBy: '2026-12-01', handOver: 'ship', note: 'gate 4' };

  it('can be changed until a technician starts, and says why it cannot afterwards', async () => {
    const { id: requestId } = await desk.submit(cast.manager, cast.subject);
    const form = await pressed({ verb: 'request.edit', requestId });
    assert.match(form, /Change the request for Ana Moreau.*"value":"2026-11-30"/);
    const wrong = await pressed({ verb: 'request.save', requestId, ...change, neededBy: 'soon' });
    assert.match(wrong, /Needed by.*"value":"gate 4"/s);
    assert.match(await pressed({ verb: 'request.save', requestId, ...change }), /1 Dec 2026/);
    assert.equal((await desk.theRequest()).form.note, 'gate 4');
    await desk.claim(requestId);
    const late = await pressed({ verb: 'request.save', requestId, ...change, note: 'gate 5' });
    assert.match(late, /⚠/);
    assert.match(await pressed({ verb: 'request.edit', requestId }), /⚠/);
    assert.match(await pressed({ verb: 'request.withdraw', requestId }), /⚠/);
    const { form: kept, state } = await desk.theRequest();
    assert.deepEqual([kept.note, state], ['gate 4', 'in_progress']);
  });

  it('is nobody else’s to change or to nudge', async () => {
    const { id: requestId } = await desk.submit(cast.manager, cast.subject);
    for (const data of [
      { verb: 'request.edit', requestId },
      { verb: 'request.save', requestId, ...change },
      { verb: 'request.nudge', requestId },
    ])
      assert.match(await pressed(data, stranger), /"statusCode":400/, data.verb);
    assert.equal((await desk.theRequest()).version, 1);
  });

  it('reminds whoever is next, once a day', async () => {
    await ada.say('help');
    await stranger.press('message-1', {
      ...{ verb: 'form.submit', nonce: 'n', subject: cast.subject.id, type: 'new', reason: 'no-smartphone' },
      ...{ site: 'Lyon', neededBy: '2026-11-25', handOver: 'desk' },
    });
    const { id: requestId, state } = await desk.theRequest();
    assert.equal(state, 'submitted');
    const nudged = await pressed({ verb: 'request.nudge', requestId }, stranger);
    assert.doesNotMatch(nudged, /⚠|request\.nudge/);
    assert.match(
      await pressed({ verb: 'request.nudge', requestId }, stranger),
      /⚠ Whoever is next was reminded/,
    );
    const rows = await desk.core.deps.store.db
      .selectFrom('outbox')
      .select(['conversation_id', 'event'])
      .where('kind', '=', 'notice')
      .execute();
    const told = rows.filter(({ event }) => event === 'nudged').map((row) => row.conversation_id);
    assert.deepEqual(told, [`person:${cast.manager.id}`]);
    const row = { id: 'r', kind: 'notice', conversationId: told[0] ?? '', requestId, event: 'nudged' };
    await bot.deliver({ ...row, seq: 1, attempt: 1 } as Parameters<typeof bot.deliver>[0]);
    const line = connector.sent.at(-1)?.activity.text ?? '';
    assert.match(line, /Sylvie Lefèvre asks how it stands for Ana Moreau/);
    desk.core.clock.turn(24 * 60 * 60_000);
    assert.doesNotMatch(await pressed({ verb: 'request.nudge', requestId }, stranger), /⚠/);
  });
});
