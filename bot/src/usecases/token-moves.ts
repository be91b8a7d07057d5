import type { Request } from '@token-desk/contract/request';
import type { RequestEvent } from '../domain/request-events.ts';
import { evolve } from '../domain/request-evolve.ts';
import { evolveToken, serialOf, type Token, unknownToken } from '../domain/token-machine.ts';
import { addCustody } from '../store/custody.ts';
import type { Db } from '../store/database.ts';
import { findJob } from '../store/jobs.ts';
import { findToken, saveToken } from '../store/tokens.ts';

/** The tokens' side of what happened to a request, in the same transaction. */
export async function moveTokens(
  tx: Db,
  before: Request | null,
  events: readonly RequestEvent[],
): Promise<void> {
  let request = before;
  for (const event of events) {
    if (request !== null) await moveToken(tx, request, event);
    request = evolve(request, event);
  }
}

async function moveToken(tx: Db, request: Request, event: RequestEvent): Promise<void> {
  const job = 'jobId' in event ? await findJob(tx, event.jobId) : null;
  const serial = serialOf(request, event, job?.offer.serial ?? null);
  if (serial === null) return;
  const known = await findToken(tx, serial);
  const token = known ?? unknownToken(serial, event.at);
  if (known === null && event.actor.kind === 'person') {
    const by = event.actor.person;
    await addCustody(tx, serial, { at: event.at, kind: 'added', by, holder: null, note: null });
  }
  const moved = evolveToken(token, event, request);
  if (moved !== token) await saveToken(tx, moved);
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
  if (event.kind === 'burned' && !event.late && old !== undefined && old !== serial) {
    await setAside(tx, await findToken(tx, old), request, event.at);
  }
}

/** Another token took its place: what is on it belongs to nobody now. */
async function setAside(tx: Db, token: Token | null, request: Request, now: number): Promise<void> {
  if (token === null || token.requestId !== request.id) return;
  await saveToken(tx, { ...token, state: 'quarantine', holder: null, requestId: null, updatedAt: now });
}
