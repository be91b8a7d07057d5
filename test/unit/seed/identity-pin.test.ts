import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createKeys } from '@token-desk/burner-service/keys/identity';
import { type JobOffer, jobKeyStatement } from '@token-desk/contract/desk/job';
import { formatFingerprint } from '@token-desk/contract/desk/pairing';
import { decodeBase64Url } from '@token-desk/contract/text/bytes';
import { fingerprintOf, isKeyOfPinnedDesk, pinIdentity, pinOf } from '@token-desk/tab/seed/identity-pin';
import { lendGlobals } from '../../support/browser/browser-pictures.ts';

const keys = createKeys();
const others = createKeys();
const publicKey = 'A'.repeat(87);
let desks = 0;
/** A desk nobody knows yet, with these keys. */
const newDesk = (identityKey = keys.identity.publicKey) => ({ id: `pinned-${++desks}`, identityKey });
const orderOf = (burnerId: string, change: Partial<JobOffer> = {}) =>
  ({
    jobId: 'job-1',
    burnerId,
    requestId: 'request-1',
    subject: null,
    serial: '8659622000012',
    expiresAt: 1,
    ...change,
  }) as JobOffer;

describe('the desk this PC trusts', () => {
  it('is unknown until somebody compared its key, and changed when it comes with another', () => {
    const desk = newDesk();
    assert.equal(pinOf(desk), 'unknown');
    pinIdentity(desk);
    assert.equal(pinOf(desk), 'pinned');
    assert.equal(pinOf({ ...desk, identityKey: others.identity.publicKey }), 'changed');
    assert.equal(pinOf(newDesk()), 'unknown', 'another desk with the same key is another desk');
  });

  it('is kept by the browser under its own name', () => {
    const stored = new Map<string, string>([['token-desk.language', 'de']]);
    using _ = lendGlobals({
      localStorage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => void stored.set(key, value),
      },
    });
    const desk = newDesk();
    pinIdentity(desk);
    assert.equal(stored.size, 2);
    const [name] = [...stored].find(([, value]) => value === desk.identityKey) ?? [];
    assert.match(name ?? '', new RegExp(`^token-desk\\..*${desk.id}$`));
  });

  it('is compared by the hash of its key, which the server does not say', async () => {
    const raw = decodeBase64Url(keys.identity.publicKey);
    assert.ok(raw !== null, 'a key');
    const wanted = formatFingerprint(new Uint8Array(createHash('sha256').update(raw).digest()));
    assert.equal(await fingerprintOf(keys.identity.publicKey), wanted);
    assert.notEqual(await fingerprintOf(others.identity.publicKey), wanted);
    assert.match(await fingerprintOf('no key!'), /^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
  });
});

describe('a key for a job', () => {
  const signed = (offer: JobOffer, by = keys, of = publicKey) => ({
    publicKey,
    signature: by.identity.sign(jobKeyStatement(offer, of)),
  });

  it('is the pinned desk’s when that desk signed it for this job', async () => {
    const desk = newDesk();
    const offer = orderOf(desk.id);
    assert.equal(await isKeyOfPinnedDesk(offer, signed(offer)), false, 'nobody has compared it yet');
    pinIdentity(desk);
    assert.equal(await isKeyOfPinnedDesk(offer, signed(offer)), true);
  });

  it('is nobody’s when another desk signed it, or for another job, or another key', async () => {
    const desk = newDesk();
    pinIdentity(desk);
    const offer = orderOf(desk.id);
    const wrong = {
      'another desk': signed(offer, others),
      'another job': signed(orderOf(desk.id, { jobId: 'job-2' })),
      'another token': signed(orderOf(desk.id, { serial: '8659622000013' })),
      'another key': signed(offer, keys, 'B'.repeat(87)),
      'no signature': { publicKey, signature: '' },
      'no base64': { publicKey, signature: 'not a signature!' },
    };
    for (const [what, key] of Object.entries(wrong))
      assert.equal(await isKeyOfPinnedDesk(offer, key), false, what);
  });

  it('is nobody’s where what is pinned is no key', async () => {
    for (const pinned of ['', 'no key!', keys.identity.publicKey.slice(0, -2)]) {
      const desk = newDesk(pinned);
      pinIdentity(desk);
      const offer = orderOf(desk.id);
      assert.equal(await isKeyOfPinnedDesk(offer, signed(offer)), false, pinned);
    }
  });
});
