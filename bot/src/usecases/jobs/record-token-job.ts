import type { ReceiptBody } from '@token-desk/contract/desk/receipt';
import { burnerActor, personData } from '@token-desk/contract/named';
import type { AuditData } from '../../domain/requests/request-events.ts';
import { blanked } from '../../domain/tokens/token-commands.ts';
import type { Db } from '../../store/database.ts';
import type { Burner } from '../../store/tables/burners.ts';
import { addCustody } from '../../store/tables/custody.ts';
import type { Job } from '../../store/tables/jobs.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import type { OtherRow, TakenToken } from '../write/change.ts';
import { takenTokens } from '../write/token-moves.ts';

/** What a desk signed about a job without a request: the token's side of it, and the row for the books. */
export async function recordTokenJob(
  tx: Db,
  burner: Burner,
  done: { readonly body: ReceiptBody; readonly job: Job },
): Promise<{ readonly row: OtherRow; readonly taken: readonly TakenToken[] }> {
  const { body, job } = done;
  const { seen, kind, jobId } = body;
  const { serial, outcome, problem, clockDriftBeforeSeconds, clockDriftAfterSeconds } = seen;
  const data: AuditData = {
    jobId,
    serial,
    model: seen.model,
    outcome: outcome ?? (seen.matched === true ? 'matched' : 'not-matched'),
    problem,
    clockDriftBeforeSeconds,
    ...personData('technician', job.offer.technician),
  };
  const actor = burnerActor(burner);
  const token = serial === null ? null : await findToken(tx, serial);
  const told = (event: OtherRow['event'], taken: readonly TakenToken[] = []) => ({
    row: { event, actor, data },
    taken,
  });
  if (outcome !== 'burned' || serial === null) return told('desk_job_failed');
  if (kind === 'sync-clock') {
    if (token !== null) await saveToken(tx, { ...token, lastDriftSeconds: clockDriftAfterSeconds });
    return told('token_clock_set');
  }
  const by = job.offer.technician;
  const taken: TakenToken[] = [];
  if (token !== null) {
    const driftSeconds = clockDriftAfterSeconds ?? clockDriftBeforeSeconds;
    const after = blanked(token, { at: body.at, by, driftSeconds });
    await saveToken(tx, after);
    taken.push(...takenTokens(token, after, { because: 'its-token-overwritten', actor }));
  }
  await addCustody(tx, serial, { at: body.at, kind: 'blanked', by, holder: null, note: null });
  return told('token_blanked', taken);
}
