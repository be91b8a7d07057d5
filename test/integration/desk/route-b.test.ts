import assert from 'node:assert/strict';
import { codeAt } from '@token-desk/burner-service/token/code-check';
import {
  type DrawnOffer,
  generateJobKeyPair,
  type JobKeyPair,
  matchDigits,
  openDrawnSecret,
} from '@token-desk/contract/seed/envelope';
import type { JobView } from '@token-desk/contract/views';
import { isKeyOfPinnedDesk } from '@token-desk/tab/seed/identity-pin';
import { codesAround } from '../../support/desk/codes-around.ts';
import { refusedWith, until } from '../../support/desk/desk-hands.ts';
import { findings, seedNeedles } from '../../support/leaks/canary.ts';
import { CanaryWatch } from '../../support/leaks/canary-watch.ts';
import { WholeJob } from '../../support/whole/whole-job.ts';

const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;

/** A job whose secret the desk draws, as the technician's tab sees it. */
type Drawn = {
  readonly id: string;
  readonly tab: JobKeyPair;
  readonly offer: JobView['offer'] & DrawnOffer;
  readonly key: NonNullable<JobView['key']>;
};

describe('route B: a secret that the desk draws', () => {
  let job: WholeJob;
  let watch: CanaryWatch;
  let digits: { jobId: string; digits: string }[];

  beforeEach(async () => {
    digits = [];
    job = await WholeJob.start({ onDigits: (shown) => digits.push(shown) });
    watch = new CanaryWatch(job.whole);
    await job.begin();
  });
  afterEach(async () => {
    watch.stop();
    await job.close();
  });

  async function order(change: { route?: 'A' | 'B'; tabKey?: string }): Promise<JobView> {
    const { requestId, token, whole } = job;
    const { version } = await job.tom.read(requestId);
    const body = { version, burnerId: whole.burnerId, reader: null, serial: token.serial, config, ...change };
    return job.tom.api.call('openJob', { params: { requestId }, body });
  }

  async function open(): Promise<Drawn> {
    const tab = await generateJobKeyPair();
    const { id, offer, key } = await order({ route: 'B', tabKey: tab.publicKey });
    assert.ok(key, 'the desk sent its key');
    assert.deepEqual([offer.route, offer.tabKey], ['B', tab.publicKey]);
    assert.equal(await isKeyOfPinnedDesk(offer, key), true);
    return { id, tab, key, offer: { ...offer, tabKey: tab.publicKey } };
  }

  async function burned(): Promise<Drawn> {
    const drawn = await open();
    job.whole.readers.tap(job.token);
    await job.tom.untilState(job.requestId, 'burned');
    return drawn;
  }

  async function openSealed(
    { tab, key, offer }: Drawn,
    sealed: Parameters<typeof openDrawnSecret>[2] | null,
  ) {
    assert.ok(sealed, 'the reply carries the sealed secret');
    const keys = { tab: tab.keyPair, burnerKey: key.publicKey };
    const opened = await openDrawnSecret(offer, keys, sealed);
    assert.ok(opened.ok);
    return opened.secret;
  }

  function assertComputes(secret: Awaited<ReturnType<typeof openSealed>>, code: string): void {
    const codes = codesAround((at) => codeAt(secret, at), job.whole.now());
    assert.ok(codes.includes(code), 'it is the secret that the token holds');
  }

  /** The code of a later step than any typed before. */
  function nextCode(): string {
    job.whole.skip(config.stepSeconds * 1000);
    return job.token.press() ?? '';
  }

  const checks = () => job.fromDesk.flatMap((frame) => (frame.type === 'checked' ? [frame] : []));

  it('reaches the tab alone, sealed, once its code was right', async () => {
    const { whole, tom, token, requestId } = job;
    const drawn = await open();
    const shown = await until('the digits at the desk', () => digits[0]);
    assert.deepEqual(shown, { jobId: drawn.id, digits: await matchDigits(drawn.offer, drawn.key.publicKey) });
    const waiting = await tom.untilJob(drawn.id, ({ phase }) => phase === 'place-token');
    assert.equal(waiting.state, 'keyed', 'no envelope is waited for');
    await assert.rejects(
      job.submit(drawn.id, await job.sealed({ offer: drawn.offer, key: drawn.key })),
      refusedWith('job-not-open'),
    );

    whole.readers.tap(token);
    const request = await tom.untilState(requestId, 'burned');
    assert.deepEqual([request.token?.serial, request.token?.route], [token.serial, 'B']);

    const right = token.press() ?? '';
    const wrong = String((Number(right) + 271_828) % 1_000_000).padStart(6, '0');
    const missed = await tom.check(requestId, wrong);
    assert.deepEqual([missed.matched, missed.sealed], [false, null]);
    assert.ok(checks().every(({ sealed }) => sealed === undefined));

    const checked = await tom.check(requestId, right);
    assert.equal(checked.matched, true);
    const secret = await openSealed(drawn, checked.sealed);
    assert.equal(secret.seed.length, 20);
    assertComputes(secret, right);
    assert.equal((await tom.read(requestId)).state, 'checked');

    await until('the desk to hear that the tab has it', () => job.storedSeqs.includes(3));
    const after = await tom.check(requestId, nextCode());
    assert.deepEqual([after.problem?.code, after.sealed], ['secret-gone-drawn', null]);
    assert.deepEqual(job.storedSeqs, [1, 2, 3], 'each signed record is acknowledged once');

    await whole.stopDesk();
    await whole.startDesk();
    assert.deepEqual(await watch.search(seedNeedles(secret.seed)), []);
    const { lines, rows, files } = await watch.kept();
    const ciphertext = Buffer.from(checked.sealed?.ciphertext ?? '');
    const sealed = [{ name: 'the sealed bytes', isIn: (kept: Buffer) => kept.includes(ciphertext) }];
    assert.deepEqual(findings([...lines, ...rows, ...files], sealed), []);
    assert.deepEqual(findings(watch.frames(), sealed), ['the sealed bytes in frame toServer checked']);
    const audit = await job.alex.api.call('verifyAudit', {});
    assert.deepEqual([audit.ok, audit.receipts], [true, 3]);
  });

  it('stays at the desk while nobody has taken it, also over a cut link', async () => {
    const { whole, requestId, tom } = job;
    const drawn = await burned();
    // Nobody waits for this one: the bot records what it is told, and keeps quiet.
    const { burnerId, deps } = whole;
    const { technician } = drawn.offer;
    const code = job.token.press() ?? '';
    job.force({ type: 'check', jobId: drawn.id, checkId: 'nobody-waits', code, technician });
    await tom.untilState(requestId, 'checked');
    const unclaimed = checks().find(({ checkId }) => checkId === 'nobody-waits');
    assert.ok(unclaimed?.sealed, 'it left the desk, sealed');
    assert.deepEqual(job.storedSeqs, [1], 'and was not acknowledged');

    whole.front.cut();
    // Sent again, without the sealed bytes, and now acknowledged: the desk still has the secret.
    await until('the desk to be told', () => job.storedSeqs.includes(2));
    await until('the desk to be back', () => deps.hub.isOnline(burnerId));
    const next = nextCode();
    const checked = await tom.check(requestId, next);
    assertComputes(await openSealed(drawn, checked.sealed), next);
  });

  it('takes a key once, only on its route, and only if it is one', async () => {
    const { id, tab } = await open();
    await assert.rejects(order({ route: 'B', tabKey: tab.publicKey }), refusedWith('job-replayed'));
    const fresh = (await generateJobKeyPair()).publicKey;
    const bad = [{ route: 'B' }, { route: 'A', tabKey: fresh }, { tabKey: fresh }] as const;
    for (const change of bad) await assert.rejects(order(change), refusedWith('bad-request'));
    await assert.rejects(order({ route: 'B', tabKey: 'B'.repeat(87) }), refusedWith('bad-request'));
    await job.tom.api.call('cancelJob', { params: { jobId: id }, body: {} });
    await assert.rejects(order({ route: 'B', tabKey: tab.publicKey }), refusedWith('job-replayed'));
    const again = await order({ route: 'B', tabKey: fresh });
    assert.deepEqual([again.problem, again.key === null], [null, false], 'a new one is taken');
  });
});
