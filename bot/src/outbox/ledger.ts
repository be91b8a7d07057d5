import { dutyFor, noAnswer, throttled } from '../domain/delivery/unheard.ts';
import type { Db } from '../store/database.ts';
import {
  dropNotice,
  findNotice,
  noteDelivered,
  noteMaybeTwice,
  noteTry,
  noteUnheard,
} from '../store/tables/notices.ts';
import { findRequest } from '../store/tables/requests.ts';
import type { Delivery, OutboxRow } from './row.ts';

type End = {
  readonly now: number;
  /** Null: it failed, and is tried again. */
  readonly delivery: Delivery | null;
  /** The kind of error; null: there was none. */
  readonly failure: string | null;
  readonly wasInFlight: boolean;
};

/** Writes into the ledger what became of one try. */
export async function noteEnd(db: Db, row: OutboxRow, end: End): Promise<void> {
  const { id, attempt: tries } = row;
  const { delivery, now } = end;
  // Nobody knows whether a message that no answer came to was taken.
  if (end.wasInFlight || (end.failure !== null && isSilence(end.failure))) await noteMaybeTwice(db, id);
  if (delivery === null)
    return noteTry(db, id, { tries, why: end.failure === throttled ? 'throttled' : null });
  if (delivery === 'nothing') return dropNotice(db, id);
  if (delivery === 'delivered') return noteDelivered(db, id, { now, tries });
  const notice = await findNotice(db, id);
  const personId = notice?.personId ?? null;
  const request =
    row.kind === 'desk-notice' || row.kind === 'task' || personId === null
      ? null
      : await findRequest(db, row.requestId);
  const duty = request === null || personId === null ? null : dutyFor(request, { personId, now });
  await noteUnheard(db, id, { why: delivery.unheard, duty, tries });
}

/** Nothing came back, or this server stopped waiting: whether it was taken is not known. */
const isSilence = (failure: string) => [noAnswer, 'TimeoutError', 'AbortError'].includes(failure);
