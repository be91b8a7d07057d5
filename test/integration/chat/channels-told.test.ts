import assert from 'node:assert/strict';
import { noLimits } from '@token-desk/bot/domain/delivery/limits';
import { startOutbox } from '@token-desk/bot/outbox/worker';
import { findSetting, saveSetting } from '@token-desk/bot/store/tables/settings';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { submitSeveral } from '@token-desk/bot/usecases/asking/send';
import { makeDigest } from '@token-desk/bot/usecases/people/digest';
import { organisationNow } from '@token-desk/bot/usecases/write/policy-now';
import type { Request } from '@token-desk/contract/request';
import { cast, people, practiceTenant } from '@token-desk/practice/people';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, startFakeConnector } from '../../support/teams/fake-connector.ts';

const hourMs = 3_600_000;
/** A Sunday; no server was awake on its morning. */
const startsAt = Date.UTC(2026, 10, 22, 9);
const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const form = {
  type: 'new',
  reason: 'no-smartphone',
  site: 'Lyon',
  neededBy: '2026-11-30',
  handOver: 'desk',
} as const;
const cardIn = (sent: { activity: { attachments?: readonly { content?: unknown }[] } } | undefined) =>
  JSON.stringify(sent?.activity.attachments?.[0]?.content ?? null);

describe('what a channel is told', () => {
  const desk = useChatCore(startsAt);
  let connector: FakeConnector;
  let bot: ReturnType<typeof createTeamsBot>;
  let server: Awaited<ReturnType<typeof serveBot>>;

  beforeEach(async () => {
    connector = await startFakeConnector();
    bot = createTeamsBot(desk.chat, settings);
    server = await serveBot(bot);
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });

  const channel = (id: string): ChatClient =>
    chatClient(server, connector, { person: cast.technician, place: { kind: 'channel', id } });
  const inTeam = (id: string, more: object = {}) => ({
    channelData: { tenant: { id: practiceTenant.id }, team: { id }, ...more },
  });
  /** Everything that is due, and what each conversation got of it. */
  const told = async (id: string): Promise<string[]> => {
    const before = connector.sent.length;
    const outbox = startOutbox(desk.core.deps, bot.deliver, { limits: noLimits });
    await outbox.drain();
    await outbox.close();
    return connector.sent
      .slice(before)
      .filter(({ path }) => path.startsWith(`/v3/conversations/${id}`))
      .map(({ activity }) => activity.text ?? 'a card');
  };

  it('is what somebody chose, in their language, and can be asked and ended one by one', async () => {
    const [bound] = await channel('19:s').say('<at>Token Desk</at> notify here security digest deutsch');
    assert.match(cardIn(bound), /Hier wird gemeldet: Sicherheit und Tagesbericht/);
    const [listed] = await channel('19:s').say('notify list', 'en-GB');
    assert.equal(listed?.activity.text, 'Told here: security and digest.');
    await desk.submit(cast.manager, cast.subject);
    assert.deepEqual(await told('19:s'), []);
    await desk.reportStolen();
    const [line] = await told('19:s');
    assert.match(line ?? '', /^⚠ .* hat den Platz/);
    const [left] = await channel('19:s').say('notify stop digest', 'en-GB');
    assert.match(left?.activity.text ?? '', /Still told: security/);
    const [none] = await channel('19:s').say('notify stop digest', 'en-GB');
    assert.equal(none?.activity.text, 'Requests were not shown here.');
    await channel('19:s').say('nicht mehr melden', 'de-DE');
    assert.equal(await desk.chat.findConversation('19:s'), null);
    const [nothing] = await channel('19:s').say('notify list', 'en-GB');
    assert.match(nothing?.activity.text ?? '', /^Nothing is told here/);
  });

  it('is for technicians the cards, and not where security alone is told', async () => {
    await channel('19:t').say('notify here technicians');
    await channel('19:s').say('notify here security');
    await desk.submit(cast.manager, cast.subject);
    assert.deepEqual(await told('19:t'), ['a card']);
    assert.deepEqual(await told('19:s'), []);
  });

  it('is one line of the people of one submission to whom it happens within a minute, and loses nobody', async () => {
    await channel('19:t').say('notify here technicians');
    const personal = { kind: 'personal', id: 'chat-ada' } as const;
    await chatClient(server, connector, { person: cast.manager, place: personal }).say('help');
    const { id, name, upn } = cast.manager;
    const of = people.filter(({ managerId, isEnabled }) => managerId === id && isEnabled).slice(0, 4);
    const { requests } = await submitSeveral(
      desk.core.deps,
      { person: { id, name, upn }, roles: [] },
      { people: of, form, submissionId: 'list', cohort: 'cohort' },
    );
    const [first, second, third, last] = requests as [Request, Request, Request, Request];
    await told('19:t');
    const hold = (one: Request) => desk.order(one.id, { kind: 'hold', why: 'on leave' });
    await hold(first);
    await hold(second);
    assert.deepEqual(await told('19:t'), ['a card'], 'their one card changes at once');
    desk.core.clock.turn(60_000);
    // nobody may have it in hand while it is counted on
    await hold(third);
    const names = (some: readonly Request[]) => some.map(({ subject }) => subject.name).join(', ');
    const line = (some: readonly Request[]) =>
      `‖ Tokens for ${some.length} people are on hold: ${names(some)}.`;
    const asked = [first, second, third];
    assert.deepEqual(
      (await told('19:t')).filter((one) => one !== 'a card'),
      [line(asked)],
    );
    desk.core.clock.turn(60_000);
    assert.deepEqual(await told('19:t'), [line(asked)], 'the one that came too late for it');
    await desk.order(first.id, { kind: 'resume' });
    await desk.order(second.id, { kind: 'resume' });
    await desk.order(third.id, { kind: 'resume' });
    await hold(last);
    desk.core.clock.turn(60_000);
    assert.match(
      (await told('19:t')).at(-1) ?? '',
      new RegExp(`The token for ${last.subject.name} is on hold`),
    );
    const waiting = await desk.core.deps.store.db
      .selectFrom('notices')
      .select('id')
      .where('conversation_id', '=', '19:t')
      .where('state', '!=', 'delivered')
      .execute();
    assert.deepEqual(waiting, []);
  });

  it('is announced to the channels of security, but not to itself', async () => {
    await channel('19:a').say('notify here security', 'en-GB');
    await channel('19:b').say('notify here security', 'en-GB');
    assert.deepEqual(await told('19:a'), [
      `○ ${cast.technician.name} has another channel told from now on: security.`,
    ]);
    await channel('19:b').say('notify stop');
    assert.deepEqual(await told('19:a'), [
      `○ ${cast.technician.name} ended what another channel was told: security.`,
    ]);
    assert.deepEqual(await told('19:b'), []);
  });

  for (const [what, gone, left] of [
    [
      'the bot is taken out of its team',
      { type: 'installationUpdate', action: 'remove', ...inTeam('t1') },
      ['19:c'],
    ],
    [
      'the bot is no member of its team any more',
      { type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }], ...inTeam('t1') },
      ['19:c'],
    ],
    [
      'its team is deleted',
      { type: 'conversationUpdate', ...inTeam('t1', { eventType: 'teamDeleted' }) },
      ['19:c'],
    ],
    [
      'it is deleted',
      {
        type: 'conversationUpdate',
        ...inTeam('t1', { eventType: 'channelDeleted', channel: { id: '19:b' } }),
      },
      ['19:a', '19:c'],
    ],
    [
      'somebody else leaves the team: no',
      { type: 'conversationUpdate', membersRemoved: [{ id: '29:bob' }], ...inTeam('t1') },
      ['19:a', '19:b', '19:c'],
    ],
  ] as const)
    it(`ends when ${what}`, async () => {
      for (const [id, team] of [
        ['19:a', 't1'],
        ['19:b', 't1'],
        ['19:c', 't2'],
      ] as const)
        await channel(id).post({ type: 'message', text: 'notify here', ...inTeam(team) });
      await channel('19:general').post(gone);
      assert.deepEqual((await desk.chatIds()).sort(), left);
    });

  it('is a digest each morning, once, with the end of the audit as it was then', async () => {
    await channel('19:d').say('notify here digest', 'en-GB');
    await channel('19:t').say('notify here technicians', 'en-GB');
    await told('19:d');
    desk.core.clock.turn(22 * hourMs - 1);
    assert.equal(await makeDigest(desk.core.deps), 0, 'not before seven');
    desk.core.clock.turn(1);
    assert.equal(await makeDigest(desk.core.deps), 1);
    assert.match((await told('19:d')).join(), /^Token Desk on Sun, 22 Nov 2026: 0 asked for/);
    await desk.submit(cast.manager, cast.subject);
    const head = await desk.core.deps.store.db
      .selectFrom('audit')
      .select(['seq', 'hash'])
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    desk.core.clock.turn(24 * hourMs);
    // two servers wake at the same moment
    const made = await Promise.all([makeDigest(desk.core.deps), makeDigest(desk.core.deps)]);
    assert.deepEqual(made.sort(), [0, 1]);
    const whole = await told('19:d');
    assert.equal(whole.length, 1);
    assert.match(whole[0] ?? '', /^Token Desk on Mon, 23 Nov 2026: 1 asked for, 0 handed over\. Now 1 open/);
    assert.ok(whole[0]?.endsWith(`The audit log ends with row ${head.seq}, hash ${head.hash}.`), whole[0]);
    assert.equal(await makeDigest(desk.core.deps), 0);
  });

  it('is for technicians the morning’s numbers, and nothing where nothing needs them', async () => {
    await channel('19:t').say('notify here technicians', 'en-GB');
    desk.core.clock.turn(24 * hourMs);
    await makeDigest(desk.core.deps);
    assert.deepEqual(await told('19:t'), []);
    await desk.submit(cast.manager, cast.subject);
    await told('19:t');
    desk.core.clock.turn(24 * hourMs);
    await makeDigest(desk.core.deps);
    const [line] = await told('19:t');
    assert.match(line ?? '', /Asked for yesterday: 1\. At risk for their day: 0\./);
  });

  it('waits for the end of the quiet hours, unless it is urgent', async () => {
    const { db } = desk.core.deps.store;
    const { organisation } = await organisationNow(desk.core.deps, db);
    const quiet = { ...organisation, quietHours: { from: '20:00', to: '06:00' } };
    await saveSetting(db, await findSetting(db, 'organisation'), JSON.stringify(quiet));
    const zoneMs = Date.parse('2026-11-22T23:00:00Z') - startsAt;
    await channel('19:t').say('notify here', 'en-GB');
    const { id } = await desk.submit(cast.manager, cast.subject);
    await desk.claim(id);
    await told('19:t');
    desk.core.clock.turn(zoneMs);
    await desk.order(id, { kind: 'hold', why: 'The reader is away' });
    assert.deepEqual(await told('19:t'), ['a card']);
    await desk.reportStolen();
    assert.match((await told('19:t')).join(), /reported the desk/);
    desk.core.clock.turn(8 * hourMs);
    assert.match((await told('19:t')).join(), /is on hold/);
  });
});
