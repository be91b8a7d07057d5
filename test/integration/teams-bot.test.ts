import assert from 'node:assert/strict';
import { MessageRefused } from '@token-desk/bot/outbox/worker';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import type { RequestEventKind } from '@token-desk/contract/request-event';
import { cast, people } from '@token-desk/practice/people';
import { type ChatClient, chatClient } from '../support/teams/chat-client.ts';
import { serveBot } from '../support/teams/chat-server.ts';
import { type FakeConnector, type Sent, startFakeConnector } from '../support/teams/fake-connector.ts';
import { aRequest, createMemoryDesk, type MemoryDesk } from '../support/teams/memory-desk.ts';

const now = Date.UTC(2026, 10, 22, 9, 30);
const settings = { practice: true, bot: null, tenantId: '' };
const channel = { kind: 'channel', id: '19:it-tokens@thread.tacv2' } as const;

const cardIn = (sent: Sent | undefined): string =>
  JSON.stringify(sent?.activity.attachments?.[0]?.content ?? null);
const nonceIn = (sent: Sent | undefined): string => /"nonce":"([^"]+)"/.exec(cardIn(sent))?.[1] ?? '';

describe('the bot in chat', () => {
  let desk: MemoryDesk;
  let connector: FakeConnector;
  let bot: ReturnType<typeof createTeamsBot>;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let ada: ChatClient;

  const personalChat = (person: (typeof people)[number], locale = 'en-US') =>
    chatClient(server, connector, {
      person,
      place: { kind: 'personal', id: `chat-${person.givenName}` },
      locale,
    });
  const form = (more: Record<string, string> = {}) => ({
    verb: 'form.submit',
    nonce: 'nonce-1',
    subject: cast.subject.id,
    type: 'new',
    reason: 'no-smartphone',
    site: 'Lyon',
    neededBy: '2026-11-25',
    handOver: 'desk',
    ...more,
  });
  const deliver = (kind: 'card' | 'notice', conversationId: string, event: RequestEventKind = 'claimed') =>
    bot.deliver({ id: 'row', kind, conversationId, requestId: theRequest().id, event, seq: 1, attempt: 1 });
  const theRequest = () => {
    const [only, ...others] = [...desk.requests.values()];
    assert.ok(only);
    assert.equal(others.length, 0);
    return only;
  };
  const adasChat = `person:${cast.manager.id}`;

  beforeEach(async () => {
    desk = createMemoryDesk({ now: () => now });
    connector = await startFakeConnector();
    bot = createTeamsBot(desk.deps, settings);
    server = await serveBot(bot);
    ada = personalChat(cast.manager);
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });

  it('carries a request from the form to handed over on one card', async () => {
    const [formMessage] = await ada.say('request');
    assert.match(cardIn(formMessage), /graph\.microsoft\.com\/users/);
    const nonce = nonceIn(formMessage);
    const wrong = await ada.press(
      'message-1',
      form({ nonce, reason: 'other', reasonText: 'short', note: 'gate 3' }),
    );
    const refused = JSON.stringify(wrong.body);
    assert.match(refused, /In your words/);
    assert.match(refused, /at least 10 characters/);
    for (const kept of ['short', 'gate 3', cast.subject.id, 'Ana Moreau', nonce]) {
      assert.ok(refused.includes(kept), `kept: ${kept}`);
    }
    assert.equal(desk.requests.size, 0);

    const done = await ada.press('message-1', form({ nonce, ticketNumber: 'INC-1' }));
    assert.equal(done.status, 200);
    assert.match(JSON.stringify(done.body), /Waiting for a technician/);
    const update = connector.sent.at(-1);
    assert.equal(update?.method, 'PUT');
    assert.match(update?.path ?? '', /message-1$/);
    assert.equal(theRequest().form.ticketNumber, 'INC-1');

    const tom = { id: cast.technician.id, name: 'Tom Weber', upn: cast.technician.upn };
    desk.move(theRequest().id, 'in_progress', { claim: { by: tom, since: now } });
    await deliver('card', adasChat);
    assert.equal(connector.sent.at(-1)?.method, 'PUT');
    assert.match(connector.sent.at(-1)?.path ?? '', /message-1$/);
    assert.match(cardIn(connector.sent.at(-1)), /Tom Weber is at it/);
    assert.doesNotMatch(cardIn(connector.sent.at(-1)), /request\.withdraw/);

    desk.move(theRequest().id, 'bound');
    await deliver('card', adasChat, 'bound');
    assert.match(cardIn(connector.sent.at(-1)), /"Ready"/);
    await deliver('notice', adasChat, 'bound');
    assert.match(connector.sent.at(-1)?.activity.text ?? '', /token for Ana Moreau is ready/);
    assert.equal(connector.sent.at(-1)?.activity.textFormat, 'plain');

    const [status] = await ada.say('status');
    assert.match(cardIn(status), /Ana Moreau.*Ready/);
    desk.move(theRequest().id, 'handed_over');
    const closed = await ada.press('message-1', { verb: 'request.close', requestId: theRequest().id });
    assert.match(JSON.stringify(closed.body), /Closed/);
  });

  it('writes to everybody in their own language, the directory’s where Teams says none', async () => {
    const jonas = people.find(({ preferredLanguage }) => preferredLanguage === 'de-DE');
    assert.ok(jonas);
    for (const [person, locale, words] of [
      [cast.manager, 'de-AT', /Das Token für .* ist bereit/],
      [cast.manager, 'en-GB', /The token for .* is ready/],
      [jonas, null, /Das Token für .* ist bereit/],
    ] as const) {
      const requestedBy = { id: person.id, name: person.name, upn: person.upn };
      const request = aRequest({ requestedBy, state: 'bound' });
      desk.requests.set(request.id, request);
      const id = `person:${person.id}`;
      await personalChat(person).say('help');
      const known = desk.conversations.get(id);
      assert.ok(known);
      desk.conversations.set(id, { ...known, locale });
      const row = { id: 'row', conversationId: id, requestId: request.id, seq: 1, attempt: 1 };
      await bot.deliver({ ...row, kind: 'notice', event: 'bound' });
      assert.match(connector.sent.at(-1)?.activity.text ?? '', words);
      await bot.deliver({ ...row, kind: 'card', event: 'bound' });
      const isGerman = locale !== 'en-GB';
      assert.equal(/Bereit|bereit/.test(cardIn(connector.sent.at(-1))), isGerman);
    }
  });

  it('does not send a card again that shows the newest state already', async () => {
    await ada.say('request');
    await ada.press('message-1', form());
    const before = connector.sent.length;
    await deliver('card', adasChat, 'submitted');
    assert.equal(connector.sent.length, before);
  });

  it('makes one request of a form sent twice, also at the same moment', async () => {
    await ada.say('request');
    const answers = await Promise.all([ada.press('message-1', form()), ada.press('message-1', form())]);
    answers.push(await ada.press('message-1', form()));
    for (const { body } of answers) assert.match(JSON.stringify(body), /Waiting for a technician/);
    theRequest();
  });

  it('waits for a submission before it delivers, so that there is one card', async () => {
    await ada.say('request');
    const submitting = ada.press('message-1', form());
    const delivering = until(() => desk.requests.size === 1).then(() =>
      deliver('card', adasChat, 'submitted'),
    );
    await Promise.all([submitting, delivering]);
    assert.deepEqual([...desk.cards.values()], [{ activityId: 'message-1', version: 1 }]);
  });

  it('takes a form sent as a message, where the client cannot execute', async () => {
    await ada.say('request');
    await ada.post({ type: 'message', text: '', value: form(), replyToId: 'message-1' });
    assert.equal(connector.sent.at(-1)?.method, 'PUT');
    assert.match(cardIn(connector.sent.at(-1)), /Waiting for a technician/);
  });

  it('takes a person of the picker by their Teams id', async () => {
    connector.members.set('29:opaque', { aadObjectId: cast.subject.id, name: 'Ana Moreau' });
    await ada.press('message-1', form({ subject: '29:opaque' }));
    assert.equal(theRequest().subject.id, cast.subject.id);
  });

  const refusals: readonly (readonly [string, Record<string, string>, RegExp])[] = [
    ['nobody chosen', { subject: '' }, /Choose the person/],
    ['an unknown person', { subject: '29:unknown' }, /not in the directory/],
    ['oneself', { subject: cast.manager.id }, /ask for yourself/],
    ['a day in the past', { neededBy: '2026-11-21' }, /today or later/],
    ['something that is no day', { neededBy: 'tomorrow' }, /today or later/],
    ['another site', { site: 'Atlantis' }, /Choose the site/],
    ['a reason that does not exist', { reason: 'because' }, /Choose why/],
    ['a note that is too long', { note: 'x'.repeat(1001) }, /at most 1000/],
  ];
  for (const [name, change, says] of refusals) {
    it(`gives the form back for ${name}`, async () => {
      const { body } = await ada.press('message-1', form({ costCentre: 'CC-77', ...change }));
      assert.match(JSON.stringify(body), says);
      assert.match(JSON.stringify(body), /CC-77/);
      assert.equal(desk.requests.size, 0);
    });
  }

  it('gives the form back with a number to tell when something breaks, and logs nothing typed', async () => {
    const broken = createTeamsBot(
      { ...desk.deps, submit: async () => Promise.reject(new Error('Ana Moreau gate 3')) },
      settings,
    );
    const other = await serveBot(broken);
    try {
      const client = chatClient(other, connector, {
        person: cast.manager,
        place: { kind: 'personal', id: 'c' },
      });
      const { body } = await client.press('message-1', form({ note: 'gate 3' }));
      const id = /Something went wrong \((\w+)\)/.exec(JSON.stringify(body))?.[1];
      assert.ok(id);
      assert.match(JSON.stringify(body), /gate 3/);
      const logged = JSON.stringify(desk.log);
      assert.ok(logged.includes(id));
      assert.doesNotMatch(logged, /gate 3|Ana/);
    } finally {
      await other.close();
    }
  });

  it('withdraws what still waits, after a question on the card', async () => {
    await ada.press('message-1', form());
    const [card] = await ada.say('withdraw');
    assert.match(cardIn(card), /Action\.ShowCard.*Nobody has started yet/);
    const { body } = await ada.press('message-9', { verb: 'request.withdraw', requestId: theRequest().id });
    assert.match(JSON.stringify(body), /Withdrawn/);
    assert.equal(theRequest().state, 'withdrawn');
    const [none] = await ada.say('withdraw');
    assert.match(none?.activity.text ?? '', /nothing you can withdraw/);
  });

  it('answers an old Withdraw button with how things stand', async () => {
    await ada.press('message-1', form());
    desk.move(theRequest().id, 'in_progress');
    const { body } = await ada.press('message-1', { verb: 'request.withdraw', requestId: theRequest().id });
    assert.match(JSON.stringify(body), /not possible now/);
    assert.match(JSON.stringify(body), /A technician is at it/);
    assert.equal(theRequest().state, 'in_progress');
  });

  it('shows and changes nobody else’s requests', async () => {
    await ada.press('message-1', form());
    const stranger = personalChat(people[9]!);
    for (const verb of ['request.show', 'request.withdraw', 'request.close']) {
      const { body } = await stranger.press('message-2', { verb, requestId: theRequest().id });
      assert.match(JSON.stringify(body), /no such request/);
      assert.doesNotMatch(JSON.stringify(body), /Ana/);
    }
    const [status] = await stranger.say('status');
    assert.match(cardIn(status), /no requests/);
    assert.equal(theRequest().state, 'queued');
  });

  it('answers unknown text, a bare mention and an old card with something useful', async () => {
    const [unknown] = await ada.say('make me a sandwich');
    assert.match(cardIn(unknown), /did not understand.*status/);
    const [empty] = await ada.say('<at>Token Desk</at>');
    assert.match(cardIn(empty), /ask for a token/);
    await ada.press('message-1', { verb: 'launch.rocket' });
    assert.match(connector.sent.at(-1)?.activity.text ?? '', /too old/);
  });

  it('speaks the language of the client', async () => {
    const [help] = await ada.say('Hilfe', 'de-DE');
    assert.match(cardIn(help), /ein Token anfragen/);
    const { body } = await personalChat(cast.manager, 'de-DE').press('m', form({ subject: cast.manager.id }));
    assert.match(JSON.stringify(body), /Sie können|Sie selbst|selbst/);
  });

  it('greets when it is installed', async () => {
    await ada.post({ type: 'installationUpdate', action: 'add' });
    assert.match(cardIn(connector.sent.at(-1)), /hardware token/);
  });

  it('posts a new card when the old one was deleted, and keeps that one', async () => {
    await ada.press('card-1', form());
    connector.gone.add('card-1');
    desk.move(theRequest().id, 'bound');
    await deliver('card', adasChat, 'bound');
    const posted = connector.sent.at(-1);
    assert.equal(posted?.method, 'POST');
    const [place] = [...desk.cards.values()];
    assert.notEqual(place?.activityId, 'card-1');
    assert.equal(place?.version, 2);
  });

  it('tries again later when Teams refuses for now, and gives up where the bot was removed', async () => {
    await ada.press('message-1', form());
    desk.move(theRequest().id, 'bound');
    connector.refuse = { status: 409, code: 'Conflict' };
    await assert.rejects(deliver('card', adasChat, 'bound'));
    connector.refuse = { status: 403, code: null };
    await assert.rejects(deliver('card', adasChat, 'bound'), 'something on the way said so, not Teams');
    connector.refuse = { status: 400, code: 'BadSyntax' };
    await assert.rejects(deliver('card', adasChat, 'bound'), MessageRefused);
    connector.refuse = { status: 400, code: null };
    await assert.rejects(deliver('card', adasChat, 'bound'), (error) => !(error instanceof MessageRefused));
    connector.refuse = { status: 403, code: 'BotNotInConversationRoster' };
    await deliver('card', adasChat, 'bound');
    connector.refuse = null;
    await deliver('card', adasChat, 'bound');
    assert.match(cardIn(connector.sent.at(-1)), /"Ready"/);
  });

  describe('in a channel', () => {
    const inChannel = (person: (typeof people)[number]) =>
      chatClient(server, connector, { person, place: channel });

    it('shows requests for a technician, and not for a manager', async () => {
      const [refused] = await inChannel(cast.manager).say('<at>Token Desk</at> notify here');
      assert.match(refused?.activity.text ?? '', /do not have the role/);
      assert.equal(desk.conversations.has(channel.id), false);
      const [bound] = await inChannel(cast.technician).say('<at>Token Desk</at> notify here');
      assert.match(cardIn(bound), /shown here from now on/);
      assert.equal(desk.conversations.get(channel.id)?.kind, 'channel');
    });

    it('keeps one short card per request, says who is needed, and stops when told', async () => {
      await inChannel(cast.technician).say('notify here');
      await ada.press('message-1', form({ reason: 'accessibility', note: 'gate 3' }));
      await deliver('card', channel.id, 'submitted');
      const posted = connector.sent.at(-1);
      assert.equal(posted?.path, `/v3/conversations/${channel.id}/activities`);
      assert.match(cardIn(posted), /Token for Ana Moreau.*Waiting for a technician/);
      assert.doesNotMatch(cardIn(posted), /ccessib|gate 3/);
      const place = await desk.deps.cardPlace({ conversationId: channel.id, requestId: theRequest().id });

      desk.move(theRequest().id, 'in_progress');
      await deliver('card', channel.id);
      assert.equal(connector.sent.at(-1)?.method, 'PUT');
      assert.ok(
        connector.sent
          .at(-1)
          ?.path.endsWith(`;messageid=${place?.activityId}/activities/${place?.activityId}`),
      );
      await deliver('notice', channel.id, 'burn_empty');
      assert.match(connector.sent.at(-1)?.activity.text ?? '', /empty.*Put it back/);

      const [refused] = await inChannel(cast.manager).say('stop notify');
      assert.match(refused?.activity.text ?? '', /do not have the role/);
      const [stopped] = await inChannel(cast.technician).say('stop notify');
      assert.match(stopped?.activity.text ?? '', /no longer shown/);
      const before = connector.sent.length;
      await deliver('card', channel.id);
      assert.equal(connector.sent.length, before);
    });

    it('asks for a personal chat instead of opening a form where many read', async () => {
      const [answer] = await inChannel(cast.manager).say('request');
      assert.match(cardIn(answer), /personal chat/);
      assert.doesNotMatch(cardIn(answer), /Input\./);
      await inChannel(cast.manager).press('message-1', form());
      assert.match(connector.sent.at(-1)?.activity.text ?? '', /personal chat/);
      assert.equal(desk.requests.size, 0);
    });

    it('speaks the language of whoever bound it: cards, lines, and what happened to a desk', async () => {
      desk.deskNews.set(1, { desk: 'Lyon 2', by: 'Tom Weber' });
      for (const [locale, card, line, theft] of [
        ['de-DE', /Angefragt von/, /ist leer: Es wurde zu früh abgehoben/, /als gestohlen gemeldet/],
        ['en-GB', /Asked by/, /is empty: it was lifted too early/, /reported the desk/],
      ] as const) {
        await inChannel(cast.technician).say('notify here', locale);
        const request = aRequest();
        desk.requests.set(request.id, request);
        const row = { id: 'row', conversationId: channel.id, seq: 1, attempt: 1 };
        await bot.deliver({ ...row, requestId: request.id, kind: 'card', event: 'submitted' });
        assert.match(cardIn(connector.sent.at(-1)), card);
        await bot.deliver({ ...row, requestId: request.id, kind: 'notice', event: 'burn_empty' });
        assert.match(connector.sent.at(-1)?.activity.text ?? '', line);
        await bot.deliver({ ...row, kind: 'desk-notice', event: 'burner_stolen' });
        assert.match(connector.sent.at(-1)?.activity.text ?? '', theft);
        desk.requests.delete(request.id);
        await desk.deps.saveCardPlace(
          { conversationId: channel.id, requestId: request.id },
          { activityId: 'gone', version: 0 },
        );
      }
    });

    it('forgets a channel it was removed from', async () => {
      await inChannel(cast.technician).say('notify here');
      await inChannel(cast.technician).post({ type: 'installationUpdate', action: 'remove' });
      assert.equal(desk.conversations.has(channel.id), false);
    });
  });

  describe('what is not an activity', () => {
    const bodies: readonly (readonly [string, object, number])[] = [
      ['no type', { type: '' }, 400],
      ['a service elsewhere', { type: 'message', serviceUrl: 'http://169.254.169.254/' }, 403],
      ['text without end', { type: 'message', text: 'x'.repeat(50_000) }, 400],
    ];
    for (const [name, body, status] of bodies) {
      it(`refuses ${name}`, async () => {
        assert.equal((await ada.post(body)).status, status);
        assert.equal(connector.sent.length, 0);
      });
    }
  });
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
