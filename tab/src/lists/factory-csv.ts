import {
  bareKey,
  couldBeBase32,
  isHexText,
  type KeyReading,
  readBase32,
  readHex,
} from '@token-desk/contract/seed/key-text';
import type { Algorithm, StepSeconds } from '@token-desk/contract/token/config';
import { isHeadingOf, isSerialHeading } from '@token-desk/contract/token/list-heading';
import {
  type FactoryToken,
  faultOf,
  type LineFault,
  listOf,
  mostTokens,
  namesOf,
  type ReadList,
  serialFault,
} from './factory-list.ts';
import { headingWithin, type ListLine, listLines } from './list-cells.ts';

/** As Entra calls its columns (`upn,serial number,secret key,time interval,manufacturer,model`), and as makers do. */
const names = {
  secret: [
    'secretkey',
    'secret',
    'seed',
    'key',
    'base32',
    'sharedsecret',
    'geheimnis',
    'geheimerschlussel',
    'schlussel',
    'clesecrete',
    'clavesecreta',
    'chiavesegreta',
  ],
  base32: [
    'secretkeybase32',
    'secretbase32',
    'seedbase32',
    'base32secret',
    'base32seed',
    'base32key',
    'keybase32',
  ],
  hex: ['secretkeyhex', 'secrethex', 'seedhex', 'hexsecret', 'hexseed', 'hexkey', 'keyhex', 'hex'],
  interval: [
    'timeinterval',
    'interval',
    'timeintervalinseconds',
    'timeintervalseconds',
    'timestep',
    'timestepseconds',
    'step',
    'stepseconds',
    'period',
    'zeitintervall',
    'intervall',
    'intervalle',
    'intervalledetemps',
    'intervalo',
    'intervallo',
  ],
  maker: [
    'manufacturer',
    'maker',
    'vendor',
    'brand',
    'hersteller',
    'fabricant',
    'fabricante',
    'produttore',
    'fabrikant',
  ],
  model: ['model', 'modelname', 'modelnumber', 'modell', 'modele', 'modelo', 'modello', 'type', 'typ'],
  hash: [
    'hashfunction',
    'hash',
    'hashalgorithm',
    'algorithm',
    'algorithmus',
    'algorithme',
    'algoritmo',
    'hmac',
  ],
  people: ['upn', 'userprincipalname', 'user', 'username', 'benutzer', 'benutzerprinzipalname'],
} as const;

/** A maker's list as text: Entra's own columns in every order and spelling, whatever stands between the cells. */
export function readFactoryCsv(text: string): ReadList {
  const lines = listLines(text).map(({ line, cells }) => ({ line, cells: cells.map(plainCell) }));
  const headingAt = lines.slice(0, headingWithin).findIndex(({ cells }) => cells.some(isSerialHeading));
  const heading = lines[headingAt]?.cells;
  if (heading === undefined) return faultOf('no-serial-column');
  const at = (known: readonly string[]) => heading.findIndex((cell) => isHeadingOf(known, cell));
  const secretAt = at([...names.secret, ...names.base32, ...names.hex]);
  const intervalAt = at(names.interval);
  if (secretAt < 0) return faultOf('no-secret-column');
  if (intervalAt < 0) return faultOf('no-interval-column');
  const rows = lines.slice(headingAt + 1);
  if (rows.length > mostTokens) return faultOf('too-many');
  const columns: Columns = {
    serial: heading.findIndex(isSerialHeading),
    secret: secretAt,
    interval: intervalAt,
    maker: at(names.maker),
    model: at(names.model),
    hash: at(names.hash),
    isHex: isHexColumn(
      heading[secretAt] ?? '',
      rows.map(({ cells }) => cells[secretAt] ?? ''),
    ),
    width: heading.length,
  };
  const peopleAt = at(names.people);
  const hasPeople = rows.some(({ cells }) => (cells[peopleAt] ?? '') !== '');
  return listOf(
    rows.map((row) => tokenIn(row, columns)),
    { hasPeople },
  );
}

type Columns = Readonly<
  Record<'serial' | 'secret' | 'interval' | 'maker' | 'model' | 'hash' | 'width', number> & { isHex: boolean }
>;

/** `="86596000004711"` and `'86596000004711` keep digits from becoming a number in a spreadsheet. */
const plainCell = (cell: string): string => cell.replace(/^="(.*)"$/, '$1').replace(/^'(?=[0-9A-Za-z])/, '');

/** The same letters are two secrets in the two alphabets: the whole column decides, by what only one of them has. */
function isHexColumn(heading: string, cells: readonly string[]): boolean {
  if (isHeadingOf(names.hex, heading)) return true;
  if (isHeadingOf(names.base32, heading)) return false;
  const bare = cells.map(bareKey).filter((cell) => cell !== '');
  const onlyHex = bare.filter((cell) => isHexText(cell) && !couldBeBase32(cell)).length;
  const onlyBase32 = bare.filter((cell) => couldBeBase32(cell) && !isHexText(cell)).length;
  return onlyHex > onlyBase32;
}

function tokenIn({ line, cells }: ListLine, columns: Columns): FactoryToken | LineFault {
  const cell = (index: number) => cells[index] ?? '';
  const serial = cell(columns.serial);
  const wrongSerial = serialFault(serial);
  const fault = (why: LineFault['why']): LineFault => ({
    line,
    serial: wrongSerial === null ? serial : null,
    why,
  });
  const withoutEnd = cells.findLastIndex((one) => one !== '') + 1;
  // Then a cell stands under another's heading, a secret perhaps where a serial would be.
  if (cells.some((one) => /[\r\n]/.test(one))) return { line, serial: null, why: 'quote-open' };
  if (withoutEnd > columns.width) return { line, serial: null, why: 'columns' };
  if (wrongSerial !== null) return fault(wrongSerial);
  const stepSeconds = stepIn(cell(columns.interval));
  if (stepSeconds === null) return fault('interval-wrong');
  const algorithm = algorithmIn(cell(columns.hash));
  if (algorithm === null) return fault('hash-wrong');
  const called = namesOf(serial, { maker: cell(columns.maker), model: cell(columns.model) });
  if (called === null) return fault('maker-missing');
  const bare = bareKey(cell(columns.secret));
  if (bare === '') return fault('secret-missing');
  const reading = columns.isHex ? hexIn(bare) : readBase32(bare, 'drop');
  if (reading.kind !== 'key') return fault(secretFaults[reading.kind]);
  return { line, serial, seed: reading.seed, stepSeconds, algorithm, ...called };
}

function hexIn(bare: string): KeyReading {
  const digits = bare.replace(/^0x/i, '');
  return isHexText(digits) ? readHex(digits) : { kind: 'bad-character', character: '', position: 1 };
}

const secretFaults = {
  'bad-character': 'secret-malformed',
  truncated: 'secret-malformed',
  'too-short': 'secret-short',
  'too-long': 'secret-long',
} as const;

/** `30`, `60`, `30 s`, `60 seconds`, `30.0`. */
export function stepIn(text: string): StepSeconds | null {
  const number = /^(\d+)(?:[.,]0+)?\s*(?:s|sec|secs|second|seconds|sek|sekunden)?\.?$/i.exec(
    text.trim(),
  )?.[1];
  return number === '30' ? 30 : number === '60' ? 60 : null;
}

/** Empty: SHA-1, as at Microsoft and in RFC 6238. `HMAC-SHA-256`, `hmacsha256`, `sha256` are one. */
export function algorithmIn(text: string): Algorithm | null {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^(totp|hotp|hmac)+(?=.)/, '');
  if (name === '' || name === 'sha1' || name === 'hmac') return 'SHA1';
  return name === 'sha256' ? 'SHA256' : null;
}
