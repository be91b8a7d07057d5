import { openJobStates } from '@token-desk/contract/desk/job';
import type { ReceiptBody } from '@token-desk/contract/desk/receipt';
import { burnerActor, personData } from '@token-desk/contract/named';
import type { ProblemCode } from '@token-desk/contract/problem';
import type { Actor } from '@token-desk/contract/request-event';
import type { AuditData } from '../../domain/requests/request-events.ts';
import { requestLeft } from '../../domain/tokens/its-token.ts';
import { loadBurned, loadChecked } from '../../domain/tokens/load.ts';
import { type Token, unknownToken } from '../../domain/tokens/token.ts';
import type { Db } from '../../store/database.ts';
import type { Burner } from '../../store/tables/burners.ts';
import type { Job } from '../../store/tables/jobs.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import type { OtherRow, TakenToken } from '../write/change.ts';
import { noteUnsaid, takenTokens } from '../write/token-moves.ts';

type Done = { readonly body: ReceiptBody; readonly job: Job; readonly now: number };
type Recorded = { readonly row: OtherRow; readonly taken: readonly TakenToken[] };

/** What a desk signed about a load: how the token was written, or that its code was right. */
export async function recordLoad(tx: Db, burner: Burner, done: Done): Promise<Recorded> {
  const { body, job, now } = done;
  const { seen, kind, jobId } = body;
  const actor = burnerActor(burner);
  const serial = job.offer.serial ?? '';
  const known = await findToken(tx, serial);
  const token = known ?? unknownToken(serial, now);
  const moved = kind === 'check' ? checked(token, done) : burned(token, done);
  await saveMoved(tx, { token, moved }, { job, now });
  const data: AuditData = {
    jobId,
    serial: seen.serial,
    model: seen.model,
    outcome: seen.outcome ?? (seen.matched === true ? 'matched' : 'not-matched'),
    problem: seen.problem,
    clockDriftBeforeSeconds: seen.clockDriftBeforeSeconds,
    ...orderedBy(job),
    box: moved.box ?? token.box,
    ...(kind === 'check' ? {} : { route: 'B' }),
  };
  const hasLeft = requestLeft(known, moved) !== null;
  const taken = hasLeft ? takenTokens(known, moved, { because: 'its-token-overwritten', actor }) : [];
  return { row: { event: eventOf(body), actor, data }, taken };
}

/** A desk's late word, without a receipt, that a load which had ended wrote nothing. */
export async function loadNotWritten(
  tx: Db,
  job: Job,
  { actor, problem, now }: { readonly actor: Actor; readonly problem: ProblemCode; readonly now: number },
): Promise<OtherRow> {
  const { jobId, serial, burnerId } = job.offer;
  const token = await findToken(tx, serial ?? '');
  if (token === null) throw new TypeError('a load of a token that is not in the books');
  const said = { model: null, burnerId, driftSeconds: null, endedAt: now, now };
  const moved = loadBurned(token, { ...said, jobId, outcome: 'failed', isOpen: false });
  await saveMoved(tx, { token, moved }, { job, now });
  const data = { jobId, serial, outcome: 'failed', problem, ...orderedBy(job), box: token.box };
  return { event: 'desk_job_failed', actor, data };
}

async function saveMoved(
  tx: Db,
  step: { readonly token: Token; readonly moved: Token },
  { job, now }: Pick<Done, 'job' | 'now'>,
): Promise<void> {
  if (step.moved === step.token) return;
  await saveToken(tx, step.moved);
  await noteUnsaid(tx, step, { at: now, by: job.offer.technician });
}

const orderedBy = ({ offer: { technician } }: Job) => personData('technician', technician);

function eventOf({ kind, seen }: ReceiptBody): OtherRow['event'] {
  if (kind === 'check') return seen.matched === true ? 'token_checked' : 'desk_job_failed';
  return seen.outcome === 'burned' || seen.outcome === 'unknown' ? 'token_written' : 'desk_job_failed';
}

function checked(token: Token, { body, now }: Done): Token {
  return body.seen.matched === true ? loadChecked(token, body.jobId, now) : token;
}

function burned(token: Token, { body, job, now }: Done): Token {
  const { seen, jobId, burnerId, at } = body;
  if (seen.outcome === null) throw new TypeError('a burn that says nothing'); // doubtOf has looked
  return loadBurned(token, {
    jobId,
    outcome: seen.outcome,
    isOpen: openJobStates.includes(job.state),
    endedAt: seen.finishedAt ?? at,
    model: seen.model,
    burnerId,
    driftSeconds: seen.clockDriftAfterSeconds ?? seen.clockDriftBeforeSeconds,
    now,
  });
}
