import type { BurnOutcome, ReceiptBody } from '@token-desk/contract/desk/receipt';
import type { HashedRow } from '../audit-chain.ts';
import { burnEventOf } from '../requests/request-events.ts';

/** Whether a row of the books says something else than the receipt it carries: then it was written anew. */
export function contradicts(
  { event, requestId, data }: Pick<HashedRow, 'event' | 'requestId' | 'data'>,
  body: ReceiptBody,
): boolean {
  const { seen, told } = body;
  if (data.jobId !== body.jobId) return true;
  if (event === 'receipt_set_apart')
    return data.record !== body.kind || isOtherSerial(data.serial, seen.serial);
  if (requestId !== told.requestId) return true;
  if (data.serial !== undefined && data.serial !== seen.serial) return true;
  if (data.accountSeen !== undefined && data.accountSeen !== (seen.account !== null)) return true;
  if (data.outcome !== undefined && body.kind !== 'check' && data.outcome !== seen.outcome) return true;
  return !eventsOf(body).includes(event);
}

/** Where a desk could not read it, the row has the serial of the order. */
const isOtherSerial = (filed: unknown, seen: string | null) => seen !== null && filed !== seen;

/** For all that is known. */
const isWritten = (outcome: BurnOutcome) => outcome === 'burned' || outcome === 'unknown';

/** What the books may call it. */
function eventsOf({ kind, seen, told }: ReceiptBody): readonly HashedRow['event'][] {
  const { outcome, serial, matched } = seen;
  switch (kind) {
    case 'burn': {
      if (outcome === null) return [];
      if (told.requestId === null) return [isWritten(outcome) ? 'token_written' : 'desk_job_failed'];
      // Earlier versions called it so where nobody could say which token it was.
      return serial === null ? [burnEventOf[outcome], 'burn_failed'] : [burnEventOf[outcome]];
    }
    case 'check':
      if (told.requestId === null)
        return [matched === true ? 'token_checked' : 'desk_job_failed', 'desk_job_failed'];
      return [matched === true ? 'checked' : 'check_failed', 'desk_job_failed'];
    case 'blank':
    case 'sync-clock': {
      const done = kind === 'blank' ? 'token_blanked' : 'token_clock_set';
      return [outcome === 'burned' && serial !== null ? done : 'desk_job_failed'];
    }
  }
}
