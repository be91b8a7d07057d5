import assert from 'node:assert/strict';
import { noLimits } from '@token-desk/bot/domain/delivery/limits';
import { nowhere } from '@token-desk/bot/domain/organisation';
import { startOutbox } from '@token-desk/bot/outbox/worker';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { commandTask, listTasks, watchTasks } from '@token-desk/bot/usecases/life/tasks';
import { listUnheard } from '@token-desk/bot/usecases/people/unheard';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { cast, practiceTenant } from '@token-desk/practice/people';
import { minuteMs } from '../../support/bot/requests.ts';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { useChatCore } from '../../support/teams/chat-core.ts';
import { serveBot } from '../../support/teams/chat-server.ts';
import { type FakeConnector, type Sent, startFakeConnector } from '../../support/teams/fake-connector.ts';

const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
const cardIn = (sent: Sent | undefined) => JSON.stringify(sent?.activity.attachments?.[0]?.content ?? null);
/** At night, and on a Sunday. */
const sunday = Date.UTC(2026, 10, 22, 21, 4);

describe('a lost token in Teams', () => {
  const desk = useChatCore(sunday);
  let connector: FakeConnector;
  let bot: ReturnType<typeof createTeamsBot>;
  let server: Awaited<ReturnType<typeof serveBot>>;
  const places: Record<string, ChatClient> = {};

  beforeEach(async () => {
    connector = await startFakeConnector();
    bot = createTeamsBot(desk.chat, settings);
    server = await serveBot(bot);
    const at = (person: typeof cast.subject, kind: 'personal' | 'channel', id: string) =>
      chatClient(server, connector, { person, place: { kind, id } });
    places.technicians = at(cast.technician, 'channel', '19:t');
    places.security = at(cast.technician, 'channel', '19:s');
    places.approver = at(cast.approver, 'personal', 'chat-on-call');
    await places.technicians.say('notify here technicians', 'en-GB');
    await places.security.say('notify here security', 'de-DE');
    await places.approver.say('help', 'en-GB');
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
  });

  /** What each place got, worked off once. */
  const sent = async (): Promise<(id: string) => Sent[]> => {
    const before = connector.sent.length;
    const outbox = startOutbox(desk.core.deps, bot.deliver, { limits: noLimits });
    await outbox.drain();
    await outbox.close();
    const news = connector.sent.slice(before);
    return (id) => news.filter(({ path }) => new RegExp(`^/v3/conversations/${id}[;/]`).test(path));
  };
  const isUpdate = ({ method }: Sent) => method === 'PUT';
  const cardsOf = (all: readonly Sent[]) =>
    all.filter((one) => /Lost: token|Verloren: Token/.test(cardIn(one)));

  const lose = async () => {
    const request = await desk.submit(cast.manager, cast.subject);
    await desk.bind(request.id);
    await sent();
    const serial = (await desk.theRequest()).token?.serial ?? assert.fail();
    const command = { kind: 'report-lost', note: '' } as const;
    await commandToken(desk.core.deps, desk.technician, { serial, command });
    const [task] = (await listTasks(desk.core.deps)).items;
    return task ?? assert.fail();
  };

  it('stands in the technicians’ channel as not yet disabled, and in the same card as disabled', async () => {
    const task = await lose();
    const first = cardsOf((await sent())('19:t'));
    assert.equal(first.length, 1);
    assert.match(cardIn(first[0]), /Lost: token .* of Ana Moreau/);
    assert.match(cardIn(first[0]), /Asked 22 Nov.*not yet disabled/);
    assert.match(cardIn(first[0]), /Nobody has it in hand yet/);
    assert.match(cardIn(first[0]), /Disable it/);
    await commandTask(desk.core.deps, desk.technician, { taskId: task.id, command: { kind: 'take' } });
    const [taken] = cardsOf((await sent())('19:t'));
    assert.ok(taken !== undefined && isUpdate(taken));
    assert.match(cardIn(taken), new RegExp(`${cast.technician.name} has had it in hand since`));
    desk.core.directory.methods = [];
    await watchTasks(desk.core.deps);
    const [done] = cardsOf((await sent())('19:t'));
    assert.ok(done !== undefined && isUpdate(done));
    assert.match(cardIn(done), /Disabled 22 Nov.*Microsoft does not list its method any more/);
    assert.doesNotMatch(cardIn(done), /not yet disabled|Nobody has it/);
  });

  it('is a message of its own to whoever is on call, and after an hour to security', async () => {
    const task = await lose();
    await sent();
    const line = { person: cast.approver, weekdays: [7], from: '00:00', to: '23:59' };
    const site = task.site ?? '';
    const rostered = {
      ...desk.core.deps,
      policy: { ...desk.core.deps.policy, places: new Map([[site, { ...nowhere, onCall: [line] }]]) },
    };
    desk.core.clock.turn(15 * minuteMs);
    await watchTasks(rostered);
    const called = await sent();
    const [asked] = cardsOf(called('chat-on-call'));
    assert.ok(asked !== undefined && !isUpdate(asked));
    assert.match(cardIn(asked), new RegExp(`${cast.approver.name} is on call and was asked`));
    assert.deepEqual(cardsOf(called('19:s')), []);
    desk.core.clock.turn(45 * minuteMs);
    await watchTasks(rostered);
    const [security] = cardsOf((await sent())('19:s'));
    assert.match(cardIn(security), /Verloren: Token .*noch nicht gesperrt/);
    const { items } = await listUnheard(desk.core.deps, {});
    assert.deepEqual(
      items.filter(({ event }) => event === 'task_escalated'),
      [],
    );
  });
});
