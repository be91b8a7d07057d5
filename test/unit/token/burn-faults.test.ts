import assert from 'node:assert/strict';
import { ContactError } from '@token-desk/burner-service/reader/channel';
import type { Fault, FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import { VirtualReaders, virtualReaderName } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { burnToken } from '@token-desk/burner-service/token/burn';
import type { BurnResult } from '@token-desk/burner-service/token/burn-result';
import { ins } from '@token-desk/burner-service/token/protocol/commands';
import type { BurnPhase } from '@token-desk/contract/desk/job';
import {
  burnOn,
  code,
  config,
  makeDesk,
  nowMs,
  oldSeed,
  problemOf,
  seed,
} from '../../support/desk/burn-desk.ts';
import { makeToken, restrictedSerial, unrestrictedSerial } from '../../support/reader/virtual-tokens.ts';

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

/** At that command and whatever is sent after it. */
const from =
  (place: Place, fault: Fault): FaultPlan =>
  ({ index }) =>
    index >= places[place] ? fault : null;

describe('a burn that goes wrong', () => {
  type Holds = 'old' | 'none' | 'new';
  const cases: readonly (readonly [Place, string, Fault, BurnResult['outcome'], string, Holds])[] = [
    ['info', 'lifted before', lift('before'), 'failed', 'lost-contact', 'old'],
    ['info', 'lifted after', lift('after'), 'failed', 'lost-contact', 'old'],
    ['challenge', 'lifted before', lift('before'), 'failed', 'lost-contact', 'old'],
    ['answer', 'lifted after', lift('after'), 'failed', 'lost-contact', 'old'],
    ['answer', 'answered with one byte', lone, 'failed', 'lost-contact', 'old'],
    ['config', 'lifted before', lift('before'), 'empty', 'token-perhaps-empty', 'old'],
    ['config', 'lifted after', lift('after'), 'empty', 'token-perhaps-empty', 'none'],
    ['config', 'answered with one byte', lone, 'empty', 'token-perhaps-empty', 'none'],
    ['config', 'answered with noise', noise, 'empty', 'token-perhaps-empty', 'none'],
    ['config', 'refused with 6A80', word('6A80'), 'failed', 'token-refused', 'old'],
    [
      'config',
      'carried out and answered 6581',
      word('6581', 'after'),
      'empty',
      'token-perhaps-empty',
      'none',
    ],
    [
      'config',
      'carried out and answered 6F00',
      word('6F00', 'after'),
      'empty',
      'token-perhaps-empty',
      'none',
    ],
    [
      'config',
      'answered 9000 with data',
      word('11223344556677889000'),
      'empty',
      'token-perhaps-empty',
      'old',
    ],
    ['read back', 'lifted before', lift('before'), 'empty', 'token-empty', 'none'],
    ['seed', 'lifted before', lift('before'), 'unknown', 'burn-unknown', 'none'],
    ['seed', 'lifted after', lift('after'), 'unknown', 'burn-unknown', 'new'],
    ['seed', 'answered with one byte', lone, 'unknown', 'burn-unknown', 'new'],
    ['seed', 'answered with noise', noise, 'unknown', 'burn-unknown', 'new'],
    ['seed', 'refused with 6A80', word('6A80'), 'empty', 'token-emptied', 'none'],
    ['seed', 'refused with 6700', word('6700'), 'empty', 'token-emptied', 'none'],
    ['seed', 'carried out and answered 6581', word('6581', 'after'), 'unknown', 'burn-unknown', 'new'],
    ['seed', 'carried out and answered 6281', word('6281', 'after'), 'unknown', 'burn-unknown', 'new'],
    ['seed', 'answered 9000 with data', word('11223344556677889000'), 'unknown', 'burn-unknown', 'none'],
    ['seed', 'answered 6A80 with data', word('116A80', 'after'), 'unknown', 'burn-unknown', 'new'],
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

  const twice: readonly (readonly [Place, string, Fault, BurnResult['outcome'], string])[] = [
    ['info', 'refused with 6A80', word('6A80'), 'failed', 'token-refused'],
    ['info', 'answered with noise', noise, 'failed', 'token-answer-garbled'],
    ['challenge', 'refused with 6A80', word('6A80'), 'failed', 'token-refused'],
    ['challenge', 'refused with 6D00', word('6D00'), 'failed', 'token-refused'],
    ['challenge', 'answered with noise', noise, 'failed', 'token-answer-garbled'],
    ['challenge', 'answered with seven bytes', word('112233445566779000'), 'failed', 'token-answer-garbled'],
    ['answer', 'refused with 6A80', word('6A80'), 'failed', 'token-refused'],
    ['answer', 'answered 9000 with data', word('119000'), 'failed', 'token-answer-garbled'],
    ['read back', 'refused with 6D00', word('6D00'), 'empty', 'token-emptied'],
    ['read back', 'answered with noise', noise, 'empty', 'token-empty'],
  ];
  for (const [place, name, fault, outcome, problem] of twice) {
    it(`at ${place}, ${name}, and again: ${outcome}`, async () => {
      const desk = await makeDesk(restrictedSerial, from(place, fault));
      const result = await burnOn(desk);
      assert.deepEqual([result.outcome, problemOf(result)], [outcome, problem]);
    });

    it(`at ${place}, ${name} once: asked again, and written`, async () => {
      const desk = await makeDesk(restrictedSerial, at(place, fault));
      assert.equal((await burnOn(desk)).outcome, 'burned');
      assert.equal(desk.token.press(), code(seed));
    });
  }

  it('writes the clock too when set-config is answered once as if there were no such command', async () => {
    const desk = await makeDesk(restrictedSerial, at('config', word('6D00')));
    const result = await burnOn(desk);
    assert.ok(result.outcome === 'burned');
    assert.equal(result.note, null);
    assert.equal(desk.token.settings.algorithm, 2);
  });

  it('takes no token for locked that refused one answer as wrong, after another refusal', async () => {
    const words = ['6A80', '6983'];
    const desk = await makeDesk(restrictedSerial, ({ apdu }) =>
      apdu[1] === ins.answer ? word(words.shift() ?? '6983') : null,
    );
    assert.equal(problemOf(await burnOn(desk)), 'token-refused');
  });

  type Changed = readonly [Place, string, Fault, BurnResult['outcome'], string, 'new settings' | 'as before'];
  const unrestricted: readonly Changed[] = [
    ['config', 'refused', word('6A80'), 'failed', 'token-refused', 'as before'],
    ['config', 'lifted before', lift('before'), 'settings-changed', 'token-perhaps-changed', 'as before'],
    ['config', 'lifted after', lift('after'), 'settings-changed', 'token-perhaps-changed', 'new settings'],
    [
      'config',
      'carried out and answered 6581',
      word('6581', 'after'),
      'settings-changed',
      'token-perhaps-changed',
      'new settings',
    ],
    ['read back', 'lifted before', lift('before'), 'settings-changed', 'token-changed', 'new settings'],
    ['read back', 'refused', word('6700'), 'settings-changed', 'token-half-written', 'new settings'],
    ['seed', 'refused', word('6A80'), 'settings-changed', 'token-half-written', 'new settings'],
    ['seed', 'lifted before', lift('before'), 'unknown', 'burn-unknown', 'new settings'],
  ];
  for (const [place, name, fault, outcome, problem, holds] of unrestricted)
    it(`at ${place}, ${name}, on a model that keeps its seed: ${outcome}, and the re-tap writes`, async () => {
      const desk = await makeDesk(
        unrestrictedSerial,
        place === 'read back' ? from(place, fault) : at(place, fault),
      );
      const other = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 120 } as const;
      const result = await burnOn(desk, { config: other });
      assert.deepEqual([result.outcome, problemOf(result)], [outcome, problem]);
      const { algorithm, stepSeconds, displayTimeoutSeconds, seedBytes } = desk.token.settings;
      const now = [algorithm, stepSeconds, displayTimeoutSeconds, seedBytes];
      assert.deepEqual(now, holds === 'as before' ? [2, 60, 60, 20] : [1, 30, 120, 20]);
      assert.deepEqual(Uint8Array.from(desk.token.memory.seed), oldSeed);

      desk.readers.lift();
      desk.readers.tap(desk.token);
      assert.equal((await burnOn(desk)).outcome, 'burned');
      assert.equal(desk.token.press(), code(seed));
    });

  it('is changed, not failed, when it is cancelled after the settings were written', async () => {
    const stop = new AbortController();
    const desk = await makeDesk(unrestrictedSerial, ({ index }) => {
      if (index === places['read back']) stop.abort();
      return null;
    });
    const channel = desk.readers.openChannel(virtualReaderName);
    const result = await burnToken({ seed, config }, { channel, signal: stop.signal, nowMs });
    assert.deepEqual([result.outcome, problemOf(result)], ['settings-changed', 'token-changed']);
  });

  it('does not say that a token of an unknown model is empty: nobody knows', async () => {
    for (const [fault, problem] of [
      [lift('before'), 'token-perhaps-empty'],
      [word('6A80'), 'token-perhaps-emptied'],
    ] as const) {
      const readers = new VirtualReaders();
      const token = makeToken({ serial: '1234567000001', isRestricted: false });
      readers.tap(token, { faults: from('read back', fault) });
      const result = await burnOn({ readers, token }, { allowUnknownModel: true });
      assert.deepEqual([result.outcome, problemOf(result)], ['empty', problem]);
    }
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
