import assert from 'node:assert/strict';
import { type BurnResult, burnToken } from '@token-desk/burner-service/burn';
import { ContactError } from '@token-desk/burner-service/reader/channel';
import type { Fault, FaultPlan } from '@token-desk/burner-service/reader/virtual-card';
import { virtualReaderName } from '@token-desk/burner-service/reader/virtual-reader';
import { ins } from '@token-desk/burner-service/token/commands';
import type { BurnPhase } from '@token-desk/contract/job';
import { burnOn, code, config, makeDesk, nowMs, oldSeed, problemOf, seed } from '../support/burn-desk.ts';
import { makeToken, restrictedSerial, unrestrictedSerial } from '../support/virtual-tokens.ts';

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
