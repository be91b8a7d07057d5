import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openStore } from '@token-desk/bot/store/database';
import { hashReceiptBody } from '@token-desk/burner-service/journal/journal';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import type { SignedReceipt } from '@token-desk/contract/desk/receipt';
import { cast } from '@token-desk/practice/people';
import { BotProcess } from '../../support/bot/bot-process.ts';
import { until } from '../../support/desk/desk-hands.ts';
import { journalCopy } from '../../support/desk/journal-copy.ts';
import { channelId } from '../../support/whole/whole-desk.ts';
import { seed, serial, WholeJob } from '../../support/whole/whole-job.ts';

/** The moment, and the state in which the books hold the job just then. */
const inTheBurn: readonly (readonly [string, string])[] = [
  ['storing job offered', 'none'],
  ['stored job offered', 'offered'],
  ['sent offer', 'offered'],
  ['received job-key', 'offered'],
  ['storing job keyed', 'offered'],
  ['stored job keyed', 'keyed'],
  ['storing job sealed', 'keyed'],
  ['stored job sealed', 'sealed'],
  ['sent envelope', 'sealed'],
  ['received progress reading', 'sealed'],
  ['received progress authenticating', 'sealed'],
  ['received progress writing-clock', 'sealed'],
  ['received progress writing-seed', 'sealed'],
  ['received progress written', 'sealed'],
  ['received outcome', 'sealed'],
  ['storing job done', 'sealed'],
  ['stored job done', 'done'],
  ['sent receipt-stored', 'done'],
];
/** The moment, and the state of the request then. */
const atTheCheck: readonly (readonly [string, string])[] = [
  ['sent check', 'burned'],
  ['received checked', 'burned'],
  ['storing request checked', 'burned'],
  ['stored request checked', 'checked'],
  ['sent receipt-stored', 'checked'],
];
const whenTold: readonly (readonly [string, string])[] = [
  ['storing request on_hold', 'checked'],
  ['stored request on_hold', 'on_hold'],
];
const [setSeed, stepMs, leaseMs] = [0xc5, 30_000, 60_000];

describe('a bot that is killed in the middle of a burn', () => {
  let job: WholeJob;
  let bot: BotProcess;
  /** Takes its place at once when it dies. */
  let nextBot: BotProcess;
  let skippedMs = 0;
  let token: VirtualToken;
  let writes: number;
  const burned: string[] = [];

  before(async () => {
    job = await WholeJob.start();
    await job.whole.chat(cast.technician, 'channel').say('notify here');
    await job.begin();
    await job.whole.stopBot();
    nextBot = prepareBot();
    await startBot();
  });
  after(async () => {
    await Promise.all([bot?.kill(), nextBot?.kill()]);
    await job?.close();
  });

  const prepareBot = () => BotProcess.prepare({ ...job.whole.botEnvironment, LOG_LEVEL: 'error' });
  async function startBot(): Promise<void> {
    bot = await nextBot.start(skippedMs);
    nextBot = prepareBot();
    await until('the desk to be back', async () => (await job.whole.burner()).online);
  }
  const dieAt = (moment: string) => bot.order({ moment, skippedMs });
  const journal = () => journalCopy(job.whole.deskFolder, job.whole.now);
  const allConfirmed = () => until('every receipt to be confirmed', () => journal().unstored().length === 0);

  /** What the bot's file holds, whoever runs. */
  async function books() {
    const store = await openStore({ file: join(job.whole.folder, 'bot', 'token-desk.db') });
    try {
      const { db } = store;
      return {
        jobs: await db.selectFrom('jobs').selectAll().orderBy('created_at').execute(),
        audit: await db.selectFrom('audit').selectAll().orderBy('seq').execute(),
        request: (await db.selectFrom('requests').select('state').executeTakeFirstOrThrow()).state,
        burner: await db.selectFrom('burners').selectAll().executeTakeFirstOrThrow(),
        outbox: await db.selectFrom('outbox').selectAll().execute(),
      };
    } finally {
      await store.close();
    }
  }
  type Books = Awaited<ReturnType<typeof books>>;

  /** Rows about this job with a receipt, as the desk signed it. */
  const receiptsOf = ({ audit }: Books, jobId: string, event: string): SignedReceipt[] =>
    audit
      .filter((row) => row.event === event && JSON.parse(row.data).jobId === jobId)
      .map((row) => ({ body: row.receipt_body ?? '', signature: row.receipt_signature ?? '' }));

  /** A token that works for somebody already; counts the secrets written to it. */
  function layToken(): void {
    writes = 0;
    const memory = {
      seed: Buffer.alloc(20, 0x11),
      algorithm: 1,
      stepSeconds: 30,
      displayTimeout: 1,
      clockOffsetMs: 0,
    };
    token = new VirtualToken({
      serial,
      isRestricted: true,
      nowMs: job.whole.now,
      random: randomBytes,
      memory,
    });
    job.whole.readers.tap(token, {
      faults: ({ apdu }) => {
        if (apdu[1] === setSeed) writes += 1;
        return null;
      },
    });
  }

  async function burn(): Promise<void> {
    const keyed = await job.keyed();
    await job.submit(keyed.id, await job.sealed(keyed));
  }

  /** What a technician's tab does once it reaches the server again: goes on with the job there is, or begins one. */
  async function carryOn(jobId: string | null): Promise<string> {
    if (jobId === null) await burn();
    const id = jobId ?? (await books()).jobs.at(-1)?.id ?? '';
    const found = await job.tom.untilJob(id, ({ key }) => key !== null);
    if (found.state === 'keyed' && found.key !== null) {
      await job.submit(id, await job.sealed({ offer: found.offer, key: found.key }));
    }
    await job.tom.untilJob(id, ({ outcome }) => outcome !== null);
    return id;
  }

  async function isBurnedOnce(jobId: string): Promise<void> {
    await allConfirmed();
    const kept = await books();
    const row = kept.jobs.find(({ id }) => id === jobId);
    assert.deepEqual([row?.state, row?.outcome], ['done', 'burned'], 'the job');
    const receipts = receiptsOf(kept, jobId, 'burned');
    const atDesk = journal().doneOf(jobId);
    const hashes = receipts.map((receipt) => hashReceiptBody(receipt?.body ?? ''));
    assert.deepEqual(hashes, [atDesk?.hash], 'one record of it, which is the desk’s');
    assert.equal(JSON.parse(receipts[0]?.body ?? '{}').seen.outcome, 'burned');
    assert.equal(writes, 1, 'the token was written once');
    assert.deepEqual(Buffer.from(token.memory.seed), Buffer.from(seed), 'and holds the new secret');
    burned.push(jobId);
  }

  for (const [moment, state] of inTheBurn) {
    it(`at “${moment}”: one outcome, the same on both sides and on the token`, async () => {
      layToken();
      const known = (await books()).jobs.length;
      await dieAt(moment);
      // A call that was under way is cut, and fails as any does without a server.
      await Promise.all([burn().catch(() => null), bot.ended]);
      assert.equal(await bot.ended, 'SIGKILL');
      const atDeath = (await books()).jobs[known];
      assert.equal(atDeath?.state ?? 'none', state, 'what was stored when it died');
      await startBot();
      await isBurnedOnce(await carryOn(atDeath?.id ?? null));
      assert.equal((await books()).jobs.length, known + 1, 'no other job came of it');
    });
  }

  for (const [moment, state] of atTheCheck) {
    it(`at “${moment}” of the check: the check is recorded once`, async () => {
      layToken();
      await burn();
      const jobId = (await books()).jobs.at(-1)?.id ?? '';
      await isBurnedOnce(await carryOn(jobId));
      await dieAt(moment);
      await Promise.all([job.tom.check(job.requestId, token.press()).catch(() => null), bot.ended]);
      assert.equal(await bot.ended, 'SIGKILL');
      assert.equal((await books()).request, state, 'what was stored when it died');
      await startBot();
      await allConfirmed();
      if ((await job.tom.read(job.requestId)).state !== 'checked') await checkAgain();
      const kept = await books();
      assert.equal(kept.request, 'checked');
      assert.equal(receiptsOf(kept, jobId, 'checked').length, 1);
    });
  }

  async function skip(ms: number): Promise<void> {
    skippedMs += ms;
    job.whole.skip(ms);
    await dieAt('never');
  }

  /** The code never reached the desk: the technician types the next one. */
  async function checkAgain(): Promise<void> {
    await skip(stepMs);
    assert.equal((await job.tom.check(job.requestId, token.press())).matched, true);
    await allConfirmed();
  }

  /** What the dead one was about to send is the next one's when its lease is over. */
  async function allTold(): Promise<void> {
    await skip(leaseMs);
    await until('everything to be told', async () => (await books()).outbox.length === 0);
  }

  const textsIn = (conversation: string) =>
    job.whole.connector.sent
      .filter(({ path }) => path.includes(`/${conversation}`))
      .flatMap(({ activity }) => activity.text ?? []);

  for (const [moment, state] of whenTold) {
    it(`at “${moment}”: everybody is told of it once`, async () => {
      const before = new Map(['chat-Ada', channelId].map((place) => [place, textsIn(place).length]));
      await dieAt(moment);
      const hold = () => job.tom.order(job.requestId, { kind: 'hold', why: 'on leave' });
      await Promise.all([hold().catch(() => null), bot.ended]);
      assert.equal((await books()).request, state, 'what was stored when it died');
      await startBot();
      if (state !== 'on_hold') await hold();
      await allTold();
      for (const [place, count] of before) assert.equal(textsIn(place).length, count + 1, place);
      await job.tom.order(job.requestId, { kind: 'resume' });
    });
  }

  it('has one card in each place, at the newest state', async () => {
    await allTold();
    for (const place of ['chat-Ada', channelId]) {
      const cards = job.whole.connector.sent.filter(
        ({ path, activity }) => path.includes(`/${place}`) && activity.attachments !== undefined,
      );
      const about = cards.filter(({ activity }) => /Ana Moreau/.test(JSON.stringify(activity)));
      const posted = about.filter(({ method }) => method === 'POST');
      assert.equal(posted.length, place === channelId ? 1 : 0, `${place}: the form became the card`);
      assert.match(JSON.stringify(about.at(-1)), /Checked/, place);
    }
  });

  it('has lost no receipt, stored none twice and broken no chain', async () => {
    assert.equal(new Set(burned).size, inTheBurn.length + atTheCheck.length);
    const report = await job.alex.api.call('verifyAudit', {});
    assert.equal(report.ok, true, JSON.stringify(report.brokenAt));
    const { burner } = await books();
    const last = journal().lastReceipt;
    assert.equal(report.receipts, last?.seq);
    assert.deepEqual([burner.last_receipt_seq, burner.last_receipt_hash], [last?.seq, last?.hash]);
  });
});
