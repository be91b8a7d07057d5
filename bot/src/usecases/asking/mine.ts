import type { Person } from '@token-desk/contract/ids';
import { personFacts } from '@token-desk/contract/named';
import type { Request } from '@token-desk/contract/request';
import { may } from '@token-desk/contract/rights';
import { isDecider } from '../../domain/approval/deciders.ts';
import type { Token } from '../../domain/tokens/token.ts';
import { requestsAwaiting, requestsOfPerson, searchRequests } from '../../store/tables/requests.ts';
import { searchTokens } from '../../store/tables/token-list.ts';
import { findToken } from '../../store/tables/tokens.ts';
import { askerFor, readOfSubject } from '../requests/approval-asked.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';

const mostListed = 20;

/** Requests this person asked for or will carry, by the name, address, serial or ticket in them; newest first. */
export function findMine({ store }: Deps, person: Person, text: string): Promise<readonly Request[]> {
  return requestsOfPerson(store.db, person.id, { limit: mostListed, text });
}

/** What waits for this person to decide, the oldest first. */
export async function listToDecide({ store }: Deps, person: Person): Promise<readonly Request[]> {
  const waiting = await requestsAwaiting(store.db);
  return waiting.filter((request) => isDecider(request, person.id)).slice(0, mostListed);
}

/** Whose token it is, for whoever may ask for them; null: nobody's, or not to be told. */
export async function holderOf(deps: Deps, caller: Caller, serial: string): Promise<Person | null> {
  const token = await findToken(deps.store.db, serial);
  if (token === null || token.holder === null) return null;
  const holder = personFacts(token.holder);
  const form = { site: '' };
  const says = await readOfSubject(deps, holder, form);
  const asker = await askerFor(deps, deps.store.db, { by: caller, subject: holder, form, says });
  return asker === 'other' ? null : holder;
}

type Search = { readonly text: string; readonly limit: number };

/** Requests to be named in a message: one's own, and for whoever has a role anybody's. */
export async function searchRequestsFor(
  { store }: Deps,
  { person, roles }: Caller,
  { text, limit }: Search,
): Promise<readonly Request[]> {
  if (!may('read', roles)) return requestsOfPerson(store.db, person.id, { limit, text });
  const filter = {
    ...{ text: text === '' ? null : text, state: null, site: null, claimedBy: null, subjectId: null },
    ...{ withoutSecond: false, overdueOn: null, openOnly: false },
    order: { by: 'recent', isReversed: false },
  } as const;
  return (await searchRequests(store.db, filter, { after: null, limit })).items;
}

/** By serial, model or holder; throws `role-missing` without one that reads. */
export async function searchTokensFor(
  { store }: Deps,
  caller: Caller,
  { text, limit }: Search,
): Promise<readonly Pick<Token, 'serial' | 'model' | 'holder'>[]> {
  demandRight(caller, 'read');
  const filter = { text: text === '' ? null : text, state: null, box: null, notHandedOverFrom: null };
  return (await searchTokens(store.db, filter, { after: null, limit })).items;
}
