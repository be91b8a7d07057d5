import type { Person } from '@token-desk/contract/ids';
import type { CustodyNote, TokenDetail, TokenState, TokenView } from '@token-desk/contract/token/record';
import type { AllStrings } from '../../words/words.tsx';

const monthMs = 30.44 * 86_400_000;

type Words = AllStrings['tokens'];

type Aged = Pick<TokenView, 'batteryDueAt' | 'lastDriftSeconds'>;

/** How long the battery may last still, counted from when it came into the books: nobody knows how old it was then. */
export function batteryText(
  { batteryDueAt, lastDriftSeconds }: Aged,
  now: number,
  { battery }: Words,
): string {
  const months = (batteryDueAt - now) / monthMs;
  if (months <= 0) return battery.over;
  if (lastDriftSeconds === null) return battery.unknown;
  if (months < 18) return battery.months(Math.round(months));
  return months > 57 ? battery.fresh : battery.years(Math.round(months / 12));
}

export const isBatteryOver = ({ batteryDueAt }: TokenView, now: number): boolean => batteryDueAt <= now;

export type Tone = 'now' | 'warn' | 'good' | 'quiet';
/** A shape for each state beside its word: never colour alone. */
export const stateShapes: Readonly<Record<TokenState, { readonly tone: Tone; readonly shape: string }>> = {
  in_stock: { tone: 'quiet', shape: '○' },
  reserved: { tone: 'now', shape: '◔' },
  burning: { tone: 'now', shape: '◑' },
  burned_unverified: { tone: 'now', shape: '◕' },
  loaded: { tone: 'quiet', shape: '●' },
  active: { tone: 'good', shape: '✓' },
  suspended: { tone: 'quiet', shape: '‖' },
  quarantine: { tone: 'warn', shape: '⚠' },
  retired: { tone: 'quiet', shape: '–' },
  lost: { tone: 'warn', shape: '?' },
};

/** Whose it is, or whose it was when the books no longer name a holder. */
export function lastHolder({ holder, custody }: TokenDetail): Person | null {
  return holder ?? custody.findLast((entry) => entry.holder !== null)?.holder ?? null;
}

export type TakingBack = { readonly isInHand: boolean; readonly isBlanked: boolean };

/** How far taking back has come, from the custody rows: so a reload comes back to the same step. */
export function takingBack({ state, custody }: TokenDetail): TakingBack {
  const at = custody.findLastIndex(({ kind }) => kind === 'taken_back');
  const isOver = custody.slice(at + 1).some(({ kind }) => kind === 'handed_over' || kind === 'adopted');
  const isInHand = at >= 0 && !isOver && state !== 'active';
  return { isInHand, isBlanked: isInHand && custody.slice(at).some(({ kind }) => kind === 'blanked') };
}

/** Where an administrator sees and removes a person's sign-in methods. */
export function methodsUrl(person: Person): string {
  return `https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/UserAuthMethods/userId/${encodeURIComponent(person.id)}`;
}

/** Why a token changed hands: the server's own note in the reader's language, else what somebody wrote. */
export function custodyNote(note: string | null, words: Readonly<Record<CustodyNote, string>>): string {
  const isKnown = (one: string): one is CustodyNote => Object.hasOwn(words, one);
  return note !== null && isKnown(note) ? words[note] : (note ?? '');
}
