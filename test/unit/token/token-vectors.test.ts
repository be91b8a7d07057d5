import assert from 'node:assert/strict';
import { checkCode, codeAt } from '@token-desk/burner-service/token/code-check';
import { decodeAnswer, decodeApdu } from '@token-desk/burner-service/token/protocol/apdu';
import {
  buildAnswerChallenge,
  buildGetChallenge,
  buildGetInfo,
  buildSetConfig,
  buildSetSeed,
  decodeInfo,
  displayTimeouts,
  lengthenSeed,
  mac,
} from '@token-desk/burner-service/token/protocol/commands';
import { meaningOf } from '@token-desk/burner-service/token/protocol/errors';
import { pad, padUnlessWhole, unpad } from '@token-desk/burner-service/token/protocol/padding';
import { decryptEcb, deviceKey, encryptEcb, isSm4Right } from '@token-desk/burner-service/token/protocol/sm4';
import { modelOf } from '@token-desk/contract/token/model';
import fc from 'fast-check';
import { vectors } from '../../support/rules/vectors.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex').toUpperCase();

describe('the token’s protocol agrees with the known answers', () => {
  it('has the device key', () => assert.equal(hex(deviceKey), vectors.deviceKey));
  it('checks its own cipher', () => assert.equal(isSm4Right(), true));

  for (const { name, key, plain, cipher, iterations = 1 } of vectors.sm4) {
    it(`SM4: ${name}`, () => {
      let block = bytes(plain);
      for (let i = 0; i < iterations; i += 1) block = Uint8Array.from(encryptEcb(block, bytes(key)));
      assert.equal(hex(block), cipher);
    });
  }

  it('get-info', () => assert.equal(hex(buildGetInfo()), vectors.getInfo[0]?.apdu));
  it('get-challenge', () => assert.equal(hex(buildGetChallenge()), vectors.challenge[0]?.apdu));

  for (const { challenge, apdu } of vectors.answerChallenge)
    it(`answers challenge ${challenge}`, () =>
      assert.equal(hex(buildAnswerChallenge(bytes(challenge))), apdu));

  for (const vector of vectors.mac)
    it(`MAC of ${vector.length} bytes`, () => {
      assert.equal(padUnlessWhole(bytes(vector.message)).length, vector.paddedLength);
      assert.equal(hex(mac(bytes(vector.message))), vector.mac);
    });

  for (const [index, vector] of vectors.setSeed.entries())
    it(`set-seed ${index}: ${vector.length} bytes`, () => {
      const apdu = buildSetSeed(bytes(vector.seed));
      assert.equal(hex(apdu), vector.apdu);
      const data = decodeApdu(apdu)?.data ?? new Uint8Array();
      assert.equal(hex(data.subarray(0, -4)), vector.ciphertext);
      assert.equal(hex(data.subarray(-4)), vector.mac);
    });

  for (const { displayTimeout, algorithm, stepSeconds, utc, apdu } of vectors.setConfig)
    it(`set-config ${displayTimeout}/${algorithm}/${stepSeconds} at ${utc}`, () => {
      const displayTimeoutSeconds = displayTimeouts[displayTimeout];
      assert.ok(displayTimeoutSeconds);
      assert.equal(hex(buildSetConfig({ displayTimeoutSeconds, algorithm, stepSeconds }, utc)), apdu);
    });

  for (const { response, serial, utc } of vectors.getInfoResponses)
    it(`reads info ${response.slice(0, 16)}… as ${serial ?? 'garbled'}`, () => {
      const answer = decodeAnswer(bytes(response));
      assert.equal(answer?.statusWord, 0x9000);
      const expected = serial === undefined ? null : { serial, utcSeconds: utc };
      assert.deepEqual(decodeInfo(answer?.data ?? new Uint8Array()), expected);
    });

  for (const { serial, model } of vectors.models)
    it(`serial “${serial}” is ${model ?? 'unknown'}`, () =>
      assert.equal(modelOf(serial)?.model ?? null, model));

  it('knows no model by the name of something every object has', () => {
    for (const serial of ['valueOf0000001', 'constructor']) assert.equal(modelOf(serial), null);
  });

  for (const { seed, algorithm, stepSeconds, codes } of vectors.totp)
    for (const [at, code] of Object.entries(codes))
      it(`code of ${seed.length / 2} bytes ${algorithm}/${stepSeconds} at ${at}`, () => {
        const source = { seed: bytes(seed), algorithm, stepSeconds };
        assert.equal(codeAt(source, Number(at) * 1000), code);
        assert.deepEqual(checkCode(source, code, Number(at) * 1000), { matched: true, stepOffset: 0 });
      });

  it('lengthens short seeds without changing their codes', () => {
    const { short, zeroPaddedTo20, codeShort, codePadded } = vectors.shortSeed;
    assert.equal(hex(lengthenSeed(bytes(short))), zeroPaddedTo20);
    assert.equal(codeShort, codePadded);
    const parameters = { algorithm: 'SHA1', stepSeconds: 30 } as const;
    for (const utcMs of [0, 59_000, 1_700_000_000_000])
      assert.equal(
        codeAt({ seed: bytes(short), ...parameters }, utcMs),
        codeAt({ seed: bytes(zeroPaddedTo20), ...parameters }, utcMs),
      );
  });
});

describe('padding', () => {
  it('comes off again, whatever the bytes', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (plain) => {
        const padded = pad(plain);
        assert.equal(padded.length % 16, 0);
        assert.ok(padded.length > plain.length);
        assert.deepEqual(Uint8Array.from(unpad(decryptEcb(encryptEcb(padded))) ?? []), plain);
      }),
    ));
  it('is missed where there is none', () => assert.equal(unpad(new Uint8Array(16)), null));
});

describe('a status word', () => {
  const cases = [
    ['get-info', 0x9000, 'done'],
    ['get-info', 0x6d00, 'not-a-token'],
    ['get-info', 0x6e00, 'not-a-token'],
    ['answer', 0x6983, 'answer-refused'],
    ['set-config', 0x6983, 'session-lost'],
    ['set-seed', 0x6983, 'session-lost'],
    ['set-seed', 0x6a80, 'refused'],
    ['set-seed', 0x6700, 'refused'],
    ['get-challenge', 0x6d00, 'refused'],
    ['set-config', 0x6a80, 'refused'],
    ['set-config', 0x6f00, 'garbled'],
    ['set-config', 0x6581, 'garbled'],
    ['set-seed', 0xca5e, 'garbled'],
    ['set-seed', 0x9001, 'garbled'],
  ] as const;
  for (const [command, statusWord, meaning] of cases)
    it(`${statusWord.toString(16).toUpperCase()} to ${command} means ${meaning}`, () =>
      assert.equal(meaningOf(command, { data: new Uint8Array(), statusWord }), meaning));

  for (const command of ['answer', 'set-config', 'set-seed'] as const)
    it(`9000 to ${command} with data is the answer to something else`, () =>
      assert.equal(meaningOf(command, { data: new Uint8Array(8), statusWord: 0x9000 }), 'garbled'));
  it('a refusal with data is noise', () =>
    assert.equal(meaningOf('set-seed', { data: new Uint8Array(1), statusWord: 0x6a80 }), 'garbled'));
});
