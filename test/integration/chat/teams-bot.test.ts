import assert from 'node:assert/strict';
import { applicationPermissions } from '@token-desk/bot/domain/entra/permissions';
import { limits } from '@token-desk/bot/domain/limits';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import type { RequestEventKind } from '@token-desk/contract/request-event';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import { defaultPermissions } from '@token-desk/practice/entra/practice-entra';
import { cast, people, practiceTenant } from '@token-desk/practice/people';
import { WatchedGraph } from '../../support/entra/watched-graph.ts';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, type Sent, startFakeConnector } from '../../support/teams/fake-connector.ts';

const startsAt = Date.UTC(2026, 10, 22, 9, 30);
const minuteMs = 60_000;
const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const channel = { kind: 'channel', id: '19:it-tokens@thread.tacv2' } as const;

const cardIn = (sent: Sent | undefined): string =>
  JSON.stringify(sent?.activity.attachments?.[0]?.content ?? null);
const nonceIn = (sent: Sent | undefined): string => /"nonce":"([^"]+)"/.exec(cardIn(sent))?.[1] ?? '';

/** What the card that takes a pressed one's place begins with. */
const firstOf = (body: unknown) => (body as { value?: { body?: readonly object[] } }).value?.body?.[0];

describe('the bot in chat', () => {
  const desk = useChatCore(startsAt);
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
  const deliver = async (
    kind: 'card' | 'notice',
    conversationId: string,
    event: RequestEventKind = 'claimed',
  ) => {
    const { id: requestId } = await desk.theRequest();
    return bot.deliver({ id: 'row', kind, conversationId, requestId, event, seq: 1, attempt: 1 });
  };
  const noRequest = async () => assert.deepEqual(await desk.requests(), []);
  const adasChat = `person:${cast.manager.id}`;

  beforeEach(async () => {
    connector = await startFakeConnector();
    bot = createTeamsBot(desk.chat, settings);
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
    await noRequest();

    const done = await ada.press('message-1', form({ nonce, ticketNumber: 'INC-1' }));
    assert.equal(done.status, 200);
    assert.match(JSON.stringify(done.body), /Waiting for a technician/);
    assert.doesNotMatch(cardIn(connector.sent.at(-1)), /Waiting for a technician/);
    await deliver('card', adasChat, 'submitted');
    const update = connector.sent.at(-1);
    assert.equal(update?.method, 'PUT');
    assert.match(update?.path ?? '', /message-1$/);
    assert.match(cardIn(update), /Waiting for a technician/);
    assert.equal((await desk.theRequest()).form.ticketNumber, 'INC-1');

    const { id: requestId } = await desk.theRequest();
    await desk.claim(requestId);
    await deliver('card', adasChat);
    assert.equal(connector.sent.at(-1)?.method, 'PUT');
    assert.match(connector.sent.at(-1)?.path ?? '', /message-1$/);
    assert.match(cardIn(connector.sent.at(-1)), /Tom Weber is working on it/);
    assert.doesNotMatch(cardIn(connector.sent.at(-1)), /request\.withdraw/);

    await desk.bind(requestId);
    await deliver('card', adasChat, 'bound');
    assert.match(cardIn(connector.sent.at(-1)), /"Ready"/);
    await deliver('notice', adasChat, 'bound');
    assert.match(connector.sent.at(-1)?.activity.text ?? '', /token for Ana Moreau is ready/);
    assert.equal(connector.sent.at(-1)?.activity.textFormat, 'plain');

    const [status] = await ada.say('status');
    assert.match(cardIn(status), /Ana Moreau.*Ready/);
    await desk.order(requestId, { kind: 'hand-over', to: 'subject' });
    const closed = await ada.press('message-1', { verb: 'request.close', requestId });
    assert.match(JSON.stringify(closed.body), /Closed/);
  });

  for (const { name, includedIn } of applicationPermissions.filter((one) => one.name !== 'User.Read.All'))
    it(`takes a request and shows its card without ${name}`, async () => {
      const without: readonly string[] = [name, ...includedIn];
      desk.consentTo(defaultPermissions.filter((one) => !without.includes(one)));
      const [formMessage] = await ada.say('request');
      const done = await ada.press('message-1', form({ nonce: nonceIn(formMessage) }));
      assert.match(JSON.stringify(done.body), /Waiting for a technician/);
      const { id: requestId } = await desk.theRequest();
      await desk.claim(requestId);
      await deliver('card', adasChat);
      assert.match(cardIn(connector.sent.at(-1)), /Tom Weber is working on it/);
    });

  it('says that roles cannot be read, and not that one is missing', async () => {
    desk.consentTo(defaultPermissions.filter((name) => name !== 'Application.Read.All'));
    const tom = chatClient(server, connector, { person: cast.technician, place: channel, locale: 'en-US' });
    const [refused] = await tom.say('<at>Token Desk</at> notify here');
    const { title } = describeProblem({ code: 'directory-refused' });
    assert.ok(JSON.stringify(refused?.activity).includes(title), JSON.stringify(refused?.activity));
    assert.deepEqual(await desk.chatIds(), []);
  });

  it('writes to everybody in their own language, the directory’s where Teams says none', async () => {
    const jonas = people.find(({ preferredLanguage }) => preferredLanguage === 'de-DE');
    assert.ok(jonas);
    for (const [person, subject, locale, words] of [
      [cast.manager, people[6]!, 'de-AT', /Das Token für .* ist bereit/],
      [cast.manager, people[7]!, 'en-GB', /The token for .* is ready/],
      [jonas, people[8]!, null, /Das Token für .* ist bereit/],
    ] as const) {
      const { id: requestId } = await desk.submit(person, subject);
      await desk.bind(requestId);
      const id = `person:${person.id}`;
      await personalChat(person).say('help');
      const known = await desk.chat.findConversation(id);
      assert.ok(known);
      await desk.chat.rememberPersonal({ ...known, personId: person.id, locale });
      const row = { id: 'row', conversationId: id, requestId, seq: 1, attempt: 1 };
      await bot.deliver({ ...row, kind: 'notice', event: 'bound' });
      assert.match(connector.sent.at(-1)?.activity.text ?? '', words);
      await bot.deliver({ ...row, kind: 'card', event: 'bound' });
      const isGerman = locale !== 'en-GB';
      assert.equal(/Bereit|bereit/.test(cardIn(connector.sent.at(-1))), isGerman);
    }
  });

  it('keeps with the request itself which message is its card, and asks the directory once for all of it', async () => {
    await ada.say('request');
    desk.core.clock.turn(60_000); // nothing of it is remembered
    const { deps } = desk.core;
    const transaction = deps.store.transaction;
    let writes = 0;
    Object.assign(deps.store, {
      transaction: (work: Parameters<typeof transaction>[0]) => {
        writes += 1;
        return transaction(work);
      },
    });
    const graph = new WatchedGraph();
    try {
      await ada.press('message-1', form());
      await graph.settled();
    } finally {
      graph.close();
    }
    assert.equal(writes, 1);
    const users = graph.calls.filter(({ path }) => path.startsWith('/users'));
    assert.deepEqual(
      users.map(({ path }) => path),
      [`/users/${cast.subject.id}`],
    );
    assert.deepEqual(await desk.cards(), [{ activityId: 'message-1', version: 0 }]);
    const waits = await deps.store.db.selectFrom('outbox').select(['kind', 'conversation_id']).execute();
    assert.deepEqual(waits, [{ kind: 'card', conversation_id: adasChat }]);
  });

  it('does not send a card again that shows the newest state already', async () => {
    await ada.say('request');
    await ada.press('message-1', form());
    await deliver('card', adasChat, 'submitted');
    const before = connector.sent.length;
    await deliver('card', adasChat, 'submitted');
    assert.equal(connector.sent.length, before);
  });

  it('makes one request of a form sent twice, also at the same moment', async () => {
    await ada.say('request');
    const answers = await Promise.all([ada.press('message-1', form()), ada.press('message-1', form())]);
    answers.push(await ada.press('message-1', form()));
    for (const { body } of answers) assert.match(JSON.stringify(body), /Waiting for a technician/);
    await desk.theRequest();
  });

  it('waits for a submission before it delivers, so that there is one card', async () => {
    await ada.say('request');
    const submitting = ada.press('message-1', form());
    const delivering = until(async () => (await desk.requests()).length === 1).then(() =>
      deliver('card', adasChat, 'submitted'),
    );
    await Promise.all([submitting, delivering]);
    const { version } = await desk.theRequest();
    assert.deepEqual(await desk.cards(), [{ activityId: 'message-1', version }]);
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
    assert.equal((await desk.theRequest()).subject.id, cast.subject.id);
  });

  describe('where the people picker brings nothing', () => {
    const without = (more: Record<string, string>) => form({ subject: '', note: 'gate 3', ...more });
    const picked = (body: unknown) =>
      /"id":"subject"[^[]*"choices":(\[[^\]]*\])[^}]*?(?:"value":"([^"]*)")?\}/.exec(JSON.stringify(body));

    for (const typed of [cast.subject.upn, 'ana mor', 'Moreau'])
      it(`looks up “${typed}”, shows whom it means, and sends nothing before it is sent once more`, async () => {
        const { body } = await ada.press('message-1', without({ subjectText: typed }));
        const shown = JSON.stringify(body);
        assert.match(shown, /Found: Ana Moreau \(ana\.moreau@.*Nothing has been sent yet/);
        assert.match(shown, /gate 3/);
        assert.doesNotMatch(shown, /"id":"subjectText"[^}]*"value"/);
        assert.ok(picked(body)?.[1]?.includes(cast.subject.id));
        await noRequest();
        await ada.press('message-1', without({ subject: cast.subject.id }));
        assert.equal((await desk.theRequest()).subject.id, cast.subject.id);
      });

    it('lets one of several be chosen', async () => {
      const several = people.filter(
        ({ isEnabled, isGuest, givenName }) => isEnabled && !isGuest && /^a/i.test(givenName),
      );
      assert.ok(several.length > 1);
      const { body } = await ada.press('message-1', without({ subjectText: 'a' }));
      assert.match(JSON.stringify(body), /Several people fit/);
      for (const { id } of several.slice(0, 10)) assert.ok(picked(body)?.[1]?.includes(id));
      await noRequest();
    });

    for (const typed of ['nobody of that name', 'nobody@contoso.example', '4711'])
      it(`says that “${typed}” is nobody, and keeps all that was typed`, async () => {
        const { body } = await ada.press('message-1', without({ subjectText: typed }));
        assert.match(JSON.stringify(body), /Nobody is found by this/);
        assert.match(JSON.stringify(body), /gate 3/);
        assert.ok(JSON.stringify(body).includes(typed));
        await noRequest();
      });

    for (const [typed, says] of [
      ['Strauß', /"⚠ The account of Bernd Strauß is disabled\."/],
      ['bernd.strauss@contoso.example', /"⚠ The account of Bernd Strauß is disabled\."/],
      ['Adeyemi', /"⚠ Olu Adeyemi is a guest here\."/],
    ] as const)
      it(`says why nobody can ask for “${typed}”, at the field and at the top`, async () => {
        const { body } = await ada.press('message-1', without({ subjectText: typed }));
        const shown = JSON.stringify(body);
        assert.equal(shown.match(new RegExp(says, 'g'))?.length, 2);
        assert.doesNotMatch(shown, /Nobody is found|not in the directory/);
        assert.ok(shown.includes(typed));
        await noRequest();
      });

    it('tells nothing of an account to somebody the directory does not know', async () => {
      const stranger = chatClient(server, connector, {
        person: { ...cast.manager, id: 'a1b2c3d4-0000-4000-8000-00000000ffff' },
        place: { kind: 'personal', id: 'strangers-chat' },
      });
      const { body } = await stranger.press('message-1', without({ subjectText: 'Strauß' }));
      assert.doesNotMatch(JSON.stringify(body), /disabled|Bernd/);
    });

    it('works in a client that can only send a message', async () => {
      await ada.say('request');
      const value = without({ subjectText: 'Moreau' });
      await ada.post({ type: 'message', text: '', value, replyToId: 'message-1' });
      assert.match(cardIn(connector.sent.at(-1)), /Found: Ana Moreau/);
      await ada.post({
        type: 'message',
        text: '',
        value: without({ subject: cast.subject.id }),
        replyToId: 'message-1',
      });
      assert.equal((await desk.theRequest()).subject.id, cast.subject.id);
    });
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
      assert.match(JSON.stringify(firstOf(body)), /⚠/, 'it begins with what is wrong');
      assert.match(JSON.stringify(body), /CC-77/);
      await noRequest();
    });
  }

  it('gives the form back with a number to tell when something breaks, and logs nothing typed', async () => {
    const broken = createTeamsBot(
      { ...desk.chat, submit: async () => Promise.reject(new Error('Ana Moreau gate 3')) },
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
    const { id: requestId } = await desk.theRequest();
    const { body } = await ada.press('message-9', { verb: 'request.withdraw', requestId });
    assert.match(JSON.stringify(body), /Withdrawn/);
    assert.equal((await desk.theRequest()).state, 'withdrawn');
    const [none] = await ada.say('withdraw');
    assert.match(cardIn(none), /nothing you can withdraw/);
  });

  it('answers an old Withdraw button with how things stand', async () => {
    await ada.press('message-1', form());
    const { id: requestId } = await desk.theRequest();
    await desk.claim(requestId);
    const { body } = await ada.press('message-1', { verb: 'request.withdraw', requestId });
    assert.match(JSON.stringify(body), /not possible now/);
    assert.match(JSON.stringify(body), /Tom Weber is working on it/);
    assert.equal((await desk.theRequest()).state, 'in_progress');
  });

  it('shows and changes nobody else’s requests', async () => {
    await ada.press('message-1', form());
    const stranger = personalChat(people[9]!);
    const { id: requestId } = await desk.theRequest();
    for (const verb of ['request.show', 'request.withdraw', 'request.close']) {
      const { body } = await stranger.press('message-2', { verb, requestId });
      assert.match(JSON.stringify(body), /no such request/);
      assert.doesNotMatch(JSON.stringify(body), /Ana/);
    }
    const [status] = await stranger.say('status');
    assert.match(cardIn(status), /no requests/);
    assert.equal((await desk.theRequest()).state, 'queued');
  });

  it('tells somebody who writes without end once that it is too much, then nothing', async () => {
    const leave = async (left: number, name: 'chat' | 'channel-chat') => {
      for (let n = left; n < limits[name].times; n += 1) await desk.chat.spend(name, cast.manager.id);
    };
    await leave(3, 'chat');
    for (let n = 0; n < 3; n += 1) assert.equal((await ada.say('help')).length, 1);
    const [told, ...more] = await ada.say('help');
    assert.equal(more.length, 0);
    assert.match(JSON.stringify(told), /Wait 1 second\b/);
    for (let n = 0; n < 5; n += 1) assert.deepEqual(await ada.say('help'), []);
    assert.equal((await ada.press('message-1', form())).status, 429);
    await noRequest();
    desk.core.clock.turn(minuteMs);
    assert.equal((await ada.say('help')).length, 1);
    const mention = chatClient(server, connector, { person: cast.manager, place: channel, locale: 'de-DE' });
    await leave(1, 'channel-chat');
    assert.equal((await mention.say('hilfe')).length, 1);
    assert.match(JSON.stringify(await mention.say('hilfe')), /Warten Sie 6 Sekunden/);
    assert.deepEqual(await mention.say('hilfe'), []);
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
    await desk.bind((await desk.theRequest()).id);
    const before = connector.sent.length;
    // a message of its own for whoever counts them: it is tried again at once
    await assert.rejects(deliver('card', adasChat, 'bound'), { name: 'Again' });
    assert.equal(connector.sent.length, before);
    await deliver('card', adasChat, 'bound');
    const posted = connector.sent.at(-1);
    assert.equal(posted?.method, 'POST');
    const [place] = await desk.cards();
    assert.notEqual(place?.activityId, 'card-1');
    assert.equal(place?.version, (await desk.theRequest()).version);
  });

  describe('where Teams takes a message and gives it no id', () => {
    beforeEach(() => {
      connector.withoutIds = true;
    });
    const posts = () => connector.sent.filter(({ method }) => method === 'POST').length;

    it('sends each state once, as a card of its own', async () => {
      await personalChat(cast.technician).say('help');
      const request = await desk.submit(cast.manager, cast.subject);
      const place = `person:${cast.technician.id}`;
      const before = posts();
      await deliver('card', place, 'submitted');
      await deliver('card', place, 'submitted');
      assert.equal(posts(), before + 1);
      assert.deepEqual(await desk.cards(), [{ activityId: null, version: request.version }]);
      await desk.bind(request.id);
      const { version } = await desk.theRequest();
      await deliver('card', place, 'bound');
      await deliver('card', place, 'bound');
      assert.equal(posts(), before + 2);
      assert.deepEqual(await desk.cards(), [{ activityId: null, version }]);
    });

    it('keeps lines going, below no card', async () => {
      await desk.bind((await desk.submit(cast.manager, cast.subject)).id);
      await ada.say('help');
      await deliver('card', adasChat, 'bound');
      await deliver('notice', adasChat, 'bound');
      assert.match(connector.sent.at(-1)?.activity.text ?? '', /is ready/);
    });

    it('does not send again what an answer in the chat has just shown', async () => {
      await ada.press('message-1', form());
      connector.gone.add('message-1');
      const { id: requestId } = await desk.theRequest();
      const { body } = await ada.press('message-1', { verb: 'request.withdraw', requestId });
      assert.match(JSON.stringify(body), /Withdrawn/);
      const before = posts();
      await deliver('card', adasChat, 'withdrawn');
      assert.equal(posts(), before);
    });

    it('does not send again what “withdraw” has just shown', async () => {
      await desk.submit(cast.manager, cast.subject);
      await ada.say('withdraw');
      const before = posts();
      await deliver('card', adasChat, 'submitted');
      assert.equal(posts(), before);
    });
  });

  it('tries again later when Teams refuses for now, and gives up where the bot was removed', async () => {
    await ada.press('message-1', form());
    await desk.bind((await desk.theRequest()).id);
    connector.refuse = { status: 409, code: 'Conflict' };
    await assert.rejects(deliver('card', adasChat, 'bound'));
    connector.refuse = { status: 403, code: null };
    await assert.rejects(deliver('card', adasChat, 'bound'), 'something on the way said so, not Teams');
    connector.refuse = { status: 400, code: 'BadSyntax' };
    assert.deepEqual(await deliver('card', adasChat, 'bound'), { unheard: 'refused' });
    connector.refuse = { status: 413, code: 'MessageSizeTooBig' };
    assert.deepEqual(await deliver('card', adasChat, 'bound'), { unheard: 'too-big' });
    connector.refuse = { status: 400, code: null };
    await assert.rejects(deliver('card', adasChat, 'bound'), 'something on the way said so, not Teams');
    connector.refuse = { status: 403, code: 'BotNotInConversationRoster' };
    assert.deepEqual(await deliver('card', adasChat, 'bound'), { unheard: 'removed' });
    connector.refuse = { status: 403, code: 'MessageWritesBlocked' };
    assert.deepEqual(await deliver('card', adasChat, 'bound'), { unheard: 'blocked' });
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
      assert.equal(await desk.chat.findConversation(channel.id), null);
      const [bound] = await inChannel(cast.technician).say('<at>Token Desk</at> notify here');
      assert.match(cardIn(bound), /shown here from now on/);
      assert.equal((await desk.chat.findConversation(channel.id))?.kind, 'channel');
    });

    it('keeps one short card per request, says who is needed, and stops when told', async () => {
      await inChannel(cast.technician).say('notify here');
      await ada.press('message-1', form({ reason: 'no-smartphone', note: 'gate 3' }));
      await deliver('card', channel.id, 'submitted');
      const posted = connector.sent.at(-1);
      assert.equal(posted?.path, `/v3/conversations/${channel.id}/activities`);
      assert.match(cardIn(posted), /Token for Ana Moreau.*Waiting for a technician/);
      assert.doesNotMatch(cardIn(posted), /martphone|gate 3/);
      const { id: requestId } = await desk.theRequest();
      const place = await desk.chat.cardPlace({ conversationId: channel.id, requestId });

      await desk.claim(requestId);
      await deliver('card', channel.id);
      assert.equal(connector.sent.at(-1)?.method, 'PUT');
      assert.ok(
        connector.sent
          .at(-1)
          ?.path.endsWith(`;messageid=${place?.activityId}/activities/${place?.activityId}`),
      );
      await deliver('notice', channel.id, 'burn_empty');
      assert.match(connector.sent.at(-1)?.activity.text ?? '', /may be empty.*Bring in the code again/);

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
      await noRequest();
    });

    it('speaks the language of whoever bound it: cards, lines, and what happened to a desk', async () => {
      const seq = await desk.reportStolen();
      for (const [subject, locale, card, line, theft] of [
        [
          cast.subject,
          'de-DE',
          /Angefragt von/,
          /ist vielleicht leer: Der Kontakt brach zu früh ab/,
          /als gestohlen gemeldet/,
        ],
        [
          people[6]!,
          'en-GB',
          /Asked by/,
          /may be empty: contact with it ended too early/,
          /reported the desk/,
        ],
      ] as const) {
        await inChannel(cast.technician).say('notify here', locale);
        const request = await desk.submit(cast.manager, subject);
        const row = { id: 'row', conversationId: channel.id, seq, attempt: 1 };
        await bot.deliver({ ...row, requestId: request.id, kind: 'card', event: 'submitted' });
        assert.match(cardIn(connector.sent.at(-1)), card);
        await bot.deliver({ ...row, requestId: request.id, kind: 'notice', event: 'burn_empty' });
        assert.match(connector.sent.at(-1)?.activity.text ?? '', line);
        await bot.deliver({ ...row, kind: 'desk-notice', event: 'burner_stolen' });
        assert.match(connector.sent.at(-1)?.activity.text ?? '', theft);
      }
    });

    it('forgets a channel it was removed from', async () => {
      await inChannel(cast.technician).say('notify here');
      await inChannel(cast.technician).post({ type: 'installationUpdate', action: 'remove' });
      assert.equal(await desk.chat.findConversation(channel.id), null);
    });
  });

  it('writes into no kept conversation of another channel or tenant', async () => {
    await ada.press('message-1', form());
    await desk.bind((await desk.theRequest()).id);
    const kept = await desk.chat.findConversation(adasChat);
    assert.ok(kept);
    const before = connector.sent.length;
    for (const change of [{ channelId: 'webchat' }, { tenantId: 'another-tenant' }]) {
      const reference = { ...(kept.reference as object), ...change };
      await desk.chat.rememberPersonal({ ...kept, personId: cast.manager.id, reference });
      await deliver('card', adasChat, 'bound');
    }
    assert.equal(connector.sent.length, before);
  });

  it('knows somebody whose id comes in capitals', async () => {
    await ada.press('message-1', form());
    const from = { id: '29:Ada', name: 'Ada', aadObjectId: cast.manager.id.toUpperCase() };
    await ada.post({ type: 'message', text: 'status', from });
    assert.match(cardIn(connector.sent.at(-1)), /Ana Moreau/);
    assert.deepEqual(await desk.chatIds(), [adasChat]);
  });

  describe('what is not an activity', () => {
    const bodies: readonly (readonly [string, object, number])[] = [
      ['no type', { type: '' }, 400],
      ['a service elsewhere', { type: 'message', serviceUrl: 'http://169.254.169.254/' }, 403],
      ['another channel', { type: 'message', text: 'help', channelId: 'emulator' }, 403],
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

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setImmediate(resolve));
}
