import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { encodeBase32, encodeHex } from '@token-desk/contract/text/bytes';
import { type DecodedList, decodeList } from '@token-desk/contract/text/list-text';
import type { CustodyEntry, TokenDetail, TokenState } from '@token-desk/contract/token/record';
import { formatPlace, parsePlace, tokensPlace } from '@token-desk/tab/places/places';
import { listOfOne } from '@token-desk/tab/views/add-tokens/csv-list';
import { type SecretPlace, secretPlace } from '@token-desk/tab/views/add-tokens/list-secrets';
import { auditCsv, csvCell } from '@token-desk/tab/views/audit/audit-csv';
import { batteryText, takingBack } from '@token-desk/tab/views/tokens/token-words';
import { awayProblem, awayWords } from '@token-desk/tab/views/wizard/away-problem';
import { tokensGerman } from '@token-desk/tab/words/de/tokens';
import { tokensEnglish } from '@token-desk/tab/words/en/tokens';
import fc from 'fast-check';
import { person, tom } from '../../support/tab/tab-api.ts';
import { auditRows, TabDesk } from '../../support/tab/tab-desk.ts';

const ana = person('ana', 'Ana Moreau');

describe('a desk that cannot be used', () => {
  const desk = { name: 'Lyon 1', state: 'confirmed' } as const;
  const away = [
    ['has a service that may be started', desk, 'burner-offline'],
    ['may be with another server', { ...desk, elsewhere: true }, 'burner-at-other-server'],
    ['was revoked, which no start mends', { ...desk, state: 'revoked' }, 'burner-revoked'],
    ['was stolen, wherever it calls', { ...desk, state: 'stolen', elsewhere: true }, 'burner-revoked'],
  ] as const;
  for (const [why, seen, code] of away) it(why, () => assert.equal(awayProblem(seen).code, code));

  it('is waited for only where it may come back', () => {
    const waited = away.filter(([, seen]) => awayWords(seen) === 'awayText').map(([why]) => why);
    assert.deepEqual(waited, ['has a service that may be started', 'may be with another server']);
    assert.equal(awayWords(null), 'awayText');
  });
});

describe('an exported list', () => {
  const cells: readonly (readonly [what: string, value: string, cell: string])[] = [
    ['a formula', '=1+2', "'=1+2"],
    ['a plus', '+49 30', "'+49 30"],
    ['a minus', '-1', "'-1"],
    ['an at sign', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', `"'\t=1"`],
    ['a carriage return', '\r=1', '"\'\r=1"'],
    ['a formula that calls a program', `=cmd|' /C calc'!A0`, `'=cmd|' /C calc'!A0`],
    ['a formula behind a semicolon', 'Bob;=1+1', `"Bob;'=1+1"`],
    ['a formula behind a semicolon, a space and a quote', 'Bob; "=1+1', `"Bob; ""'=1+1"`],
    ['a formula behind a line break', 'Bob\n@x', `"Bob\n'@x"`],
    ['a fullwidth formula', '＝1+2', "'＝1+2"],
    ['quotes and commas', 'Weber, "Tom"', '"Weber, ""Tom"""'],
    ['a line break', 'one\ntwo', '"one\ntwo"'],
    ['a plain word', 'Zażółć', 'Zażółć'],
  ];
  for (const [what, value, cell] of cells) {
    it(`holds ${what} so that no spreadsheet runs it`, () => assert.equal(csvCell(value), cell));
  }

  it('never begins a cell with what a spreadsheet runs, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const cell = csvCell(value);
        const inside = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        const runs = /(^|[;,|\t\r\n])[\s"']*(?<!')[=+\-@＝＋－＠]/;
        return !runs.test(inside) && (cell.startsWith('"') || !/[",;\t\r\n]/.test(cell));
      }),
    );
  });

  it('has a heading, a line for each row, and the mark that spreadsheets need for umlauts', () => {
    const [row] = auditRows(1);
    assert.ok(row);
    const actor = { kind: 'person', person: { ...tom, name: '=HYPERLINK("x")' } } as const;
    const evil = { ...row, actor, subject: { ...tom, name: '=Tom' } };
    const csv = auditCsv([evil, { ...evil, subject: null }]);
    assert.ok(csv.startsWith('\uFEFFrow,time_utc,event,who,serial,request,details,hash,for\r\n'));
    const [, line = '', ofNobody = ''] = csv.split('\r\n');
    assert.match(line, /^1,20\d\d-.*Z,submitted,"'=HYPERLINK\(""x""\) \(tom\.weber@contoso\.example\)",/);
    assert.match(line, /,F{64},'=Tom \(tom\.weber@contoso\.example\)$/, 'whom it is for');
    assert.match(ofNobody, /,F{64},$/);
  });
});

describe('a list brought in', () => {
  const serials = '86596000004711,86596000004712';
  const key = 'NOTAREALSECRETAA';
  const longKey = 'jbsw y3dp ehpk 3pxp jbsw y3dp ehpk 3pxp';
  const base64 = 'bm90IGEgcmVhbCBzZWNyZXQh';
  const [serial = ''] = serials.split(',');

  const sent: readonly (readonly [what: string, csv: string])[] = [
    ['serials and sites', 'serial,site\n86596000004711,Lyon\n86596000004712,"Lyon, 4"'],
    ['long serials of digits', 'serial\n8659600000471122'],
    ['a manufacturer of sixteen letters', `serial,manufacturer\n${serial},Token2 Switzerland`],
    ['a manufacturer in one word', `serial,manufacturer\n${serial},Token2Switzerland`],
    ['a manufacturer in capitals', `serial,Hersteller\n${serial},TOKEN2SWITZERLANDSARL`],
    ['a site of sixteen letters', `serial;Standort\n${serial};lagerhausstrasse`],
    ['a site of several words', `serial,place\n${serial},Hauptbahnhof Nord Halle`],
    ['a street called Key West', `serial,site\n${serial},"Key West, 3"`],
    ['a number of a key', `serial,key number\n${serial},12`],
    ['an identifier', `serial,x\n${serial},550e8400-e29b-41d4-a716-446655440000`],
    ['a web address', `serial,x\n${serial},https://vendor.example/shop/product/OTPC-P2-i`],
    ['a person', `serial,user\n${serial},maximiliane.oberhuber@contoso.example`],
    ['an address of a network card', `serial,x\n${serial},00:1A:2B:3C:4D:5E`],
    ['a time with parts', `serial,x\n${serial},12:30:15`],
    ['a version', `serial,x\n${serial},10.20.30.40`],
    ['a date and a price', `serial,x,y\n${serial},2026-11-28T15:00:00Z,"1.234,56"`],
    ['a line that names the separator', `sep=;\nserial;site\n${serial};Bern`],
  ];
  for (const [what, csv] of sent) it(`may be sent: ${what}`, () => assert.equal(secretPlace(csv), null));

  const cell = (column: string, line = 2): SecretPlace => ({ kind: 'cell', line, column });
  const kept: readonly (readonly [what: string, csv: string, place: SecretPlace])[] = [
    ['a heading that names secrets', `serial,secret\n${serial},`, { kind: 'column', column: 'secret' }],
    ['a German heading', `Seriennummer;Schlüssel\n${serial};x`, { kind: 'column', column: 'Schlüssel' }],
    ['a heading in one word', `serial,secretKey\n${serial},x`, { kind: 'column', column: 'secretKey' }],
    [
      'a heading below a title',
      `Delivery 4711\nserial,seed\n${serial},x`,
      { kind: 'column', column: 'seed' },
    ],
    ['a heading below the separator', `sep=;\nserial;seed\n${serial};x`, { kind: 'column', column: 'seed' }],
    ['a key of 16 letters', `serial,x\n${serial},${key}`, cell('x')],
    ['a key in groups', `serial;x\n${serial};nota real secr etaa`, cell('x')],
    ['a key in the column of names', `serial,site\n${serial},Bern\n1,${longKey}`, cell('site', 3)],
    ['a key in lower case', `serial,x\n${serial},${longKey.replaceAll(' ', '')}`, cell('x')],
    ['a key with dashes', `serial,x\n${serial},${longKey.replaceAll(' ', '-')}`, cell('x')],
    ['a key with padding', `serial,x\n${serial},${key}AA======`, cell('x')],
    ['a key in quotes', `serial,x\n${serial},"${key}"`, cell('x')],
    ['hexadecimal', `serial,x\n${serial},${'0F'.repeat(20)}`, cell('x')],
    ['hexadecimal with colons', `serial,x\n${serial},${Array(20).fill('31').join(':')}`, cell('x')],
    [
      'hexadecimal as a program writes it',
      `serial,x\n${serial},${Array(20).fill('0x31').join(' ')}`,
      cell('x'),
    ],
    ['hexadecimal between dots', `serial;x\n${serial};${Array(20).fill('0F').join('.')}`, cell('x')],
    [
      'a key in groups with other blanks',
      `serial,x\n${serial},nota\u200breal\u200bsecr\u200betaa`,
      cell('x'),
    ],
    ['a key with dots', `serial,x\n${serial},${longKey.replaceAll(' ', '.')}`, cell('x')],
    ['short hexadecimal', `serial,x\n${serial},${'0F'.repeat(10)}`, cell('x')],
    ['hexadecimal of digits', `serial,x\n${serial},${'31'.repeat(20)}`, cell('x')],
    ['base64', `serial,x\n${serial},${base64}`, cell('x')],
    ['an otpauth link', 'serial,x\n1,otpauth://totp/x?y=z', cell('x')],
    ['no heading', `${serial},${longKey.replaceAll(' ', '')}`, cell('2', 1)],
    ['a tab', `serial\tx\n${serial}\t${key}`, cell('x')],
    ['an upright stroke', `serial|x\n${serial}|${key}`, cell('x')],
    ['a separator named above', `sep=^\nserial^x\n${serial}^${key}`, cell('x', 3)],
    ['a separator nobody named', `serial^x\n${serial}^${key}`, cell('serial^x')],
    ['a colon', `serial:x\n${serial}:${key}`, cell('serial:x')],
    ['a blank', `serial x\n${serial} ${key}`, cell('serial x')],
    ['a name before it', `serial\nserial=1; secretKey=x`, cell('serial')],
    ['a quote in the middle', `serial,x\n1"2,${key}`, cell('x')],
    ['a quote never closed', `serial,x\n"1,${key}`, cell('x')],
    [
      'JSON over several lines',
      `[\n  {\n    "serial": "${serial}",\n    "secretKey": "${key}${key}"\n  }\n]`,
      { kind: 'form', form: 'JSON', hasSecrets: true },
    ],
    [
      'JSON in lines',
      `{"sn":"1","k":"${key}"}\n{"sn":"2","k":"${key}"}`,
      { kind: 'form', form: 'JSON', hasSecrets: true },
    ],
    ['JSON behind words', `tokens = [{"serial": "1"}]`, { kind: 'form', form: 'JSON', hasSecrets: false }],
    ['JSON without secrets', `["${serial}"]`, { kind: 'form', form: 'JSON', hasSecrets: false }],
    [
      'PSKC in clear',
      `<?xml version="1.0"?>\n<KeyContainer><Device><DeviceInfo><SerialNo>${serial}</SerialNo></DeviceInfo><Key><Data><Secret>\n<PlainValue>${base64}</PlainValue></Secret></Data></Key></Device></KeyContainer>`,
      { kind: 'form', form: 'XML', hasSecrets: true },
    ],
    [
      'PSKC with a prefix, encrypted',
      `<pskc:Data><pskc:EncryptedValue><xenc:CipherValue>x</xenc:CipherValue></pskc:EncryptedValue></pskc:Data>`,
      { kind: 'form', form: 'XML', hasSecrets: true },
    ],
    [
      'a vendor’s XML',
      `<tokens><t sn="${serial}" k="${key}"/></tokens>`,
      { kind: 'form', form: 'XML', hasSecrets: true },
    ],
    ['XML without secrets', `<t><sn>${serial}</sn></t>`, { kind: 'form', form: 'XML', hasSecrets: false }],
  ];
  for (const [what, csv, place] of kept)
    it(`is kept from leaving the page: ${what}`, () => assert.deepEqual(secretPlace(csv), place));

  it('says where the secret is, never which, in each language', () => {
    for (const { secretIn } of [tokensEnglish.adding, tokensGerman.adding])
      for (const [, csv] of kept) {
        const place = secretPlace(csv);
        assert.ok(place);
        assert.doesNotMatch(secretIn(place), /NOTAREAL|jbsw|bm90/i);
      }
    assert.match(tokensEnglish.adding.secretIn(cell('Maker', 7)), /line 7, column Maker/);
  });

  it('keeps every key of twenty bytes at home, in any alphabet and column of its own', () => {
    const bytes = fc
      .tuple(fc.nat(), fc.integer({ min: 16, max: 32 }))
      .map(([n, size]) => new Uint8Array(createHash('sha256').update(String(n)).digest()).slice(0, size));
    const forms = [encodeBase32, encodeHex, (seed: Uint8Array) => Buffer.from(seed).toString('base64')];
    fc.assert(
      fc.property(bytes, fc.constantFrom(...forms), (seed, form) => {
        const list = `serial,x\n${serial},${form(seed)}`;
        return [list, list.replaceAll(',', ';'), list.replaceAll(',', ' ')].every(
          (csv) => secretPlace(csv) !== null,
        );
      }),
    );
  });

  const files: readonly (readonly [what: string, bytes: readonly number[], decoded: DecodedList | null])[] = [
    ['UTF-8', [...Buffer.from('serial\nKöln')], { text: 'serial\nKöln', isGuessed: false }],
    ['Excel’s Unicode text', [0xff, 0xfe, 0x31, 0], { text: '1', isGuessed: false }],
    ['the same the other way round', [0xfe, 0xff, 0, 0x31], { text: '1', isGuessed: false }],
    [
      'Windows-1252',
      [...Buffer.from('serial;site\r\n1;K\xf6ln', 'latin1')],
      { text: 'serial;site\r\n1;Köln', isGuessed: true },
    ],
    ['Windows-1252 with a euro sign', [0x31, 0x80], { text: '1€', isGuessed: true }],
    ['a spreadsheet', [0x50, 0x4b, 3, 4, 0, 0], null],
    ['an old spreadsheet', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], null],
    ['a photograph', [0xff, 0xd8, 0xff], null],
    ['a PDF', [...Buffer.from('%PDF-1.7\n')], null],
    ['bytes of any kind', [0x31, 0, 0x32, 0x81], null],
  ];
  for (const [what, bytes, decoded] of files)
    it(`is text, or refused: ${what}`, () => assert.deepEqual(decodeList(new Uint8Array(bytes)), decoded));

  it('of one token quotes its site', () => {
    assert.equal(listOfOne('1', 'Line "4", Lyon'), 'serial,site\n1,"Line ""4"", Lyon"\n');
    assert.equal(listOfOne('1', null), 'serial\n1\n');
  });
});

describe('places of the desk pages', () => {
  const round = (hash: string) => formatPlace(parsePlace(hash));
  for (const hash of [
    '#/tokens',
    '#/tokens?q=ana&state=lost&from=burner-1&open=86596000004711',
    '#/audit?serial=8659&who=ana&event=burned&from=2026-01-02&to=2026-02-03',
    '#/audit/request-1',
    '#/statement/86596000004711',
    '#/reports?site=Lyon',
    '#/add-tokens',
    '#/burners',
    '#/privacy',
    '#/set-up',
  ]) {
    it(`comes back from ${hash}`, () => assert.equal(round(hash), hash));
  }

  it('drops what no filter can be', () => {
    assert.equal(round('#/tokens?state=eaten&open=<script>'), '#/tokens');
    assert.equal(round('#/audit?event=A B&from=yesterday'), '#/audit');
    assert.equal(round('#/statement/..'), formatPlace(tokensPlace));
    assert.equal(round('#/nothing'), '#/queue');
  });
});

describe('a token in words', () => {
  const day = 86_400_000;
  const ages: readonly (readonly [days: number, text: string])[] = [
    [5 * 365, 'about 5 years, if it came new'],
    [4 * 365, 'about 4 years left, if it came new'],
    [400, 'about 13 months left, if it came new'],
    [20, 'about a month left, if it came new'],
    [-1, 'may be empty any day: replace it'],
  ];
  for (const [days, text] of ages) {
    it(`says of a battery due in ${days} days: ${text}`, () =>
      assert.equal(batteryText({ batteryDueAt: days * day, lastDriftSeconds: 0 }, 0, tokensEnglish), text));
  }

  it('says nothing of the battery of a token that no desk has read, but that it is old', () => {
    const unread = (days: number) =>
      batteryText({ batteryDueAt: days * day, lastDriftSeconds: null }, 0, tokensEnglish);
    assert.equal(unread(5 * 365), 'not known: never read');
    assert.equal(unread(-1), 'may be empty any day: replace it');
  });

  it('knows from the books how far taking back has come', () => {
    const desk = new TabDesk();
    const active = desk.active('86596000004711', ana);
    assert.deepEqual(takingBack(active), { isInHand: false, isBlanked: false });
    const then = (token: TokenDetail, kind: CustodyEntry['kind'], state: TokenState): TokenDetail => ({
      ...token,
      state,
      custody: [...token.custody, { at: 1, kind, by: tom, holder: ana, note: null }],
    });
    const taken = then(active, 'taken_back', 'quarantine');
    assert.deepEqual(takingBack(taken), { isInHand: true, isBlanked: false });
    const blank = then(taken, 'blanked', 'quarantine');
    assert.deepEqual(takingBack(blank), { isInHand: true, isBlanked: true });
    const given = then(blank, 'handed_over', 'active');
    assert.deepEqual(takingBack(given), { isInHand: false, isBlanked: false });
  });
});
