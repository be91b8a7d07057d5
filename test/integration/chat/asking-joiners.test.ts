import assert from 'node:assert/strict';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { bindJoiner, bindJoiners, withdrawJoiner } from '@token-desk/bot/usecases/asking/joiners';
import type { ProblemError } from '@token-desk/contract/problem';
import { cast, type PracticePerson, people, practiceTenant } from '@token-desk/practice/people';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, startFakeConnector } from '../../support/teams/fake-connector.ts';

const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const [jonas, sylvie] = ['jonas.', 'sylvie.'].map(
  (name) => people.find(({ upn }) => upn.startsWith(name)) ?? cast.subject,
) as [PracticePerson, PracticePerson];
const hourMs = 60 * 60_000;
const plain = { enabled: true, guest: false, site: null, preferredLanguage: null };
const asked = {
  ...{ verb: 'joiner.send', nonce: 'n1', name: 'Jonas Becker', startsOn: '2026-12-01', type: 'new' },
  ...{ reason: 'no-smartphone', site: 'Lyon', neededBy: '2026-11-25', handOver: 'desk' },
};

describe('somebody who has no account yet', () => {
  const desk = useChatCore(Date.UTC(2026, 10, 22, 9));
  let connector: FakeConnector;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let ada: ChatClient;

  const chatOf = (person: PracticePerson) =>
    chatClient(server, connector, { person, place: { kind: 'personal', id: `chat-${person.givenName}` } });
  beforeEach(async () => {
    connector = await startFakeConnector();
    server = await serveBot(createTeamsBot(desk.chat, settings));
    ada = chatOf(cast.manager);
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });
  const pressed = async (data: Record<string, string>, who = ada) =>
    JSON.stringify((await who.press('message-1', data)).body);
  const said = async (text: string, who = ada) =>
    JSON.stringify((await who.say(text)).at(-1)?.activity.attachments?.[0]?.content);
  const joinerIn = (card: string) => /"joinerId":"([^"]+)"/.exec(card)?.[1] ?? '';
  const sweepLater = async () => {
    desk.core.clock.turn(hourMs);
    return bindJoiners(desk.core.deps);
  };

  it('waits, is seen among the requests by whoever asked alone, and is asked for once', async () => {
    assert.match(await said('joiner Nova Tester'), /"value":"Nova Tester"/);
    const card = await pressed({ ...asked, match: 'nova.neu@contoso.example' });
    assert.match(
      card,
      /Jonas Becker: no account yet.*Waits for an account with “nova\.neu@contoso\.example”/,
    );
    assert.equal(await pressed({ ...asked, match: 'nova.neu@contoso.example' }), card);
    assert.match(await said('status'), /no account yet/);
    assert.doesNotMatch(await said('status', chatOf(sylvie)), /no account yet/);
    assert.deepEqual(await desk.requests(), []);
    assert.equal(await sweepLater(), 0, 'nobody who is nearly it');
  });

  it('begins by itself once an account has exactly that address, once an hour at most', async () => {
    await pressed({ ...asked, match: jonas.upn.toUpperCase() });
    assert.equal(await sweepLater(), 1);
    const request = await desk.theRequest();
    assert.deepEqual([request.subject.id, request.requestedBy.id], [jonas.id, cast.manager.id]);
    assert.doesNotMatch(await said('status'), /no account yet/);
    await pressed({ ...asked, nonce: 'n2', match: 'ana.moreau@contoso.example' });
    assert.equal(await bindJoiners(desk.core.deps), 0, 'not yet');
    assert.equal((await desk.requests()).length, 1);
  });

  it('has a day of today where the one that was wanted has passed', async () => {
    await pressed({ ...asked, match: jonas.upn });
    desk.core.clock.turn(10 * 24 * hourMs);
    assert.equal(await sweepLater(), 1);
    assert.equal((await desk.theRequest()).form.neededBy, '2026-12-02');
  });

  it('is bound by hand, by whoever asked alone, under the same rules as any request', async () => {
    const joinerId = joinerIn(await pressed({ ...asked, match: 'nova.neu@contoso.example' }));
    const by = (account: string, who = ada) => pressed({ verb: 'joiner.bind', joinerId, account }, who);
    assert.match(await by('nobody@contoso.example'), /⚠/);
    assert.match(await by(cast.manager.upn), /⚠ You cannot ask for yourself/);
    assert.match(await by(jonas.upn, chatOf(sylvie)), /This waits no longer/);
    assert.match(await by(jonas.upn), /Token for Jonas Becker/);
    assert.equal((await desk.theRequest()).subject.id, jonas.id);
    assert.match(await by(jonas.upn), /This waits no longer/, 'pressed again');
  });

  it('is no alias’s: an account that is found and is called otherwise is not taken', async () => {
    await pressed({ ...asked, match: 'jonas@contoso.example' });
    desk.core.clock.turn(hourMs);
    const { directory } = desk.core.deps;
    const person = (idOrUpn: string) =>
      directory.person(idOrUpn === 'jonas@contoso.example' ? jonas.upn : idOrUpn);
    assert.equal(await bindJoiners({ ...desk.core.deps, directory: { ...directory, person } }), 0);
    desk.core.clock.turn(hourMs);
    const withNumber = async () => [jonas, sylvie].map((one) => ({ ...one, ...plain }));
    await pressed({ ...asked, nonce: 'n2', match: 'E4711' });
    const numbered = { ...desk.core.deps, directory: { ...directory, withNumber } };
    assert.equal(await bindJoiners(numbered), 0, 'nor one of two');
    desk.core.clock.turn(hourMs);
    const one = { ...directory, withNumber: async () => (await withNumber()).slice(0, 1) };
    assert.equal(await bindJoiners({ ...desk.core.deps, directory: one }), 1);
  });

  it('is nobody else’s, whatever their card says', async () => {
    const joinerId = joinerIn(await pressed({ ...asked, match: jonas.upn }));
    const { id, name, upn } = sylvie;
    const other = { person: { id, name, upn }, roles: [] };
    const { deps } = desk.core;
    const refused = (error: unknown) => (error as ProblemError).problem.code === 'request-not-found';
    await assert.rejects(withdrawJoiner(deps, other, joinerId), refused);
    await assert.rejects(bindJoiner(deps, other, { joinerId, account: jonas.upn }), refused);
    assert.equal(await sweepLater(), 1);
  });

  it('is withdrawn by whoever asked, and nothing begins then', async () => {
    const joinerId = joinerIn(await pressed({ ...asked, match: jonas.upn }));
    assert.match(await pressed({ verb: 'joiner.withdraw', joinerId }, chatOf(sylvie)), /waits no longer/);
    assert.match(await pressed({ verb: 'joiner.withdraw', joinerId }), /Withdrawn\./);
    assert.equal(await sweepLater(), 0);
    assert.deepEqual(await desk.requests(), []);
  });

  for (const [what, change] of [
    ['a name', { name: ' ' }],
    ['a day', { startsOn: 'soon' }],
    ['an address or a number', { match: 'nobody in particular' }],
    ['a reason', { reason: '' }],
  ] as const)
    it(`is not asked for without ${what}, and keeps what was typed`, async () => {
      const card = await pressed({ ...asked, match: jonas.upn, note: 'gate 3', ...change });
      assert.match(card, /⚠.*gate 3/s);
      assert.equal(await sweepLater(), 0);
    });
});
