import assert from 'node:assert/strict';
import {
  decodeBase64Url,
  decodeHex,
  encodeBase32,
  encodeBase64Url,
  encodeHex,
  utf8,
  wipe,
} from '@token-desk/contract/text/bytes';

describe('bytes as text', () => {
  it('are hexadecimal in capitals, two digits each', () => {
    const bytes = new Uint8Array([0, 1, 0x0f, 0xa0, 0xff]);
    assert.equal(encodeHex(bytes), '00010FA0FF');
    assert.deepEqual(decodeHex('00010fA0FF'), bytes);
    assert.deepEqual(decodeHex(''), new Uint8Array());
  });
  for (const text of ['0', '012', 'xx', '00g0', 'x0', '0x', ' 00 '])
    it(`“${text}” is no hexadecimal`, () => assert.equal(decodeHex(text), null));

  /** RFC 4648 §10. */
  const known: readonly (readonly [plain: string, base32: string, base64Url: string])[] = [
    ['', '', ''],
    ['f', 'MY', 'Zg'],
    ['fo', 'MZXQ', 'Zm8'],
    ['foo', 'MZXW6', 'Zm9v'],
    ['foob', 'MZXW6YQ', 'Zm9vYg'],
    ['fooba', 'MZXW6YTB', 'Zm9vYmE'],
    ['foobar', 'MZXW6YTBOI', 'Zm9vYmFy'],
  ];
  for (const [plain, base32, base64Url] of known)
    it(`“${plain}” is ${base32} and ${base64Url}`, () => {
      assert.equal(encodeBase32(utf8(plain)), base32);
      assert.equal(encodeBase64Url(utf8(plain)), base64Url);
      assert.deepEqual(decodeBase64Url(base64Url), utf8(plain));
    });

  it('are gone when they are wiped', () => {
    const secret = utf8('secret');
    wipe(secret);
    assert.deepEqual(secret, new Uint8Array(6));
  });
});
