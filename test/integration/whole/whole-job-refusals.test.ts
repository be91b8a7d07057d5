import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { type JobOffer, jobKeyStatement, jobLifetimeMs } from '@token-desk/contract/desk/job';
import { generateJobKeyPair } from '@token-desk/contract/seed/envelope';
import { decodeBase64Url, encodeBase64Url } from '@token-desk/contract/text/bytes';
import { cast, people } from '@token-desk/practice/people';
import { burn } from '@token-desk/tab/burning/burn';
import type { Api } from '@token-desk/tab/server/api';
import { refusedWith, until } from '../../support/desk/desk-hands.ts';
import { codeOf } from '../../support/entra/entra-browser.ts';
import { otherSerial, seed, serial, WholeJob } from '../../support/whole/whole-job.ts';

const link = (upn: string) =>
  `otpauth://totp/Contoso+Ltd%3a${encodeURIComponent(upn)}?secret=NOTAREALSECRETAA&issuer=Microsoft`;

describe('the whole desk refuses', () => {
  let job: WholeJob;

  beforeEach(async () => {
    job = await WholeJob.start();
    await job.begin();
    job.whole.readers.tap(job.token);
    await until('the token to be read', async () => {
      const [reader] = (await job.whole.burner()).readers;
      return reader?.token?.serial === serial;
    });
  });
  afterEach(() => job.close());

  const holdsNothing = () => assert.equal(job.token.settings.seedBytes, 0, 'the token was not written');
  /** Nothing of the refusal stands in the way of doing it right. */
  async function burnsAfterwards(): Promise<void> {
    const opened = await job.keyed();
    await job.submit(opened.id, await job.sealed(opened));
    await job.tom.untilState(job.requestId, 'burned');
    assert.equal((await job.tom.check(job.requestId, job.token.press())).matched, true);
    assert.equal((await job.alex.api.call('verifyAudit', {})).ok, true);
  }
  async function endsAs(jobId: string, code: string): Promise<void> {
    const ended = await job.tom.untilJob(jobId, ({ state }) => state === 'refused');
    assert.equal(ended.problem?.code, code);
    assert.equal((await job.tom.read(job.requestId)).attention, code);
    holdsNothing();
  }

  it('an envelope that was tampered with', async () => {
    const opened = await job.keyed();
    const { enc, ciphertext } = await job.sealed(opened);
    const bytes = decodeBase64Url(ciphertext) ?? new Uint8Array();
    bytes[5]! ^= 1;
    await job.submit(opened.id, { enc, ciphertext: encodeBase64Url(bytes) });
    await endsAs(opened.id, 'envelope-tampered');
    await burnsAfterwards();
  });

  const bindings: readonly (readonly [string, Partial<JobOffer>])[] = [
    ['another burner', { burnerId: 'desk-2' }],
    [
      'another subject',
      { subject: { id: 'jonas', name: 'Jonas Becker', upn: 'jonas.becker@contoso.example' } },
    ],
    ['another serial', { serial: otherSerial }],
    ['another request', { requestId: 'request-2' }],
    ['another job', { jobId: 'job-2' }],
    ['another time', { expiresAt: 1 }],
  ];
  for (const [name, change] of bindings) {
    it(`what was sealed for ${name}`, async () => {
      const opened = await job.keyed();
      await job.submit(opened.id, await job.sealed({ ...opened, offer: { ...opened.offer, ...change } }));
      await endsAs(opened.id, 'envelope-tampered');
    });
  }

  it('a job for another burner', async () => {
    const opened = await job.keyed();
    job.force({ type: 'offer', offer: { ...opened.offer, jobId: 'stray-1', burnerId: 'desk-2' } });
    assert.equal(await job.refusal('stray-1'), 'job-wrong-burner');
    await burnsAfterwards();
  });

  it('the QR code of another person, before anything is sent', async () => {
    const [jonas] = people.filter(({ givenName }) => givenName === 'Jonas');
    const burner = await job.whole.burner();
    const send = job.tom.send(job.requestId, { text: link(jonas!.upn), burner, serial });
    await assert.rejects(send, refusedWith('wrong-account'));
    assert.equal((await job.tom.read(job.requestId)).openJobId, null);
  });

  it('another token than the one the job is for, until the right one lies there', async () => {
    const { whole } = job;
    const other = whole.makeToken(otherSerial);
    const opened = await job.keyed();
    whole.readers.tap(other);
    await job.submit(opened.id, await job.sealed(opened));
    const waiting = await job.tom.untilJob(opened.id, ({ problem }) => problem !== null);
    assert.deepEqual([waiting.phase, waiting.problem?.code], ['place-token', 'wrong-serial']);
    assert.deepEqual(waiting.problem?.detail, { serial: otherSerial, expected: serial });
    assert.equal(other.settings.seedBytes, 0);
    whole.readers.tap(job.token);
    await job.tom.untilState(job.requestId, 'burned');
    assert.equal(other.settings.seedBytes, 0);
  });

  it('an expired job, at the server and at the desk', async () => {
    const opened = await job.keyed();
    const envelope = await job.sealed(opened);
    job.whole.skip(jobLifetimeMs + 1);
    await assert.rejects(job.submit(opened.id, envelope), refusedWith('job-expired'));
    job.force({ type: 'offer', offer: { ...opened.offer, jobId: 'late-1' } });
    assert.equal(await job.refusal('late-1'), 'job-expired');
    holdsNothing();
    await burnsAfterwards();
  });

  it('a replayed job: done, as soon as its record is at the server, and written once', async () => {
    const { whole } = job;
    const opened = await job.keyed();
    const envelope = await job.sealed(opened);
    await job.submit(opened.id, envelope);
    await job.tom.untilState(job.requestId, 'burned');
    await assert.rejects(job.submit(opened.id, envelope), refusedWith('job-replayed'));
    const empty = whole.makeToken(serial);
    whole.readers.tap(empty);
    await until('the desk to hear that its record is kept', () =>
      job.toDesk.some(({ type }) => type === 'receipt-stored'),
    );
    const refusals = () =>
      job.fromDesk.flatMap((one) =>
        one.type === 'job-refused' && one.jobId === opened.id ? [one.problem.code] : [],
      );
    job.force({ type: 'offer', offer: opened.offer });
    job.force({ type: 'envelope', jobId: opened.id, attempt: 1, envelope });
    await until('two refusals', () => refusals().length === 2);
    assert.equal(empty.settings.seedBytes, 0, 'a second token got nothing');
    await whole.stopDesk();
    await whole.startDesk();
    job.force({ type: 'envelope', jobId: opened.id, attempt: 1, envelope });
    await until('the journal to answer', () => refusals().length === 3);
    assert.deepEqual([...new Set(refusals())], ['job-replayed']);
    assert.equal(empty.settings.seedBytes, 0);
    assert.equal(job.fromDesk.filter(({ type }) => type === 'outcome').length, 1);
    assert.equal((await job.alex.api.call('verifyAudit', {})).receipts, 1);
  });

  it('to seal for a key that the compared desk did not sign, whoever put it there', async () => {
    const evil = generateKeyPairSync('ed25519').privateKey;
    const { publicKey } = await generateJobKeyPair();
    const call: Api['call'] = async (name, options) => {
      const reply = await job.tom.api.call(name, options);
      if (name !== 'openJob') return reply;
      const { offer } = reply as { offer: JobOffer };
      const signature = sign(null, Buffer.from(jobKeyStatement(offer, publicKey)), evil).toString(
        'base64url',
      );
      return { ...reply, key: { publicKey, signature } };
    };
    const request = await job.tom.read(job.requestId);
    const held = job.tom.bringIn(link(cast.subject.upn), request);
    const order = { ...held, request, serial, burner: await job.whole.burner() };
    const sealing = burn({ ...order, api: { ...job.tom.api, call }, signal: AbortSignal.timeout(10_000) });
    await assert.rejects(sealing, refusedWith('burner-identity-changed'));
    assert.equal(held.box.isHolding(), true, 'nothing was sealed');
    held.box.drop();
    assert.ok(!job.toDesk.some(({ type }) => type === 'envelope'));
    assert.equal((await job.tom.read(job.requestId)).openJobId, null, 'the job was cancelled');
  });

  it('a wrong code, and the right one a second time', async () => {
    const opened = await job.keyed();
    await job.submit(opened.id, await job.sealed(opened));
    await job.tom.untilState(job.requestId, 'burned');
    const right = job.token.press() ?? '';
    const wrong = right === '482913' ? '482914' : '482913';
    const missed = await job.tom.check(job.requestId, wrong);
    assert.deepEqual([missed.matched, missed.problem?.code], [false, 'code-wrong']);
    assert.equal((await job.tom.read(job.requestId)).attention, 'code-wrong');
    assert.equal((await job.tom.check(job.requestId, right)).matched, true);
    assert.equal((await job.tom.read(job.requestId)).state, 'checked');
    const again = await job.tom.check(job.requestId, right);
    assert.equal(again.matched, false);
  });

  it('a secret from a page that is not the subject’s: the code it makes is not the token’s', async () => {
    const opened = await job.keyed();
    await job.submit(opened.id, await job.sealed(opened));
    await job.tom.untilState(job.requestId, 'burned');
    const ana = await job.whole.atMicrosoft();
    const { matched } = await job.tom.check(job.requestId, codeOf(ana.qrText(), Date.now()));
    assert.equal(matched, false);
    assert.notEqual(await job.tellMicrosoft(ana, job.token.press() ?? ''), 'Success!');
    await assert.rejects(
      job.tom.order(job.requestId, { kind: 'look-for-method' }),
      refusedWith('no-new-method'),
    );
    assert.equal(job.token.settings.seedBytes, seed.length);
  });
});
