import assert from 'node:assert/strict';
import { peopleInTable, readPeople } from '@token-desk/bot/domain/asking/people-list';

const ana = 'ana.moreau@contoso.example';
const read: readonly [string, string, readonly string[]][] = [
  ['a name in each line', 'Ana Moreau\r\nJonas Becker', ['1 Ana Moreau', '2 Jonas Becker']],
  ['empty lines, and counts on', `\n\n${ana}\n \nZoë Größler\n`, [`3 ${ana}`, '5 Zoë Größler']],
  ['what a mail program copies', `Ana Moreau <${ana}>; Jonas Becker <j@x>`, [`1 ${ana}`, '1 j@x']],
  ['addresses between commas', `${ana}, j@x`, [`1 ${ana}`, '1 j@x']],
  ['a name turned round by a comma', 'Moreau, Ana', ['1 Ana Moreau']],
  ['signs of a list', '- Ana Moreau\n2. Jonas Becker\n• j@x', ['1 Ana Moreau', '2 Jonas Becker', '3 j@x']],
  ['a link', `mailto:${ana}`, [`1 ${ana}`]],
  ['quotes', `"Ana Moreau"`, ['1 Ana Moreau']],
  ['a composed and a decomposed letter as one', 'Zoe\u0308 Größler', ['1 Zoë Größler']],
  ['nothing', ' \n ', []],
];
const tables: readonly [string, readonly (readonly string[])[], readonly string[]][] = [
  [
    'by the column of addresses',
    [
      ['Name', 'E-Mail'],
      ['Ana', ana],
    ],
    [`2 ${ana}`],
  ],
  [
    'by its UPN before its mail',
    [
      ['mail', 'userPrincipalName'],
      ['x@x', ana],
    ],
    [`2 ${ana}`],
  ],
  [
    'by names where an address is missing',
    [
      ['Name', 'E-Mail'],
      ['Ana Moreau', ''],
    ],
    ['2 Ana Moreau'],
  ],
  [
    'by two columns of names',
    [
      ['Nachname', 'Vorname'],
      ['Moreau', 'Ana'],
    ],
    ['2 Ana Moreau'],
  ],
  [
    'by what looks like an address, without headings',
    [
      ['17', ana],
      ['18', 'j@x'],
    ],
    [`1 ${ana}`, '2 j@x'],
  ],
  ['by the first column, without either', [['Ana Moreau', 'Lyon']], ['1 Ana Moreau']],
  ['that is empty', [], []],
];

describe('a list of people', () => {
  const lines = (all: readonly { line: number; text: string }[]) =>
    all.map(({ line, text }) => `${line} ${text}`);
  for (const [what, text, expected] of read)
    it(`reads ${what}`, () => assert.deepEqual(lines(readPeople(text)), expected));
  for (const [what, rows, expected] of tables)
    it(`reads a table ${what}`, () =>
      assert.deepEqual(lines(peopleInTable(rows.map((cells, at) => ({ line: at + 1, cells })))), expected));
});
