import type { Problem } from '@token-desk/contract/problem';
import {
  parseSeedInput,
  problemOfInput,
  type SeedFound,
  type WrongInput,
} from '@token-desk/contract/seed/input';

/** What else was in the picture. `other` is a code of no kind known here, such as one for a wireless network. */
export type WrongKind = WrongInput['kind'] | 'other';

/** Something else that was in the same picture: of another kind, or somebody else's. */
export type AlsoSeen =
  | { readonly kind: WrongKind }
  | { readonly kind: 'account'; readonly account: string | null };

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
  for (const text of texts) {
    const input = parseSeedInput(text, { serialOnReader });
    if (input.kind === 'seed') addOnce(seeds, input);
    else wrongs.push(nameWrong(text, input));
  }
  wrongs.sort((one, other) => mostTelling.indexOf(one.kind) - mostTelling.indexOf(other.kind));
  const kinds = [...new Set(wrongs.map(({ kind }) => kind))];
  const [only] = seeds;
  if (seeds.length > 1) return { kind: 'several', found: seeds, alsoSeen: kinds };
  if (only !== undefined) return { kind: 'chosen', found: only, alsoSeen: kinds };
  const [wrong] = wrongs;
  if (wrong === undefined)
    return { kind: 'none', problem: { code: 'no-qr-found' }, wrong: null, alsoSeen: [] };
  return { kind: 'none', problem: wrong.problem, wrong: wrong.kind, alsoSeen: kinds.slice(1) };
}

/** The same secret twice, as when the page is open in two windows, is one; the spare copy is wiped. */
function addOnce(seeds: SeedFound[], input: SeedFound): void {
  const isSame = (known: SeedFound) =>
    known.seed.length === input.seed.length && known.seed.every((byte, at) => byte === input.seed[at]);
  if (seeds.some((known) => isSame(known) && known.account === input.account)) input.seed.fill(0);
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
