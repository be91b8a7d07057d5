/** One person of a list as somebody wrote them: a name, a user principal name or an address. */
export type ListedPerson = { readonly line: number; readonly text: string };

/** In one go; more than a hall full of people is a list for another day. */
export const mostPeople = 200;
/** Longer than any name or address. */
const longestEntry = 320;

/** “Ana Moreau <ana.moreau@contoso.example>”, as a mail program copies it. */
const withAddress = /^[^<>]*<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>$/;
const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);

function entryOf(text: string): string {
  const plain = text
    .trim()
    .replace(/^(?:[-•*–]|\d{1,3}[.)])\s+/u, '')
    .replace(/^"(.*)"$/, '$1')
    .trim();
  const address = withAddress.exec(plain)?.[1] ?? (/^mailto:/i.test(plain) ? plain.slice(7) : plain);
  const [surname = '', given = '', ...more] = address.split(',').map((part) => part.trim());
  const isTurned = given !== '' && more.length === 0 && !isAddress(address);
  return (isTurned ? `${given} ${surname}` : address).slice(0, longestEntry);
}

/** Several in one line: people by semicolons or tabs, addresses by commas as well; a comma in a name turns it round. */
function entriesOf(line: string): readonly string[] {
  const parts = line.split(/[;\t]/);
  const byComma = (part: string) => {
    const pieces = part.split(',').map((piece) => piece.trim());
    return pieces.every((piece) => isAddress(piece) || withAddress.test(piece)) ? pieces : [part];
  };
  return parts
    .flatMap(byComma)
    .map(entryOf)
    .filter((entry) => entry !== '');
}

/** A pasted list: a line for each person, or several in one. */
export function readPeople(text: string): readonly ListedPerson[] {
  return text
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .flatMap((line, index) => entriesOf(line).map((entry) => ({ line: index + 1, text: entry })));
}

/** Headings of a list's columns in which its people are, the surest first; folded to their letters. */
const addressHeadings = [
  'userprincipalname',
  'upn',
  'email',
  'emailaddress',
  'mail',
  'mailadresse',
  'emailadresse',
  'anmeldename',
  'benutzerprinzipalname',
  'login',
];
const nameHeadings = [
  'name',
  'displayname',
  'fullname',
  'anzeigename',
  'vollername',
  'person',
  'mitarbeiter',
];
const givenHeadings = ['givenname', 'firstname', 'vorname'];
const surnameHeadings = ['surname', 'lastname', 'nachname', 'familienname'];

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

type Row = { readonly line: number; readonly cells: readonly string[] };

/**
 * The people of a table: by the column that has their addresses, else by their names, which may be in two; without a
 * heading that is known, by the cells that are addresses, else by the first one.
 */
export function peopleInTable(rows: readonly Row[]): readonly ListedPerson[] {
  const [head, ...rest] = rows;
  if (head === undefined) return [];
  const headings = head.cells.map(folded);
  const at = (names: readonly string[]) =>
    names.map((name) => headings.indexOf(name)).find((index) => index >= 0);
  const [address, name] = [at(addressHeadings), at(nameHeadings)];
  const [given, surname] = [at(givenHeadings), at(surnameHeadings)];
  const has = (index: number | undefined): index is number => index !== undefined;
  const isHeaded = has(address) || has(name) || (has(given) && has(surname));
  const written = ({ cells }: Row): string => {
    const cell = (index: number | undefined) => (has(index) ? (cells[index] ?? '').trim() : '');
    if (!isHeaded) return cells.find((one) => isAddress(one.trim())) ?? cells[0] ?? '';
    const parts = [cell(address), cell(name), `${cell(given)} ${cell(surname)}`.trim()];
    return parts.find((part) => part !== '') ?? '';
  };
  return (isHeaded ? rest : rows).flatMap((row) => {
    const text = entryOf(written(row));
    return text === '' ? [] : [{ line: row.line, text }];
  });
}
