import { receiptDoubts, receiptKinds } from '@token-desk/contract/desk/receipt';
import { personActor } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import type { RecordApart } from '@token-desk/contract/token/record';
import type { HashedRow } from '../../domain/audit-chain.ts';
import { acknowledgeSetApart, openSetApart } from '../../store/tables/set-apart.ts';
import { commit } from '../write/commit.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { wordsOf } from './receipts.ts';

const maxListed = 50;

/**
 * A row’s record that does not fit, with what the desk itself says, as far as it can still be read; none for any other
 * row, or one of another token.
 */
export function recordApartOf(row: HashedRow, ofSerial?: string): readonly RecordApart[] {
  const { event, receipt, data } = row;
  if (event !== 'receipt_set_apart' || receipt === null) return [];
  if (ofSerial !== undefined && data.serial !== ofSerial) return [];
  const said = wordsOf(receipt);
  const why = receiptDoubts.find((one) => one === data.why) ?? 'says-nothing';
  const record = receiptKinds.find((one) => one === (said?.kind ?? data.record)) ?? 'burn';
  return [
    {
      ...{ auditSeq: row.seq, at: row.at, requestId: row.requestId },
      burner: row.actor.kind === 'burner' ? row.actor.name : '',
      serial: typeof data.serial === 'string' ? data.serial : null,
      ...{ record, outcome: String(data.outcome ?? ''), why },
      subject: said?.told.subject ?? null,
      technician: said?.told.technician ?? { id: String(data.technicianId ?? '-'), name: '', upn: '' },
      account: said?.seen.account ?? null,
    },
  ];
}

/** What desks signed and should not have been, until somebody has looked: oldest first. */
export async function listRecordsApart(
  deps: Deps,
): Promise<{ items: readonly RecordApart[]; total: number }> {
  const { rows, total } = await openSetApart(deps.store.db, 'receipt_set_apart', maxListed);
  return { items: rows.flatMap((row) => recordApartOf(row)), total };
}

/** Somebody has looked; said twice, it is one row in the books. */
export async function acknowledgeRecord(deps: Deps, caller: Caller, seq: number): Promise<void> {
  if (!Number.isSafeInteger(seq)) throw new ProblemError('not-found');
  await commit(deps, async (tx) => {
    const done = await acknowledgeSetApart(tx, seq, deps.clock.now());
    if (done === 'unknown') throw new ProblemError('not-found');
    if (done === 'before') return { value: null };
    const actor = personActor(caller.person);
    return { value: null, rows: [{ event: 'receipt_acknowledged', actor, data: { record: seq } }] };
  });
}
