import assert from 'node:assert/strict';
import { linksIn } from '@token-desk/contract/seed/link-in-text';
import { parseOtpauthUri } from '@token-desk/contract/seed/otpauth-uri';

const key = 'JNLL6MRQKND57PMN';
const other = 'MFRGGZDFMZTWQ2LK';
const short = `otpauth://totp/a?secret=${key}`;
const sys = `${short}&issuer=Sys`;
const wide = `otpauth://totp/Contoso Ltd:ana?secret=${key}&issuer=A B and C`;
const grouped = 'otpauth://totp/a?secret=JNLL 6MRQ KND5 7PMN';
const long = `${key}${other}`;
const escaped = (times: number, link: string): string =>
  times === 0 ? link : escaped(times - 1, encodeURIComponent(link));

describe('where a link in other text begins and ends', () => {
  const cases: readonly (readonly [what: string, text: string, link: string])[] = [
    ['its first word is broken by a mail program', `  otp\r\nauth://totp/a?sec\n\nret=${key}\n`, short],
    ['what frames it ends it, blanks inside or not', `see (${wide}) now`, wide],
    ['a sign that no link has ends it on both sides', `see "${wide}" now`, wide],
    ['the nearer of two ends counts', `(${short}"Sys")`, short],
    ['a quote that is never closed frames nothing', `see "${sys} now and then`, sys],
    ['a quote in what follows frames nothing', `see ${sys} now "please"`, sys],
    ['alone, the last name may have blanks', wide, wide],
    ['blanks before it are nothing before it', `  \n${wide}`, wide],
    ['behind other text a blank ends the last name', `see ${wide}`, wide.replace(/ B and C$/, '')],
    ['alone, a blank ends a number', `${short}&digits=6 thanks to all`, `${short}&digits=6`],
    ['encoded as a whole, its blanks are its own', `see ${escaped(1, wide)} now`, wide],
    ['encoded three times', `see ${escaped(3, sys)} now`, sys],
    ['five times is no link of ours any more', escaped(5, sys), escaped(2, sys)],
    ['decoded once, what is left is its own', escaped(1, `${short}&issuer=100%25`), `${short}&issuer=100%25`],
    ['not UTF-8: as it stands', 'otpauth%3A%2F%2Ftotp%2Fa%E4', 'otpauth%3A%2F%2Ftotp%2Fa%E4'],
    ['a stop behind the key belongs to the sentence', `${short}, and then press next`, short],
    ['a stop at the end of a sentence too', `Take ${sys}!`, sys],
    ['a name cut on its last line goes on there', `See ${short}&issuer=Cont\noso`, `${short}&issuer=Contoso`],
    ['but not with more behind it', `See ${short}&issuer=Cont\noso and more`, `${short}&issuer=Cont`],
    ['an escape cut in two goes on', `See ${short}&issuer=A%\n20B and more`, `${short}&issuer=A%20B`],
    ['an escape cut before its end goes on', `See ${short}&issuer=A%2\n0B and more`, `${short}&issuer=A%20B`],
    ['a word with & in it is a word', `See ${sys} you&me and more`, sys],
    [
      'a word before another parameter is part of the name',
      `See ${sys} Ltd&digits=6 and more`,
      `${sys} Ltd&digits=6`,
    ],
    ['a last group that is shorter is the key’s', `${grouped} AB`, `${grouped} AB`],
    ['a shorter word that is not the last is a word', `${grouped} and then`, grouped],
    ['a group of that length is the key’s', `${grouped} MFRG and then`, `${grouped} MFRG`],
    ['a longer word is a word', `${grouped} thanks, all`, grouped],
    ['a second key is not part of a first that is whole', `${short} ${other} more`, short],
    ['words that would fit a key are words where more follow', `${short} COMPANYA is ours`, short],
    ['a key broken by a mail program goes on', `See otpauth://totp/a?secret=${long.slice(0, 18)}\n${long.slice(18)}`, `otpauth://totp/a?secret=${long}`],
    ['what is left of a key is read with it', `${short}A\nBCDEF`, `${short}ABCDEF`],
    ['a key with a letter missing does not take a word', `${short}A thanks!`, `${short}A`],
  ]; // biome-ignore format: a table
  for (const [what, text, link] of cases)
    it(what, () => assert.deepEqual(linksIn(text), { links: [link], isUnclear: false }));

  it('a word broken inside other text begins none', () =>
    assert.deepEqual(linksIn(`see otp\nauth://totp/a?secret=${key}`).links, []));
  it('one that is unclear makes all unclear', () =>
    assert.equal(linksIn(`${short} COMPANYA\n${sys}`).isUnclear, true));

  const marks: readonly (readonly [written: string, meant: string])[] = [
    ['&amp;amp;', '&'],
    ['&#38;', '&'],
    ['&#038;', '&'],
    ['&#x26;', '&'],
    ['&#x0026;', '&'],
    ['&amp', '&'],
    ['&#x3d;', '='],
    ['&#x003D;', '='],
    ['&#x7e;', '~'],
    ['&#61;', '='],
    ['&#061;', '='],
    ['&#101;', 'e'],
    ['&#115;', 's'],
    ['&#121;', 'y'],
  ];
  for (const [written, meant] of marks)
    it(`${written} is ${meant}`, () => {
      const [before, after] = meant === '&' ? [short, 'issuer=Sys'] : [`${sys}`, 'tem'];
      assert.deepEqual(linksIn(`<${before}${written}${after}>`).links, [`${before}${meant}${after}`]);
    });
});

describe('the parts of a link', () => {
  it('are those of a link only', () => assert.equal(parseOtpauthUri('https://contoso.example/'), null));
  it('are read without a query', () => {
    const { account, parameters } = parseOtpauthUri('otpauth://totp/Contoso:ana') ?? {};
    assert.deepEqual([account, parameters?.size], ['ana', 0]);
  });
  it('are read without a label', () => {
    const { tenant, account, parameters } = parseOtpauthUri(`otpauth://totp?secret=${key}`) ?? {};
    assert.deepEqual([tenant, account, parameters?.get('secret')], [null, null, key]);
  });
  it('are joined over line breaks', () =>
    assert.equal(parseOtpauthUri(` otpauth://totp/a?sec\r\nret=${key}`)?.parameters.get('secret'), key));
  it('have names in any case, with blanks, without a value, and none without a name', () => {
    const { parameters } = parseOtpauthUri('otpauth://totp/a?SECRET=x&+Issuer+=Sys&flag&=lost&&') ?? {};
    assert.deepEqual(Object.fromEntries(parameters ?? []), { secret: 'x', issuer: 'Sys', flag: '' });
  });
});
