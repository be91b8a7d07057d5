import assert from 'node:assert/strict';
import { type BurnResult, burnToken } from '@token-desk/burner-service/burn';
import { ContactError } from '@token-desk/burner-service/reader/channel';
import type { Fault, FaultPlan } from '@token-desk/burner-service/reader/virtual-card';
import { VirtualReaders, virtualReaderName } from '@token-desk/burner-service/reader/virtual-reader';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual-token';
import { ins } from '@token-desk/burner-service/token/commands';
import { codeAt } from '@token-desk/burner-service/verify';
import type { BurnPhase } from '@token-desk/contract/job';
import { makeToken, restrictedSerial, unrestrictedSerial } from '../support/virtual-tokens.ts';

const nowMs = () => 1_700_000_000_000;
const config = { algorithm: 'SHA256', stepSeconds: 60, displayTimeoutSeconds: 60 } as const;
const oldSeed = new Uint8Array(20).fill(1);
const seed = new Uint8Array(20).fill(2);
const code = (of: Uint8Array) => codeAt({ seed: of, ...config }, nowMs());

type Desk = { readonly readers: VirtualReaders; readonly token: VirtualToken };

async function burnOn(
  { readers }: Desk,
  order: Partial<Parameters<typeof burnToken>[0]> = {},
  onPhase?: (phase: BurnPhase) => void,
) {
  const channel = readers.openChannel(virtualReaderName);
  return burnToken(
    { seed, config, ...order },
    { channel, signal: AbortSignal.timeout(5000), nowMs, onPhase },
  );
}

/** A desk whose token already holds the old seed, laid down again with faults. */
async function makeDesk(serial: string, faults?: FaultPlan): Promise<Desk> {
  const token = makeToken({ serial, isRestricted: serial === restrictedSerial, driftSeconds: -95 });
  const readers = new VirtualReaders();
  readers.tap(token);
  assert.equal((await burnOn({ readers, token }, { seed: oldSeed })).outcome, 'burned');
  readers.lift();
  readers.tap(token, { faults });
  return { readers, token };
}

const problemOf = (result: BurnResult) => (result.outcome === 'burned' ? null : result.problem.code);

/** Commands of a burn by place; get-info comes twice. */
const places = { info: 0, challenge: 1, answer: 2, config: 3, 'read back': 4, seed: 5 } as const;
type Place = keyof typeof places;
const at =
  (place: Place, fault: Fault): FaultPlan =>
  ({ index }) =>
    index === places[place] ? fault : null;
const word = (statusWord: string, when: 'before' | 'after' = 'before'): Fault => ({
  kind: 'answer',
  answer: Buffer.from(statusWord, 'hex'),
  when,
});
const noise: Fault = { kind: 'answer', answer: Buffer.from(`${'11'.repeat(21)}CA5E`, 'hex'), when: 'after' };
const lone: Fault = { kind: 'answer', answer: Buffer.of(0x90), when: 'after' };
const lift = (when: 'before' | 'after'): Fault => ({ kind: 'lift', when });

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

describe('a burn that goes wrong', () => {
  type Holds = 'old' | 'none' | 'new';
  const cases: readonly (readonly [Place, string, Fault, BurnResult['outcome'], string, Holds])[] = [
    ['info', 'lifted before', lift('before'), 'failed', 'lost-contact', 'old'],
    ['info', 'lifted after', lift('after'), 'failed', 'lost-contact', 'old'],
    ['info', 'refused with 6A80', word('6A80'), 'failed', 'token-refused', 'old'],
    ['info', 'answered with noise', noise, 'failed', 'token-answer-garbled', 'old'],
    ['challenge', 'lifted before', lift('before'), 'failed', 'lost-contact', 'old'],
    ['challenge', 'refused with 6A80', word('6A80'), 'failed', 'token-refused', 'old'],
    ['challenge', 'answered with noise', noise, 'failed', 'token-answer-garbled', 'old'],
    [
      'challenge',
      'answered with seven bytes',
      word('112233445566779000'),
      'failed',
      'token-answer-garbled',
      'old',
    ],
    ['answer', 'lifted after', lift('after'), 'failed', 'lost-contact', 'old'],
    ['answer', 'answered with one byte', lone, 'failed', 'lost-contact', 'old'],
    ['config', 'lifted before', lift('before'), 'empty', 'token-perhaps-empty', 'old'],
    ['config', 'lifted after', lift('after'), 'empty', 'token-perhaps-empty', 'none'],
    ['config', 'answered with one byte', lone, 'empty', 'token-perhaps-empty', 'none'],
    ['config', 'answered with noise', noise, 'empty', 'token-perhaps-empty', 'none'],
    ['config', 'refused with 6A80', word('6A80'), 'failed', 'token-refused', 'old'],
    ['read back', 'lifted before', lift('before'), 'empty', 'token-empty', 'none'],
    ['read back', 'answered with noise', noise, 'empty', 'token-empty', 'none'],
    ['seed', 'lifted before', lift('before'), 'unknown', 'burn-unknown', 'none'],
    ['seed', 'lifted after', lift('after'), 'unknown', 'burn-unknown', 'new'],
    ['seed', 'answered with one byte', lone, 'unknown', 'burn-unknown', 'new'],
    ['seed', 'answered with noise', noise, 'unknown', 'burn-unknown', 'new'],
    ['seed', 'refused with 6A80', word('6A80'), 'empty', 'token-emptied', 'none'],
    ['seed', 'refused with 6700', word('6700'), 'empty', 'token-emptied', 'none'],
  ];
  for (const [place, name, fault, outcome, problem, holds] of cases)
    it(`at ${place}, ${name}: ${outcome}, and the re-tap writes`, async () => {
      const desk = await makeDesk(restrictedSerial, at(place, fault));
      const result = await burnOn(desk);
      assert.equal(result.outcome, outcome);
      assert.equal(problemOf(result), problem);
      const shown = { old: code(oldSeed), none: null, new: code(seed) }[holds];
      assert.equal(desk.token.press(), shown);

      desk.readers.lift();
      desk.readers.tap(desk.token);
      assert.equal((await burnOn(desk)).outcome, 'burned');
      assert.equal(desk.token.press(), code(seed));
    });

  const unrestricted: readonly (readonly [Place, Fault, BurnResult['outcome']])[] = [
    ['config', lift('after'), 'failed'],
    ['read back', lift('before'), 'failed'],
    ['seed', word('6A80'), 'failed'],
    ['seed', lift('before'), 'unknown'],
  ];
  for (const [place, fault, outcome] of unrestricted)
    it(`at ${place} (${fault.kind}) on a model that keeps its seed: ${outcome}`, async () => {
      const desk = await makeDesk(unrestrictedSerial, at(place, fault));
      assert.equal((await burnOn(desk)).outcome, outcome);
      assert.equal(desk.token.settings.seedBytes, 20);
    });

  it('a token lifted between two commands is known not to have got the second', async () => {
    const desk = await makeDesk(restrictedSerial);
    const result = await burnOn(desk, {}, (phase) => {
      if (phase === 'writing-seed') desk.readers.lift();
    });
    assert.equal(result.outcome, 'empty');
    assert.equal(problemOf(result), 'token-empty');
  });

  for (const phase of ['writing-clock', 'writing-seed'] as const)
    it(`opens the session again when the button is pressed at ${phase}`, async () => {
      const desk = await makeDesk(restrictedSerial);
      const result = await burnOn(desk, {}, (reached) => {
        if (reached === phase) desk.readers.press();
      });
      assert.equal(result.outcome, 'burned');
      assert.equal(desk.token.press(), code(seed));
    });

  it('repeats a write once when the session is lost, never twice', async () => {
    let seeds = 0;
    const desk = await makeDesk(restrictedSerial, ({ apdu }) => {
      if (apdu[1] !== ins.setSeed) return null;
      seeds += 1;
      return word('6983');
    });
    const result = await burnOn(desk);
    assert.equal(result.outcome, 'empty');
    assert.equal(seeds, 2);
  });

  it('tries a refused answer once more, then takes the token for locked', async () => {
    let answers = 0;
    const desk = await makeDesk(restrictedSerial, ({ apdu }) => {
      answers += apdu[1] === ins.answer ? 1 : 0;
      return null;
    });
    desk.token.lockKey();
    const result = await burnOn(desk);
    assert.equal(result.outcome, 'failed');
    assert.equal(problemOf(result), 'token-locked');
    assert.equal(answers, 2);
  });

  const cards: readonly (readonly [string, (apdu: Uint8Array) => string, string])[] = [
    ['a card nobody knows', () => '6D00', 'not-a-token'],
    ['a FIDO security key', (apdu) => (apdu[1] === 0xa4 ? '9000' : '6E00'), 'security-key'],
    [
      'an OATH security key',
      (apdu) => (apdu[1] === 0xa4 && apdu[8] === 0x05 ? '9000' : '6D00'),
      'security-key',
    ],
  ];
  for (const [name, answer, problem] of cards)
    it(`names ${name}`, async () => {
      const desk = await makeDesk(restrictedSerial, ({ apdu }) => word(answer(apdu)));
      assert.equal(problemOf(await burnOn(desk)), problem);
    });

  it('is unknown when it is cancelled while the seed is on its way', async () => {
    const stop = new AbortController();
    const desk = await makeDesk(restrictedSerial, at('seed', { kind: 'hang', when: 'after' }));
    const channel = desk.readers.openChannel(virtualReaderName);
    const onPhase = (phase: BurnPhase) => {
      if (phase === 'writing-seed') setImmediate(() => stop.abort());
    };
    const result = await burnToken({ seed, config }, { channel, signal: stop.signal, nowMs, onPhase });
    assert.equal(result.outcome, 'unknown');
    await desk.readers.close();
  });

  it('gives the secret to no other token that is laid down meanwhile', async () => {
    const desk = await makeDesk(restrictedSerial);
    const other = makeToken({ serial: '8659622000002' });
    const open = desk.readers.openChannel(virtualReaderName);
    let commands = 0;
    const channel = {
      transmit: (apdu: Uint8Array, signal: AbortSignal) => {
        commands += 1;
        return commands === 5 ? Promise.resolve(other.transmit(apdu)) : open.transmit(apdu, signal);
      },
    };
    const result = await burnToken({ seed, config }, { channel, signal: AbortSignal.timeout(5000), nowMs });
    assert.equal(problemOf(result), 'wrong-serial');
    assert.equal(other.settings.seedBytes, 0);
  });

  it('passes on errors that are not about contact', async () => {
    const channel = { transmit: () => Promise.reject(new TypeError('a defect')) };
    await assert.rejects(
      burnToken({ seed, config }, { channel, signal: AbortSignal.timeout(5000), nowMs }),
      TypeError,
    );
    assert.equal(new ContactError('lost-contact', false).mayHaveRun, false);
  });
});
