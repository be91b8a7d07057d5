import assert from 'node:assert/strict';
import type { CustodyEntry, TokenDetail, TokenState } from '@token-desk/contract/token-record';
import { formatDeskPlace, parseDeskPlace, tokensPlace } from '@token-desk/tab/desk-place';
import { tokensEnglish } from '@token-desk/tab/strings/tokens-en';
import { auditCsv, csvCell } from '@token-desk/tab/views/audit/audit-csv';
import { decodeList, holdsSecrets, listOfOne } from '@token-desk/tab/views/tokens/csv-list';
import { batteryText, takingBack } from '@token-desk/tab/views/tokens/token-words';
import fc from 'fast-check';
import { person, tom } from '../support/tab-api.ts';
import { auditRows, TabDesk } from '../support/tab-desk.ts';

const ana = person('ana', 'Ana Moreau');

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
    const evil = { ...row, actor: { kind: 'person', person: { ...tom, name: '=HYPERLINK("x")' } } } as const;
    const csv = auditCsv([evil]);
    assert.ok(csv.startsWith('\uFEFFrow,time_utc,event,who,serial,request,details,hash\r\n'));
    const [, line = ''] = csv.split('\r\n');
    assert.match(line, /^1,20\d\d-.*Z,submitted,"'=HYPERLINK\(""x""\) \(tom\.weber@contoso\.example\)",/);
  });
});

describe('a list brought in', () => {
  const lists: readonly (readonly [what: string, csv: string, secret: boolean])[] = [
    ['serials and sites', 'serial,site\n86596000004711,Lyon\n86596000004712,"Lyon, 4"', false],
    ['a heading that names secrets', 'serial,secret\n86596000004711,', true],
    ['a key of 16 letters', 'serial,x\n86596000004711,NOTAREALSECRETAA', true],
    ['a key in groups, small letters', 'serial;x\n86596000004711;nota real secr etaa', true],
    ['hexadecimal', `serial,x\n86596000004711,${'0F'.repeat(20)}`, true],
    ['an otpauth link', 'serial,x\n1,otpauth://totp/x?y=z', true],
    ['long serials of digits', 'serial\n8659600000471122', false],
  ];
  for (const [what, csv, secret] of lists) {
    it(`${secret ? 'is kept from leaving the page' : 'may be sent'}: ${what}`, () =>
      assert.equal(holdsSecrets(csv), secret));
  }

  it('is text, or refused', () => {
    assert.equal(decodeList(new TextEncoder().encode('serial\n1')), 'serial\n1');
    assert.equal(decodeList(new Uint8Array([0xff, 0xfe, 0x31, 0])), '1');
    assert.equal(decodeList(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])), null);
    assert.equal(decodeList(new Uint8Array([0xff, 0xd8, 0xff])), null);
  });

  it('of one token quotes its site', () => {
    assert.equal(listOfOne('1', 'Line "4", Lyon'), 'serial,site\n1,"Line ""4"", Lyon"\n');
    assert.equal(listOfOne('1', null), 'serial\n1\n');
  });
});

describe('places of the desk pages', () => {
  const round = (hash: string) => {
    const [path = '', query = ''] = hash.slice(2).split('?');
    const [view = '', id] = path.split('/');
    const place = parseDeskPlace(view, id ?? null, new URLSearchParams(query));
    return place === null ? null : formatDeskPlace(place);
  };
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
  ]) {
    it(`comes back from ${hash}`, () => assert.equal(round(hash), hash));
  }

  it('drops what no filter can be', () => {
    assert.equal(round('#/tokens?state=eaten&open=<script>'), '#/tokens');
    assert.equal(round('#/audit?event=A B&from=yesterday'), '#/audit');
    assert.equal(round('#/statement/..'), formatDeskPlace(tokensPlace));
    assert.equal(round('#/nothing'), null);
  });
});

describe('a token in words', () => {
  const day = 86_400_000;
  const ages: readonly (readonly [days: number, text: string])[] = [
    [5 * 365, 'new, good for about 5 years'],
    [4 * 365, 'about 4 years left'],
    [400, 'about 13 months left'],
    [20, 'about a month left'],
    [-1, 'may be empty any day: replace it'],
  ];
  for (const [days, text] of ages) {
    it(`says of a battery due in ${days} days: ${text}`, () =>
      assert.equal(batteryText(days * day, 0, tokensEnglish), text));
  }

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
