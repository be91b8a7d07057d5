import assert from 'node:assert/strict';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { commandRequest } from '@token-desk/bot/usecases/requests/requests';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import { cast, type PracticePerson, people, practiceTenant } from '@token-desk/practice/people';
import { chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, startFakeConnector } from '../../support/teams/fake-connector.ts';

const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const named = (mailName: string): PracticePerson =>
  people.find(({ upn }) => upn.startsWith(`${mailName}@`)) ?? assert.fail(mailName);
/** One has an open request, one a token in use; of the third nothing is in the books. */
const [asked, carries, neither] = [cast.subject, named('jonas.becker'), named('leila.toumi')];
const stranger = named('sylvie.lefevre');
const answers = {
  ...{ type: 'new', reason: 'no-smartphone', site: 'Lyon', neededBy: '2026-11-25', handOver: 'desk' },
};

const hasCode = (code: ProblemCode) => (error: unknown) =>
  error instanceof ProblemError && error.problem.code === code;

describe('what a stranger is told of what somebody has', () => {
  const desk = useChatCore(Date.UTC(2026, 10, 22, 9));
  let connector: FakeConnector;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let count = 0;

  const chatOf = (person: PracticePerson) =>
    chatClient(server, connector, { person, place: { kind: 'personal', id: `chat-${person.givenName}` } });
  const shown = () => JSON.stringify(connector.sent.at(-1)?.activity.attachments ?? null);
  const valueIn = (json: string, name: string): string =>
    new RegExp(`"${name}":"([^"]*)"`).exec(json)?.[1] ?? '';
  /** The same text but for who it is about, and the ids in it. */
  const without = (json: string, { id, name, upn, givenName }: PracticePerson): string =>
    [id, name, upn, givenName]
      .reduce((text, one) => text.replaceAll(one, 'SUBJECT'), json)
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
      .replaceAll(/"placeholder":"[^"]*"/g, '')
      .replaceAll(/"nonce-\d+"/g, 'ID');

  beforeEach(async () => {
    connector = await startFakeConnector();
    server = await serveBot(createTeamsBot(desk.chat, settings));
    await chatOf(cast.manager).say('help');
    await desk.submit(cast.manager, asked);
    const { id } = await desk.submit(cast.manager, carries);
    await desk.bind(id);
    await desk.order(id, { kind: 'hand-over', to: 'subject' });
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });

  const form = (one: PracticePerson, type: string) => {
    count += 1;
    return { ...answers, verb: 'form.submit', nonce: `nonce-${count}`, subject: one.id, type };
  };
  const ways: Readonly<Record<string, (one: PracticePerson) => Promise<string>>> = {
    form: async (one) => JSON.stringify((await chatOf(stranger).press('message-1', form(one, 'new'))).body),
    'form of a loss': async (one) =>
      JSON.stringify((await chatOf(stranger).press('message-1', form(one, 'replace-lost'))).body),
    'form of a fault': async (one) =>
      JSON.stringify((await chatOf(stranger).press('message-1', form(one, 'replace-faulty'))).body),
    'request NAME': async (one) => {
      await chatOf(stranger).say(`request ${one.name}`);
      return shown();
    },
    'status NAME': async (one) => {
      await chatOf(stranger).say(`status ${one.name}`);
      return shown();
    },
    'list, looked up and sent': async (one) => {
      const opened = JSON.stringify(
        (await chatOf(stranger).press('message-1', { verb: 'several.open' })).body,
      );
      const tokensIn = (json: string) => ({
        nonce: valueIn(json, 'nonce'),
        cohort: valueIn(json, 'cohort'),
        seen: valueIn(json, 'seen'),
      });
      const check = { ...answers, ...tokensIn(opened), verb: 'several.check', list: one.upn };
      const preview = JSON.stringify((await chatOf(stranger).press('message-1', check)).body);
      const send = { ...answers, ...tokensIn(preview), verb: 'several.send' };
      const sent = JSON.stringify((await chatOf(stranger).press('message-1', send)).body);
      return (preview + sent).replaceAll(/"seen":"\d+"/g, '');
    },
    'form from a message': async (one) => {
      const { body } = await chatOf(stranger).post({
        ...{ type: 'invoke', name: 'composeExtension/submitAction' },
        value: { commandId: 'request-token', data: form(one, 'new') },
      });
      return JSON.stringify(body);
    },
    'search from the box': async (one) => {
      const parameters = [{ name: 'text', value: one.name }];
      const { body } = await chatOf(stranger).post({
        ...{ type: 'invoke', name: 'composeExtension/query', value: { commandId: 'requests', parameters } },
      });
      return JSON.stringify(body);
    },
  };

  for (const [name, ask] of Object.entries(ways))
    it(`is the same whatever they have: ${name}`, async () => {
      const told = without(await ask(neither), neither);
      assert.doesNotMatch(told, /directory|went wrong/i);
      for (const one of [asked, carries]) assert.equal(without(await ask(one), one), told);
    });

  it('waits beside the person’s one request until somebody who knows of both says yes', async () => {
    await chatOf(stranger).press('message-1', form(asked, 'new'));
    const own = (await desk.requests()).filter(({ subject }) => subject.id === asked.id);
    const [first, aside] = [own.find(({ isAside }) => isAside !== true), own.find(({ isAside }) => isAside)];
    assert.deepEqual([first?.state, aside?.state], ['queued', 'submitted']);
    const { id, name, upn } = cast.manager;
    const order = (requestId = '', kind: 'approve' | 'withdraw') =>
      commandRequest(
        desk.core.deps,
        { person: { id, name, upn }, roles: [] },
        {
          ...{ requestId, version: null, command: { kind } },
        },
      );
    await assert.rejects(order(aside?.id, 'approve'), hasCode('other-request-open'));
    const again = JSON.stringify((await chatOf(stranger).press('message-1', form(asked, 'new'))).body);
    assert.match(again, /already has an open request/, 'they know of their own');
    await order(first?.id, 'withdraw');
    assert.equal((await order(aside?.id, 'approve')).state, 'queued');
    await assert.rejects(desk.submit(cast.manager, asked), hasCode('request-duplicate'));
  });

  it('is nothing of what the person’s manager is shown before it is sent, and sends again', async () => {
    const data = form(carries, 'new');
    const shownFirst = JSON.stringify((await chatOf(cast.manager).press('message-1', data)).body);
    assert.match(shownFirst, /Jonas Becker has a token in use, 8659622000001/);
    assert.equal(valueIn(shownFirst, 'knowsToken'), carries.id);
    const other = { ...form(neither, 'new'), knowsToken: carries.id };
    assert.match(JSON.stringify((await chatOf(cast.manager).press('m', other)).body), /Waiting for/);
    const sent = await chatOf(cast.manager).press('message-1', { ...data, knowsToken: carries.id });
    assert.match(JSON.stringify(sent.body), /Waiting for a technician/);
    const twice = JSON.stringify((await chatOf(cast.manager).press('m', form(asked, 'new'))).body);
    assert.match(twice, /Ana Moreau already has an open request/);
  });
});
