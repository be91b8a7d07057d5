import type { Algorithm, StepSeconds } from '../token/config.ts';
import type { OtpauthUri } from './otpauth-uri.ts';

/** What an otpauth link asks of the token beside the key: it is done as asked, or refused; never silently changed. */
export type TokenParameters = {
  readonly algorithm: Algorithm;
  readonly digits: 6;
  readonly stepSeconds: StepSeconds;
};
export type UnsupportedParameters = {
  readonly kind: 'unsupported-parameters';
  /** Named for people: `SHA-512`, `8 digits`, `45 seconds`; what is not plain is named by its sort, not quoted. */
  readonly parameter: string;
};

/** Key Uri Format: what holds where a link says nothing. */
export const defaultParameters = {
  algorithm: 'SHA1',
  digits: 6,
  stepSeconds: 30,
} as const satisfies TokenParameters;

/** Named in a refusal; anything else could be text of any kind. */
const otherAlgorithms: Readonly<Record<string, string>> = {
  MD5: 'MD5',
  SHA224: 'SHA-224',
  SHA384: 'SHA-384',
  SHA512: 'SHA-512',
};

/** A code with one of these is not the plain code of the secret that stands in it, or asks for what no token has. */
const asksForMore: Readonly<Record<string, string>> = {
  '2step_salt': 'two-step enrolment',
  '2step_output': 'two-step enrolment',
  '2step_difficulty': 'two-step enrolment',
  pin: 'a PIN',
  encoder: 'another form of code',
  t0: 'another start of time',
  epoch: 'another start of time',
  offset: 'another start of time',
};

/** Other spellings seen for what the Key Uri Format calls so: one that is not read would be one that is ignored. */
const spellings = {
  algorithm: ['algorithm', 'algo', 'alg', 'hash', 'hashalgorithm'],
  digits: ['digits', 'digit'],
  period: ['period', 'step', 'timestep', 'interval', 'timeinterval'],
} as const;

/** `null`: several that differ. */
export function valueGiven(
  { parameters, contradictions }: OtpauthUri,
  name: keyof typeof spellings,
): string | null | undefined {
  const given = spellings[name].filter((spelling) => parameters.has(spelling));
  const values = new Set(given.map((spelling) => parameters.get(spelling)));
  const isOne = values.size <= 1 && !given.some((spelling) => contradictions.has(spelling));
  return isOne ? [...values][0] : null;
}

export function readTokenParameters(
  link: OtpauthUri,
): ({ readonly kind: 'parameters' } & TokenParameters) | UnsupportedParameters {
  if (link.contradictions.has('secret')) return unsupported('two values for secret');
  for (const [name, what] of Object.entries(asksForMore)) {
    if (!isNeutral(link.parameters.get(name))) return unsupported(what);
  }
  const [algorithmValue, digitsValue, periodValue] = [
    valueGiven(link, 'algorithm'),
    valueGiven(link, 'digits'),
    valueGiven(link, 'period'),
  ];
  if (algorithmValue === null) return unsupported('two values for algorithm');
  if (digitsValue === null) return unsupported('two values for digits');
  if (periodValue === null) return unsupported('two values for period');
  const algorithm = readAlgorithm(algorithmValue);
  if (algorithm.kind !== 'algorithm') return algorithm;
  const digits = readNumber(digitsValue, defaultParameters.digits);
  if (digits !== 6) return unsupported(digits === null ? 'another number of digits' : `${digits} digits`);
  const stepSeconds = readNumber(periodValue, defaultParameters.stepSeconds);
  if (stepSeconds !== 30 && stepSeconds !== 60)
    return unsupported(stepSeconds === null ? 'another time step' : `${stepSeconds} seconds`);
  return { kind: 'parameters', algorithm: algorithm.algorithm, digits, stepSeconds };
}

/** Asks for nothing. */
function isNeutral(value: string | undefined): boolean {
  return value === undefined || ['', '0', 'false', 'default', 'none'].includes(value.trim().toLowerCase());
}

/** Links in the wild write SHA1, SHA-256, sha256, HmacSHA256 and HMAC-SHA-256. */
function readAlgorithm(
  value: string | undefined,
): { readonly kind: 'algorithm'; readonly algorithm: Algorithm } | UnsupportedParameters {
  if (value === undefined) return { kind: 'algorithm', algorithm: defaultParameters.algorithm };
  const name = value
    .toUpperCase()
    .replace(/[\s_-]/g, '')
    .replace(/^HMAC/, '');
  if (name === 'SHA1' || name === 'SHA256') return { kind: 'algorithm', algorithm: name };
  const known = Object.hasOwn(otherAlgorithms, name) ? otherAlgorithms[name] : undefined;
  return unsupported(known ?? 'another algorithm');
}

/** `null` for anything but a whole number of at most four digits. */
function readNumber(value: string | undefined, whenAbsent: number): number | null {
  if (value === undefined) return whenAbsent;
  const text = value.trim();
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function unsupported(parameter: string): UnsupportedParameters {
  return { kind: 'unsupported-parameters', parameter };
}
