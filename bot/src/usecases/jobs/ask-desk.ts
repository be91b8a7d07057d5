import type { Reply } from '@token-desk/contract/api';
import type { Person } from '@token-desk/contract/ids';
import { findBurner } from '../../store/tables/burners.ts';
import type { Job } from '../../store/tables/jobs.ts';
import type { Deps } from '../write/deps.ts';
import { sendHints } from '../write/hints.ts';
import { mustBeHere } from './ready-desk.ts';

type Said = Reply<'checkCode'>;

/** Runs its work once the caller has the reply. */
export type OnHanded = (work: () => void) => void;

type Question = {
  /** The burn whose secret the token carries. */
  readonly job: Job;
  readonly code: string;
  /** As they were named when they took it, which is what the desk's record is compared with. */
  readonly technician: Person;
  /** Throws unless the books say of a right code what the desk says: what it signed may not have fitted. */
  readonly isRecorded: () => Promise<void>;
};

/** Passes a typed code to the desk that burned; neither the code nor the sealed secret is stored or logged here. */
export async function askDesk(deps: Deps, question: Question, onHanded: OnHanded): Promise<Said> {
  const { job, code, technician, isRecorded } = question;
  const { burnerId, jobId } = job.offer;
  const burner = await findBurner(deps.store.db, burnerId);
  if (burner !== null) mustBeHere(deps, burner);
  const checkId = deps.random.id();
  const { said, owed } = await deps.hub.check(burnerId, { type: 'check', jobId, checkId, code, technician });
  const { matched, stepOffset, problem } = said;
  if (matched) await isRecorded();
  if (owed !== null) onHanded(() => sendHints(deps, [{ to: 'desk', burnerId, frame: owed }]));
  return {
    matched,
    stepOffset,
    problem: ofRoute(job, problem),
    sealed: matched ? (said.sealed ?? null) : null,
  };
}

/** A desk that was started again knows no job's route, and what helps differs: only route A's secret is known elsewhere. */
function ofRoute({ offer }: Job, problem: Said['problem']): Said['problem'] {
  return problem?.code === 'secret-gone' && offer.route === 'B' ? { code: 'secret-gone-drawn' } : problem;
}
