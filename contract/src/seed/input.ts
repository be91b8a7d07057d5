import type { Problem, ProblemCode } from '../problem.ts';
import { type Algorithm, maxSeedBytes, type StepSeconds } from '../token-config.ts';
import { modelOf } from '../token-model.ts';
import {
  type BadCharacter,
  bareKey,
  isTooLongBase32,
  isWholeBase32,
  looksLikeHex,
  readBase32,
  readHex,
} from './key-text.ts';
import { type OtpauthUri, parseOtpauthUri, textOrNull } from './otpauth-uri.ts';
import { defaultParameters, readTokenParameters, type UnsupportedParameters } from './token-parameters.ts';

export type SeedFound = {
  readonly kind: 'seed';
  /** 10 to 63 bytes. Whoever called the parser owns it, and wipes it. */
  readonly seed: Uint8Array<ArrayBuffer>;
  /** The label before its colon: on the Microsoft page the organisation's name. */
  readonly tenant: string | null;
  /** The label after its colon: on the Microsoft page the user principal name. Case as it came. */
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
        | 'ambiguous';
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
};

/** A QR code holds 7089 characters at most (ISO/IEC 18004); nothing longer is a code or a key. */
const maxInputLength = 8192;
/** Serials printed on tokens have at most this many characters. */
const maxSerialLength = 16;

/** What was scanned, pasted or typed: a seed, or which wrong thing. Never throws. */
export function parseSeedInput(text: string, options: ParseSeedOptions = {}): SeedInput {
  if (text.length > maxInputLength) return { kind: 'too-long' };
  const link = parseOtpauthUri(text);
  if (link !== null) return readLink(link);
  return otherCode(text.trim()) ?? readTyped(text, options);
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

function readLink(link: OtpauthUri): SeedInput {
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
  const reading = readBase32(secret);
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
function isCutAfterName({ parameters }: OtpauthUri): boolean {
  return ['algorithm', 'digits', 'period'].some((name) => parameters.get(name)?.trim() === '');
}

/** Codes that are on the same pages and packages as the right one. */
function otherCode(trimmed: string): WrongInput | null {
  if (/phonefactor:\/\//i.test(trimmed)) return { kind: 'microsoft-push' };
  if (/^otpauth-migration:/i.test(trimmed)) return { kind: 'migration' };
  if (/^fido:\//i.test(trimmed)) return { kind: 'passkey' };
  if (/:\/\/|^https?:|^www\.|^[a-z0-9-]+(\.[a-z0-9-]+)+\//i.test(trimmed)) return { kind: 'web-link' };
  return null;
}

function readTyped(text: string, { serialOnReader, readAs }: ParseSeedOptions): SeedInput {
  const bare = bareKey(text);
  if (bare === '') return { kind: 'empty' };
  if (serialOnReader !== undefined && bare.toUpperCase() === bareKey(serialOnReader).toUpperCase())
    return { kind: 'token-serial' };
  if (/^\d+$/.test(bare)) {
    const isSerial = bare.length <= maxSerialLength && modelOf(bare) !== null;
    return { kind: isSerial ? 'token-serial' : 'number' };
  }
  // `0x` is hexadecimal by its own word: neither 0 nor a lone x is of any use in base32
  const marked = /^0x(.*)$/i.exec(bare)?.[1];
  if (marked !== undefined && looksLikeHex(marked)) return asKey(readHex(marked), 'hex');
  if (looksLikeHex(bare)) {
    if (!isWholeBase32(bare)) return asKey(readHex(bare), 'hex');
    const isWholeHex = bare.length % 2 === 0 && bare.length <= maxSeedBytes * 2;
    // Too long for base32, it is that: nobody is asked about a key that one of the answers refuses.
    if (isWholeHex && readAs === undefined && !isTooLongBase32(bare)) return { kind: 'ambiguous' };
    if (isWholeHex && readAs === 'hex') return asKey(readHex(bare), 'hex');
  }
  return asKey(readBase32(text), 'base32');
}

function asKey(reading: ReturnType<typeof readHex>, form: 'base32' | 'hex'): SeedInput {
  if (reading.kind !== 'key') return reading;
  return {
    kind: 'seed',
    seed: reading.seed,
    tenant: null,
    account: null,
    issuer: null,
    ...defaultParameters,
    form,
  };
}
