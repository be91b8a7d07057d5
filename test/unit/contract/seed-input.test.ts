import assert from 'node:assert/strict';
import {
  describeSeed,
  type ParseSeedOptions,
  parseSeedInput,
  problemOfInput,
  type SeedFound,
  type SeedInput,
} from '@token-desk/contract/seed/input';
import { encodeBase32, encodeHex } from '@token-desk/contract/text/bytes';
import { describeProblem, problemsEn } from '@token-desk/contract/words/en/problems';
import fc from 'fast-check';

const entraLink =
  'otpauth://totp/Contoso+Ltd%3aana%40contoso.example?secret=jnll6mrqknd57pmn&issuer=Microsoft';
const key = 'JNLL6MRQKND57PMN';
const keyHex = '4B56BF32305347DFBD8D';
/** 20 digits of A–F and 2–7 whose base32 reading leaves no bits over. */
const twoWays = 'ABCDEF234567ABCDEFAA';

function seedOf(text: string, options?: ParseSeedOptions): SeedFound {
  const input = parseSeedInput(text, options);
  assert.equal(input.kind, 'seed', `read as ${input.kind}`);
  return input as SeedFound;
}
const bytesOf = (text: string, options?: ParseSeedOptions) => encodeHex(seedOf(text, options).seed);
const link = (query: string, label = 'Contoso:ana@contoso.example') => `otpauth://totp/${label}?${query}`;

describe('what was scanned or typed: a link', () => {
  it('reads the form Microsoft uses', () => {
    const found = seedOf(entraLink);
    assert.equal(encodeHex(found.seed), keyHex);
    assert.equal(found.form, 'uri');
    assert.deepEqual(describeSeed(found), {
      bytesLength: 10,
      tenant: 'Contoso Ltd',
      account: 'ana@contoso.example',
      issuer: 'Microsoft',
      algorithm: 'SHA1',
      digits: 6,
      stepSeconds: 30,
    });
  });

  const sameSeed: [string, string][] = [
    ['scheme and type in capitals', `OTPAUTH://TOTP/Contoso:ana?secret=${key}`],
    ['scheme and type in mixed case', `OtpAuth://Totp/Contoso:ana?secret=${key}`],
    ['a parameter name in capitals', link(`SECRET=${key}`)],
    ['a parameter name in mixed case', link(`Issuer=x&Secret=${key}`)],
    ['the key in lower case', link(`secret=${key.toLowerCase()}`)],
    ['spaces written as plus in the key', link('secret=JNLL+6MRQ+KND5+7PMN')],
    ['encoded spaces in the key', link('secret=JNLL%206MRQ%20%20KND5%207PMN')],
    ['raw spaces in the key', link('secret=JNLL 6MRQ KND5 7PMN')],
    ['dashes in the key', link('secret=JNLL-6MRQ--KND5-7PMN-')],
    ['raw padding after the key', link(`secret=${key}======&issuer=x`)],
    ['encoded padding after the key', link(`secret=${key}%3D%3d&issuer=x`)],
    ['line breaks from a mail', link(`secret=JNLL6MRQ\r\n KND57PMN\n`)],
    ['blanks around it', ` \t${entraLink}\n`],
    ['no label', `otpauth://totp?secret=${key}`],
    ['an empty label', `otpauth://totp/?secret=${key}`],
    ['the same key given twice', link(`secret=${key}&secret=${key}`)],
    ['unknown parameters', link(`secret=${key}&image=https%3A%2F%2Fx.example%2Fy.png&lock`)],
    ['broken percent-encoding elsewhere', link(`issuer=%zz%&secret=${key}`)],
    ['every default spelled out', link(`secret=${key}&algorithm=SHA1&digits=6&period=30`)],
  ];
  for (const [name, text] of sameSeed) {
    it(`reads it with ${name}`, () => {
      const found = seedOf(text);
      assert.equal(encodeHex(found.seed), keyHex);
      assert.deepEqual([found.algorithm, found.digits, found.stepSeconds], ['SHA1', 6, 30]);
    });
  }

  const labels: [string, string | null, string | null][] = [
    ['Contoso+Ltd%3aana%40contoso.example', 'Contoso Ltd', 'ana@contoso.example'],
    ['Contoso%20Ltd%3Aana@contoso.example', 'Contoso Ltd', 'ana@contoso.example'],
    ['Contoso:ana%40contoso.example', 'Contoso', 'ana@contoso.example'],
    ['Contoso:%20ana', 'Contoso', 'ana'],
    ['Tom+%2B+Ann%3Aana%2btest%40contoso.example', 'Tom + Ann', 'ana+test@contoso.example'],
    ['B%c3%bcro+M%C3%BCnchen%3ab%C3%B6%40x.example', 'Büro München', 'bö@x.example'],
    ['ana%40contoso.example', null, 'ana@contoso.example'],
    [':ana', null, 'ana'],
    ['Contoso:', 'Contoso', null],
    ['Contoso%3A+IT%3Aana', 'Contoso: IT', 'ana'],
    ['A/B:ana', 'A/B', 'ana'],
    ['Contoso:ana%E2%80%8B%00', 'Contoso', 'ana'],
    ['M%fcnchen%zz:ana', 'M%fcnchen%zz', 'ana'],
    ['', null, null],
  ];
  for (const [label, tenant, account] of labels) {
    it(`finds tenant ${tenant} and account ${account} in the label "${label}"`, () => {
      const found = seedOf(link(`secret=${key}`, label));
      assert.deepEqual([found.tenant, found.account, found.issuer], [tenant, account, null]);
    });
  }

  it('reads a link that a mail broke into lines, wherever the break is', () => {
    const whole = describeSeed(seedOf(entraLink));
    for (let at = 1; at < entraLink.length; at++) {
      const broken = `${entraLink.slice(0, at)}\r\n${entraLink.slice(at)}`;
      assert.deepEqual(describeSeed(seedOf(broken)), whole, `break at ${at}`);
    }
  });

  it('keeps the issuer apart from the tenant', () => {
    const found = seedOf(link(`secret=${key}&issuer=Tom+%2B%20Ann`, 'Contoso:ana'));
    assert.deepEqual([found.tenant, found.issuer], ['Contoso', 'Tom + Ann']);
    assert.equal(seedOf(link(`secret=${key}&issuer=+`)).issuer, null);
  });

  const parameters: [string, string, number][] = [
    ['algorithm=SHA256', 'SHA256', 30],
    ['algorithm=sha-256&period=60', 'SHA256', 60],
    ['ALGORITHM=HmacSHA256', 'SHA256', 30],
    ['algorithm=HMAC-SHA-1&Period=30', 'SHA1', 30],
    ['algorithm=HMACSHA1&digits=06&period=060', 'SHA1', 60],
    ['digits=6&period=60', 'SHA1', 60],
  ];
  for (const [query, algorithm, stepSeconds] of parameters) {
    it(`reads ${query} as ${algorithm}, ${stepSeconds} s`, () => {
      const found = seedOf(link(`${query}&secret=${key}`));
      assert.deepEqual([found.algorithm, found.digits, found.stepSeconds], [algorithm, 6, stepSeconds]);
    });
  }

  const refused: [string, string][] = [
    ['algorithm=SHA512', 'SHA-512'],
    ['algorithm=hmac-sha-512', 'SHA-512'],
    ['algorithm=MD5', 'MD5'],
    ['algorithm=constructor', 'another algorithm'],
    ['digits=8', '8 digits'],
    ['digits=7', '7 digits'],
    ['digits=six', 'another number of digits'],
    ['digits=6.0', 'another number of digits'],
    ['period=45', '45 seconds'],
    ['period=0', '0 seconds'],
    ['period=30s', 'another time step'],
    ['period=99999', 'another time step'],
    ['period=-30', 'another time step'],
    ['period=30&period=60', 'two values for period'],
    ['secret=MFRGGZDFMZTWQ2LK', 'two values for secret'],
  ];
  for (const [query, parameter] of refused) {
    it(`refuses ${query}`, () => {
      assert.deepEqual(parseSeedInput(link(`secret=${key}&${query}`)), {
        kind: 'unsupported-parameters',
        parameter,
      });
    });
  }

  const wrong: [string, SeedInput['kind']][] = [
    [`otpauth://hotp/Contoso:ana?secret=${key}&counter=1`, 'hotp'],
    [`OTPAUTH://HOTP/Contoso:ana?secret=${key}`, 'hotp'],
    [`otpauth://steam/Contoso:ana?secret=${key}`, 'unsupported-parameters'],
    ['otpauth://totp/Contoso:ana', 'truncated'],
    ['otpauth://totp/Contoso:ana?secret=', 'truncated'],
    ['otpauth://totp/Contoso:ana?secret', 'truncated'],
    ['otpauth://totp/Contoso:ana?secret=+-=&issuer=x', 'truncated'],
    ['otpauth://totp/Contoso:ana?issuer=Microsoft', 'truncated'],
    ['otpauth://to', 'truncated'],
    ['otpauth://', 'truncated'],
    [link(`secret=${key}&period=`), 'truncated'],
    [link('secret=JNLL6MRQKND57PM'), 'too-short'],
    [link(`secret=${key}A`), 'truncated'],
    [link(`secret=${key}ABC`), 'truncated'],
    [link(`secret=${key}ABCDEF`), 'truncated'],
    [link(`secret=${encodeBase32(new Uint8Array(64))}`), 'too-long'],
    [link('secret=JNLL6MRQKND57PM0'), 'bad-character'],
    [link('secret=%zzLL6MRQKND57PMN'), 'bad-character'],
    [link(`secret=${keyHex}`), 'bad-character'],
  ];
  for (const [text, kind] of wrong) {
    it(`says ${kind} to ${text}`, () => assert.equal(parseSeedInput(text).kind, kind));
  }

  it('counts the position of a bad character within the key of a link', () => {
    assert.deepEqual(parseSeedInput(link('secret=JNLL+6MR8KND57PMN')), {
      kind: 'bad-character',
      character: '8',
      position: 9,
    });
  });
});

describe('what was scanned or typed: another code', () => {
  const cases: [string, SeedInput['kind'], ParseSeedOptions?][] = [
    ['', 'empty'],
    [' \r\n\t ', 'empty'],
    ['\u200b\u00a0', 'empty'],
    ['- - =', 'empty'],
    ['phonefactor://activate_account?code=518227904&url=https%3a%2f%2fx.example%2f', 'microsoft-push'],
    ['PhoneFactor://activate_account', 'microsoft-push'],
    ['FIDO:/0763801223456', 'passkey'],
    ['fido:/0763801223456', 'passkey'],
    ['otpauth-migration://offline?data=CjEKCkhlbGxv', 'migration'],
    ['OTPAUTH-MIGRATION://OFFLINE?DATA=x', 'migration'],
    ['https://mysignins.microsoft.com/security-info', 'web-link'],
    ['HTTP://x.example', 'web-link'],
    ['www.contoso.example', 'web-link'],
    ['aka.ms/mfasetup', 'web-link'],
    ['ms-device-enrollment://x', 'web-link'],
    ['8659622000001', 'token-serial'],
    ['86596220000001', 'token-serial'],
    [' 8659622-000001 ', 'token-serial'],
    ['1234567890', 'token-serial', { serialOnReader: '1234567890' }],
    ['12 345-67890', 'token-serial', { serialOnReader: ' 1234567890' }],
    ['ab1234567', 'token-serial', { serialOnReader: 'AB1234567' }],
    ['1234567891', 'number', { serialOnReader: '1234567890' }],
    ['8659699000001', 'number'],
    ['123456', 'number'],
    ['2345672345672345', 'number'],
    ['8659622000001000000000', 'number'],
    ['313233343536373839301', 'number'],
    ['23456723456723456723456', 'number'],
    ['', 'empty', { serialOnReader: '' }],
  ];
  for (const [text, kind, options] of cases) {
    const given = options === undefined ? '' : ` with ${JSON.stringify(options)}`;
    it(`says ${kind} to ${JSON.stringify(text)}${given}`, () =>
      assert.deepEqual(parseSeedInput(text, options), { kind }));
  }
});

describe('what was scanned or typed: a key', () => {
  const sameKey = [
    key,
    key.toLowerCase(),
    'JNLL 6MRQ KND5 7PMN',
    '  jnll-6mrq-knd5-7pmn  ',
    'jnll 6mrq\nknd5 7pmn\r\n',
    'JNLL\u00a06MRQ\u2011KND5\u20137PMN\u200b',
    `${key}======`,
    `${key} == = -`,
  ];
  for (const text of sameKey) {
    it(`reads ${JSON.stringify(text)} as base32`, () => {
      const found = seedOf(text);
      assert.equal(encodeHex(found.seed), keyHex);
      assert.deepEqual(describeSeed(found), {
        bytesLength: 10,
        tenant: null,
        account: null,
        issuer: null,
        algorithm: 'SHA1',
        digits: 6,
        stepSeconds: 30,
      });
      assert.equal(found.form, 'base32');
    });
  }

  const hexKeys: [string, string, number][] = [
    ['digits base32 does not have', '00112233445566778899AABB', 12],
    ['twenty digits', keyHex, 10],
    ['lower case and separators', '4b56 bf32-3053 47df bd8d', 10],
    ['0x before it', `0x${keyHex}`, 10],
    ['0x before digits only', '0X31323334353637383930', 10],
    ['0x before what could be base32 too', `0x${twoWays}`, 10],
    ['a length base32 never has', 'ABCDEF234567ABCDEF2345', 11],
    ['digits alone, more than any serial has', '31323334353637383930', 10],
    ['63 bytes', '0F'.repeat(63), 63],
  ];
  for (const [name, text, bytesLength] of hexKeys) {
    it(`reads hexadecimal with ${name}`, () => {
      const found = seedOf(text);
      assert.deepEqual([found.form, found.seed.length], ['hex', bytesLength]);
    });
  }

  it('asks about a key that is base32 and hexadecimal, and does as told', () => {
    for (const text of [twoWays, 'abcd ef23 4567 abcd efaa', 'ABCDEF234567ABCDEF234567ABCDEF234567ABCD']) {
      const bare = text.replaceAll(' ', '').toUpperCase();
      assert.deepEqual(parseSeedInput(text), { kind: 'ambiguous' });
      assert.equal(bytesOf(text, { readAs: 'hex' }), bare);
      assert.equal(encodeBase32(seedOf(text, { readAs: 'base32' }).seed), bare);
    }
  });

  it('does not ask where only one reading can be a key', () => {
    assert.equal(seedOf('ABCDEF234567ABCD').form, 'base32', 'sixteen hexadecimal digits are eight bytes');
    assert.equal(seedOf('ABCDEF234567ABCDEF234').form, 'base32', 'an odd number of digits');
    assert.equal(seedOf(key, { readAs: 'hex' }).form, 'base32', 'what is no hexadecimal is not made one');
    assert.equal(seedOf(keyHex, { readAs: 'base32' }).form, 'hex', 'what is no base32 is not made base32');
  });

  const wrong: [string, string, SeedInput['kind']][] = [
    ['one letter', 'J', 'too-short'],
    ['fifteen letters', key.slice(0, 15), 'too-short'],
    ['eleven letters, an impossible length as well', key.slice(0, 11), 'too-short'],
    ['a sentence of letters', 'hello world', 'too-short'],
    ['one letter over a group of eight', `${key}A`, 'truncated'],
    ['three over', `${key}AAA`, 'truncated'],
    ['six over', `${key}AAAAAA`, 'truncated'],
    ['bits left over after two letters', `${key}AB`, 'truncated'],
    ['bits left over after four letters', `${key}AAAB`, 'truncated'],
    ['bits left over after five letters', `${key}AAAAB`, 'truncated'],
    ['bits left over after seven letters', `${key}AAAAAAB`, 'truncated'],
    ['an odd number of hexadecimal digits', '0F'.repeat(20).slice(1), 'truncated'],
    ['64 bytes in base32', encodeBase32(new Uint8Array(64).fill(0xfb)), 'too-long'],
    ['64 bytes in hexadecimal', '0F'.repeat(64), 'too-long'],
    ['hexadecimal that base32 would make too long', 'A'.repeat(104), 'too-long'],
    ['too long in both readings', 'A'.repeat(128), 'too-long'],
    ['more than any QR code holds', ' '.repeat(9000), 'too-long'],
  ];
  for (const [name, text, kind] of wrong) {
    it(`says ${kind} to ${name}`, () => assert.deepEqual(parseSeedInput(text), { kind }));
  }

  it('takes the shortest and the longest key a token can hold', () => {
    assert.equal(seedOf(encodeBase32(new Uint8Array(10).fill(0xfb))).seed.length, 10);
    assert.equal(seedOf(encodeBase32(new Uint8Array(63).fill(0xfb))).seed.length, 63);
  });

  const bad: [string, string, number][] = [
    ['JNLL0MRQKND57PMN', '0', 5],
    ['1NLL6MRQKND57PMN', '1', 1],
    ['JNLL6MRQKND57PM8', '8', 16],
    ['JNLL 6MRQ KN95 7PMN', '9', 13],
    ['  JNLL6MRQ!KND57PMN', '!', 11],
    ['JNLL=6MRQKND57PMN', '=', 5],
    ['JNLL\n6MRÜKND57PMN', 'Ü', 9],
    ['🔑JNLL6MRQ💥', '🔑', 1],
    ['JN💥', '💥', 3],
    ['JNLL6MRQ\u0007KND57PMN', 'U+0007', 9],
    ['JNLLſMRQKND57PMN', 'ſ', 5],
    ['\u212aNLL6MRQKND57PMN', '\u212a', 1],
    ['WIFI:S:office;;', ':', 5],
  ];
  for (const [text, character, position] of bad) {
    it(`names ${character} at ${position} in ${JSON.stringify(text)}`, () =>
      assert.deepEqual(parseSeedInput(text), { kind: 'bad-character', character, position }));
  }
});

describe('what was scanned or typed: the problem shown', () => {
  it('is none for a key', () => assert.equal(problemOfInput(parseSeedInput(key)), null));

  it('fills every place in the texts of every wrong kind', () => {
    const samples = [
      '',
      'phonefactor://x',
      'FIDO:/1',
      'otpauth-migration://x',
      'otpauth://hotp/x',
      '8659622000001',
    ];
    samples.push('https://x.example', '123', 'ABC', `${key}A`, 'A!A', '0F'.repeat(64), twoWays);
    samples.push(`${link(`secret=${key}`)} or ${link('secret=MFRGGZDFMZTWQ2LK')}`);
    samples.push(link(`secret=${key}&digits=8`));
    const codes = new Set<string>();
    for (const text of samples) {
      const problem = problemOfInput(parseSeedInput(text));
      assert.ok(problem, text);
      codes.add(problem.code);
      const shown = describeProblem(problem);
      assert.doesNotMatch(shown.title + shown.action, /–|\{/, problem.code);
    }
    assert.deepEqual(
      [...codes].sort(),
      Object.keys(problemsEn)
        .filter((code) => code.startsWith('input-'))
        .sort(),
    );
  });
});

describe('what was scanned or typed: anything at all', () => {
  const filler = fc.stringMatching(/^[ \n\u2011\u00a0-]{0,3}$/);
  const spaced = (text: string) =>
    fc
      .tuple(
        fc.array(fc.tuple(fc.boolean(), filler), { minLength: text.length, maxLength: text.length }),
        fc.nat(6),
      )
      .map(
        ([marks, padding]) =>
          Array.from(text, (letter, i) => {
            const [isLower, gap] = marks[i] ?? [false, ''];
            return gap + (isLower ? letter.toLowerCase() : letter);
          }).join('') + '='.repeat(padding),
      );
  const seedBytes = fc.uint8Array({ minLength: 10, maxLength: 63 });
  const typedKey = seedBytes.chain((seed) => fc.tuple(fc.constant(seed), spaced(encodeBase32(seed))));

  it('reads every key back, however it is spaced, dashed, cased and padded', () => {
    fc.assert(
      fc.property(typedKey, ([seed, text]) => {
        assert.equal(bytesOf(text, { readAs: 'base32' }), encodeHex(seed));
        assert.equal(bytesOf(link(`secret=${encodeURIComponent(text)}`)), encodeHex(seed));
      }),
    );
  });

  it('reads every hexadecimal key back where it is said to be one, digits alone too', () => {
    fc.assert(
      fc.property(seedBytes, (seed) => {
        const text = encodeHex(seed);
        assert.equal(bytesOf(text, { readAs: 'hex' }), text);
      }),
      { examples: [[new Uint8Array(10)], [new Uint8Array(20).fill(0x86)]] },
    );
  });

  it('reads every tenant, account and issuer back', () => {
    const name = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((text) => text === text.trim());
    fc.assert(
      fc.property(
        name,
        name.filter((text) => !text.includes(':')),
        name,
        (tenant, account, issuer) => {
          const label = encodeURIComponent(`${tenant}:${account}`).replaceAll('%20', '+');
          const found = seedOf(link(`issuer=${encodeURIComponent(issuer)}&secret=${key}`, label));
          assert.deepEqual([found.tenant, found.account, found.issuer], [tenant, account, issuer]);
        },
      ),
    );
  });

  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'ABF2701x=- \n%:/?&') }),
    typedKey.map(([, text]) => text.slice(1)),
    fc.webUrl(),
    fc.string().map((text) => `otpauth://totp/${text}`),
    fc
      .tuple(fc.constantFrom('secret', 'digits', 'period', 'algorithm'), fc.string())
      .map(([name, value]) => link(`secret=${key}&${name}=${value}`)),
  );

  it('never throws, and a wrong kind holds nothing of the text but one character or a number', () => {
    const plain =
      /^(MD5|SHA-\d{3}|\d{1,4} (digits|seconds)|another (kind of code|algorithm|number of digits|time step|form of code|start of time)|two values for [a-z]+|two-step enrolment|a PIN)$/;
    fc.assert(
      fc.property(anything, (text) => {
        const input = parseSeedInput(text);
        const { kind, ...rest } = input;
        if (input.kind === 'seed') {
          assert.ok(input.seed.length >= 10 && input.seed.length <= 63);
        } else if (input.kind === 'bad-character') {
          assert.deepEqual(Object.keys(rest), ['character', 'position']);
          assert.match(input.character, /^(.|U\+[0-9A-F]{4,6})$/su);
          assert.ok(input.position >= 1 && input.position <= text.length);
        } else if (input.kind === 'unsupported-parameters') {
          assert.deepEqual(Object.keys(rest), ['parameter']);
          assert.match(input.parameter, plain);
        } else {
          assert.deepEqual(rest, {}, kind);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('describes a seed without it', () => {
    fc.assert(
      fc.property(seedBytes, (seed) => {
        const found = seedOf(link(`secret=${encodeBase32(seed)}`));
        const shown = JSON.stringify(describeSeed(found)).toUpperCase();
        assert.ok(!shown.includes(encodeBase32(seed)) && !shown.includes(encodeHex(seed)));
      }),
    );
  });
});
