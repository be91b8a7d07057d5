import assert from 'node:assert/strict';
import { VirtualReaders, virtualReaderName } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { burnToken } from '@token-desk/burner-service/token/burn';
import { ins } from '@token-desk/burner-service/token/protocol/commands';
import type { BurnPhase } from '@token-desk/contract/desk/job';
import { burnOn, code, config, makeDesk, nowMs, problemOf, seed } from '../../support/desk/burn-desk.ts';
import { makeToken, restrictedSerial, unrestrictedSerial } from '../../support/reader/virtual-tokens.ts';

describe('a burn', () => {
  it('sets clock and options, then writes the seed, in one authentication', async () => {
    const seen: number[] = [];
    const desk = await makeDesk(restrictedSerial, ({ apdu }) => {
      seen.push(apdu[1] ?? 0);
      return null;
    });
    const phases: BurnPhase[] = [];
    const result = await burnOn(desk, {}, (phase) => phases.push(phase));
    assert.equal(result.outcome, 'burned');
    assert.deepEqual(seen, [
      ins.getInfo,
      ins.getChallenge,
      ins.answer,
      ins.setConfig,
      ins.getInfo,
      ins.setSeed,
    ]);
    assert.deepEqual(phases, ['reading', 'authenticating', 'writing-clock', 'writing-seed', 'written']);
    assert.equal(desk.token.press(), code(seed));
    const displayTimeoutSeconds = config.displayTimeoutSeconds;
    assert.deepEqual(desk.token.settings, {
      algorithm: 2,
      stepSeconds: 60,
      displayTimeoutSeconds,
      seedBytes: 20,
    });
  });

  it('tells how far the clock was off before and after', async () => {
    const readers = new VirtualReaders();
    const token = makeToken({ driftSeconds: 95 });
    readers.tap(token);
    const result = await burnOn({ readers, token });
    assert.ok(result.outcome === 'burned');
    assert.equal(result.token.clockDriftSeconds, 95);
    assert.equal(result.clockDriftAfterSeconds, 0);
    assert.ok(result.durationMs > 0);
  });

  for (const millisecond of [0, 1, 499, 501, 999])
    it(`finds a right clock 0 s off at ${millisecond} ms past the second, before and after`, async () => {
      const at = () => nowMs() + millisecond;
      const readers = new VirtualReaders();
      readers.tap(makeToken({ nowMs: at }));
      const channel = readers.openChannel(virtualReaderName);
      const result = await burnToken(
        { seed, config },
        { channel, signal: AbortSignal.timeout(5000), nowMs: at },
      );
      assert.ok(result.outcome === 'burned');
      assert.equal(result.token.clockDriftSeconds, 0);
      assert.equal(result.clockDriftAfterSeconds, 0);
    });

  for (const sizeBytes of [10, 16, 19, 20, 32, 48, 63])
    it(`writes a seed of ${sizeBytes} bytes, at least 20 of them on the token`, async () => {
      const desk = await makeDesk(unrestrictedSerial);
      const long = Uint8Array.from({ length: sizeBytes }, (_, index) => index + 1);
      assert.equal((await burnOn(desk, { seed: long })).outcome, 'burned');
      assert.equal(desk.token.settings.seedBytes, Math.max(20, sizeBytes));
      assert.equal(desk.token.press(), code(long));
    });

  const refusals: readonly (readonly [string, string, Partial<Parameters<typeof burnToken>[0]>, string])[] = [
    [
      'another serial than expected',
      restrictedSerial,
      { expectedSerial: unrestrictedSerial },
      'wrong-serial',
    ],
    ['a model nobody knows', '1234567000001', {}, 'unknown-model'],
    ['a seed of 9 bytes', restrictedSerial, { seed: new Uint8Array(9).fill(1) }, 'seed-not-writable'],
    ['a seed of 64 bytes', restrictedSerial, { seed: new Uint8Array(64).fill(1) }, 'seed-not-writable'],
    ['a seed of zeros', restrictedSerial, { seed: new Uint8Array(20) }, 'seed-not-writable'],
  ];
  for (const [name, serial, order, problem] of refusals)
    it(`refuses ${name} and writes nothing`, async () => {
      const readers = new VirtualReaders();
      const token = makeToken({ serial });
      readers.tap(token);
      const result = await burnOn({ readers, token }, order);
      assert.equal(result.outcome, 'failed');
      assert.equal(problemOf(result), problem);
      assert.equal(token.settings.seedBytes, 0);
    });

  it('says of what it refuses which token it was, and why', async () => {
    const detail = async (serial: string, order: Partial<Parameters<typeof burnToken>[0]>) => {
      const readers = new VirtualReaders();
      const token = makeToken({ serial });
      readers.tap(token);
      const result = await burnOn({ readers, token }, order);
      return result.outcome === 'burned' ? undefined : result.problem.detail;
    };
    const [one, other] = [restrictedSerial, unrestrictedSerial];
    assert.deepEqual(await detail(one, { expectedSerial: other }), { serial: one, expected: other });
    assert.deepEqual(await detail('1234567000001', {}), { serial: '1234567000001' });
    assert.deepEqual(await detail(one, { seed: new Uint8Array(9).fill(1) }), { reason: 'too short' });
    assert.deepEqual(await detail(one, { seed: new Uint8Array(64).fill(1) }), { reason: 'too long' });
    assert.deepEqual(await detail(one, { seed: new Uint8Array(20) }), { reason: 'all zero' });
    assert.equal(await detail(one, { seed: Uint8Array.of(0, ...new Uint8Array(19).fill(1)) }), undefined);
  });

  it('writes a model nobody knows when that is allowed', async () => {
    const readers = new VirtualReaders();
    const token = makeToken({ serial: '1234567000001' });
    readers.tap(token);
    assert.equal((await burnOn({ readers, token }, { allowUnknownModel: true })).outcome, 'burned');
  });

  it('leaves the caller’s seed alone, and no other copy to be sent twice', async () => {
    const desk = await makeDesk(restrictedSerial);
    const mine = seed.slice();
    await burnOn(desk, { seed: mine });
    assert.deepEqual(mine, seed);
  });
});
