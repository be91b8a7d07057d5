import assert from 'node:assert/strict';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import type { RequestEventKind } from '@token-desk/contract/request-event';
import { cast, people, practiceTenant } from '@token-desk/practice/people';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, type Sent, startFakeConnector } from '../../support/teams/fake-connector.ts';

const startsAt = Date.UTC(2026, 10, 22, 9);
const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const cardIn = (sent: Sent | undefined): string =>
  JSON.stringify(sent?.activity.attachments?.[0]?.content ?? null);

/** Ada is Ana's manager; Sylvie is somebody else's. */
const sylvie = people.find(({ upn }) => upn.startsWith('sylvie.')) ?? cast.manager;

describe('a manager decides in the chat', () => {
  const desk = useChatCore(startsAt, {
    rules: [
      { name: 'their-manager', types: ['new'], approve: 'manager' },
      { name: 'rest', approve: 'approver' },
    ],
  });
  let connector: FakeConnector;
  let bot: ReturnType<typeof createTeamsBot>;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let ada: ChatClient;
  let asker: ChatClient;

  beforeEach(async () => {
    connector = await startFakeConnector();
    bot = createTeamsBot(desk.chat, settings);
    server = await serveBot(bot);
    const chat = (person: typeof sylvie) =>
      chatClient(server, connector, { person, place: { kind: 'personal', id: `chat-${person.givenName}` } });
    [ada, asker] = [chat(cast.manager), chat(sylvie)];
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });

  const form = {
    ...{
      verb: 'form.submit',
      nonce: 'nonce-1',
      subject: cast.subject.id,
      type: 'new',
      reason: 'no-smartphone',
    },
    ...{ site: 'Lyon', neededBy: '2026-11-25', handOver: 'desk' },
  };
  const deliver = async (kind: 'card' | 'notice', personId: string, event: RequestEventKind) => {
    const { id: requestId } = await desk.theRequest();
    const row = {
      id: 'row',
      kind,
      conversationId: `person:${personId}`,
      requestId,
      event,
      seq: 1,
      attempt: 1,
    };
    await bot.deliver(row);
    return connector.sent.at(-1);
  };
  const asked = async () => {
    await ada.say('help');
    const { body } = await asker.press('message-1', form);
    return { requestId: (await desk.theRequest()).id, told: JSON.stringify(body) };
  };

  it('what they ask for themselves goes on at once', async () => {
    await ada.press('message-1', form);
    assert.equal((await desk.theRequest()).state, 'queued');
  });

  it('whoever asks reads to whom it was sent, and the manager approves on the card, which changes for both', async () => {
    const { requestId, told } = await asked();
    assert.match(told, /Sent to Ada Keller, who decides/);
    const card = cardIn(await deliver('card', cast.manager.id, 'submitted'));
    assert.match(card, /Sylvie Lefèvre asks for it\. You are this person’s manager or stand in/);
    assert.match(card, /request\.approve.*request\.reject/);
    assert.doesNotMatch(card, /request\.withdraw/);
    const { body } = await ada.press('message-7', { verb: 'request.approve', requestId });
    assert.match(JSON.stringify(body), /Waiting for a technician/);
    assert.doesNotMatch(JSON.stringify(body), /request\.approve/);
    const request = await desk.theRequest();
    assert.deepEqual([request.state, (request.approvedBy as { id: string }).id], ['queued', cast.manager.id]);
    assert.match(cardIn(await deliver('card', sylvie.id, 'queued')), /Waiting for a technician/);
  });

  it('they reject it with a reason, which whoever asked reads and the person does not', async () => {
    const { requestId } = await asked();
    const empty = await ada.press('message-7', { verb: 'request.reject', requestId, why: ' ' });
    assert.match(JSON.stringify(empty.body), /⚠.*request\.reject/);
    assert.equal((await desk.theRequest()).state, 'submitted');
    await ada.press('message-7', { verb: 'request.reject', requestId, why: 'She leaves in May' });
    assert.equal((await desk.theRequest()).state, 'rejected');
    assert.match(cardIn(await deliver('card', sylvie.id, 'rejected')), /The reason: She leaves in May/);
    const line = await deliver('notice', sylvie.id, 'rejected');
    assert.equal(line?.activity.text, '✕ The token for Ana Moreau was not approved: She leaves in May');
  });

  it('a button pressed twice, late or by whoever asked does nothing and says why', async () => {
    const { requestId } = await asked();
    const own = await asker.press('message-1', { verb: 'request.approve', requestId });
    assert.match(JSON.stringify(own.body), /⚠/);
    assert.equal((await desk.theRequest()).state, 'submitted');
    await ada.press('message-7', { verb: 'request.approve', requestId });
    const twice = await ada.press('message-7', { verb: 'request.reject', requestId, why: 'no' });
    assert.match(JSON.stringify(twice.body), /Ada Keller has approved it already/);
    assert.equal((await desk.theRequest()).state, 'queued');
  });

  it('where the manager has never written to the bot, an approver decides', async () => {
    const { body } = await asker.press('message-1', form);
    assert.match(JSON.stringify(body), /Somebody who may approve it looks at it/);
    assert.deepEqual((await desk.theRequest()).approval, { rule: 'their-manager', of: 'approver' });
  });
});
