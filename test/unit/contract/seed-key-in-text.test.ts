import assert from 'node:assert/strict';
import {
  codesIn,
  type ParseSeedOptions,
  parseSeedInput,
  problemOfInput,
  type SeedInput,
} from '@token-desk/contract/seed/input';
import { isStrictBase32 } from '@token-desk/contract/seed/key-text';

const key = 'JNLL6MRQKND57PMN';
const other = 'MFRGGZDFMZTWQ2LK';
const both = 'abcdef234567abcdefab';
/** Without a digit nothing but its place says that it is a key. */
const letters = 'jnllamrqkndbhpmn';
const name = 'Contoso:ana@contoso.example';
const short = `otpauth://totp/Contoso:ana?secret=${key}`;
const encodedFiveTimes = [1, 2, 3, 4, 5].reduce((link) => encodeURIComponent(link), short);

/** What was read, in a word: the kind, or how many bytes for whom. */
function said(input: SeedInput): string {
  return input.kind === 'seed' ? `${input.seed.length} for ${input.account ?? 'nobody'}` : input.kind;
}

describe('which key of a text is meant', () => {
  const cases: readonly (readonly [what: string, text: string, wanted: string])[] = [
    ['letters alone in quotes', `"${letters}"`, '10 for nobody'],
    ['two halves of one length are one key', `${key} ${other}`, '20 for nobody'],
    ['two of different length are two', `${key} ${other}AB`, 'several'],
    ['two beside each other', `${key}, ${other}`, 'several'],
    ['the same twice', `${key}, ${key}`, '10 for nobody'],
    ['a number beside it', `Key 2, please: ${key}`, '10 for nobody'],
    ['a room beside it', `Büro2, ${key}`, '10 for nobody'],
    ['a floor beside it', `2ü, ${key}`, '10 for nobody'],
    ['one with a digit at its end', 'Hi, JNLL6MRQKNDA7PM2, bye', '10 for nobody'],
    ['a line of letters and a key', `Hello!\nthe key is ${key}`, '10 for nobody'],
    ['a key and two words on its line', `Hello!\n${key} and then`, '10 for nobody'],
    ['groups with wide gaps', 'Use this,\njnll  6mrq  knd5  7pmn\nplease!', '10 for nobody'],
    ['a last group that is shorter', 'Use this,\nJNLL6MRQKN D57PMNMFRG GZDF\nplease!', '15 for nobody'],
    ['marked hexadecimal in a sentence', 'it is 0x4B56BF32305347DFBD8D, ok?', '10 for nobody'],
    ['the account of its label, not the key alone', `Account name: ${name}\nSecret key: ${key}`, '10 for ana@contoso.example'],
    ['a label with the key a line below other words', `Account name: ${name}\nSecret key: shown here\n${key}`, '10 for ana@contoso.example'],
    ['two labels and an account in one line', `Secret key: ${letters} Account name: ${name} Secret key: ${letters}`, '10 for ana@contoso.example'],
    ['a short label with a colon', `Key: ${letters}`, '10 for nobody'],
    ['a short label above its key', `Key\n${letters}`, '10 for nobody'],
    ['a label of six letters', `secret ${letters}`, '10 for nobody'],
    ['a group that is a word of the page', 'Secret key: JNLL6 KONTO MRQKN A', '10 for nobody'],
    ['a label behind its key', `${key} is the secret key: thanks`, '10 for nobody'],
    ['one that both alphabets read, and a reference', `Secret key: ${both}\nReference: ${other}`, 'ambiguous'],
    ['a label each, one of them readable both ways', `Secret key: ${key}\nSecret key: ${both}`, 'ambiguous'],
    ['two labelled without a digit, and one that stands out', `${key}\nSecret key: ${letters}\nSecret key: mfrggzdfmztwqwlk`, 'several'],
    ['two behind one label', `Secret key: ${key}, ${other}\nSecret key: ${key}`, 'several'],
    ['two beside an address', `https://aka.ms/mfasetup shows ${key}, or ${other}`, 'several'],
    ['words beside an address', 'https://contoso.example/ and some words, 12', 'web-link'],
    ['an order number', 'Order 23456723456723456723, please', 'bad-character'],
    ['hexadecimal by its mark, not where it is inside', 'ZZ0x0123456789ABCDEF0123', 'bad-character'],
    ['a serial as long as serials get', '8659622000001234', 'token-serial'],
  ]; // biome-ignore format: a table
  for (const [what, text, wanted] of cases) it(what, () => assert.equal(said(parseSeedInput(text)), wanted));

  it('of a key said to be hexadecimal the first letter is named that hexadecimal has not', () => {
    const options: ParseSeedOptions = { readAs: 'hex' };
    assert.deepEqual(parseSeedInput('0F0F0F0F0F0F0F0F0F0G', options), {
      kind: 'bad-character',
      character: 'G',
      position: 20,
    });
  });
  it('a key of 8 letters is none, one of 101 is the longest', () => {
    assert.deepEqual(
      ['JNLL6MRQ', 'A'.repeat(101), 'A'.repeat(104)].map((bare) => isStrictBase32(bare)),
      [false, true, false],
    );
  });
});

describe('which link of a text is meant', () => {
  const second = (secret: string, account = 'ana') => `otpauth://totp/Contoso:${account}?secret=${secret}`;
  const cases: readonly (readonly [what: string, text: string, wanted: string])[] = [
    ['the same twice', `${short}\n${short}&issuer=Sys`, '10 for ana'],
    ['a key of which the first is the beginning', `"${short}" "${second(`${key}AAAAAAAA`)}"`, 'several'],
    ['a key that ends otherwise', `"${short}" "${second('JNLL6MRQKND57PMA')}"`, 'several'],
    ['one key for two accounts', `"${short}" "${second(key, 'ben')}"`, 'several'],
    ['encoded too often to be one', encodedFiveTimes, 'web-link'],
    ['what is wrong with the other, then', `${encodedFiveTimes} otpauth://hotp/a?secret=${key}`, 'hotp'],
    ['another kind of code', `otpauth://steam/a?secret=${key}`, 'unsupported-parameters'],
    ['a blank for a value', `${short}&period=%20`, 'truncated'],
    ['as long as a code can be', `${short}&x=`.padEnd(8192, 'x'), '10 for ana'],
    ['longer than that', `${short}&x=`.padEnd(8193, 'x'), 'too-long'],
  ];
  for (const [what, text, wanted] of cases) it(what, () => assert.equal(said(parseSeedInput(text)), wanted));

  it('a text with one link, or with one that is unclear, is one code', () => {
    for (const text of [`see ${short}.`, `${short} COMPANYA\n${short}`])
      assert.deepEqual(codesIn(text), [text]);
  });

  const parameters: readonly (readonly [query: string, parameter: string | null])[] = [
    ['digits=6&digit=8', 'two values for digits'],
    ['algorithm=SHAHMAC1', 'another algorithm'],
    ['digits=%206', null],
    ['pin=', null],
    ['encoder=none', null],
    ['pin=%20false%20', null],
  ];
  for (const [query, parameter] of parameters)
    it(`${query}: ${parameter ?? 'asks for nothing'}`, () => {
      const input = parseSeedInput(`${short}&${query}`);
      assert.equal(input.kind === 'unsupported-parameters' ? input.parameter : null, parameter);
      assert.equal(input.kind === 'seed', parameter === null);
    });
  it('names another kind of code', () =>
    assert.deepEqual(problemOfInput(parseSeedInput(`otpauth://steam/a?secret=${key}`)), {
      code: 'input-unsupported-parameters',
      detail: { parameter: 'another kind of code' },
    }));
  it('names nothing where there is nothing to name', () =>
    assert.deepEqual(problemOfInput(parseSeedInput('')), { code: 'input-empty' }));
});

describe('what is no key, by what stands in it', () => {
  const texts: readonly (readonly [text: string, kind: SeedInput['kind']])[] = [
    ['see otpauth-migration://offline?data=AA', 'migration'],
    ['otpauth-migration%3A%2F%2Foffline', 'migration'],
    ['otpauth-migration%253A%252F%252Foffline', 'migration'],
    ['https%253A%252F%252Flogin.example%252FauthenticatorApp%252Factivate', 'microsoft-push'],
    ['use FIDO:/123', 'passkey'],
    ['FIDO%3A%2F123', 'passkey'],
    ['contoso.example/', 'web-link'],
    [' 10.0.0.1/ ', 'web-link'],
    [`https://contoso.example/x?k=${key}`, 'web-link'],
    [`see www.contoso.example/${key}`, 'web-link'],
    [`contoso.example/a/${key}`, 'web-link'],
    [`to=${key}&at=https://contoso.example/`, 'web-link'],
    [`${key}A.example/a`, 'web-link'],
  ];
  for (const [text, kind] of texts) it(text, () => assert.equal(parseSeedInput(text).kind, kind));
  it('a fraction is no address', () => assert.notEqual(parseSeedInput('step 1.2/3').kind, 'web-link'));
});
