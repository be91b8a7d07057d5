import assert from 'node:assert/strict';
import { noLimits } from '@token-desk/bot/domain/delivery/limits';
import { startOutbox } from '@token-desk/bot/outbox/worker';
import { findToken } from '@token-desk/bot/store/tables/tokens';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { closeIncident, listIncidents } from '@token-desk/bot/usecases/audit/incidents';
import { listUnheard } from '@token-desk/bot/usecases/people/unheard';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { cast, people, practiceTenant } from '@token-desk/practice/people';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, type Sent, startFakeConnector } from '../../support/teams/fake-connector.ts';

const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const cardIn = (sent: Sent | undefined) => JSON.stringify(sent?.activity.attachments?.[0]?.content ?? null);

describe('whoever carries a token', () => {
  const desk = useChatCore(Date.UTC(2026, 10, 23, 9));
  let connector: FakeConnector;
  let bot: ReturnType<typeof createTeamsBot>;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let ana: ChatClient;
  let security: ChatClient;

  beforeEach(async () => {
    connector = await startFakeConnector();
    bot = createTeamsBot(desk.chat, settings);
    server = await serveBot(bot);
    const at = (person: typeof cast.subject, kind: 'personal' | 'channel', id: string) =>
      chatClient(server, connector, { person, place: { kind, id } });
    ana = at(cast.subject, 'personal', 'chat-ana');
    security = at(cast.technician, 'channel', '19:s');
    await security.say('notify here security', 'en-GB');
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });

  const sent = async (id: string): Promise<Sent[]> => {
    const before = connector.sent.length;
    const outbox = startOutbox(desk.core.deps, bot.deliver, { limits: noLimits });
    await outbox.drain();
    await outbox.close();
    return connector.sent.slice(before).filter(({ path }) => path.startsWith(`/v3/conversations/${id}/`));
  };
  const bound = async () => {
    const request = await desk.submit(cast.manager, cast.subject);
    await desk.bind(request.id);
    return desk.theRequest();
  };
  const seqOf = (card: string) => /"seq":"(\d+)"/.exec(card)?.[1] ?? assert.fail(card);
  const stateOf = async (serial = '8659622000001') =>
    (await findToken(desk.core.deps.store.db, serial))?.state;

  it('hears that it became theirs, and says that this was not them: it is held, security told, a technician has to look', async () => {
    await ana.say('help');
    await bound();
    const [told] = await sent('chat-ana');
    const card = cardIn(told);
    assert.match(card, /A token was registered for you.*8659622000001.*This was not me/);
    const press = { verb: 'token.not-me', seq: seqOf(card) };
    const { body } = await ana.press('message-9', press);
    assert.match(JSON.stringify(body), /You said that this was not you/);
    assert.equal(await stateOf(), 'quarantine');
    assert.ok(
      desk.core.bus.events.some(({ type }) => type === 'look'),
      'every open tab reads it',
    );
    assert.equal((await desk.theRequest()).state, 'failed');
    const [line] = await sent('19:s');
    assert.match(
      line?.activity.text ?? '',
      /Ana Moreau says: this was not me\. Token 8659622000001 was registered/,
    );
    const deps = desk.core.deps;
    const { items, total } = await listIncidents(deps);
    assert.deepEqual(
      [total, items[0]?.by.id, items[0]?.about, items[0]?.serial],
      [1, cast.subject.id, 'bound', '8659622000001'],
    );
    await ana.press('message-9', press);
    assert.equal((await listIncidents(deps)).total, 1);
    await closeIncident(deps, desk.technician, items[0]?.auditSeq ?? 0);
    assert.equal((await listIncidents(deps)).total, 0);
  });

  it('may say so once it was handed over, whereupon it is paused', async () => {
    await ana.say('help');
    const { id } = await bound();
    const card = cardIn((await sent('chat-ana'))[0]);
    await desk.order(id, { kind: 'hand-over', to: 'subject' });
    await ana.press('message-9', { verb: 'token.not-me', seq: seqOf(card) });
    assert.deepEqual([await stateOf(), (await desk.theRequest()).state], ['suspended', 'handed_over']);
  });

  it('hears that it is theirs no more', async () => {
    await ana.say('help');
    const { id } = await bound();
    await desk.order(id, { kind: 'hand-over', to: 'subject' });
    await sent('chat-ana');
    const serial = '8659622000001';
    await commandToken(desk.core.deps, desk.technician, { serial, command: { kind: 'take-back' } });
    const [told] = await sent('chat-ana');
    assert.match(cardIn(told), /Your token was taken back.*This was not me/);
  });

  it('is the only one whose word that is', async () => {
    await ana.say('help');
    await bound();
    const seq = seqOf(cardIn((await sent('chat-ana'))[0]));
    const other = people.find(({ id }) => id !== cast.subject.id && id !== cast.manager.id) ?? cast.manager;
    const stranger = chatClient(server, connector, {
      person: other,
      place: { kind: 'personal', id: 'chat-other' },
    });
    for (const one of [seq, '1', '999999']) {
      const { body } = await stranger.press('message-1', { verb: 'token.not-me', seq: one });
      assert.match(JSON.stringify(body), /⚠/);
    }
    assert.deepEqual([await stateOf(), (await listIncidents(desk.core.deps)).total], ['active', 0]);
  });

  it('is somebody’s duty to tell where they have no chat and it is sent to them', async () => {
    const { id } = await bound();
    const open = async () => (await listUnheard(desk.core.deps, {})).items;
    const before = await open();
    await desk.order(id, { kind: 'hand-over', to: 'mail' });
    const [duty] = (await open()).filter(({ receiver }) => receiver?.id === cast.subject.id);
    assert.deepEqual([duty?.state, duty?.duty?.of.id], ['duty', desk.technician.person.id]);
    assert.ok(before.every(({ receiver }) => receiver?.id !== cast.subject.id));
  });
});
