import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isFileAddress } from '@token-desk/bot/teams/asking/list-file';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { submitSeveral } from '@token-desk/bot/usecases/asking/send';
import type { PracticePerson } from '@token-desk/practice/people';
import { cast, people, practiceTenant } from '@token-desk/practice/people';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { closeServer, listen, serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, type Sent, startFakeConnector } from '../../support/teams/fake-connector.ts';

const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const cardIn = (sent: Sent | undefined): string =>
  JSON.stringify(sent?.activity.attachments?.[0]?.content ?? null);
const textOf = (body: unknown): string => JSON.stringify(body);
const valueIn = (json: string, name: string): string =>
  new RegExp(`"${name}":"([^"]*)"`).exec(json)?.[1] ?? '';
const named = (mailName: string): PracticePerson => {
  const found = people.find(({ upn }) => upn.startsWith(`${mailName}@`));
  assert.ok(found);
  return found;
};
const [ana, jonas, leila, siobhan] = ['ana.moreau', 'jonas.becker', 'leila.toumi', 'siobhan.obrien'].map(
  named,
) as [PracticePerson, PracticePerson, PracticePerson, PracticePerson];
const answers = {
  ...{ type: 'new', reason: 'no-smartphone', site: 'Lyon', neededBy: '2026-11-25', handOver: 'desk' },
};

describe('asking for several people', () => {
  const desk = useChatCore(Date.UTC(2026, 10, 22, 9));
  let connector: FakeConnector;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let bot: ReturnType<typeof createTeamsBot>;
  let ada: ChatClient;
  let tom: ChatClient;

  const chatOf = (person: PracticePerson) =>
    chatClient(server, connector, { person, place: { kind: 'personal', id: `chat-${person.givenName}` } });

  beforeEach(async () => {
    connector = await startFakeConnector();
    bot = createTeamsBot(desk.chat, settings);
    server = await serveBot(bot);
    ada = chatOf(cast.manager);
    tom = chatOf(named('sylvie.lefevre'));
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });

  /** The form, opened; answers what its buttons send along. */
  async function opened(who = ada) {
    const { body } = await who.press('message-1', { verb: 'several.open' });
    return tokensIn(textOf(body));
  }
  const tokensIn = (json: string) => ({
    nonce: valueIn(json, 'nonce'),
    cohort: valueIn(json, 'cohort'),
    seen: valueIn(json, 'seen'),
  });
  async function checked(list: string, more: Record<string, string> = {}, who = ada): Promise<string> {
    const form = await opened(who);
    const { body } = await who.press('message-1', {
      ...form,
      ...answers,
      verb: 'several.check',
      list,
      ...more,
    });
    return textOf(body);
  }
  const send = async (preview: string, more: Record<string, string> = {}, who = ada) => {
    const data = { ...tokensIn(preview), ...answers, verb: 'several.send', ...more };
    return textOf((await who.press('message-1', data)).body);
  };
  const names = async () => (await desk.requests()).map(({ subject }) => subject.name).sort();
  const deliver = async (conversationId: string, requestId: string) => {
    const row = { id: 'row', kind: 'card', conversationId, requestId, event: 'claimed', seq: 1, attempt: 1 };
    return bot.deliver(row as Parameters<typeof bot.deliver>[0]);
  };

  it('shows who was found and what is wrong with which line, and sends nothing before that was seen', async () => {
    const list = ['Ana Moreau', 'Nobody Atall', ana.upn, cast.manager.upn, jonas.upn].join('\n');
    const preview = await checked(list);
    assert.match(preview, /✓ 2 people found\. Nothing has been sent yet\./);
    assert.match(preview, /⚠ 3 lines are not right yet/);
    assert.match(preview, /Line 2, “Nobody Atall”: nobody is found/);
    assert.match(preview, /Line 3, “ana\.moreau@contoso\.example”: stands in the list twice/);
    assert.match(preview, /Line 4, “ada\.keller@contoso\.example”: that is you/);
    assert.deepEqual(await desk.requests(), []);
  });

  it('sends all that are right in one go and keeps the others to be corrected, on one card', async () => {
    const preview = await checked(`${ana.upn}\nNobody Atall\n${jonas.upn}`);
    const sent = await send(preview);
    assert.match(sent, /Asked for 2 people/);
    assert.match(sent, /"value":"Nobody Atall"/, 'nothing typed is lost');
    const requests = await desk.requests();
    assert.deepEqual(await names(), ['Ana Moreau', 'Jonas Becker']);
    const cohort = requests[0]?.cohort ?? 'none';
    assert.ok(requests.every((one) => one.cohort === cohort && one.state === 'queued'));
    assert.equal(requests[0]?.createdAt, requests[1]?.createdAt);
    // corrected, it joins the others
    const again = await ada.press('message-1', {
      ...tokensIn(sent),
      ...answers,
      verb: 'several.check',
      list: leila.upn,
    });
    const last = await send(textOf(again.body));
    assert.match(last, /Tokens for 3 people/);
    assert.ok((await desk.requests()).every((one) => one.cohort === cohort));
  });

  it('asks once, however often the card is pressed', async () => {
    const preview = await checked(`${ana.upn}\n${jonas.upn}`);
    const first = await send(preview);
    assert.match(first, /Tokens for 2 people/);
    assert.match(await send(preview), /Tokens for 2 people/);
    assert.equal((await desk.requests()).length, 2);
    assert.doesNotMatch(await send(preview, {}, tom), /Ana Moreau/, 'another’s card shows nobody');
  });

  it('tells of an open request only whoever may ask for that person, and sends what others ask for all the same', async () => {
    await desk.submit(cast.manager, ana);
    assert.match(await checked(ana.upn), /has an open request already/);
    const preview = await checked(`${ana.upn}\n${siobhan.upn}`, {}, tom);
    assert.doesNotMatch(preview, /open request/);
    const sent = await send(preview, {}, tom);
    assert.match(sent, /Tokens for 2 people/);
    assert.deepEqual(await names(), ['Ana Moreau', 'Ana Moreau', 'Siobhán O’Brien']);
  });

  it('tells of a token that is in use only whoever may ask for that person', async () => {
    const { id } = await desk.submit(cast.manager, ana);
    await desk.bind(id);
    await desk.order(id, { kind: 'hand-over', to: 'subject' });
    assert.match(await checked(ana.upn), /has a token already/);
    assert.doesNotMatch(await checked(ana.upn, {}, tom), /has a token already/);
  });

  it('is one card for whoever asked and one for a channel, which change in place', async () => {
    const channel = chatClient(server, connector, {
      person: cast.technician,
      place: { kind: 'channel', id: '19:it@thread.tacv2' },
    });
    await channel.say('<at>Token Desk</at> notify here');
    const sent = await send(await checked(`${ana.upn}\n${jonas.upn}\n${leila.upn}`));
    assert.match(sent, /Waiting for a technician: 3/);
    const rows = await desk.core.deps.store.db
      .selectFrom('outbox')
      .select(['conversation_id', 'kind'])
      .execute();
    const cards = rows.filter(({ kind }) => kind === 'card').map((row) => row.conversation_id);
    assert.deepEqual(cards.sort(), ['19:it@thread.tacv2', `person:${cast.manager.id}`]);
    const [first] = await desk.requests();
    assert.ok(first);
    assert.equal(await deliver(`person:${cast.manager.id}`, first.id), 'nothing', 'it stands there already');
    assert.equal(await deliver('19:it@thread.tacv2', first.id), 'delivered');
    const card = cardIn(connector.sent.at(-1));
    assert.match(card, /Tokens for 3 people/);
    assert.doesNotMatch(card, /no-smartphone|smartphone/);
    await desk.claim(first.id);
    assert.equal(await deliver('19:it@thread.tacv2', first.id), 'delivered');
    const update = connector.sent.at(-1);
    assert.equal(update?.method, 'PUT');
    assert.match(cardIn(update), /Waiting for a technician: 2/);
    assert.equal(await deliver('19:it@thread.tacv2', first.id), 'nothing');
  });

  it('keeps a list that was begun until the next time, and for whoever began it alone', async () => {
    const form = await opened();
    const kept = await ada.press('message-1', {
      ...{ ...form, ...answers, verb: 'several.keep', list: 'Ana Moreau\nNobody Atall' },
      note: 'gate 3',
    });
    assert.match(textOf(kept.body), /Kept\./);
    const again = textOf((await ada.press('message-2', { verb: 'several.open' })).body);
    assert.match(again, /Ana Moreau\\\\nNobody Atall|Ana Moreau\\nNobody Atall/);
    assert.match(again, /gate 3/);
    assert.doesNotMatch(textOf((await tom.press('message-2', { verb: 'several.open' })).body), /gate 3/);
    await ada.press('message-2', { verb: 'several.cancel' });
    assert.doesNotMatch(textOf((await ada.press('message-3', { verb: 'several.open' })).body), /gate 3/);
  });

  it('says what is wrong in the form, and keeps whom it found', async () => {
    const preview = await checked(ana.upn, { reason: '' });
    assert.match(preview, /✓ 1 person found/);
    const refused = await send(preview, { reason: '' });
    assert.match(refused, /Choose why\./);
    assert.match(refused, /✓ 1 person found/);
    assert.deepEqual(await desk.requests(), []);
  });

  it('takes whom the picker brings, by either kind of id, and names those it cannot', async () => {
    connector.members.set('29:leila', { aadObjectId: leila.id, name: leila.name });
    const preview = await checked('', { people: `${ana.id},29:${jonas.id},29:leila,29:gone` });
    assert.match(preview, /✓ 3 people found/);
    assert.match(preview, /Line 4, “29:gone”: nobody is found/);
  });

  it('sends nothing from a card that shows an older list, and shows the newer one', async () => {
    const older = await checked(ana.upn);
    await ada.press('message-2', {
      ...{ ...tokensIn(older), ...answers, verb: 'several.check', list: jonas.upn },
    });
    const refused = await send(older);
    assert.match(refused, /⚠ The list has changed since/);
    assert.match(refused, /✓ 2 people found/);
    assert.deepEqual(await desk.requests(), []);
    assert.match(await send(refused), /Tokens for 2 people/);
  });

  it('gives whoever decides about them one card for all, as whoever asked, and takes one word about all or some', async () => {
    await ada.say('help');
    await tom.say('help');
    const sent = await send(await checked(`${ana.upn}\n${jonas.upn}`, {}, tom), {}, tom);
    assert.match(sent, /Waiting for approval: 2/);
    const rows = await desk.core.deps.store.db
      .selectFrom('outbox')
      .select('conversation_id')
      .where('kind', '=', 'card')
      .execute();
    const count = (person: PracticePerson) =>
      rows.filter((row) => row.conversation_id === `person:${person.id}`).length;
    assert.deepEqual([count(cast.manager), count(named('sylvie.lefevre'))], [1, 1]);
    const [first, second] = await desk.requests();
    assert.ok(first?.cohort && second);
    const { cohort } = first;
    await deliver(`person:${cast.manager.id}`, second.id);
    const card = cardIn(connector.sent.at(-1));
    assert.match(card, /Sylvie Lefèvre asks for them, and you decide/);
    assert.match(card, /Approve all 2.*Reject all….*Only some…/s);
    assert.doesNotMatch(card, /cohort\.withdraw/);
    await deliver(`person:${cast.manager.id}`, first.id);
    assert.equal(connector.sent.filter((one) => cardIn(one).includes('and you decide')).length, 1);
    const press = async (who: ChatClient, data: Record<string, string>) =>
      textOf((await who.press('message-9', { cohort, ...data })).body);
    const states = async () => (await desk.requests()).map(({ state }) => state).sort();
    assert.match(await press(tom, { verb: 'cohort.approve' }), /too old/);
    assert.match(await press(ada, { verb: 'cohort.approve-some', chosen: '' }), /Choose at least one person/);
    assert.match(await press(ada, { verb: 'cohort.reject-all', why: ' ' }), /⚠/);
    assert.deepEqual(await states(), ['submitted', 'submitted']);
    const some = await press(ada, {
      verb: 'cohort.reject-some',
      chosen: second.id,
      whySome: 'She leaves in May',
    });
    assert.match(some, /Rejected|Not approved/i);
    assert.deepEqual(await states(), ['rejected', 'submitted']);
    assert.doesNotMatch(some, /She leaves in May/);
    await press(ada, { verb: 'cohort.approve' });
    assert.deepEqual(await states(), ['queued', 'rejected']);
    const old = await press(ada, { verb: 'cohort.reject-all', why: 'too late for that' });
    assert.doesNotMatch(old, /Approve all/);
    assert.deepEqual(await states(), ['queued', 'rejected'], 'an old button does nothing twice');
  });

  it('says of whom it could not be decided, and decides about the others', async () => {
    await ada.say('help');
    await desk.submit(cast.manager, ana);
    await send(await checked(`${ana.upn}\n${jonas.upn}`, {}, tom), {}, tom);
    const { cohort } = (await desk.requests()).find((one) => one.cohort !== undefined) ?? assert.fail();
    const { body } = await ada.press('message-9', { verb: 'cohort.approve', cohort: cohort ?? '' });
    assert.match(textOf(body), /Not decided: Ana Moreau\..*Ana Moreau has another open request/s);
    const asked = (await desk.requests()).filter((one) => one.cohort !== undefined);
    assert.deepEqual(asked.map(({ state }) => state).sort(), ['queued', 'submitted']);
  });

  it('asks once for somebody who is named twice, whoever calls', async () => {
    const { id, name, upn } = cast.manager;
    const { requests, left } = await submitSeveral(
      desk.core.deps,
      { person: { id, name, upn }, roles: [] },
      {
        people: [ana, jonas, ana],
        form: { ...answers, type: 'new', reason: 'no-smartphone', handOver: 'desk' },
        ...{ submissionId: 'list', cohort: 'cohort' },
      },
    );
    assert.deepEqual([requests.length, left], [2, []]);
  });

  it('is sent six times a day at most', async () => {
    for (const one of [ana, jonas, leila, siobhan, named('zoe.groessler'), named('priya.sharma')])
      assert.match(await send(await checked(one.upn)), /Token for 1 person/);
    const refused = await send(await checked(named('juergen.mueller').upn));
    assert.match(refused, /asked for very many tokens/);
    assert.equal((await desk.requests()).length, 6);
  });

  it('takes at most two hundred', async () => {
    const list = Array.from({ length: 201 }, (_, n) => `a${n}@x`).join('\n');
    assert.match(await checked(list), /These are 201 people, at most 200/);
  });

  it('withdraws what nobody has begun, and nothing else', async () => {
    const sent = await send(await checked(`${ana.upn}\n${jonas.upn}`));
    const [first, second] = await desk.requests();
    assert.ok(first && second);
    await desk.claim(first.id);
    const cohort = valueIn(sent, 'cohort');
    await tom.press('message-9', { verb: 'cohort.withdraw', cohort });
    assert.equal((await desk.requests()).filter(({ state }) => state === 'withdrawn').length, 0);
    await ada.press('message-1', { verb: 'cohort.withdraw', cohort });
    const states = new Map((await desk.requests()).map(({ id, state }) => [id, state]));
    assert.deepEqual([states.get(first.id), states.get(second.id)], ['in_progress', 'withdrawn']);
  });

  describe('as a file', () => {
    let files: Server;
    let body: Buffer;
    beforeEach(async () => {
      files = createServer((_, response) => response.end(body));
      await listen(files);
    });
    afterEach(() => closeServer(files));
    const attached = async (name = 'people.csv') => {
      const downloadUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}/${name}`;
      const before = connector.sent.length;
      await ada.post({
        type: 'message',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            name,
            content: { downloadUrl },
          },
        ],
      });
      return cardIn(connector.sent[before]);
    };

    it('is looked up and shown, whatever a spreadsheet made of it', async () => {
      body = Buffer.from(`sep=;\r\nName;E-Mail\r\nLe\xefla Toumi;\r\nX;nobody@x.example\r\n`, 'latin1');
      const card = await attached();
      assert.match(card, /Read from people\.csv\./);
      assert.match(card, /✓ 1 person found/);
      assert.match(card, /Line 4, “nobody@x\.example”: nobody is found/);
    });

    it('that is no list, or too large for one, is said to be so', async () => {
      body = Buffer.from([0x50, 0x4b, 3, 4, 0, 0]);
      assert.match(await attached('people.xlsx'), /I could not read this file/);
      body = Buffer.alloc(300_000, 'a');
      assert.match(await attached(), /too large for a list of people/);
    });
  });
});

describe('where a file is fetched from', () => {
  const addresses: readonly (readonly [address: string, real: boolean, practice: boolean])[] = [
    ['https://contoso-my.sharepoint.com/personal/ada/_layouts/15/download.aspx?x=1', true, false],
    ['http://contoso-my.sharepoint.com/x', false, false],
    ['https://contoso-my.sharepoint.com:8443/x', false, false],
    ['https://user@contoso-my.sharepoint.com/x', false, false],
    ['https://contoso.sharepoint.com.evil.example/x', false, false],
    ['https://evil.example/?contoso.sharepoint.com', false, false],
    ['https://169.254.169.254/metadata', false, false],
    ['http://127.0.0.1:4000/people.csv', false, true],
    ['file:///etc/passwd', false, false],
    ['nonsense', false, false],
  ];
  for (const [address, real, practice] of addresses)
    it(`${real ? 'real' : practice ? 'practice only' : 'never'}: ${address}`, () =>
      assert.deepEqual([isFileAddress(address, false), isFileAddress(address, true)], [real, practice]));
});
