import type { Body, Reply } from '@token-desk/contract/api';
import { jobLifetimeMs } from '@token-desk/contract/desk/job';
import { isProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { JobView } from '@token-desk/contract/views';
import { timeZoneAt } from '../../domain/organisation.ts';
import { claimedByOther, holdsClaim } from '../../domain/permissions.ts';
import { whyNotBurnable } from '../../domain/tokens/writable-token.ts';
import type { Db } from '../../store/database.ts';
import { findBurner, isShutOut } from '../../store/tables/burners.ts';
import { findJob, type Job, lastBurn, updateJob } from '../../store/tables/jobs.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { findToken } from '../../store/tables/tokens.ts';
import { readInHand } from '../requests/in-hand.ts';
import { mayWriteModel } from '../tokens/allow-model.ts';
import { methodFactOf } from '../tokens/token-views.ts';
import { commit } from '../write/commit.ts';
import { actingPerson, decideIn, demandRight, loadRequest } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { endJob, mayHaveWritten } from '../write/end-jobs.ts';
import { jobHint } from '../write/hints.ts';
import { jobView } from '../write/job-view.ts';
import { policyNow } from '../write/policy-now.ts';
import { askDesk, type OnHanded } from './ask-desk.ts';
import { drawnRoute } from './drawn-route.ts';
import { orderAndWait } from './order-and-wait.ts';
import { freePlace, newJob, readyDesk } from './ready-desk.ts';
import { expireJobs } from './sweep.ts';

type OpenOrder = Body<'openJob'> & { readonly requestId: string };

/** Opens a burn job, offers it to the burner and waits up to `jobKeyWaitMs` for its key. */
export async function openJob(deps: Deps, caller: Caller, order: OpenOrder): Promise<JobView> {
  await expireJobs(deps);
  const isThere = await methodFactOf(deps, order.serial);
  const inHand = await readInHand(deps, await loadRequest(deps.store.db, order.requestId, null));
  return orderAndWait(deps, async (tx) => {
    const desk = await readyDesk(deps, tx, order);
    const { burner, reader } = desk;
    const before = await loadRequest(tx, order.requestId, order.version);
    const token = await findToken(tx, order.serial);
    const refused = whyNotBurnable(token, before, {
      by: caller.person,
      methodStillThere: isThere(token),
    });
    const jobId = deps.random.id();
    const opened = decideIn(
      deps,
      before,
      {
        kind: 'open-job',
        jobId,
        serial: order.serial,
        burnerId: burner.id,
        burner: burner.name,
        burnerVersion: burner.version,
        ...(order.route === 'B' ? { route: order.route } : {}),
        inHand,
        timeZone: timeZoneAt(await policyNow(deps, tx), before.form.site),
      },
      actingPerson(caller),
    );
    if (refused !== null) throw new ProblemError(refused.problem.code, refused.problem.detail);
    const isAllowed = await mayWriteModel(tx, caller, order.serial);
    const place = { serial: order.serial, requestId: before.id, technicianId: caller.person.id };
    const ended = await freePlace(deps, tx, place, desk);
    const started = newJob(deps, {
      jobId,
      attempt: 1,
      kind: 'burn',
      burnerId: burner.id,
      reader,
      serial: order.serial,
      requestId: before.id,
      subject: before.subject,
      technician: caller.person,
      config: order.config,
      ...(order.route === 'B' ? await drawnRoute(tx, order.tabKey) : {}),
      expiresAt: deps.clock.now() + jobLifetimeMs,
      ...(deps.tenantName === '' ? {} : { tenant: deps.tenantName }),
      ...(isAllowed === 'override' ? { allowUnknownModel: true } : {}),
    });
    return { value: started, change: { ...opened, job: started }, ended };
  });
}

async function loadJob(db: Db, jobId: string): Promise<Job> {
  const job = await findJob(db, jobId);
  if (job === null) throw new ProblemError('not-found');
  return job;
}

function mustBeMine(job: Job, caller: Caller): void {
  if (job.offer.technician.id !== caller.person.id) throw new ProblemError('request-not-claimed');
}

export async function getJob(deps: Deps, caller: Caller, jobId: string): Promise<JobView> {
  demandRight(caller, 'read');
  return jobView(await loadJob(deps.store.db, jobId));
}

export async function submitEnvelope(
  deps: Deps,
  caller: Caller,
  order: Body<'submitEnvelope'> & { readonly jobId: string },
): Promise<JobView> {
  const { jobId, envelope, accountSeen, heldSeconds } = order;
  const { value } = await commit<Job>(deps, async (tx) => {
    const job = await loadJob(tx, jobId);
    mustBeMine(job, caller);
    if (job.state === 'sealed' && job.envelope?.ciphertext === envelope.ciphertext) {
      return { value: job };
    }
    if (job.state === 'cancelled') throw new ProblemError('job-cancelled');
    if (job.state === 'done') throw new ProblemError('job-replayed');
    const now = deps.clock.now();
    if (job.state === 'expired' || now >= job.offer.expiresAt) throw new ProblemError('job-expired');
    // Route B: the desk has its secret already, and would take an envelope for an intruder's.
    if (job.state !== 'keyed' || job.offer.route === 'B') throw new ProblemError('job-not-open');
    const before = await loadRequest(tx, job.offer.requestId ?? '', null);
    const seal = {
      kind: 'seal',
      jobId,
      accountSeen,
      ...(heldSeconds === undefined ? {} : { heldSeconds: Math.round(heldSeconds) }),
    } as const;
    const change = decideIn(deps, before, seal, actingPerson(caller));
    const sealed = await updateJob(tx, job, { state: 'sealed', envelope, sealedAt: now, accountSeen });
    const { attempt, burnerId } = job.offer;
    const frame = { type: 'envelope', jobId, attempt, envelope } as const;
    return { value: sealed, change, hints: [{ to: 'desk', burnerId, frame }, jobHint(sealed)] };
  });
  return jobView(value);
}

export async function cancelJob(deps: Deps, caller: Caller, jobId: string): Promise<JobView> {
  await commit(deps, async (tx) => {
    const job = await loadJob(tx, jobId);
    mustBeMine(job, caller);
    if (job.state === 'cancelled') return { value: null };
    const problem = mayHaveWritten(job) ? { code: 'job-stopped' } : null;
    const ending = { because: 'asked', problem, acting: actingPerson(caller) } as const;
    const end = await endJob(deps, tx, job, ending);
    if (end.ended?.length === 0) throw new ProblemError('job-not-open');
    return { value: null, ...end };
  });
  return jobView(await loadJob(deps.store.db, jobId));
}

/**
 * Passes the typed code to the burner that burned; the code is neither stored nor logged, nor is the drawn secret that
 * a right one brings back sealed (route B). `onHanded` runs its work once the caller has the reply.
 */
export async function checkCode(
  deps: Deps,
  caller: Caller,
  order: { readonly requestId: string; readonly code: string },
  onHanded: OnHanded = (work) => work(),
): Promise<Reply<'checkCode'>> {
  const request = await findRequest(deps.store.db, order.requestId);
  if (request === null) throw new ProblemError('request-not-found');
  if (request.state !== 'burned' && request.state !== 'checked') {
    throw new ProblemError('request-wrong-state', { state: request.state });
  }
  const held = holdsClaim(request, caller.person);
  if (!held.ok) {
    const { problem } = request.claim === null ? held : claimedByOther(request);
    throw new ProblemError(problem.code, problem.detail);
  }
  const job = await lastBurn(deps.store.db, request.id);
  if (job === null) throw new ProblemError('secret-gone');
  return askDesk(
    deps,
    {
      job,
      code: order.code,
      technician: request.claim?.by ?? caller.person,
      isRecorded: () => mustBeRecorded(deps, request.id, job.offer.burnerId),
    },
    onHanded,
  );
}

/** A desk's *right* is said only where the books say so too: what it signed may not have fitted, or there was nothing. */
async function mustBeRecorded({ store }: Deps, requestId: string, burnerId: string): Promise<void> {
  const request = await findRequest(store.db, requestId);
  if (request !== null && request.checkedAt !== null && request.state !== 'failed') return;
  const burner = await findBurner(store.db, burnerId);
  if (burner !== null && isShutOut(burner)) throw new ProblemError('burner-revoked');
  const why = request?.attention ?? null;
  throw new ProblemError(why !== null && isProblemCode(why) ? why : 'request-changed');
}
