import { serial } from '@token-desk/contract/ids';
import { longest } from '@token-desk/contract/lengths';
import { couldBeBase32 } from '@token-desk/contract/seed/key-text';
import { wipe } from '@token-desk/contract/text/bytes';
import { type Algorithm, minSeedBytes, type StepSeconds } from '@token-desk/contract/token/config';
import { modelOf } from '@token-desk/contract/token/model';

/** A token as its maker lists it, with its secret. */
export type FactoryToken = {
  /** Where it stands in the file, from 1. */
  readonly line: number;
  readonly serial: string;
  /** 10 to 63 bytes; whoever had the list read wipes them. */
  readonly seed: Uint8Array<ArrayBuffer>;
  readonly stepSeconds: StepSeconds;
  readonly algorithm: Algorithm;
  readonly model: string;
  readonly manufacturer: string;
};

export const lineFaults = [
  'columns',
  'quote-open',
  'serial-malformed',
  'serial-spoiled',
  'twice-in-file',
  'secret-missing',
  'secret-malformed',
  'secret-short',
  'secret-long',
  'interval-wrong',
  'hash-wrong',
  'maker-missing',
  'not-totp',
  'digits-wrong',
  'several-keys',
  'way-unknown',
  'mac-missing',
  'not-opened',
] as const;
export type LineFault = {
  readonly line: number;
  /** Null where there is none that is one. */
  readonly serial: string | null;
  readonly why: (typeof lineFaults)[number];
};

/** Why a whole file is not read. */
export const fileFaults = [
  'too-large',
  'not-readable',
  'not-text',
  'no-serial-column',
  'no-secret-column',
  'no-interval-column',
  'no-lines',
  'too-many',
  'not-xml',
  'doctype',
  'not-pskc',
  'key-wrong',
  'way-unknown',
  'key-damaged',
] as const;
export type FileFault = (typeof fileFaults)[number];

export type FactoryList = {
  readonly tokens: readonly FactoryToken[];
  readonly faults: readonly LineFault[];
  /** It names people, whom nothing is assigned to. */
  readonly hasPeople: boolean;
};
/** `needs`: it is encrypted, and how the file calls its key. */
export type ReadList =
  | ({ readonly kind: 'list' } & FactoryList)
  | { readonly kind: 'needs'; readonly needs: 'password' | 'key'; readonly name: string | null }
  | { readonly kind: 'fault'; readonly why: FileFault };

export const mostTokens = 5_000;

export const faultOf = (why: FileFault): Extract<ReadList, { kind: 'fault' }> => ({ kind: 'fault', why });

/** `8.6596E+13`: a spreadsheet took the serial for a number and kept what it shows. */
const spoiled = /^\d([.,]\d+)?E\+?\d+$/i;

/** The shortest secret is as long as the longest serial: in a line with a cell too few it stands where the serial would. */
const couldBeKey = (text: string): boolean =>
  text.length * 5 >= minSeedBytes * 8 && couldBeBase32(text) && /[A-Z]/i.test(text);

export function serialFault(text: string): 'serial-spoiled' | 'serial-malformed' | null {
  if (spoiled.test(text)) return 'serial-spoiled';
  return serial.safeParse(text).success && !couldBeKey(text) ? null : 'serial-malformed';
}

/** Microsoft wants both names. A kind we know has ours; else the maker's is needed, and the least to say of a model is what it is. */
export function namesOf(
  token: string,
  { maker, model }: { readonly maker: string; readonly model: string },
): Pick<FactoryToken, 'model' | 'manufacturer'> | null {
  const known = modelOf(token);
  const manufacturer = maker || (known === null ? '' : 'Token2');
  if (manufacturer === '') return null;
  const name = model || (known?.model ?? 'TOTP');
  return { manufacturer: manufacturer.slice(0, longest.modelName), model: name.slice(0, longest.modelName) };
}

/** By line; a serial that stands there twice is a token in none of its lines, because nobody can tell which secret is right. */
export function listOf(
  lines: readonly (FactoryToken | LineFault)[],
  { hasPeople }: Pick<FactoryList, 'hasPeople'>,
): ReadList {
  if (lines.length === 0) return faultOf('no-lines');
  const counts = new Map<string, number>();
  for (const { serial: one } of lines) if (one !== null) counts.set(one, (counts.get(one) ?? 0) + 1);
  const tokens: FactoryToken[] = [];
  const faults: LineFault[] = [];
  for (const one of lines) {
    if ('why' in one) faults.push(one);
    else if (counts.get(one.serial) === 1) tokens.push(one);
    else {
      wipe(one.seed);
      faults.push({ line: one.line, serial: one.serial, why: 'twice-in-file' });
    }
  }
  return { kind: 'list', tokens, faults, hasPeople };
}
