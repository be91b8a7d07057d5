import assert from 'node:assert/strict';
import { encodeBase32, encodeHex } from '@token-desk/contract/text/bytes';
import { readFactoryCsv } from '@token-desk/tab/lists/factory-csv';
import { mostTokens, type ReadList } from '@token-desk/tab/lists/factory-list';
import { maxCsvChars, maxFileBytes, readFactory } from '@token-desk/tab/lists/read-factory';

const seed = Uint8Array.from({ length: 20 }, (_, at) => (at * 37 + 250) % 256);
const base32 = encodeBase32(seed);
const heading = 'upn,serial number,secret key,time interval,manufacturer,model';
const row = (change: Partial<Record<'serial' | 'secret' | 'interval' | 'maker' | 'upn', string>> = {}) => {
  const { serial = '86596000004711', secret = base32, interval = '30', maker = 'Contoso', upn = '' } = change;
  return `${upn},${serial},${secret},${interval},${maker},HardwareKey`;
};

function listIn(answer: ReadList) {
  assert.equal(answer.kind, 'list', JSON.stringify(answer));
  return answer as Extract<ReadList, { kind: 'list' }>;
}
function only(text: string) {
  const { tokens, faults } = listIn(readFactoryCsv(text));
  assert.deepEqual([tokens.length, faults], [1, []], text);
  return tokens[0]!;
}

describe('a maker’s list as CSV', () => {
  it('is read in Entra’s own columns', () => {
    const entras = 'Helga@contoso.com,1234567,2234567abcdef2234567abcdef,60,Contoso,HardwareKey';
    const list = listIn(readFactoryCsv(`${heading}\n${entras}\n`));
    const { seed: bytes, ...told } = list.tokens[0]!;
    assert.deepEqual(told, {
      ...{ line: 2, serial: '1234567', stepSeconds: 60, algorithm: 'SHA1' },
      ...{ manufacturer: 'Contoso', model: 'HardwareKey' },
    });
    assert.equal(encodeBase32(bytes), '2234567ABCDEF2234567ABCDEE', 'no more than whole bytes');
    assert.equal(list.hasPeople, true);
  });

  const spellings: [string, string][] = [
    [
      'another order',
      `secret key,serial number,time interval,manufacturer\n${base32},86596000004711,30,Contoso`,
    ],
    ['semicolons', `${heading}\n${row()}`.replaceAll(',', ';')],
    ['tabs', `${heading}\n${row()}`.replaceAll(',', '\t')],
    ['a separator that is told', `sep=|\n${`${heading}\n${row()}`.replaceAll(',', '|')}`],
    ['CRLF and a byte order mark', `\uFEFF${heading}\r\n${row()}\r\n`],
    [
      'quotes',
      `"upn","Serial Number","Secret Key","Time Interval","Manufacturer","Model"\n"","86596000004711","${base32}","30","Contoso, Ltd.","HardwareKey"`,
    ],
    ['other words', `Serial No.;Seed (Base32);TimeInterval;Vendor\n86596000004711;${base32};30 sec;Contoso`],
    [
      'German',
      `Seriennummer;Geheimer Schlüssel;Zeitintervall;Hersteller\n86596000004711;${base32};30;Contoso`,
    ],
    ['hexadecimal', `${heading}\n${row({ secret: encodeHex(seed) })}`],
    ['groups', `${heading}\n${row({ secret: (base32.match(/.{4}/g) ?? []).join(' ') })}`],
    ['small letters and padding', `${heading}\n${row({ secret: `${base32.toLowerCase()}===` })}`],
    ['formulas and apostrophes', `${heading}\n${row({ serial: '="86596000004711"', secret: `'${base32}` })}`],
    ['a title above', `Order 4711\n\n${heading}\n${row()}`],
    [
      'a title above that has none of its signs',
      `Tokenliste 2026\n${`${heading}\n${row()}`.replaceAll(',', ';')}`,
    ],
    [
      'a title above with other signs',
      `Order 4711, box 2, May\n${`${heading}\n${row()}`.replaceAll(',', '\t')}`,
    ],
    ['an empty line above', `\n${`${heading}\n${row()}`.replaceAll(',', ';')}`],
    [
      'commas in the cells below',
      `${heading};note\n${row()};"one, two, three, four, five, six, seven"`.replaceAll(/,(?! )/g, ';'),
    ],
    ['our own kind without its maker', `serial,secret,period\n86596000004711,${base32},30`],
  ];
  for (const [what, text] of spellings) {
    it(`is read with ${what}`, () => {
      const token = only(text);
      assert.deepEqual([token.serial, token.seed, token.stepSeconds], ['86596000004711', seed, 30]);
    });
  }

  it('takes a column for hexadecimal by what the others in it are, and never one cell by itself', () => {
    const both = '234567ABCDEF234567ABCDEF234567ABCDEF2345';
    const hex = listIn(
      readFactoryCsv(
        [heading, row({ secret: both }), row({ serial: '2', secret: encodeHex(seed) })].join('\n'),
      ),
    );
    assert.deepEqual(
      hex.tokens.map(({ seed: { length } }) => length),
      [20, 20],
    );
    assert.equal(only(`${heading}\n${row({ secret: both })}`).seed.length, 25, 'alone: as Entra has it');
    assert.equal(only(`serial,secret hex,period\n86596000004711,${both},30`).seed.length, 20);
  });

  it('reads the hash where there is one', () => {
    for (const [name, algorithm] of [
      ['', 'SHA1'],
      ['HMAC-SHA-1', 'SHA1'],
      ['hmacsha256', 'SHA256'],
      ['SHA-256', 'SHA256'],
    ])
      assert.equal(only(`${heading},hash function\n${row()},${name}`).algorithm, algorithm, name);
  });

  const wrong: [string, string, string | null][] = [
    ['columns', `${row()},too,many`, null],
    ['serial-malformed', row({ serial: 'no serial at all' }), null],
    ['serial-malformed', row({ serial: base32 }), null],
    ['serial-malformed', `,${base32.slice(0, 16)},30,Contoso,HardwareKey`, null],
    ['serial-spoiled', row({ serial: '8.6596E+13' }), null],
    ['secret-missing', row({ serial: '1', secret: '' }), '1'],
    ['secret-malformed', row({ serial: '2', secret: `${base32}!` }), '2'],
    ['secret-malformed', row({ serial: '3', secret: base32.slice(0, 17) }), '3'],
    ['secret-short', row({ serial: '4', secret: base32.slice(0, 13) }), '4'],
    ['secret-long', row({ serial: '5', secret: base32.repeat(4) }), '5'],
    ['interval-wrong', row({ serial: '6', interval: '45' }), '6'],
    ['interval-wrong', row({ serial: '7', interval: '' }), '7'],
    ['maker-missing', row({ serial: '8', maker: '' }), '8'],
  ];
  it('names each line that is wrong and takes the others; nothing of a secret is in what it says', () => {
    const text = [heading, row({ serial: '9' }), ...wrong.map(([, line]) => line)].join('\n');
    const { tokens, faults } = listIn(readFactoryCsv(text));
    assert.deepEqual(
      tokens.map(({ serial }) => serial),
      ['9'],
    );
    assert.deepEqual(
      faults,
      wrong.map(([why, , serial], at) => ({ line: at + 3, serial, why })),
    );
    assert.doesNotMatch(JSON.stringify(faults), new RegExp(base32.slice(0, 6), 'i'));
    const hashed = readFactoryCsv(`${heading},hash function\n${row()},md5`);
    assert.equal(listIn(hashed).faults[0]?.why, 'hash-wrong');
  });

  it('takes no line of a serial that stands there twice', () => {
    const lines = [row(), row({ secret: encodeBase32(seed.toReversed()) }), row({ serial: '2' })];
    const { tokens, faults } = listIn(readFactoryCsv([heading, ...lines].join('\n')));
    assert.deepEqual(
      tokens.map(({ serial }) => serial),
      ['2'],
    );
    assert.deepEqual(
      faults.map(({ line, why }) => [line, why]),
      [
        [2, 'twice-in-file'],
        [3, 'twice-in-file'],
      ],
    );
  });

  it('says where lines are swallowed by a quote, and is not lost in one that is never closed', () => {
    const open = [heading, row(), `"${row({ serial: '2' })}`, row({ serial: '3' })];
    assert.equal(listIn(readFactoryCsv(open.join('\n'))).tokens.length, 3);
    const closedLate = [...open, `",${row({ serial: '4' })}`, row({ serial: '5' })];
    const { tokens, faults } = listIn(readFactoryCsv(closedLate.join('\n')));
    assert.deepEqual(
      [tokens.map(({ serial }) => serial), faults.map(({ line, why }) => [line, why])],
      [['86596000004711', '5'], [[3, 'quote-open']]],
    );
    const most = `${heading}\n"${'x,y\n'.repeat(maxCsvChars / 4 - 20)}`;
    assert.deepEqual(readFactoryCsv(most), { kind: 'fault', why: 'too-many' });
  });

  const files: [string, string][] = [
    ['no-serial-column', `secret,period\n${base32},30`],
    ['no-secret-column', 'serial,period\n1,30'],
    ['no-interval-column', `serial,secret\n1,${base32}`],
    ['no-lines', heading],
    [
      'too-many',
      [heading, ...Array.from({ length: mostTokens + 1 }, (_, at) => row({ serial: `${at}` }))].join('\n'),
    ],
  ];
  for (const [why, text] of files) {
    it(`says ${why}`, () => assert.deepEqual(readFactoryCsv(text), { kind: 'fault', why }));
  }
});

describe('a maker’s file', () => {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  it('is read in UTF-8 and in UTF-16 of both orders, with and without the mark at its beginning', async () => {
    for (const mark of ['\uFEFF', '']) {
      const text = `${mark}${heading}\r\n${row()}`;
      const files = [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()];
      for (const file of files) assert.equal(listIn(await readFactory(file, null)).tokens.length, 1);
    }
  });

  it('says which names hang on a guess where its encoding is one', async () => {
    const list = (maker: string, model: string) =>
      `serial number,secret key,time interval,manufacturer,model\n${['CT1', 'CT2']
        .map((one) => `${one},GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,${maker},${model}`)
        .join('\n')}\n`;
    for (const [bytes, names] of [
      [Buffer.from(list('Möller', 'C200'), 'latin1'), ['Möller C200']],
      [Buffer.from(list('Möller', 'C200')), null],
      [
        Buffer.from(
          list('Token2', 'C200').replace('serial number', 'größe,serial number').replaceAll('\nCT', '\n1,CT'),
          'latin1',
        ),
        [],
      ],
    ] as const) {
      const answer = await readFactory(bytes, null);
      assert.deepEqual(answer.kind === 'list' && [answer.tokens.length, answer.guessedNames], [2, names]);
    }
  });

  it('is refused before it is parsed where it is too large, no text, or has a DOCTYPE', async () => {
    for (const [why, bytes] of [
      ['too-large', new Uint8Array(maxFileBytes + 1)],
      ['too-large', utf8('x'.repeat(maxCsvChars + 1))],
      ['not-text', Uint8Array.from([0x50, 0x4b, 3, 4, 0])],
      ['doctype', utf8('<?xml version="1.0"?><!doctype x [<!ENTITY a "b">]><KeyContainer/>')],
    ] as const)
      assert.deepEqual(await readFactory(bytes, null), { kind: 'fault', why });
  });
});
