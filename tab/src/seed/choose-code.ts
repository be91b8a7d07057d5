import type { Problem } from '@token-desk/contract/problem';
import {
  isSameSeed,
  parseSeedInput,
  problemOfInput,
  type SeedFound,
  type WrongInput,
} from '@token-desk/contract/seed/input';
import { wipe } from '@token-desk/contract/text/bytes';
import type { AlsoSeen, WrongKind } from '../flow/burn/judge-secret.ts';

export type CodeChoice =
  /** The one to burn. The caller owns its seed and wipes it. */
  | { readonly kind: 'chosen'; readonly found: SeedFound; readonly alsoSeen: readonly WrongKind[] }
  /** Somebody has to say which; the caller wipes all of them but that one. */
  | {
      readonly kind: 'several';
      readonly found: readonly SeedFound[];
      readonly alsoSeen: readonly WrongKind[];
    }
  /** `wrong` is what the problem is about, `null` when no code was read at all. */
  | {
      readonly kind: 'none';
      readonly problem: Problem;
      readonly wrong: WrongKind | null;
      /** The one key that can be read in two ways, where nothing else is worth more words: the person says how. */
      readonly unclear: string | null;
      readonly alsoSeen: readonly WrongKind[];
    };

/** The first of these is what people most likely meant to bring in, so it is the one worth explaining. */
const mostTelling: readonly WrongKind[] = [
  'unsupported-parameters',
  'truncated',
  'too-short',
  'too-long',
  'bad-character',
  'hotp',
  'ambiguous',
  'several',
  'microsoft-push',
  'passkey',
  'migration',
  'token-serial',
  'number',
  'web-link',
  'empty',
  'other',
];

type Wrong = { readonly kind: WrongKind; readonly problem: Problem };

/** Which of the codes in one picture is the one to burn. */
export function chooseCode(texts: readonly string[], serialOnReader?: string): CodeChoice {
  const seeds: SeedFound[] = [];
  const wrongs: Wrong[] = [];
  const unclear = new Set<string>();
  for (const text of texts) {
    const input = parseSeedInput(text, { serialOnReader, isScanned: true });
    if (input.kind === 'seed') addOnce(seeds, input);
    else wrongs.push(nameWrong(text, input));
    if (input.kind === 'ambiguous') unclear.add(text);
  }
  wrongs.sort((one, other) => mostTelling.indexOf(one.kind) - mostTelling.indexOf(other.kind));
  const kinds = [...new Set(wrongs.map(({ kind }) => kind))];
  const [only] = seeds;
  if (seeds.length > 1) return { kind: 'several', found: seeds, alsoSeen: kinds };
  if (only !== undefined) return { kind: 'chosen', found: only, alsoSeen: kinds };
  const [wrong] = wrongs;
  if (wrong === undefined)
    return { kind: 'none', problem: { code: 'no-qr-found' }, wrong: null, unclear: null, alsoSeen: [] };
  const [oneKey = null] = wrong.kind === 'ambiguous' && unclear.size === 1 ? unclear : [];
  return {
    kind: 'none',
    problem: wrong.problem,
    wrong: wrong.kind,
    unclear: oneKey,
    alsoSeen: kinds.slice(1),
  };
}

/**
 * Of two people's codes in one picture this person's is the one; the others are named and wiped. Two that are both
 * this person's cannot be told apart: `null`, and all are wiped.
 */
export function chooseOwn(
  found: readonly SeedFound[],
  isOwn: (code: SeedFound) => boolean,
): { readonly found: SeedFound; readonly alsoSeen: readonly AlsoSeen[] } | null {
  const own = found.filter(isOwn);
  const wanted = own.length > 1 ? undefined : (own[0] ?? found[0]);
  const others = found.filter((other) => other !== wanted);
  for (const { seed } of others) wipe(seed);
  if (wanted === undefined) return null;
  return { found: wanted, alsoSeen: others.map(({ account }) => ({ kind: 'account', account })) };
}

/** The same secret twice, as when the page is open in two windows, is one; the spare copy is wiped. */
function addOnce(seeds: SeedFound[], input: SeedFound): void {
  if (seeds.some((known) => isSameSeed(known, input))) input.seed.fill(0);
  else seeds.push(input);
}

/** Complaints about single letters of a key help nobody whose code was never meant to be a key. */
function nameWrong(text: string, input: WrongInput): Wrong {
  const isSetupLink = /^\s*otpauth:/i.test(text);
  const isAboutLetters =
    input.kind === 'bad-character' ||
    input.kind === 'too-short' ||
    input.kind === 'truncated' ||
    input.kind === 'too-long';
  if (isAboutLetters && !isSetupLink) return { kind: 'other', problem: { code: 'qr-other' } };
  return { kind: input.kind, problem: problemOfInput(input) ?? { code: 'qr-other' } };
}
