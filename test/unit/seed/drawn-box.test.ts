import assert from 'node:assert/strict';
import type { JobOffer } from '@token-desk/contract/desk/job';
import {
  type DrawnOffer,
  generateJobKeyPair,
  matchDigits,
  sealDrawnSecret,
} from '@token-desk/contract/seed/envelope';
import { createDrawnBox, type DrawnBox } from '@token-desk/tab/seed/drawn-box';
import { refusedWith, until } from '../../support/desk/desk-hands.ts';

const seedBytes = Array.from({ length: 20 }, (_, at) => at + 1);
const signature = 'A'.repeat(86);

const offerFor = (tabKey: string): JobOffer & DrawnOffer => ({
  jobId: 'j1',
  attempt: 1,
  kind: 'burn',
  burnerId: 'desk',
  reader: null,
  serial: '86596000004711',
  requestId: null,
  subject: null,
  technician: { id: 'tom', name: 'Tom Weber', upn: 'tom@contoso.example' },
  config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
  expiresAt: 9,
  route: 'B',
  tabKey,
});

/** The desk's half: a key for the job, and what it drew sealed to the tab's key. */
async function desk(tabKey: string) {
  const pair = await generateJobKeyPair();
  const offer = offerFor(tabKey);
  const secret = {
    algorithm: 'SHA1',
    digits: 6,
    stepSeconds: 30,
    seed: new Uint8Array(seedBytes),
  } as const;
  const key = { publicKey: pair.publicKey, signature };
  return { offer, key, seal: () => sealDrawnSecret(offer, pair.keyPair, secret) };
}

describe('the box of a secret that the desk drew', () => {
  let forgotten: number;
  const boxOf = (lifetimeMs = 60_000): DrawnBox =>
    createDrawnBox({
      lifetimeMs,
      onForgotten() {
        forgotten += 1;
      },
    });
  beforeEach(() => {
    forgotten = 0;
  });

  async function filled(lifetimeMs?: number) {
    const box = boxOf(lifetimeMs);
    const { offer, key, seal } = await desk(await box.newKey());
    const digits = await box.bind(offer, key);
    assert.equal(digits, await matchDigits(offer, key.publicKey));
    box.take(await seal());
    return box;
  }

  it('opens it for one use at a time, and wipes it after each, whatever happens', async () => {
    const box = await filled();
    const held: Uint8Array[] = [];
    await box.use(async ({ seed }) => {
      assert.deepEqual([...seed], seedBytes);
      held.push(seed);
    });
    await assert.rejects(
      box.use(async ({ seed }) => {
        assert.deepEqual([...seed], seedBytes, 'still there for another try');
        held.push(seed);
        throw new Error('Microsoft said no');
      }),
      /Microsoft said no/,
    );
    assert.equal(held.length, 2);
    for (const seed of held) assert.ok(seed.every((byte) => byte === 0));
    box.drop();
  });

  it('has a key of its own for each token', async () => {
    const box = boxOf();
    const [first, second] = [await box.newKey(), await box.newKey()];
    assert.notEqual(first, second);
    const { offer, key } = await desk(first);
    await assert.rejects(box.bind(offer, key), refusedWith('envelope-tampered'));
  });

  it('opens nothing that another desk sealed, nor anything before the desk’s key was bound', async () => {
    const box = boxOf();
    const tabKey = await box.newKey();
    const [own, other] = [await desk(tabKey), await desk(tabKey)];
    box.take(await own.seal());
    const use = () => box.use(async () => assert.fail('opened'));
    await assert.rejects(use(), refusedWith('secret-gone-drawn'));
    await box.bind(own.offer, own.key);
    box.take(await other.seal());
    await assert.rejects(use(), refusedWith('envelope-tampered'));
    box.drop();
  });

  it('forgets it when it is dropped, replaced or too old', async () => {
    const use = (box: DrawnBox) => box.use(async () => assert.fail('opened'));
    const dropped = await filled();
    dropped.drop();
    await assert.rejects(use(dropped), refusedWith('secret-gone-drawn'));
    const replaced = await filled();
    await replaced.newKey();
    await assert.rejects(use(replaced), refusedWith('secret-gone-drawn'));
    assert.equal(forgotten, 0);
    const old = await filled(1);
    await until('it to be forgotten', () => forgotten === 1);
    await assert.rejects(use(old), refusedWith('secret-gone-drawn'));
  });
});
