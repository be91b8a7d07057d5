import assert from 'node:assert/strict';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { codeAt } from '@token-desk/burner-service/token/code-check';
import { decodeAnswer } from '@token-desk/burner-service/token/protocol/apdu';
import {
  buildAnswerChallenge,
  buildGetChallenge,
  buildGetInfo,
  buildSetConfig,
  buildSetSeed,
  decodeInfo,
  macOf,
} from '@token-desk/burner-service/token/protocol/commands';
import { encryptEcb } from '@token-desk/burner-service/token/protocol/sm4';
import { makeToken } from '../../support/reader/virtual-tokens.ts';
import { vectors } from '../../support/rules/vectors.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const seed = bytes('3132333435363738393031323334353637383930');
const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
const now = 1_700_000_000;

function send(token: VirtualToken, apdu: Uint8Array | string): string {
  const answer = decodeAnswer(token.transmit(typeof apdu === 'string' ? bytes(apdu) : apdu));
  return (answer?.statusWord ?? 0).toString(16).toUpperCase();
}

function challenge(token: VirtualToken): Uint8Array {
  return decodeAnswer(token.transmit(buildGetChallenge()))?.data ?? new Uint8Array();
}

function authenticate(token: VirtualToken): void {
  assert.equal(send(token, buildAnswerChallenge(challenge(token))), '9000');
}

/** A secured command with a right MAC over any body. */
function secured(instruction: number, p1: number, body: Uint8Array): Uint8Array {
  const mac = macOf({ instruction, p1, p2: 0, body });
  return Uint8Array.of(0x84, instruction, p1, 0, body.length + 4, ...body, ...mac);
}

describe('the virtual token does what the firmware does', () => {
  for (const [index, vector] of vectors.setSeed.entries())
    it(`stores the seed of vector ${index} (${vector.length} bytes) exactly`, () => {
      const token = makeToken();
      authenticate(token);
      assert.equal(send(token, vector.apdu), vector.verdict);
      assert.equal(token.settings.seedBytes, vector.length);
      const source = { seed: bytes(vector.seed), algorithm: 'SHA1', stepSeconds: 30 } as const;
      assert.equal(token.displayCode(), codeAt(source, now * 1000));
    });

  for (const { apdu, verdict, utc, stored, displayTimeout } of vectors.setConfig)
    it(`takes configuration ${stored} at ${utc}`, () => {
      const token = makeToken();
      authenticate(token);
      assert.equal(send(token, apdu), verdict);
      const { algorithm, stepSeconds } = token.settings;
      assert.equal(`${displayTimeout}/${algorithm}/${stepSeconds}`, stored);
      const info = decodeInfo(decodeAnswer(token.transmit(buildGetInfo()))?.data ?? new Uint8Array());
      assert.deepEqual(info, { serial: '8659622000001', utcSeconds: utc });
    });

  describe('answers without authentication', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['three bytes', '804100', '6700'],
      ['a length byte larger than the data', '8041000003 0211'.replace(' ', ''), '6700'],
      ['SELECT', '00A4040000', '6E00'],
      ['a PC/SC pseudo command', 'FFCA000000', '6E00'],
      ['an unknown instruction', '8042000000', '6D00'],
      ['get-challenge of another length', '804B04000100', '6D00'],
      ['an answer without a challenge', vectors.answerChallenge[0]?.apdu ?? '', '6A80'],
      ['a secured command without room for a MAC', '84C501000311223344'.slice(0, 16), '6700'],
      ['set-seed with a right MAC', vectors.setSeed[0]?.apdu ?? '', '6983'],
      ['set-config with a right MAC', vectors.setConfig[0]?.apdu ?? '', '6983'],
      ['set-config with a wrong MAC', `${vectors.setConfig[0]?.apdu.slice(0, -2)}00`, '6983'],
    ];
    for (const [name, apdu, statusWord] of cases)
      it(`${name}: ${statusWord}`, () => assert.equal(send(makeToken(), apdu), statusWord));
  });

  describe('answers after authentication', () => {
    const shaped = buildSetConfig(config, now).subarray(5, -4);
    const cases: readonly (readonly [string, Uint8Array, string])[] = [
      ['an unknown secured instruction', secured(0xc6, 0, new Uint8Array(16)), '6D00'],
      ['set-seed with another P1', secured(0xc5, 0, new Uint8Array(16)), '6D00'],
      ['an empty seed body', secured(0xc5, 1, new Uint8Array()), '6A80'],
      ['a seed body of 15 bytes', secured(0xc5, 1, new Uint8Array(15)), '6A80'],
      ['a seed body of 80 bytes', secured(0xc5, 1, new Uint8Array(80)), '6A80'],
      ['a seed without padding', secured(0xc5, 1, encryptEcb(new Uint8Array(16).fill(7))), '6A80'],
      [
        'padding and no seed',
        secured(0xc5, 1, encryptEcb(Uint8Array.of(0x80, ...new Uint8Array(15)))),
        '9000',
      ],
      ['a configuration of 18 bytes', secured(0xd4, 0, shaped.subarray(0, 18)), '6A80'],
      [
        'a configuration with another tag',
        secured(0xd4, 0, Uint8Array.of(0x82, ...shaped.subarray(1))),
        '6A80',
      ],
      [
        'a configuration with values out of range',
        secured(0xd4, 0, Uint8Array.of(...shaped.subarray(0, 18), 0)),
        '9000',
      ],
    ];
    for (const [name, apdu, statusWord] of cases)
      it(`${name}: ${statusWord}`, () => {
        const token = makeToken();
        authenticate(token);
        assert.equal(send(token, apdu), statusWord);
        assert.equal(token.displayCode(), null);
      });
  });

  it('forgets a challenge that was answered wrongly, and takes the next', () => {
    const token = makeToken();
    const given = challenge(token);
    assert.equal(send(token, buildAnswerChallenge(new Uint8Array(8).fill(9))), '6983');
    assert.equal(send(token, buildAnswerChallenge(given)), '6A80');
    authenticate(token);
  });

  const losses: readonly (readonly [string, (token: VirtualToken) => unknown])[] = [
    ['a power cycle', (token) => token.powerCycle()],
    ['its button', (token) => token.press()],
    ['the next challenge', (token) => challenge(token)],
  ];
  for (const [name, lose] of losses)
    it(`is no longer authenticated after ${name}`, () => {
      const token = makeToken();
      authenticate(token);
      lose(token);
      assert.equal(send(token, buildSetSeed(seed)), '6983');
    });

  it('stays authenticated while it is asked who it is', () => {
    const token = makeToken();
    authenticate(token);
    assert.equal(send(token, buildGetInfo()), '9000');
    assert.equal(send(token, buildSetSeed(seed)), '9000');
  });

  for (const isRestricted of [true, false])
    it(`${isRestricted ? 'restricted: loses' : 'unrestricted: keeps'} its seed when configured`, () => {
      const token = makeToken({ isRestricted });
      authenticate(token);
      assert.equal(send(token, buildSetSeed(seed)), '9000');
      assert.notEqual(token.displayCode(), null);
      assert.equal(send(token, buildSetConfig(config, now)), '9000');
      assert.equal(token.displayCode() === null, isRestricted);
    });

  it('refuses every answer once its key is locked, and still says who it is', () => {
    const token = makeToken();
    token.lockKey();
    assert.equal(send(token, buildAnswerChallenge(challenge(token))), '6983');
    assert.equal(send(token, buildGetInfo()), '9000');
  });

  it('falls asleep when nobody uses it, and wakes by its button', () => {
    const clock = new HandClock(0);
    const token = makeToken({ nowMs: clock.now, sleepSeconds: 30 });
    clock.turnTo(29_000);
    assert.equal(token.isAwake, true);
    send(token, buildGetInfo());
    clock.turnTo(58_000);
    assert.equal(token.isAwake, true);
    clock.turnTo(59_000);
    assert.equal(token.isAwake, false);
    token.press();
    assert.equal(token.isAwake, true);
  });
});
