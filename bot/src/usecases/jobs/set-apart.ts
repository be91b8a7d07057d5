import { openJobStates } from '@token-desk/contract/desk/job';
import type { ReceiptBody, ReceiptDoubt } from '@token-desk/contract/desk/receipt';
import { burnerActor, personData } from '@token-desk/contract/named';
import type { Actor } from '@token-desk/contract/request-event';
import { writtenApart } from '../../domain/tokens/set-apart-token.ts';
import { unknownToken } from '../../domain/tokens/token.ts';
import type { Db } from '../../store/database.ts';
import type { Burner } from '../../store/tables/burners.ts';
import { addCustody } from '../../store/tables/custody.ts';
import { type Job, lastBurn, updateJob } from '../../store/tables/jobs.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import type { CheckedReceipt } from '../audit/receipts.ts';
import type { Change, OtherRow, TakenToken, Written } from '../write/change.ts';
import { decideIn } from '../write/decide-in.ts';
import type { Deps } from '../write/deps.ts';
import { jobHint } from '../write/hints.ts';
import { takenTokens } from '../write/token-moves.ts';

export type Unfit = {
  readonly signer: Burner;
  readonly receipt: CheckedReceipt;
  readonly doubt: ReceiptDoubt;
  /** The order it names, if that is one of this desk's. */
  readonly job: Job | null;
};

/**
 * A desk's true word that does not fit what this server said. It is kept as what it is; the token it speaks of belongs
 * to nobody until somebody has looked, and a request that waited for it fails.
 */
export async function setApart(deps: Deps, tx: Db, unfit: Unfit): Promise<Written<null>> {
  const { signer, receipt, doubt, job } = unfit;
  const { body } = receipt;
  const serial = serialOf(body, job);
  const actor = burnerActor(signer);
  const taken = serial !== null && isWritten(body) ? await setTokenApart(tx, serial, { body, actor }) : [];
  // What came after a desk's end counts for nothing: the request was told of that end, and goes on elsewhere.
  const change = doubt === 'desk-shut-out' ? null : await requestFails(deps, tx, unfit);
  const after = job === null ? null : await closeUnfit(deps, tx, job, body);
  const row: OtherRow = {
    event: 'receipt_set_apart',
    actor,
    requestId: job?.offer.requestId ?? null,
    receipt: receipt.signed,
    data: {
      ...{ burnerId: signer.id, name: signer.name, jobId: body.jobId, serial, why: doubt },
      record: body.kind,
      outcome: body.seen.outcome ?? (body.seen.matched === true ? 'matched' : 'not-matched'),
      ...personData('technician', body.told.technician),
    },
  };
  return {
    value: null,
    rows: [row],
    taken,
    ...(change === null ? {} : { change }),
    hints: after === null ? [] : [jobHint(after)],
  };
}

/** A desk that could not read it, or a check, says nothing else than its order did. */
function serialOf({ seen }: ReceiptBody, job: Job | null): string | null {
  return seen.serial ?? job?.offer.serial ?? null;
}

/** Whether the token may carry something else than before. */
function isWritten({ kind, seen }: ReceiptBody): boolean {
  return kind !== 'check' && seen.outcome !== null && seen.outcome !== 'failed';
}

/** Answers from whom it is taken. */
async function setTokenApart(
  tx: Db,
  serial: string,
  { body, actor }: { readonly body: ReceiptBody; readonly actor: Actor },
): Promise<readonly TakenToken[]> {
  const known = await findToken(tx, serial);
  const token = known ?? unknownToken(serial, body.at);
  const after = await saveToken(tx, writtenApart(token, body));
  const by = body.told.technician;
  if (after.state === 'quarantine' && token.state !== 'quarantine')
    await addCustody(tx, serial, { at: body.at, kind: 'set_aside', by, holder: token.holder, note: null });
  return takenTokens(known, after, { because: 'its-token-overwritten', actor });
}

async function requestFails(deps: Deps, tx: Db, { signer, receipt, job }: Unfit): Promise<Change | null> {
  const requestId = job?.offer.requestId ?? null;
  const before = requestId === null ? null : await findRequest(tx, requestId);
  if (before === null || job === null) return null;
  const { jobId, technician } = job.offer;
  const isCurrent =
    before.openJobId === null &&
    (receipt.body.kind === 'check'
      ? (await lastBurn(tx, before.id))?.offer.jobId === jobId
      : before.state === 'in_progress' && before.claim?.by.id === technician.id);
  const actor = burnerActor(signer);
  return decideIn(deps, before, { kind: 'doubt-record', jobId, isCurrent }, { actor, roles: [] });
}

async function closeUnfit(deps: Deps, tx: Db, job: Job, { seen }: ReceiptBody): Promise<Job> {
  const problem = { code: 'record-unfit' };
  const isOpen = openJobStates.includes(job.state);
  return updateJob(tx, job, {
    ...(isOpen ? { state: 'done', envelope: null, finishedAt: deps.clock.now() } : {}),
    ...(job.outcome === null && seen.outcome !== null ? { outcome: seen.outcome } : {}),
    problem,
  });
}
