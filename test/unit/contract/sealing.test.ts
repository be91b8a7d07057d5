import assert from 'node:assert/strict';
import type { BoundOffer, SealedEnvelope } from '@token-desk/contract/desk/job';
import {
  type DrawnSecret,
  generateJobKeyPair,
  type JobKeyPair,
  matchDigits,
  openDrawnSecret,
  openSecret,
  type Secret,
  sealDrawnSecret,
  sealSecret,
} from '@token-desk/contract/seed/envelope';
import { suite } from '@token-desk/contract/seed/sealing';
import { encodeBase64Url, utf8 } from '@token-desk/contract/text/bytes';

const ana = { id: 'u-ana', name: 'Ana', upn: 'ana@contoso.example' };
const offer: BoundOffer = {
  jobId: 'job-1',
  burnerId: 'burner-1',
  requestId: 'request-1',
  serial: '8659622000001',
  expiresAt: 1_800_000_000_000,
  subject: ana,
};
const seed = (length = 20) => new Uint8Array(length).fill(0x5a);
const facts = { algorithm: 'SHA1', digits: 6, stepSeconds: 30 } as const;
const carried = { ...facts, account: ana.upn, capture: 'paste-image' } as const;
const tampered = { ok: false, problem: { code: 'envelope-tampered' } };

describe('a secret sealed for a job', () => {
  let key: JobKeyPair;
  before(async () => {
    key = await generateJobKeyPair();
  });
  const open = (envelope: SealedEnvelope, bound = offer) => openSecret(bound, key.keyPair, envelope);

  const wholes: readonly (readonly [what: string, secret: Secret])[] = [
    ['with its organisation', { ...carried, tenant: 'Contoso', seed: seed() }],
    ['typed, of nobody', { ...carried, account: null, capture: 'typed-key', seed: seed() }],
    ['of one byte', { ...carried, seed: seed(1) }],
    ['as long as a token holds', { ...carried, seed: seed(63) }],
  ];
  for (const [what, secret] of wholes)
    it(`opens as it was: ${what}`, async () =>
      assert.deepEqual(await open(await sealSecret(offer, key.publicKey, secret)), { ok: true, secret }));

  it('has no organisation where none was named', async () => {
    const envelope = await sealSecret(offer, key.publicKey, { ...carried, tenant: null, seed: seed() });
    assert.deepEqual(await open(envelope), { ok: true, secret: { ...carried, seed: seed() } });
  });

  it('opens for a job that is for nobody, and for no other', async () => {
    const forNobody: BoundOffer = { ...offer, subject: null };
    const envelope = await sealSecret(forNobody, key.publicKey, { ...carried, seed: seed() });
    assert.equal((await open(envelope, forNobody)).ok, true);
    assert.deepEqual(await open(envelope), tampered);
  });

  const others: readonly (readonly [what: string, change: Partial<BoundOffer>])[] = [
    ['job', { jobId: 'job-2' }],
    ['request', { requestId: 'request-2' }],
    ['person', { subject: { ...ana, id: 'u-ben' } }],
    ['desk', { burnerId: 'burner-2' }],
    ['token', { serial: '8659622000002' }],
    ['end', { expiresAt: offer.expiresAt + 1 }],
  ];
  for (const [what, change] of others)
    it(`does not open for another ${what}`, async () => {
      const envelope = await sealSecret(offer, key.publicKey, { ...carried, seed: seed() });
      assert.deepEqual(await open(envelope, { ...offer, ...change }), tampered);
    });

  it('is no envelope where its text is not base64url', async () => {
    const envelope = await sealSecret(offer, key.publicKey, { ...carried, seed: seed() });
    assert.deepEqual(await open({ ...envelope, enc: 'not base64url!' }), tampered);
    assert.deepEqual(await open({ ...envelope, ciphertext: 'not base64url!' }), tampered);
  });

  it('is not sealed to a key that is none', () =>
    assert.rejects(sealSecret(offer, 'no key!', { ...carried, seed: seed() }), {
      name: 'TypeError',
      message: 'not base64url',
    }));

  /** Sealed rightly, but not by our program: version, length of the seed, seed, facts. */
  async function sealBytes(plain: Uint8Array<ArrayBuffer>): Promise<SealedEnvelope> {
    const { jobId, requestId, burnerId, expiresAt, serial } = offer;
    const bound = ['token-desk envelope v1', jobId, requestId, ana.id, burnerId, expiresAt, serial];
    const sender = await suite().createSenderContext({
      recipientPublicKey: key.keyPair.publicKey,
      info: utf8(JSON.stringify(bound)).buffer,
    });
    const ciphertext = await sender.seal(plain.buffer);
    return {
      enc: encodeBase64Url(new Uint8Array(sender.enc)),
      ciphertext: encodeBase64Url(new Uint8Array(ciphertext)),
    };
  }
  const json = [...utf8(JSON.stringify(carried))];
  const plains: readonly (readonly [what: string, plain: readonly number[]])[] = [
    ['of another version', [2, 1, 0x5a, ...json]],
    ['without a seed', [1, 0, ...json]],
    ['with a seed no token holds', [1, 64, ...seed(64), ...json]],
    ['cut short', [1, 20, ...seed(10)]],
    ['with facts that are not JSON', [1, 1, 0x5a, ...json.slice(1)]],
    ['with facts that are not UTF-8', [1, 1, 0x5a, ...json.map((byte) => (byte === 0x61 ? 0xe4 : byte))]],
    ['with facts of another kind', [1, 1, 0x5a, ...utf8('{}')]],
    ['with nothing in it', []],
  ];
  it('opens when it is laid out as ours', async () =>
    assert.equal((await open(await sealBytes(new Uint8Array([1, 1, 0x5a, ...json])))).ok, true));
  for (const [what, plain] of plains)
    it(`is refused when it came ${what}`, async () =>
      assert.deepEqual(await open(await sealBytes(new Uint8Array(plain))), tampered));

  it('leaves nothing of it in what was sealed', async () => {
    const encrypt = crypto.subtle.encrypt;
    const plains: Uint8Array[] = [];
    crypto.subtle.encrypt = (algorithm, cryptoKey, data) => {
      plains.push(new Uint8Array(data as ArrayBuffer));
      return encrypt.call(crypto.subtle, algorithm, cryptoKey, data);
    };
    try {
      await sealSecret(offer, key.publicKey, { ...carried, seed: seed() });
    } finally {
      crypto.subtle.encrypt = encrypt;
    }
    assert.ok(plains.length > 0);
    for (const plain of plains) assert.ok(plain.every((byte) => byte === 0));
  });
});

describe('a secret drawn at a desk', () => {
  it('opens for the tab as this desk sealed it, and not as another did', async () => {
    const [tab, desk, stranger] = await Promise.all([
      generateJobKeyPair(),
      generateJobKeyPair(),
      generateJobKeyPair(),
    ]);
    const drawn = { ...offer, tabKey: tab.publicKey };
    const secret: DrawnSecret = { ...facts, seed: seed() };
    const keys = { tab: tab.keyPair, burnerKey: desk.publicKey };
    const seal = (by: JobKeyPair) => sealDrawnSecret(drawn, by.keyPair, secret);
    assert.deepEqual(await openDrawnSecret(drawn, keys, await seal(desk)), { ok: true, secret });
    assert.deepEqual(await openDrawnSecret(drawn, keys, await seal(stranger)), tampered);
  });

  it('shows six digits, with zeros in front where they begin so', async () => {
    const digits: string[] = [];
    for (let job = 0; job < 60; job++)
      digits.push(await matchDigits({ ...offer, jobId: `job-${job}`, tabKey: 'tab' }, 'desk'));
    assert.ok(digits.every((six) => /^\d{6}$/.test(six)));
    assert.ok(digits.some((six) => six.startsWith('0')));
  });
});
