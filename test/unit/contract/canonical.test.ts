import assert from 'node:assert/strict';
import { isSignedBy } from '@token-desk/bot/usecases/write/hashing';
import { isSameAccount, isSameTenant } from '@token-desk/contract/account';
import { jobKey, publicPoint } from '@token-desk/contract/desk/job';
import { pairRequest } from '@token-desk/contract/desk/pairing';
import { base64UrlOf, decodeBase64Url, encodeBase64Url } from '@token-desk/contract/text/bytes';
import {
  isStorable,
  parseCanonicalJson,
  storable,
  storableThroughout,
} from '@token-desk/contract/text/canonical';
import fc from 'fast-check';
import { DeskBurner } from '../../support/desk/desk-burner.ts';

/** Any sequence of UTF-16 units: half characters and NUL among them. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xd800, 0xdfff, 0x41)))
  .map((units) => String.fromCharCode(...units));

/** The same bits in another last character, where it has some to spare. */
function otherLast(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(text.at(-1) ?? '');
  return text.slice(0, -1) + (alphabet[last + 1] ?? '');
}

describe('the one form of what is signed and hashed', () => {
  it('base64url has one text for each value, and that of its size alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = encodeBase64Url(bytes);
        assert.deepEqual(decodeBase64Url(text), bytes);
        assert.match(text, base64UrlOf(bytes.length));
        assert.doesNotMatch(text, base64UrlOf(bytes.length + 1));
        if (bytes.length % 3 === 0) return;
        assert.equal(decodeBase64Url(otherLast(text)), null);
        assert.doesNotMatch(otherLast(text), base64UrlOf(bytes.length));
      }),
    );
  });

  it('base64url takes no other text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = decodeBase64Url(text);
        assert.ok(bytes === null || encodeBase64Url(bytes) === text);
      }),
    );
    for (const text of ['QQ==', 'QQ ', ' QQ', 'Q+', 'Q/', 'QR', 'Q', 'QQ\ud800'])
      assert.equal(decodeBase64Url(text), null);
  });

  it('JSON is taken as it is written by us, or not at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), anyText, (value, at, inserted) => {
        const text = JSON.stringify(value);
        const isKept = isStorable(JSON.stringify(storableThroughout(value))) && isStorableIn(value);
        assert.deepEqual(parseCanonicalJson(text), isKept ? JSON.parse(text) : undefined);
        const place = at % (text.length + 1);
        const other = text.slice(0, place) + inserted + text.slice(place);
        const parsed = parseCanonicalJson(other);
        if (parsed !== undefined) assert.equal(JSON.stringify(parsed), other);
      }),
    );
    for (const text of [
      '{"a":1,"a":1}',
      '{"a": 1}',
      '{"a":1.0}',
      '{"a":1e0}',
      '"\\u0041"',
      '"\\ud800"',
      '"\ud800"',
      '"\\u0000"',
      '{"\\u0000":1}',
      '[["\\udfff"]]',
      '1 ',
      'x',
      '',
    ])
      assert.equal(parseCanonicalJson(text), undefined, text);
  });

  it('what a desk writes is made so that it can be kept', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.ok(isStorable(storable(text)));
        if (isStorable(text)) assert.equal(storable(text), text);
        const written = JSON.stringify(storableThroughout({ a: [text, 1, null], b: { c: text } }));
        assert.notEqual(parseCanonicalJson(written), undefined);
      }),
    );
  });

  it('half a character is shown as one that nobody knows, a NUL not at all', () => {
    assert.equal(storable('a\0b\ud800c\udfff'), 'ab\ufffdc\ufffd');
    const list = storableThroughout(['\0', { a: ['b\0'] }]);
    assert.ok(Array.isArray(list));
    assert.deepEqual(list, ['', { a: ['b'] }]);
  });

  it('a signature is one text, over text that has bytes', () => {
    const desk = new DeskBurner(() => 0);
    const text = 'token-desk receipt v1\nwords';
    const key = desk.identity.publicKey;
    const signature = desk.sign('words');
    assert.equal(isSignedBy(key, text, signature), true);
    for (const other of [
      otherLast(signature),
      `${signature}=`,
      `${signature} `,
      `${signature}\ud800`,
      `+${signature}`,
    ])
      assert.equal(isSignedBy(key, text, other), false, JSON.stringify(other));
    // Both halves become U+FFFD on the way to bytes.
    assert.equal(isSignedBy(key, 'token-desk receipt v1\n\ud800', desk.sign('\ufffd')), false);
  });

  it('keys and signatures of pairing and of a job are one text too', () => {
    const desk = new DeskBurner(() => 0);
    const good = desk.pairRequest('ABCD-EFGH-2345');
    assert.ok(pairRequest.safeParse(good).success);
    for (const name of ['identityKey', 'linkKey', 'identityProof', 'linkProof'] as const)
      assert.equal(pairRequest.safeParse({ ...good, [name]: otherLast(good[name]) }).success, false, name);
    for (const name of ['hostName', 'version'] as const)
      for (const bad of ['a\0', '\ud800'])
        assert.equal(pairRequest.safeParse({ ...good, [name]: bad }).success, false, name);
    const point = encodeBase64Url(new Uint8Array(65).fill(4));
    const signature = good.identityProof;
    assert.ok(publicPoint.safeParse(point).success);
    assert.equal(publicPoint.safeParse(otherLast(point)).success, false);
    assert.ok(jobKey.safeParse({ publicKey: point, signature }).success);
    assert.equal(jobKey.safeParse({ publicKey: point, signature: otherLast(signature) }).success, false);
  });
});

const isStorableIn = (value: unknown): boolean =>
  typeof value === 'string'
    ? isStorable(value)
    : typeof value !== 'object' ||
      value === null ||
      Object.entries(value).every(([key, inner]) => isStorable(key) && isStorableIn(inner));

describe('the account in a code', () => {
  const accounts: [string | null, string, boolean][] = [
    ['sven@contoso.example', 'sven@contoso.example', true],
    ['SVEN@Contoso.Example', 'sven@contoso.example', true],
    [' sven@contoso.example ', 'sven@contoso.example', true],
    ['rene\u0301@contoso.example', 'ren\u00e9@contoso.example', true],
    ['INES@contoso.example', 'ines@contoso.example', true],
    ['sven.ek@contoso.example', 'sven@contoso.example', false],
    ['sven@contoso.onmicrosoft.example', 'sven@contoso.example', false],
    ['sven', 'sven@contoso.example', false],
    ['svеn@contoso.example', 'sven@contoso.example', false],
    ['sven_fabrikam.example#EXT#@contoso.example', 'sven@fabrikam.example', false],
    ['', 'sven@contoso.example', false],
    [null, 'sven@contoso.example', false],
    [null, '', false],
  ];
  for (const [account, upn, same] of accounts)
    it(`${JSON.stringify(account)} is ${same ? '' : 'not '}${upn}’s`, () =>
      assert.equal(isSameAccount(account, upn), same));

  it('a tenant’s name is told by its letters alone', () => {
    assert.equal(isSameTenant(' CONTOSO ', 'Contoso'), true);
    assert.equal(isSameTenant('Contoso Ltd', 'Contoso'), false);
  });
});
