import assert from 'node:assert/strict';
import type { JobOffer } from '@token-desk/contract/desk/job';
import { generateJobKeyPair, openSecret, type Secret } from '@token-desk/contract/seed/envelope';
import { createSeedBox, type SeedBoxOptions } from '@token-desk/tab/seed/seed-box';

const facts = {
  algorithm: 'SHA1',
  digits: 6,
  stepSeconds: 30,
  account: null,
  capture: 'paste-text',
} as const;
const bytes = () => Uint8Array.from({ length: 10 }, (_, at) => at + 1);
const other = () => Uint8Array.from({ length: 10 }, (_, at) => at + 100);
const isWiped = (seed: Uint8Array) => seed.every((byte) => byte === 0);
const offer = {} as JobOffer;
const envelope = { enc: 'e', ciphertext: 'c' };

function box(change: Partial<SeedBoxOptions> = {}) {
  return createSeedBox({ lifetimeMs: 60_000, onForgotten: () => {}, seal: async () => envelope, ...change });
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<T>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}

describe('the seed box', () => {
  it('seals the very bytes it was given, then wipes them', async () => {
    let seen: number[] = [];
    const seal = async (_offer: JobOffer, _key: string, { seed }: Secret) => {
      seen = [...seed];
      return envelope;
    };
    const held = box({ seal });
    const seed = bytes();
    held.put(seed, facts);
    const sealed = await held.seal(offer, 'key');
    assert.deepEqual(sealed.envelope, envelope);
    assert.ok(sealed.heldSeconds >= 0 && sealed.heldSeconds < 10, `${sealed.heldSeconds}`);
    assert.deepEqual(seen, [...bytes()]);
    assert.ok(isWiped(seed));
    assert.equal(held.isHolding(), false);
  });

  it('wipes when sealing fails', async () => {
    const held = box({ seal: () => Promise.reject(new TypeError('malformed key')) });
    const seed = bytes();
    held.put(seed, facts);
    await assert.rejects(held.seal(offer, 'key'), TypeError);
    assert.ok(isWiped(seed));
    assert.equal(held.isHolding(), false);
  });

  it('wipes what it held when something new comes, and when it is dropped', () => {
    const held = box();
    const [first, second] = [bytes(), other()];
    held.put(first, facts);
    held.put(second, facts);
    assert.ok(isWiped(first));
    assert.ok(!isWiped(second));
    held.drop();
    assert.ok(isWiped(second));
  });

  it('forgets by itself, and says so', async () => {
    const seed = bytes();
    await new Promise<void>((resolve) => {
      box({ lifetimeMs: 1, onForgotten: resolve }).put(seed, facts);
    });
    assert.ok(isWiped(seed));
  });

  it('keeps the reading that was chosen of two, and wipes the other', async () => {
    const [base32, hex] = [bytes(), other()];
    let seen: number[] = [];
    const held = box({
      seal: async (_offer, _key, { seed }) => {
        seen = [...seed];
        return envelope;
      },
    });
    held.putEither({ base32, hex }, facts);
    held.choose('hex');
    assert.ok(isWiped(base32));
    await held.seal(offer, 'key');
    assert.deepEqual(seen, [...other()]);
    assert.ok(isWiped(hex));
  });

  it('keeps the base32 reading when that was chosen, and wipes the other', async () => {
    const [base32, hex] = [bytes(), other()];
    let seen: number[] = [];
    const held = box({
      seal: async (_offer, _key, { seed }) => {
        seen = [...seed];
        return envelope;
      },
    });
    held.putEither({ base32, hex }, facts);
    held.choose('base32');
    assert.deepEqual([isWiped(base32), isWiped(hex)], [false, true]);
    await held.seal(offer, 'key');
    assert.deepEqual(seen, [...bytes()]);
  });

  it('wipes both readings when nobody chose', () => {
    const [base32, hex] = [bytes(), other()];
    const held = box();
    held.putEither({ base32, hex }, facts);
    held.drop();
    assert.ok(isWiped(base32) && isWiped(hex));
  });

  it('wipes nothing at a second click, nor where there was nothing to choose', () => {
    for (const again of ['base32', 'hex'] as const) {
      const hex = other();
      const held = box();
      held.putEither({ base32: bytes(), hex }, facts);
      held.choose('hex');
      held.choose(again);
      assert.deepEqual(hex, other());
      const only = bytes();
      held.put(only, facts);
      held.choose(again);
      assert.deepEqual(only, bytes());
      held.drop();
      held.choose(again);
      assert.equal(held.isHolding(), false);
    }
  });

  it('refuses to seal what it does not hold', async () => {
    await assert.rejects(box().seal(offer, 'key'), TypeError);
  });

  it('refuses to seal a key of which nobody said how it is read', async () => {
    let sealed = 0;
    const seal = async () => {
      sealed += 1;
      return envelope;
    };
    const held = box({ seal });
    held.putEither({ base32: bytes(), hex: other() }, facts);
    await assert.rejects(held.seal(offer, 'key'), TypeError);
    assert.deepEqual([sealed, held.isHolding()], [0, true]);
  });

  it('seals so that the desk alone can open it', async () => {
    const key = await generateJobKeyPair();
    const bound = {
      jobId: 'job-1',
      burnerId: 'desk-1',
      requestId: 'request-1',
      serial: null,
      expiresAt: 1,
      subject: null,
    } as unknown as JobOffer;
    const held = createSeedBox({ lifetimeMs: 60_000, onForgotten: () => {} });
    held.put(bytes(), facts);
    const sealed = await held.seal(bound, key.publicKey);
    const opened = await openSecret(bound, key.keyPair, sealed.envelope);
    assert.ok(opened.ok);
    assert.deepEqual([...opened.secret.seed], [...bytes()]);
  });

  it('knows a secret again only once it is on a token', async () => {
    const seed = Uint8Array.from({ length: 12 }, (_, at) => at * 7);
    const again = seed.slice();
    const held = box();
    held.put(seed, facts);
    await held.seal(offer, 'key');
    assert.equal(await held.wasBurned(again), false);
    held.markBurned();
    assert.equal(await held.wasBurned(again), true);
    assert.equal(await box().wasBurned(again), true, 'in another box of the same window');
    assert.equal(await held.wasBurned(other()), false);
  });

  it('keeps a secret that was brought in while the last one was being sealed', async () => {
    for (const ending of ['resolve', 'reject'] as const) {
      const sealing = deferred<typeof envelope>();
      const begun = deferred<void>();
      const seen: number[][] = [];
      const held = box({
        seal: (_offer, _key, { seed }) => {
          seen.push([...seed]);
          begun.resolve();
          return seen.length === 1 ? sealing.promise : Promise.resolve(envelope);
        },
      });
      const [first, second] = [bytes(), other()];
      held.put(first, facts);
      const sealed = held.seal(offer, 'key');
      await begun.promise;
      held.put(second, facts);
      if (ending === 'resolve') sealing.resolve(envelope);
      else sealing.reject(new TypeError('malformed key'));
      await sealed.catch(() => {});
      assert.ok(isWiped(first));
      assert.ok(!isWiped(second) && held.isHolding(), ending);
      await held.seal(offer, 'key');
      assert.deepEqual(seen, [[...bytes()], [...other()]]);
    }
  });
});
