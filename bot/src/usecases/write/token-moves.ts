import type { Person } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';
import type { CustodyNote } from '@token-desk/contract/token/record';
import type { RequestEvent } from '../../domain/requests/request-events.ts';
import { evolve } from '../../domain/requests/request-evolve.ts';
import { decide } from '../../domain/requests/request-machine.ts';
import { requestLeft } from '../../domain/tokens/its-token.ts';
import { letGo, type Token, unknownToken } from '../../domain/tokens/token.ts';
import { evolveToken, serialOf } from '../../domain/tokens/token-machine.ts';
import type { Db } from '../../store/database.ts';
import { addCustody } from '../../store/tables/custody.ts';
import { findJob } from '../../store/tables/jobs.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import type { Change, TakenToken } from './change.ts';

/** The tokens' side of what happened to a request, in the same transaction. Answers what that takes from requests. */
export async function moveTokens(
  tx: Db,
  before: Request | null,
  events: readonly RequestEvent[],
): Promise<readonly TakenToken[]> {
  const taken: TakenToken[] = [];
  let request = before;
  for (const event of events) {
    if (request !== null) taken.push(...(await moveToken(tx, request, event)));
    request = evolve(request, event);
  }
  return taken;
}

async function moveToken(tx: Db, request: Request, event: RequestEvent): Promise<readonly TakenToken[]> {
  const job = 'jobId' in event ? await findJob(tx, event.jobId) : null;
  const serial = serialOf(request, event, job?.offer.serial ?? null);
  if (serial === null) return [];
  const known = await findToken(tx, serial);
  const token = known ?? unknownToken(serial, event.at);
  if (known === null && event.actor.kind === 'person') {
    const by = event.actor.person;
    await addCustody(tx, serial, { at: event.at, kind: 'added', by, holder: null, note: null });
  }
  const moved = evolveToken(token, event, request);
  if (moved !== token) await saveToken(tx, moved);
  const isUnsaid = moved.unsaid.length > token.unsaid.length;
  if (job !== null) {
    const by = event.actor.kind === 'person' ? event.actor.person : job.offer.technician;
    await noteUnsaid(tx, { token, moved }, { at: event.at, by });
  }
  const isAside = event.kind === 'loaded_given_back' && event.aside !== undefined;
  if (isAside && moved !== token && event.actor.kind === 'person') {
    const note: CustodyNote = 'perhaps-assigned';
    const by = event.actor.person;
    await addCustody(tx, serial, { at: event.at, kind: 'set_aside', by, holder: null, note });
  }
  if (event.kind === 'handed_over' && moved !== token && event.actor.kind === 'person') {
    await addCustody(tx, serial, {
      at: event.at,
      kind: 'handed_over',
      by: event.actor.person,
      holder: request.subject,
      note: event.to === 'subject' ? null : event.to,
    });
  }
  const old = request.token?.serial;
  const isWritten = event.kind === 'burned' || event.kind === 'burn_unknown';
  const isReplaced = event.kind === 'loaded_taken' || (isWritten && !event.late);
  if (isReplaced && old !== undefined && old !== serial) {
    await setAside(tx, await findToken(tx, old), request, event);
  }
  // While its desk owes a word the request waits for it, or for another burn.
  return isUnsaid ? [] : takenTokens(known, moved, { because: 'its-token-overwritten', actor: event.actor });
}

/** A token that its desk may have written lies aside until the desk says that it did not. */
export async function noteUnsaid(
  tx: Db,
  { token, moved }: { readonly token: Token; readonly moved: Token },
  { at, by }: { readonly at: number; readonly by: Person },
): Promise<void> {
  const { serial, state } = token;
  const note = (kind: 'set_aside' | 'added', words: CustodyNote) =>
    addCustody(tx, serial, { at, kind, by, holder: null, note: words });
  if (moved.unsaid.length > token.unsaid.length) await note('set_aside', 'perhaps-written');
  else if (state === 'quarantine' && moved.state === 'in_stock') await note('added', 'not-written');
}

/** Another token took its place: what is on it belongs to nobody now. */
async function setAside(
  tx: Db,
  token: Token | null,
  request: Request,
  { at, actor }: RequestEvent,
): Promise<void> {
  if (token === null || token.requestId !== request.id) return;
  const by = actor.kind === 'person' ? actor.person : null;
  await saveToken(tx, { ...token, ...letGo(token, by), updatedAt: at });
}

type How = Pick<TakenToken, 'because' | 'actor'> & { readonly why?: string };

/** What the step from one to the other takes from a request: a list of one, or of nothing. */
export function takenTokens(before: Token | null, after: Token, how: How): readonly TakenToken[] {
  const requestId = requestLeft(before, after);
  return requestId === null ? [] : [{ serial: after.serial, requestId, why: '', ...how }];
}

/** The end of the request that still counted on the token; null where none did. */
export async function endOfRequest(tx: Db, taken: TakenToken, now: number): Promise<Change | null> {
  const before: Request | null = await findRequest(tx, taken.requestId);
  if (before === null) return null;
  const { serial, because, why, actor } = taken;
  const decided = decide(before, { kind: 'lose-token', serial, because, why }, { actor, roles: [] }, now);
  return decided.ok ? { before, events: decided.events } : null;
}
