import type { Algorithm, StepSeconds } from '../token-config.ts';
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

export function readTokenParameters(
  link: OtpauthUri,
): ({ readonly kind: 'parameters' } & TokenParameters) | UnsupportedParameters {
  for (const name of ['secret', 'algorithm', 'digits', 'period']) {
    if (link.contradictions.has(name)) return unsupported(`two values for ${name}`);
  }
  const { parameters } = link;
  const algorithm = readAlgorithm(parameters.get('algorithm'));
  if (algorithm.kind !== 'algorithm') return algorithm;
  const digits = readNumber(parameters.get('digits'), defaultParameters.digits);
  if (digits !== 6) return unsupported(digits === null ? 'another number of digits' : `${digits} digits`);
  const stepSeconds = readNumber(parameters.get('period'), defaultParameters.stepSeconds);
  if (stepSeconds !== 30 && stepSeconds !== 60)
    return unsupported(stepSeconds === null ? 'another time step' : `${stepSeconds} seconds`);
  return { kind: 'parameters', algorithm: algorithm.algorithm, digits, stepSeconds };
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
