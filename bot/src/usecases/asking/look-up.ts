import type { Asker } from '@token-desk/contract/approval';
import type { Person } from '@token-desk/contract/ids';
import { personFacts } from '@token-desk/contract/named';
import type { RequestForm } from '@token-desk/contract/request';
import type { LineFault } from '../../domain/asking/line-fault.ts';
import type { ListedPerson } from '../../domain/asking/people-list.ts';
import { barOf } from '../../domain/requests/form-rules.ts';
import type { DirectoryPerson } from '../../ports.ts';
import { findOpenOfSubject } from '../../store/tables/requests.ts';
import { tokensOf } from '../../store/tables/tokens.ts';
import { directoryTimeoutMs, eachAsked, isObjectId } from '../people/directory.ts';
import { askerFor, type OfSubject, readOfSubject } from '../requests/approval-asked.ts';
import type { Caller, Deps } from '../write/deps.ts';

export type LookedUp = ListedPerson & {
  readonly person: Person | null;
  readonly fault: LineFault | null;
};

const mostNamed = 5;

/** An address is one person's or nobody's. Numbers are not searched by: a badge's would tell its owner to anybody. */
export async function peopleMeant(deps: Deps, typed: string): Promise<readonly DirectoryPerson[]> {
  const signal = AbortSignal.timeout(directoryTimeoutMs);
  if (typed.includes('@') || isObjectId(typed)) {
    const person = await deps.directory.person(typed, signal);
    return person === null ? [] : [person];
  }
  return /\p{N}/u.test(typed) ? [] : await deps.directory.search(typed, signal);
}

/**
 * Whom each line means, and what stands against it. That somebody has a request or a token is told only to whoever may ask for
 * them; what others ask for waits beside it.
 */
export async function lookUpPeople(
  deps: Deps,
  caller: Caller,
  {
    listed,
    form,
  }: { readonly listed: readonly ListedPerson[]; readonly form: Pick<RequestForm, 'type' | 'site'> },
): Promise<readonly LookedUp[]> {
  const found = await eachAsked(listed, async (one) => {
    const { person, fault } = await meant(deps, caller, one.text);
    if (person === null || fault !== null) return { ...one, person, fault };
    const says = await readOfSubject(deps, person, form);
    return { ...one, person, fault: await stands(deps, caller, { person, form, says }) };
  });
  const seen = new Set<string>();
  return found.map((one) => {
    if (one.person === null || one.fault !== null) return one;
    const isTwice = seen.has(one.person.id);
    seen.add(one.person.id);
    return isTwice ? { ...one, fault: { kind: 'twice' } } : one;
  });
}

async function meant(
  deps: Deps,
  caller: Caller,
  text: string,
): Promise<{ readonly person: Person | null; readonly fault: LineFault | null }> {
  const all = await peopleMeant(deps, text);
  const askable = all.filter((one) => barOf(one) === null);
  const people = askable.length > 0 ? askable : all;
  const exact = people.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  const [only, ...others] = exact.length === 1 ? exact : people;
  if (only === undefined) return { person: null, fault: { kind: 'not-found' } };
  if (others.length > 0)
    return { person: null, fault: { kind: 'several', people: people.slice(0, mostNamed).map(personFacts) } };
  const person = personFacts(only);
  const bar = barOf(only);
  if (bar !== null) return { person, fault: { kind: bar === 'subject-guest' ? 'guest' : 'disabled' } };
  return { person, fault: person.id === caller.person.id ? { kind: 'self' } : null };
}

type Candidate = {
  readonly person: Person;
  readonly form: Pick<RequestForm, 'type' | 'site'>;
  readonly says: OfSubject;
};

/** What our own books say against it, for whoever may ask for this person. */
async function stands(
  deps: Deps,
  caller: Caller,
  { person, form, says }: Candidate,
): Promise<LineFault | null> {
  const asker: Asker = await askerFor(deps, deps.store.db, { by: caller, subject: person, form, says });
  if (asker === 'other') return null;
  if ((await findOpenOfSubject(deps.store.db, person.id)) !== null) return { kind: 'open-request' };
  const hasToken = form.type === 'new' && (await tokensOf(deps.store.db, person.id, 'active')).length > 0;
  return hasToken ? { kind: 'has-token' } : null;
}
