import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { cast, type PracticePerson, people, practiceTenant } from '@token-desk/practice/people';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, startFakeConnector } from '../../support/teams/fake-connector.ts';

const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const sylvie = people.find(({ upn }) => upn.startsWith('sylvie.')) ?? cast.technician;
const answers = {
  ...{ type: 'new', reason: 'no-smartphone', site: 'Lyon', neededBy: '2026-11-25', handOver: 'desk' },
};

describe('the message extension', () => {
  const desk = useChatCore(Date.UTC(2026, 10, 22, 9));
  let connector: FakeConnector;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let ada: ChatClient;

  /** From a channel: whoever uses it sees the answer alone. */
  const inChannel = (person: PracticePerson) =>
    chatClient(server, connector, { person, place: { kind: 'channel', id: '19:plant@thread.tacv2' } });
  beforeEach(async () => {
    connector = await startFakeConnector();
    server = await serveBot(createTeamsBot(desk.chat, settings));
    ada = inChannel(cast.manager);
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });
  const invoke = async (name: string, value: object, who = ada) => {
    const { status, body } = await who.post({ type: 'invoke', name: `composeExtension/${name}`, value });
    return { status, text: JSON.stringify(body) };
  };
  const from = (id: string) => ({ commandId: 'request-token', messagePayload: { from: { user: { id } } } });
  const query = (commandId: string, text: string, who = ada) =>
    invoke('query', { commandId, parameters: [{ name: 'text', value: text }] }, who);

  it('begins the form with whoever wrote the message, in a dialog, without a word to the channel', async () => {
    const { status, text } = await invoke('fetchTask', from(cast.subject.id));
    assert.equal(status, 200);
    assert.match(text, /"type":"continue".*Found: Ana Moreau/s);
    assert.doesNotMatch(text, /Action\.Execute|several\.open/, 'a dialog knows Action.Submit alone');
    assert.match(text, /"type":"Action\.Submit"[^}]*"Ask for it"/);
    assert.deepEqual(connector.sent, []);
    assert.match((await invoke('fetchTask', from('nobody'))).text, /Nobody is known who wrote this message/);
  });

  it('asks when the dialog is sent, says what is wrong in it, and ends with how it stands', async () => {
    const data = { verb: 'form.submit', nonce: 'n', subject: cast.subject.id, ...answers };
    const wrong = await invoke('submitAction', { commandId: 'request-token', data: { ...data, site: '' } });
    assert.match(wrong.text, /"type":"continue".*Choose the site/s);
    const done = await invoke('submitAction', { commandId: 'request-token', data });
    assert.match(done.text, /"type":"message","value":"Token for Ana Moreau: Waiting for a technician"/);
    assert.equal((await desk.theRequest()).requestedBy.id, cast.manager.id);
    const other = { commandId: 'request-token', data: { verb: 'request.approve', requestId: 'x' } };
    assert.match((await invoke('submitAction', other)).text, /too old/);
  });

  it('finds one’s own requests; with a role everybody’s, as a channel may see them', async () => {
    await desk.submit(cast.manager, cast.subject);
    const mine = await query('requests', 'moreau');
    assert.match(mine.text, /"title":"Ana Moreau"/);
    assert.doesNotMatch(mine.text, /smartphone|request\.withdraw/);
    assert.doesNotMatch((await query('requests', '', inChannel(sylvie))).text, /Moreau/);
    assert.match((await query('requests', 'ana', inChannel(cast.technician))).text, /Ana Moreau/);
  });

  it('finds tokens for whoever has a role, and nothing for others', async () => {
    const { id } = await desk.submit(cast.manager, cast.subject);
    await desk.bind(id);
    const found = await query('tokens', 'moreau', inChannel(cast.technician));
    assert.match(found.text, /Token 8659622000001.*Ana Moreau/s);
    const refused = await query('tokens', 'moreau');
    assert.match(refused.text, /"type":"message"/);
    assert.doesNotMatch(refused.text, /86596/);
    assert.equal((await query('others', '')).status, 501);
  });

  it('has in the manifest the commands it answers', () => {
    const { composeExtensions } = JSON.parse(readFileSync('appPackage/manifest.json', 'utf8')) as {
      composeExtensions: { commands: { id: string; type: string }[] }[];
    };
    assert.deepEqual(
      composeExtensions.flatMap(({ commands }) => commands.map(({ id, type }) => `${type} ${id}`)),
      ['action request-token', 'query requests', 'query tokens'],
    );
  });
});
