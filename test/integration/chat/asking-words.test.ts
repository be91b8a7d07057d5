import assert from 'node:assert/strict';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { cast, type PracticePerson, people, practiceTenant } from '@token-desk/practice/people';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, type Sent, startFakeConnector } from '../../support/teams/fake-connector.ts';

const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const cardIn = (sent: Sent | undefined): string =>
  JSON.stringify(sent?.activity.attachments?.[0]?.content ?? null);
const named = (mailName: string): PracticePerson =>
  people.find(({ upn }) => upn.startsWith(`${mailName}@`)) ?? cast.manager;
const [ana, jonas, sylvie] = [named('ana.moreau'), named('jonas.becker'), named('sylvie.lefevre')];
const serialOfFirst = '8659622000001';

describe('what somebody writes to the bot', () => {
  const desk = useChatCore(Date.UTC(2026, 10, 22, 9));
  let connector: FakeConnector;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let ada: ChatClient;

  const chatOf = (person: PracticePerson, locale = 'en-US') =>
    chatClient(server, connector, {
      person,
      place: { kind: 'personal', id: `chat-${person.givenName}` },
      locale,
    });
  beforeEach(async () => {
    connector = await startFakeConnector();
    server = await serveBot(createTeamsBot(desk.chat, settings));
    ada = chatOf(cast.manager);
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });
  const said = async (text: string, who = ada) => cardIn((await who.say(text)).at(-1));
  const pressed = async (data: Record<string, string>, who = ada) =>
    JSON.stringify((await who.press('message-1', data)).body);

  it('greets by the role: what it does, and for whom', async () => {
    assert.doesNotMatch(await said('help'), /You are a technician|You approve|“approve”/);
    assert.match(await said('help', chatOf(cast.technician)), /You are a technician/);
    assert.match(
      await said('help', chatOf(named('mia.durand'))),
      /write “approve” to see what waits for you/,
    );
    const german = await said('Hilfe', chatOf(named('alex.roth'), 'de-DE'));
    assert.match(german, /Sie sind in der Administration.*mehrere/s);
  });

  it('begins the form with whom was named, and sends nothing', async () => {
    assert.match(await said('request Ana Moreau'), /Found: Ana Moreau \(ana\.moreau@contoso\.example\)/);
    assert.match(await said('Anfrage für jonas.becker@contoso.example'), /Found: Jonas Becker/);
    assert.match(await said('request Nobody Atall'), /"value":"Nobody Atall".*Nobody is found by this/s);
    assert.deepEqual(await desk.requests(), []);
  });

  it('asks back where a word is nearly a command, and does it when that was meant', async () => {
    await desk.submit(cast.manager, ana);
    const asked = await said('stauts Ana');
    assert.match(asked, /Did you mean “status Ana”\?/);
    assert.match(await pressed({ verb: 'say', line: 'status Ana' }), /Token for Ana Moreau/);
    assert.match(await said('Anfarge', chatOf(cast.manager, 'de-DE')), /Meinten Sie „Anfrage“\?/);
  });

  it('shows how it stands for one person, for several, for nobody', async () => {
    await desk.submit(cast.manager, ana);
    await desk.submit(cast.manager, jonas);
    assert.match(await said('status jonas'), /Token for Jonas Becker.*request\.withdraw/s);
    assert.match(await said('status contoso.example'), /Your requests for “contoso\.example”/);
    assert.match(await said('status Zoë'), /No request of yours is for “Zoë”/);
    assert.match(await said('status Ana', chatOf(sylvie)), /No request of yours/, 'nobody else’s');
  });

  it('withdraws the one of the person that was named, after a question', async () => {
    await desk.submit(cast.manager, ana);
    await desk.submit(cast.manager, jonas);
    const card = await said('withdraw Jonas');
    assert.match(card, /Withdraw the request for Jonas Becker\?/);
    assert.doesNotMatch(card, /Ana Moreau/);
    assert.ok((await desk.requests()).every(({ state }) => state === 'queued'));
  });

  it('takes a lost token by its serial, and says whose it is only to whoever may ask for them', async () => {
    const { id } = await desk.submit(cast.manager, ana);
    await desk.bind(id);
    await desk.order(id, { kind: 'hand-over', to: 'subject' });
    const lost = await said(`lost ${serialOfFirst}`);
    assert.match(lost, /Found: Ana Moreau/);
    assert.match(lost, /"value":"replace-lost"/);
    const stranger = await said(`lost ${serialOfFirst}`, chatOf(sylvie));
    assert.doesNotMatch(stranger, /Ana|Moreau/);
    assert.match(stranger, /I cannot show you a token with the serial/);
    const plain = (card: string) => card.replace(/86596\d+|"nonce":"[^"]*"/g, '');
    const none = await said('lost 8659622999999', chatOf(sylvie));
    assert.equal(plain(stranger), plain(none), 'the same whether there is one or not');
    assert.match(await said('verloren Ana Moreau'), /"value":"replace-lost"/);
  });

  it('lists what waits for whoever is asked to decide, and only that', async () => {
    assert.match(await said('approve'), /Nothing waits for you to decide/);
    const chat = chatOf(sylvie);
    await chat.press('message-1', {
      ...{ verb: 'form.submit', nonce: 'n', subject: ana.id, type: 'new', reason: 'no-smartphone' },
      ...{ site: 'Lyon', neededBy: '2026-11-25', handOver: 'desk' },
    });
    assert.equal((await desk.theRequest()).state, 'submitted', 'as shipped, their manager decides');
    assert.match(await said('approve'), /request\.approve/);
    assert.match(await said('genehmigen', chat), /Nothing waits for you/);
  });

  it('looks up people who were pasted', async () => {
    assert.match(await said(`${ana.upn}\n${jonas.upn}`), /✓ 2 people found/);
    assert.match(await said('several'), /✓ 2 people found/, 'and has them still');
  });

  it('keeps a form that was begun, half filled in, until it is sent or cancelled', async () => {
    const half = { verb: 'form.keep', nonce: 'nonce-7', subject: ana.id, note: 'gate 3' };
    assert.match(await pressed(half), /Kept\. Write “request”/);
    const again = await said('request');
    assert.match(again, /This is as you left it on Sun,? 22 Nov 2026/);
    assert.match(again, /gate 3/);
    assert.match(again, /"title":"Ana Moreau"/);
    assert.doesNotMatch(await said('request', chatOf(sylvie)), /gate 3/);
    assert.doesNotMatch(await said('request Jonas Becker'), /gate 3/);
    const rest = { reason: 'no-smartphone', site: 'Lyon', neededBy: '2026-11-25', handOver: 'desk' };
    await pressed({ ...half, ...rest, type: 'new', verb: 'form.submit' });
    assert.equal((await desk.theRequest()).form.note, 'gate 3');
    assert.doesNotMatch(await said('request'), /as you left it/);
    await pressed({ ...half, nonce: 'nonce-8' });
    assert.doesNotMatch(await pressed({ verb: 'form.anew' }), /gate 3/);
    assert.doesNotMatch(await said('request'), /as you left it/);
  });
});
