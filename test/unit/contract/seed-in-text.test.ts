import assert from 'node:assert/strict';
import {
  codesIn,
  describeSeed,
  type ParseSeedOptions,
  parseSeedInput,
  type SeedFound,
  type SeedInput,
} from '@token-desk/contract/seed/input';
import { encodeHex } from '@token-desk/contract/text/bytes';

const key = 'JNLL6MRQKND57PMN';
const keyHex = '4B56BF32305347DFBD8D';
const other = 'MFRGGZDFMZTWQ2LK';
const link = `otpauth://totp/Contoso%3aana%40contoso.example?secret=${key}&issuer=Microsoft`;
const short = `otpauth://totp/Contoso:ana?secret=${key}`;
const kindOf = (text: string, options?: ParseSeedOptions): SeedInput['kind'] =>
  parseSeedInput(text, options).kind;

function seedOf(text: string, options?: ParseSeedOptions): SeedFound {
  const input = parseSeedInput(text, options);
  assert.equal(input.kind, 'seed', `read as ${JSON.stringify(input)}`);
  return input as SeedFound;
}

describe('a link inside other text', () => {
  const around: readonly (readonly [what: string, text: string])[] = [
    ['straight quotes', `"${link}"`],
    ['curly quotes', `“${link}”`],
    ['German quotes', `„${link}“`],
    ['guillemets', `«${link}»`],
    ['single quotes', `'${link}'`],
    ['angle brackets', `<${link}>`],
    ['round brackets', `(${link})`],
    ['square brackets', `[setup](${link})`],
    ['backquotes', `\`${link}\``],
    ['words on both sides', `Here it is: ${link} and thanks.`],
    ['a full stop after it', `Please use ${link}.`],
    ['a sentence on the next lines', `Hello,\n${link}\nBest wishes from\nTom Weber`],
    ['the source of a page', `<a href="${link.replaceAll('&', '&amp;')}">set up</a>`],
    ['JSON', `{"uri": ${JSON.stringify(link).replaceAll('/', '\\/').replaceAll('&', '\\u0026')}}`],
    ['a command', `qrencode -o code.png '${link}'`],
    ['the address of a QR service', `https://qr.example/make?data=${encodeURIComponent(link)}&size=200`],
    ['a web address before it', `See https://aka.ms/mfasetup or use ${link}`],
    ['percent-encoding as a whole', encodeURIComponent(link)],
    ['percent-encoding twice', encodeURIComponent(encodeURIComponent(link))],
    ['percent-encoding in quotes', `"${encodeURIComponent(link)}"`],
    ['percent-encoding of all but the scheme', `otpauth://${encodeURIComponent(link.slice(10))}`],
    ['the same link twice', `${link}\n${link}`],
  ];
  for (const [what, text] of around) {
    it(`is read with ${what}`, () => {
      const found = seedOf(text);
      assert.equal(encodeHex(found.seed), keyHex);
      assert.deepEqual(
        [found.tenant, found.account, found.issuer],
        ['Contoso', 'ana@contoso.example', 'Microsoft'],
      );
    });
  }

  const separators = ['&amp;', '&AMP;', '&#38;', '&#038;', '&#x26;', '&amp;amp;', '&#38;amp;', '\\u0026'];
  for (const separator of separators) {
    it(`loses nothing behind ${separator}`, () => {
      assert.deepEqual(parseSeedInput(`${short}${separator}period=45`), {
        kind: 'unsupported-parameters',
        parameter: '45 seconds',
      });
      assert.equal(seedOf(`${short}${separator}period=60`).stepSeconds, 60);
      assert.equal(seedOf(`${short}${separator}issuer=Microsoft`).issuer, 'Microsoft');
    });
  }

  it('reads other HTML escapes as well', () => {
    const escaped = link.replaceAll('&', '&amp;').replaceAll('=', '&#61;').replaceAll('?', '&quest;');
    assert.equal(encodeHex(seedOf(`&quot;${escaped}&quot;`).seed), keyHex);
  });

  const ends: readonly (readonly [what: string, text: string])[] = [
    ['words that are letters of the alphabet', `${short} and then press next`],
    ['one word', `${short} thanks`],
    ['a signature', `${short}\nThanks`],
    ['a signature of two lines', `${short}\nRegards\nTom`],
  ];
  for (const [what, text] of ends)
    it(`ends before ${what}`, () => assert.equal(encodeHex(seedOf(text).seed), keyHex));

  it('takes groups of one length as one key', () => {
    const long = `${key}${other}`.toLowerCase();
    const grouped = long.replace(/.{4}(?=.)/g, '$& ');
    assert.equal(seedOf(`otpauth://totp/x?secret=${grouped}`).seed.length, 20);
    assert.equal(seedOf(`otpauth://totp/x?secret=${grouped}&issuer=Microsoft`).seed.length, 20);
  });

  it('chooses nothing where what follows may be more of the key', () => {
    assert.deepEqual(parseSeedInput(`${short}\nCOMPANYA`), { kind: 'several' });
    assert.deepEqual(parseSeedInput(`${short} COMPANYA`), { kind: 'several' });
  });

  it('chooses none of two different codes, and finds each of them', () => {
    const second = `otpauth://totp/Contoso:ben?secret=${other}&issuer=Microsoft`;
    const text = `${link}\n${second}`;
    assert.deepEqual(parseSeedInput(text), { kind: 'several' });
    assert.deepEqual(codesIn(text), [link, second]);
    assert.deepEqual(codesIn(link), [link]);
  });

  it('is no link where the word is part of another', () => {
    assert.equal(kindOf(`xotpauth://totp/a?secret=${key}`), 'web-link');
  });
});

describe('bits left over at the end of a key', () => {
  const twenty = 'KJ6D6EKD2A3G77B3C4EF';
  it('are dropped in a code, which cannot have been cut', () => {
    assert.equal(seedOf(`otpauth://totp/a?secret=${twenty}&issuer=Sys`).seed.length, 12);
    assert.equal(seedOf(`otpauth://totp/a?issuer=Sys&secret=${twenty}`).seed.length, 12);
    assert.equal(seedOf(twenty, { isScanned: true }).seed.length, 12);
    assert.equal(seedOf(`otpauth://totp/a?secret=${key}AB&issuer=Sys`).seed.length, 11);
  });

  it('say of a typed key that its end is missing', () => {
    assert.deepEqual(parseSeedInput(twenty), { kind: 'truncated' });
    assert.deepEqual(parseSeedInput(twenty.toLowerCase().replace(/.{4}(?=.)/g, '$& ')), {
      kind: 'truncated',
    });
  });

  for (const over of [1, 3, 6])
    it(`a length of ${over} over a multiple of eight is missing something, in a code too`, () => {
      const bare = key + 'A'.repeat(over);
      assert.deepEqual(parseSeedInput(bare), { kind: 'truncated' });
      assert.deepEqual(parseSeedInput(bare, { isScanned: true }), { kind: 'truncated' });
      assert.deepEqual(parseSeedInput(`otpauth://totp/a?secret=${bare}&issuer=Sys`), { kind: 'truncated' });
    });
});

describe('a key that both alphabets can read', () => {
  const both: readonly (readonly [what: string, text: string, base32Bytes: number, hexBytes: number])[] = [
    ['whole in base32', 'ABCDEF234567ABCDEFAA', 12, 10],
    ['with bits left over in base32', 'ABCDEF234567ABCDEFAB', 12, 10],
    ['two letters over', '2345abcdef672345abcdef6723', 16, 13],
    ['four letters over', '2345ABCDEF672345ABCDEF672345', 17, 14],
    ['digits alone', '23456723456723456723', 12, 10],
    ['letters alone', 'abcdefabcdefabcdefabcdef', 15, 12],
    ['in groups', 'abcd ef23 4567 abcd efab', 12, 10],
    ['in quotes', '"abcdef234567abcdefab"', 12, 10],
    ['behind its label', 'Secret key: abcdef234567abcdefab', 12, 10],
    ['in a sentence', 'It is abcdef234567abcdefab, see you.', 12, 10],
    ['the longest of both', 'AB'.repeat(50), 62, 50],
  ];
  for (const [what, text, base32Bytes, hexBytes] of both)
    it(`is asked about: ${what}`, () => {
      assert.deepEqual(parseSeedInput(text), { kind: 'ambiguous' });
      assert.deepEqual(parseSeedInput(text, { isScanned: true }), { kind: 'ambiguous' });
      const base32 = seedOf(text, { readAs: 'base32' });
      const hex = seedOf(text, { readAs: 'hex' });
      assert.deepEqual([base32.form, base32.seed.length], ['base32', base32Bytes]);
      assert.deepEqual([hex.form, hex.seed.length], ['hex', hexBytes]);
    });

  it('asks nothing where base32 cannot have that length, or hexadecimal not that many digits', () => {
    assert.equal(seedOf('ABCDEF234567ABCDEF2345').form, 'hex', 'six over');
    assert.equal(seedOf('ABCDEF234567ABCA').form, 'base32', 'sixteen digits are eight bytes');
  });

  it('says of hexadecimal that is too short just that', () => {
    assert.deepEqual(parseSeedInput('0F0F0F0F0F0F0F0F0F', { readAs: 'hex' }), { kind: 'too-short' });
    assert.deepEqual(parseSeedInput('123456789012345678', { readAs: 'hex' }), { kind: 'too-short' });
    assert.deepEqual(parseSeedInput('123456789012345678', {}), { kind: 'number' });
    assert.deepEqual(parseSeedInput('86596220000011', { readAs: 'hex' }), { kind: 'token-serial' });
  });

  it('remembers the account, whichever way it is read', () => {
    const text = 'Account name: Contoso:ana@contoso.example\nSecret key: abcdef234567abcdefab';
    for (const readAs of ['base32', 'hex'] as const)
      assert.equal(seedOf(text, { readAs }).account, 'ana@contoso.example');
  });
});

describe('a key copied from behind “Can’t scan image?”', () => {
  const pages: readonly (readonly [language: string, account: string, key: string])[] = [
    ['English', 'Account name', 'Secret key'],
    ['German', 'Kontoname', 'Geheimer Schlüssel'],
    ['French', 'Nom du compte', 'Clé secrète'],
    ['Spanish', 'Nombre de cuenta', 'Clave secreta'],
    ['Italian', 'Nome account', 'Chiave privata'],
    ['Dutch', 'Accountnaam', 'Geheime sleutel'],
    ['Polish', 'Nazwa konta', 'Klucz tajny'],
    ['Portuguese', 'Nome da conta', 'Chave secreta'],
    ['Swedish', 'Kontonamn', 'Hemlig nyckel'],
    ['Danish', 'Kontonavn', 'Hemmelig nøgle'],
  ];
  /** Without a digit: a word could look the same. */
  const letters = 'jnllamrqkndbhpmn';
  for (const [language, account, label] of pages) {
    const name = 'Contoso Ltd:ana@contoso.example';
    const copies: readonly (readonly [string, string])[] = [
      ['one under the other', `${account}: ${name}\n${label}: ${letters}`],
      ['with Windows line ends', `${account}: ${name}\r\n${label}: ${letters}\r\n`],
      ['the other way round', `${label}: ${letters}\n${account}: ${name}`],
      ['each below its label', `${account}\n${name}\n${label}\n${letters}`],
      ['in one line', `${account}: ${name} ${label}: ${letters}`],
      ['with a space before the colon', `${account} : ${name}\n${label} : ${letters}`],
      ['in capitals', `${account.toUpperCase()}: ${name}\n${label.toUpperCase()}: ${letters}`],
      ['in groups', `${account}: ${name}\n${label}: ${letters.replace(/.{4}(?=.)/g, '$& ')}`],
      ['decomposed, as a Mac does', `${account}: ${name}\n${label}: ${letters}`.normalize('NFD')],
    ];
    for (const [how, text] of copies)
      it(`is read in ${language}, ${how}, with its account`, () => {
        const found = seedOf(text);
        assert.deepEqual(
          [found.seed.length, found.form, found.tenant, found.account],
          [10, 'base32', 'Contoso Ltd', 'ana@contoso.example'],
        );
      });
    it(`is read in ${language} without the account line`, () => {
      assert.equal(seedOf(`${label}: ${letters}`).account, null);
      assert.equal(seedOf(`${label} ${letters}`).account, null);
    });
  }

  it('is read with all that stands around it on the page', () => {
    const page = `Can’t scan image?\nEnter the following into your app:\nAccount name: Contoso:ana@contoso.example\nSecret key: ${letters}\nBack\nNext`;
    assert.deepEqual(describeSeed(seedOf(page)), {
      bytesLength: 10,
      tenant: 'Contoso',
      account: 'ana@contoso.example',
      issuer: null,
      algorithm: 'SHA1',
      digits: 6,
      stepSeconds: 30,
    });
  });

  it('names no account where the line has no address', () => {
    assert.equal(seedOf(`Account name: see below\nSecret key: ${key}`).account, null);
  });

  it('says what is wrong with the key behind the label', () => {
    assert.equal(kindOf('Secret key: jnll6mrqknd57pm'), 'too-short');
    assert.equal(kindOf(`Secret key: ${key}A`), 'truncated');
    assert.deepEqual(parseSeedInput('Secret key: jnll6mrqknd57pm0'), {
      kind: 'bad-character',
      character: '0',
      position: 16,
    });
  });

  it('chooses none of two keys', () => {
    assert.equal(kindOf(`Secret key: ${key}\nSecret key: ${other}`), 'several');
    assert.equal(kindOf(`Secret key: ${key}\nSecret key: ${key}`), 'seed');
  });

  it('leaves the first letters of a key alone that are a word', () => {
    assert.equal(seedOf('KEYA KEYB KEYC KEY2').seed.length, 10);
    assert.equal(seedOf('SEED JNLL 6MRQ KND2').seed.length, 10);
  });
});

describe('a key inside other text', () => {
  const texts: readonly (readonly [what: string, text: string])[] = [
    ['quotes', `"${key}"`],
    ['a full stop', `${key}.`],
    ['a greeting', `Hi Tom, the key is ${key.toLowerCase()}. Thanks, Ana`],
    ['a word nobody foresaw', `Κλειδί: ${key}`],
    ['words of the same letters', `the key is ${key} thanks`],
    ['groups behind a colon', 'Setup code: jnll 6mrq knd5 7pmn'],
    ['groups on a line of their own', 'Use this one,\njnll 6mrq knd5 7pmn\nplease!'],
    ['a web address beside it', `https://aka.ms/mfasetup shows ${key}`],
    ['the key twice', `${key}\n${key}`],
    ['another script', `キー：${key}`],
  ];
  for (const [what, text] of texts)
    it(`is read with ${what}`, () => assert.equal(encodeHex(seedOf(text).seed), keyHex));

  it('is read as hexadecimal where it is that', () => {
    assert.deepEqual(
      [seedOf(`the seed is ${keyHex}, ok?`).form, seedOf(`the seed is 0x${keyHex}, ok?`).form],
      ['hex', 'hex'],
    );
  });

  it('is not chosen among several', () => {
    assert.equal(kindOf(`either ${key}, or ${other}`), 'several');
    assert.equal(kindOf(`my key ${key.slice(0, -1)}Q`), 'several', 'with the words it is a key as well');
  });

  it('is not cut out of a longer one that has a wrong letter', () => {
    assert.deepEqual(parseSeedInput(`${key} 8NLL 6MRQ`), {
      kind: 'bad-character',
      character: '8',
      position: 18,
    });
    assert.equal(kindOf(`${key}!${other}`), 'bad-character');
  });

  it('is nothing that a word, a number or an identifier could be', () => {
    for (const text of [
      'Die Sicherheitsinformationen, bitte!',
      'Call 0041 31 000 00 00 00 00, please.',
      'Request 550e8400-e29b-41d4-a716-446655440000 failed, sorry.',
    ])
      assert.notEqual(kindOf(text), 'seed', text);
  });
});

describe('digits', () => {
  it('are hexadecimal where they are more than any serial has', () => {
    assert.deepEqual([seedOf('31323334353637383930').form, seedOf('30'.repeat(20)).seed.length], ['hex', 20]);
    assert.equal(encodeHex(seedOf('3031 3233 3435 3637 3839 3031').seed), '303132333435363738393031');
  });
  it('are a number where bytes do not come out whole, or where a serial begins them', () => {
    assert.equal(kindOf('313233343536373839301'), 'number');
    assert.equal(kindOf('3132333435363738'), 'number');
    assert.equal(kindOf('8659622000001000000000'), 'number');
  });
});

describe('the code for Microsoft’s own app', () => {
  const query = 'source=qrCode&accountType=aad&code=ABC123&uaid=00000000000000000000000000000000';
  const forms = [
    `https://login.microsoftonline.com/authenticatorApp/activateAccount?${query}`,
    `https://login.microsoftonline.com/authenticatorapp/activateaccount?${query}`,
    `HTTPS://LOGIN.MICROSOFTONLINE.US/AUTHENTICATORAPP/ACTIVATEACCOUNT?CODE=1`,
    `https://login.chinacloudapi.cn/authenticatorApp/activateAccount?${query}`,
    `https://login.partner.microsoftonline.cn/authenticatorApp/activateAccount?${query}`,
    `"https://login.microsoftonline.com/authenticatorApp/activateAccount?${query.replaceAll('&', '&amp;')}"`,
    encodeURIComponent(`https://login.microsoftonline.com/authenticatorApp/activateAccount?${query}`),
    'https://mobileappcommunicator.auth.microsoft.com/activatev2/1/SAMPLE',
    'https://pfd.phonefactor.net/pad/1',
    'microsoft-authenticator://activatemfa/?code=1',
    'phonefactor://activate_account?code=1&url=https%3a%2f%2fx.example%2f',
    'Scan phonefactor://activate_account?code=1 with the app.',
  ];
  for (const text of forms)
    it(`is known as such: ${text.slice(0, 70)}`, () =>
      assert.deepEqual(parseSeedInput(text), { kind: 'microsoft-push' }));

  it('is not every page of Microsoft', () => {
    assert.equal(kindOf('https://login.microsoftonline.com/common/oauth2'), 'web-link');
    assert.equal(kindOf('https://www.microsoft.com/security/mobile-authenticator-app'), 'web-link');
  });
});

describe('a code whose secret is not what stands in it', () => {
  const refused: readonly (readonly [query: string, parameter: string])[] = [
    ['2step_salt=8&2step_output=20', 'two-step enrolment'],
    ['2step_difficulty=10000', 'two-step enrolment'],
    ['2STEP_SALT=8', 'two-step enrolment'],
    ['pin=4', 'a PIN'],
    ['encoder=steam', 'another form of code'],
    ['epoch=1000', 'another start of time'],
    ['t0=60', 'another start of time'],
    ['algo=SHA512', 'SHA-512'],
    ['hash=sha512', 'SHA-512'],
    ['interval=45', '45 seconds'],
    ['step=15', '15 seconds'],
    ['period=30&step=60', 'two values for period'],
    ['algorithm=SHA1&algo=SHA256', 'two values for algorithm'],
    ['digit=8', '8 digits'],
  ];
  for (const [query, parameter] of refused)
    it(`is refused: ${query}`, () =>
      assert.deepEqual(parseSeedInput(`${short}&${query}`), { kind: 'unsupported-parameters', parameter }));

  const read: readonly (readonly [query: string, algorithm: string, stepSeconds: number])[] = [
    ['algo=SHA256', 'SHA256', 30],
    ['interval=60', 'SHA1', 60],
    ['period=60&step=60', 'SHA1', 60],
    ['pin=false&epoch=0&encoder=default', 'SHA1', 30],
  ];
  for (const [query, algorithm, stepSeconds] of read)
    it(`is none of those: ${query}`, () => {
      const found = seedOf(`${short}&${query}`);
      assert.deepEqual([found.algorithm, found.stepSeconds], [algorithm, stepSeconds]);
    });
});

describe('text made to take long', () => {
  const long: readonly (readonly [string, string])[] = [
    ['links', 'otpauth:'.repeat(1_000)],
    ['a link with many blanks', `${short}${' x'.repeat(3_900)}`],
    ['labels', 'secret key: '.repeat(650)],
    ['blanks behind a label', `secret key${' '.repeat(8_000)}`],
    ['dots', 'a.'.repeat(4_000)],
    ['escapes', '&amp;'.repeat(1_600)],
    ['groups', 'ABC2 '.repeat(1_600)],
    ['percent signs', `otpauth${'%25'.repeat(2_600)}3a`],
    ['brackets', '"('.repeat(4_000)],
  ];
  for (const [what, text] of long)
    it(`does not: ${what}`, () => {
      const startedAt = process.cpuUsage().user;
      parseSeedInput(text);
      // half a second of this process's own time, however busy the machine is
      assert.ok(process.cpuUsage().user - startedAt < 500_000);
    });
});
