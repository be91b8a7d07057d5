import type { Problem, ProblemCode } from '../problem.ts';
import type { Algorithm, StepSeconds } from '../token/config.ts';
import { keyIn, standsOut } from './key-in-text.ts';
import { type BadCharacter, bareKey, readBase32 } from './key-text.ts';
import { readLabelled } from './labelled-key.ts';
import { linksIn } from './link-in-text.ts';
import { otherCodeIn, withoutAddresses } from './other-code.ts';
import { type OtpauthUri, parseOtpauthUri, splitName, textOrNull } from './otpauth-uri.ts';
import {
  defaultParameters,
  readTokenParameters,
  type UnsupportedParameters,
  valueGiven,
} from './token-parameters.ts';
import { readTyped, type TypedOptions } from './typed-key.ts';

export type SeedFound = {
  readonly kind: 'seed';
  /** 10 to 63 bytes. Whoever called the parser owns it, and wipes it. */
  readonly seed: Uint8Array<ArrayBuffer>;
  /** The name before its colon: on the Microsoft page the organisation's. */
  readonly tenant: string | null;
  /** What stands after that colon: on the Microsoft page the user principal name. Case as it came. */
  readonly account: string | null;
  /** The `issuer` parameter, which need not be the tenant. */
  readonly issuer: string | null;
  readonly algorithm: Algorithm;
  readonly digits: 6;
  readonly stepSeconds: StepSeconds;
  readonly form: 'uri' | 'base32' | 'hex';
};

/** Holds nothing of what was typed but the one character or the number it names. */
export type WrongInput =
  | {
      readonly kind:
        | 'empty'
        | 'microsoft-push'
        | 'passkey'
        | 'migration'
        | 'hotp'
        | 'token-serial'
        | 'web-link'
        | 'number'
        | 'too-short'
        | 'truncated'
        | 'too-long'
        | 'ambiguous'
        | 'several';
    }
  | BadCharacter
  | UnsupportedParameters;

export type SeedInput = SeedFound | WrongInput;

export type SeedDescription = Omit<SeedFound, 'kind' | 'seed' | 'form'> & { readonly bytesLength: number };

export type ParseSeedOptions = {
  /** Serial of the token that lies on the reader: the same text is that serial, whatever its prefix. */
  readonly serialOnReader?: string | undefined;
  /** What the person answered to `ambiguous`; plays no part in any other input. */
  readonly readAs?: 'base32' | 'hex' | undefined;
  /** From a picture: then nothing is cut off at its end. */
  readonly isScanned?: boolean | undefined;
};

/** A QR code holds 7089 characters at most (ISO/IEC 18004); nothing longer is a code or a key. */
const maxInputLength = 8192;
/** What was scanned, pasted or typed, alone or in other text: a seed, or which wrong thing. Never throws. */
export function parseSeedInput(text: string, options: ParseSeedOptions = {}): SeedInput {
  if (text.length > maxInputLength) return { kind: 'too-long' };
  const { links, isUnclear } = linksIn(text);
  if (isUnclear) return { kind: 'several' };
  if (links.length > 0) return oneOf(links.map((link) => readLink(parseOtpauthUri(link))));
  return readKey(text, options);
}

/** Each code of a text on its own: as many links as stand in it, or the text itself. */
export function codesIn(text: string): readonly string[] {
  const { links, isUnclear } = linksIn(text);
  return isUnclear || links.length < 2 ? [text] : links;
}

/** The problem to show; `null` for a seed. */
export function problemOfInput(input: SeedInput): Problem | null {
  if (input.kind === 'seed') return null;
  const code: ProblemCode = `input-${input.kind}`;
  if (input.kind === 'bad-character')
    return { code, detail: { character: input.character, position: input.position } };
  if (input.kind === 'unsupported-parameters') return { code, detail: { parameter: input.parameter } };
  return { code };
}

/** Everything that may be shown, printed and recorded about a seed: never the seed. */
export function describeSeed(found: SeedFound): SeedDescription {
  const { tenant, account, issuer, algorithm, digits, stepSeconds } = found;
  return { bytesLength: found.seed.length, tenant, account, issuer, algorithm, digits, stepSeconds };
}

/** Several that are one key are that key; the copies are wiped. */
function oneOf(inputs: readonly SeedInput[]): SeedInput {
  const [first, ...others] = inputs.filter((input) => input.kind === 'seed');
  if (first === undefined)
    return inputs.find(({ kind }) => kind !== 'web-link') ?? inputs[0] ?? { kind: 'empty' };
  const isOne = others.every((other) => isSameSeed(first, other));
  for (const other of others) other.seed.fill(0);
  if (isOne) return first;
  first.seed.fill(0);
  return { kind: 'several' };
}

/** The same secret for the same account. */
export function isSameSeed(one: SeedFound, other: SeedFound): boolean {
  const isSameKey =
    one.seed.length === other.seed.length && one.seed.every((byte, at) => byte === other.seed[at]);
  return isSameKey && one.account === other.account;
}

function readLink(link: OtpauthUri | null): SeedInput {
  if (link === null) return { kind: 'web-link' };
  if (link.type === 'hotp') return { kind: 'hotp' };
  if (link.type !== 'totp') {
    return link.isTypeWhole
      ? { kind: 'unsupported-parameters', parameter: 'another kind of code' }
      : { kind: 'truncated' };
  }
  const secret = link.parameters.get('secret') ?? '';
  if (bareKey(secret) === '' || isCutAfterName(link)) return { kind: 'truncated' };
  const parameters = readTokenParameters(link);
  if (parameters.kind !== 'parameters') return parameters;
  const reading = readBase32(secret, 'drop');
  if (reading.kind !== 'key') return reading;
  const { tenant, account } = link;
  const { algorithm, digits, stepSeconds } = parameters;
  const issuer = textOrNull(link.parameters.get('issuer') ?? '');
  return {
    kind: 'seed',
    seed: reading.seed,
    tenant,
    account,
    issuer,
    algorithm,
    digits,
    stepSeconds,
    form: 'uri',
  };
}

/** `…&period=` says that something was asked for, not what. */
function isCutAfterName(link: OtpauthUri): boolean {
  return (['algorithm', 'digits', 'period'] as const).some((name) => valueGiven(link, name)?.trim() === '');
}

function readKey(text: string, { isScanned, ...asked }: ParseSeedOptions): SeedInput {
  const options = { ...asked, bitsOver: isScanned === true ? 'drop' : 'refuse' } as const;
  const other = otherCodeIn(text);
  if (other !== null && other !== 'web-link') return { kind: other };
  const labelled = readBehindLabels(text, options);
  if (labelled !== null && isAnswer(labelled)) return labelled;
  if (other === null) {
    const typed = asInput(readTyped(text, options), nobody);
    return isAnswer(typed) ? typed : (labelled ?? typed);
  }
  const beside = keyIn(withoutAddresses(text));
  if (beside.kind === 'several') return beside;
  const isKey = beside.kind === 'part' && standsOut(beside.text);
  return isKey ? asInput(readTyped(beside.text, options), nobody) : { kind: 'web-link' };
}

const nobody = { tenant: null, account: null } as const;
type Owner = Pick<SeedFound, 'tenant' | 'account'>;

/** There is a key, or there are too many: whatever else is in the text is beside the point. */
const isAnswer = ({ kind }: SeedInput): boolean =>
  kind === 'seed' || kind === 'ambiguous' || kind === 'several';

/** Behind “Secret key:” stands the key, on its line or on those below. */
function readBehindLabels(text: string, options: TypedOptions): SeedInput | null {
  const labelled = readLabelled(text);
  if (labelled === null) return null;
  const owner = labelled.account === null ? nobody : splitName(labelled.account);
  const read = (part: string) => asInput(readTyped(part, options), owner);
  const inputs = labelled.keys.map((behind) => {
    const [line = ''] = behind.split(/[\r\n]/);
    const onLine = read(line);
    if (isAnswer(onLine)) return onLine;
    const below = read(behind);
    return isAnswer(below) ? below : onLine;
  });
  return inputs.find(({ kind }) => kind === 'ambiguous' || kind === 'several') ?? oneOf(inputs);
}

function asInput(typed: ReturnType<typeof readTyped>, { tenant, account }: Owner): SeedInput {
  if (!('reading' in typed)) return typed;
  const { reading, form } = typed;
  if (reading.kind !== 'key') return reading;
  return { kind: 'seed', seed: reading.seed, tenant, account, issuer: null, ...defaultParameters, form };
}
