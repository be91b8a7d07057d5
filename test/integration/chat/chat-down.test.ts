import assert from 'node:assert/strict';
import { cast } from '@token-desk/practice/people';
import { until } from '../../support/desk/desk-hands.ts';
import { codeOf, type EntraBrowser } from '../../support/entra/entra-browser.ts';
import type { Sent } from '../../support/teams/fake-connector.ts';
import { channelId } from '../../support/whole/whole-desk.ts';
import { WholeJob } from '../../support/whole/whole-job.ts';

const minuteMs = 60_000;
/** The longest pause between two tries. */
const longestPauseMs = 10 * minuteMs;
const places = ['chat-Ada', channelId];
const closedPort = 1;
const gist = (line: string) => /on hold|is ready|was handed over/.exec(line)?.[0] ?? line;

describe('chat that is down for an hour', () => {
  let job: WholeJob;
  let connectorPort: number;
  let downSince: number;

  before(async () => {
    job = await WholeJob.start();
    connectorPort = job.whole.toConnector.targetPort;
    await job.whole.chat(cast.technician, 'channel').say('notify here');
    await job.begin();
    job.whole.readers.tap(job.token);
    await until('everything to be told', async () => (await waiting()).length === 0);
    downSince = job.whole.connector.sent.length;
  });
  after(() => job.close());

  const waiting = () =>
    job.whole.deps.store.db.selectFrom('outbox').selectAll().orderBy('seq').orderBy('kind').execute();
  const sentTo = (place: string): Sent[] =>
    job.whole.connector.sent.slice(downSince).filter(({ path }) => path.includes(`/${place}`));
  const linesIn = (place: string) => sentTo(place).flatMap(({ activity }) => activity.text ?? []);
  const cardsIn = (place: string) =>
    sentTo(place).filter(({ activity }) => activity.attachments !== undefined);

  /** Time goes by; everything that is due is tried. */
  async function pass(ms: number): Promise<void> {
    job.whole.skip(ms);
    const now = job.whole.now();
    job.whole.deps.wakeOutbox();
    await until('every place to have been tried', async () => {
      const rows = await waiting();
      const held = await job.whole.deps.store.db
        .selectFrom('lanes')
        .select('conversation_id')
        .where('leased_until', 'is not', null)
        .execute();
      const isTried = (place: string) =>
        rows.some((row) => row.conversation_id === place && row.due_at > now) &&
        held.every((lane) => lane.conversation_id !== place);
      return rows.every((row) => isTried(row.conversation_id));
    });
  }

  let ana: EntraBrowser;

  async function burnAndCheck(): Promise<void> {
    ana = await job.whole.atMicrosoft();
    await job.burn(ana.qrText());
    assert.equal((await job.tom.check(job.requestId, job.token.press())).matched, true);
  }
  async function finish(): Promise<void> {
    assert.equal(await job.tellMicrosoft(ana, codeOf(ana.qrText(), Date.now())), 'Success!');
    await job.tom.order(job.requestId, { kind: 'look-for-method' });
    // The check of before ended when the request was put on hold.
    await job.tom.order(job.requestId, { kind: 'check-identity', identity: 'badge-photo' });
    await job.tom.order(job.requestId, { kind: 'hand-over', to: 'subject' });
  }
  const hold = () => job.tom.order(job.requestId, { kind: 'hold', why: 'on leave' });
  const resume = () => job.tom.order(job.requestId, { kind: 'resume' });

  const manners: readonly (readonly [string, () => void])[] = [
    ['answers 503', () => refuse({ status: 503, code: 'ServiceUnavailable' })],
    ['answers 500 without a word', () => refuse({ status: 500, code: null })],
    ['says 429', () => refuse({ status: 429, code: 'TooManyRequests' })],
    ['takes no connection', () => leadTo(closedPort)],
    ['is behind something that says 403', () => refuse({ status: 403, code: null })],
    ['takes no connection', () => leadTo(closedPort)],
    ['answers 502', () => refuse({ status: 502, code: null })],
    ['never answers', () => refuse('silence')],
    ['answers 503', () => refuse({ status: 503, code: 'ServiceUnavailable' })],
    ['says 401', () => refuse({ status: 401, code: 'Unauthorized' })],
    ['takes no connection', () => leadTo(closedPort)],
    ['answers 504', () => refuse({ status: 504, code: null })],
  ];
  const refuse = (manner: typeof job.whole.connector.refuse) => {
    job.whole.connector.refuse = manner;
    job.whole.toConnector.targetPort = connectorPort;
  };
  const leadTo = (port: number) => {
    job.whole.toConnector.targetPort = port;
  };

  it('does not stop the tab: a token goes all its way meanwhile', async () => {
    const startedAt = job.whole.now();
    for (const [at, [, goDown]] of manners.entries()) {
      goDown();
      if (at === 0) await burnAndCheck();
      else if (at < manners.length - 1) await (at % 2 === 1 ? hold() : resume());
      else await finish();
      // As long as its bot tries in vain, nobody's page waits for it.
      assert.equal((await job.tom.read(job.requestId)).id, job.requestId);
      await pass(5 * minuteMs);
    }
    assert.ok(job.whole.now() - startedAt >= 60 * minuteMs);
    for (const place of places) assert.deepEqual(sentTo(place), [], `${place} was told nothing`);
    const ledger = await job.whole.deps.store.db.selectFrom('notices').select('state').execute();
    assert.ok(ledger.filter(({ state }) => state === 'waiting').length > 0);
    assert.ok(
      ledger.every(({ state }) => state === 'waiting' || state === 'delivered'),
      'nothing is given up',
    );
  });

  it('is told afterwards: each notice once and in order, one card at the newest state', async () => {
    refuse(null);
    const backAt = job.whole.now();
    for (let isDone = false; !isDone; isDone = (await waiting()).length === 0) await pass(minuteMs);
    assert.ok(job.whole.now() - backAt <= longestPauseMs + 2 * minuteMs, 'soon after it is back');
    const held = Array.from({ length: 5 }, () => 'on hold');
    // Nobody reads “ready” of a token that was handed over long ago.
    assert.deepEqual(linesIn('chat-Ada').map(gist), [...held, 'was handed over']);
    assert.deepEqual(linesIn(channelId).map(gist), held);
    for (const place of places) {
      assert.equal(cardsIn(place).length, 1, `one card in ${place}`);
      assert.match(JSON.stringify(cardsIn(place)), /Handed over/);
    }
  });

  it('leaves nothing behind, and the next news goes out at once', async () => {
    await job.whole
      .chat(cast.manager)
      .press('message-form', { verb: 'request.close', requestId: job.requestId });
    await until('everything to be told', async () => (await waiting()).length === 0);
    for (const place of places) assert.match(JSON.stringify(cardsIn(place).at(-1)), /Closed/);
  });
});
