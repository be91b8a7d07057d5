import assert from 'node:assert/strict';
import { readTable } from '@token-desk/bot/usecases/tokens/token-list-file';
import * as fc from 'fast-check';

const cellsOf = (csv: string) => {
  const table = readTable(csv);
  return table.ok ? table.lines.map(({ cells }) => cells) : `not read at ${table.line}`;
};

describe('a list of tokens as CSV', () => {
  const texts: [string, string, ReturnType<typeof cellsOf>][] = [
    [
      'commas',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b\n1;2,5',
      [
        ['a', 'b'],
        ['1', '2,5'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a byte order mark and CRLF',
      '\uFEFFa,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quotes, a line break and a separator within',
      'a,b\n"x ""y""","1,\n2"',
      [
        ['a', 'b'],
        ['x "y"', '1,\n2'],
      ],
    ],
    [
      'empty lines and lines of separators',
      'a,b\n\n,\n1,2\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'spaces around',
      ' a , b \n 1 , 2 ',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['lines of different lengths', 'a,b\n1\n1,2,3', [['a', 'b'], ['1'], ['1', '2', '3']]],
    ['formulas', 'a\n=1+1\n@SUM(A1)\n-2\n+3', [['a'], ['=1+1'], ['@SUM(A1)'], ['-2'], ['+3']]],
    ['one column', 'serial\n8659622000017', [['serial'], ['8659622000017']]],
    ['an open quote', 'a\n"1', 'not read at 2'],
    ['a quote in the middle', 'a\n1"2', 'not read at 2'],
    ['nothing', '', []],
  ];
  for (const [what, csv, expected] of texts) {
    it(`with ${what}`, () => assert.deepEqual(cellsOf(csv), expected));
  }

  it('names the line of the file, not of the table', () => {
    const table = readTable('a\n\n"x\ny"\nz');
    assert.deepEqual(table.ok && table.lines.map(({ line }) => line), [1, 4, 5]);
    const told = readTable('sep=;\na;b\n"1;2');
    assert.deepEqual(told, { ok: false, line: 3, why: 'quote-open' });
  });

  it('has 5,000 lines at most, of which an empty one is none', () => {
    const lines = (count: number) => readTable(`a\n${'1\n\n'.repeat(count)}`);
    const most = lines(5_000);
    assert.equal(most.ok && most.lines.length, 5_001);
    assert.deepEqual(lines(5_001), { ok: false, line: 10_002, why: 'too-many-lines' });
  });

  it('is read or refused, whatever it is', () => {
    return fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '"', '\n', '\r', '\t', '=', '\uFEFF', ' ') }),
        (csv) => {
          const table = readTable(csv);
          assert.ok(table.ok ? table.lines.every(({ cells }) => cells.length > 0) : table.line >= 1);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
