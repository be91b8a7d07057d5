import { longest } from '@token-desk/contract/lengths';
import { mostReasons, type OrganisationReason } from '@token-desk/contract/organisation';
import { fold } from '@token-desk/contract/text/fold';

export { mostReasons };

/** One that is new has no id before the list is saved. */
export const newReason: OrganisationReason = { id: '', en: '', de: '', isOffered: true, isPrivate: false };

/** Without the blanks around its words. */
const trimmed = (one: OrganisationReason): OrganisationReason => ({
  ...one,
  en: one.en.trim(),
  de: one.de.trim(),
});

/** Said in both languages. */
export const isWorded = ({ en, de }: OrganisationReason): boolean => en.trim() !== '' && de.trim() !== '';

/** The list as it is saved: each new one is named after its English words, as none before it. */
export function named(reasons: readonly OrganisationReason[]): OrganisationReason[] {
  const taken = new Set(reasons.map(({ id }) => id));
  return reasons.map(trimmed).map((one) => {
    if (one.id !== '') return one;
    const id = freeId(one.en, taken);
    taken.add(id);
    return { ...one, id };
  });
}

function freeId(text: string, taken: ReadonlySet<string>): string {
  const mostDigits = 3;
  const words = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest.reasonId - mostDigits)
    .replace(/^-+|-+$/g, '');
  const first = words === '' ? 'reason' : words;
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? first : `${first}-${n}`;
    if (!taken.has(id)) return id;
  }
}

/** With another one in its place; null takes it out. */
export const withReason = (
  reasons: readonly OrganisationReason[],
  at: number,
  changed: OrganisationReason | null,
): readonly OrganisationReason[] =>
  reasons.flatMap((one, index) => (index !== at ? [one] : changed === null ? [] : [changed]));
