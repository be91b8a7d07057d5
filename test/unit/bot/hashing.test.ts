import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { isCurvePoint, isSignedBy, sha256Hex } from '@token-desk/bot/usecases/write/hashing';

const newKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signText = (text: string) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url');
  return { signText, raw: publicKey.export({ format: 'jwk' }).x ?? '' };
};

describe('what is hashed and signed', () => {
  it('is SHA-256 of the text as UTF-8, in capitals', () => {
    // FIPS 180-2 appendix B.1, and two characters beyond ASCII
    assert.equal(sha256Hex('abc'), 'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD');
    assert.equal(sha256Hex('ü€'), 'EFB65B779538006D489299318D8A96A512E6B42D1127D64A0AFA38169C30C33A');
  });

  describe('by a desk', () => {
    const [desk, other] = [newKey(), newKey()];
    const text = 'the desk’s word';
    const signature = desk.signText(text);

    it('is its own when key, text and signature are', () => {
      assert.equal(isSignedBy(desk.raw, text, signature), true);
      assert.equal(isSignedBy(other.raw, text, signature), false);
      assert.equal(isSignedBy(desk.raw, `${text} `, signature), false);
      assert.equal(isSignedBy(desk.raw, text, other.signText(text)), false);
    });

    it('is nobody’s when it cannot be read', () => {
      for (const [key, wrong] of [
        ['', signature],
        ['no key', signature],
        [desk.raw, ''],
        [desk.raw, `${signature}!`],
        [desk.raw, signature.slice(4)],
      ] as const)
        assert.equal(isSignedBy(key, text, wrong), false);
      const half = '\ud83d';
      assert.equal(isSignedBy(desk.raw, half, desk.signText(half)), false, 'half a character');
    });

    it('is told from others’ however many desks there are', () => {
      const keys = Array.from({ length: 450 }, newKey);
      for (const round of [1, 2])
        for (const [at, key] of keys.entries()) {
          const signed = key.signText(text);
          assert.equal(isSignedBy(key.raw, text, signed), true, `${at}, round ${round}`);
          assert.equal(isSignedBy(keys[at - 1]?.raw ?? other.raw, text, signed), false);
        }
    });
  });

  it('is a tab’s key only where it is a point on the curve', () => {
    const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
      format: 'jwk',
    });
    const bytes = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
    const changed = (at: number) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    };
    const cases: readonly (readonly [string, Buffer, boolean])[] = [
      ['a point', bytes, true],
      ['another y', changed(64), false],
      ['another x', changed(1), false],
      ['compressed', changed(0), false],
      ['a byte too many', Buffer.concat([bytes, Buffer.from([0])]), false],
      ['a byte too few', bytes.subarray(0, 64), false],
      ['nothing', Buffer.alloc(0), false],
    ];
    for (const [what, point, expected] of cases)
      assert.equal(isCurvePoint(point.toString('base64url')), expected, what);
  });
});
