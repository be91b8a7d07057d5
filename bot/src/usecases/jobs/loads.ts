import type { Body, Reply } from '@token-desk/contract/api';
import { jobLifetimeMs, openJobStates } from '@token-desk/contract/desk/job';
import { isProblemCode, ProblemError } from '@token-desk/contract/problem';
import { takesSha256 } from '@token-desk/contract/token/model';
import type { JobView } from '@token-desk/contract/views';
import { loadOpened } from '../../domain/tokens/load.ts';
import { unknownToken } from '../../domain/tokens/token.ts';
import { whyNotLoadable } from '../../domain/tokens/writable-token.ts';
import type { Db } from '../../store/database.ts';
import { findBurner, isShutOut } from '../../store/tables/burners.ts';
import { addCustody } from '../../store/tables/custody.ts';
import { findJob, insertJob, type Job } from '../../store/tables/jobs.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import { mustReadBeta } from '../people/beta.ts';
import { devicesOf } from '../people/directory.ts';
import { mayWriteModel } from '../tokens/allow-model.ts';
import { methodFactOf } from '../tokens/token-views.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { jobHint } from '../write/hints.ts';
import { isLoad } from '../write/load-moves.ts';
import { askDesk, type OnHanded } from './ask-desk.ts';
import { drawnRoute } from './drawn-route.ts';
import { orderAndWait } from './order-and-wait.ts';
import { freePlace, newJob, readyDesk } from './ready-desk.ts';
import { expireJobs } from './sweep.ts';

/** Opens a burn without a request, for which the desk draws the secret, and waits for the desk as `openJob` does. */
export async function openLoad(deps: Deps, caller: Caller, order: Body<'openLoad'>): Promise<JobView> {
  demandRight(caller, 'load');
  const { serial, box, config } = order;
  if (config.algorithm === 'SHA256' && !takesSha256(serial))
    throw new ProblemError('hash-unsure', { serial });
  await expireJobs(deps);
  const devices = await devicesOf(deps, { serial });
  const isThere = await methodFactOf(deps, serial);
  return orderAndWait(deps, async (tx) => {
    const desk = await readyDesk(deps, tx, order);
    await mustReadBeta(tx);
    const isAllowed = await mayWriteModel(tx, caller, serial);
    const place = { serial, requestId: null, technicianId: caller.person.id };
    const ended = await freePlace(deps, tx, place, desk);
    const known = await findToken(tx, serial);
    const refused = whyNotLoadable(known, { by: caller.person, methodStillThere: isThere(known) });
    if (refused !== null) throw new ProblemError(refused.problem.code, refused.problem.detail);
    // What is there already belongs to a secret of before: the new one could not be created beside it.
    if (devices !== null && devices.length > 0) throw new ProblemError('device-exists', { serial });
    const begunFor = await inHand(tx, caller, order.forRequest);
    const now = deps.clock.now();
    const started = newJob(deps, {
      jobId: deps.random.id(),
      attempt: 1,
      kind: 'burn',
      burnerId: desk.burner.id,
      reader: desk.reader,
      serial,
      requestId: null,
      subject: null,
      technician: caller.person,
      config,
      ...(await drawnRoute(tx, order.tabKey)),
      expiresAt: now + jobLifetimeMs,
      ...(isAllowed === 'override' ? { allowUnknownModel: true } : {}),
    });
    await insertJob(tx, started);
    if (known === null) {
      await addCustody(tx, serial, { at: now, kind: 'added', by: caller.person, holder: null, note: null });
    }
    await saveToken(tx, loadOpened(known ?? unknownToken(serial, now), { box, begunFor, now }));
    return { value: started, ended, hints: [jobHint(started)] };
  });
}

/** The request that a token is begun for; null: for none that this caller has in hand. */
async function inHand(tx: Db, caller: Caller, requestId: string | undefined): Promise<string | null> {
  const request = requestId === undefined ? null : await findRequest(tx, requestId);
  const isHis = request?.state === 'in_progress' && request.claim?.by.id === caller.person.id;
  return isHis ? request.id : null;
}

/** Passes the typed code to the desk that wrote the token; with a right one comes the drawn secret, sealed to the tab. */
export async function checkLoad(
  deps: Deps,
  caller: Caller,
  order: { readonly jobId: string; readonly code: string },
  onHanded: OnHanded = (work) => work(),
): Promise<Reply<'checkLoad'>> {
  demandRight(caller, 'load');
  const { jobId, code } = order;
  const job = await findJob(deps.store.db, jobId);
  if (job === null || !isLoad(job)) throw new ProblemError('not-found');
  const { technician } = job.offer;
  if (technician.id !== caller.person.id)
    throw new ProblemError('load-of-other', { holder: technician.name });
  await mustCarry(deps, job);
  const isRecorded = () => mustBeChecked(deps, job);
  return askDesk(deps, { job, code, technician, isRecorded }, onHanded);
}

/** The token carries what this order wrote, and nothing else has been made of it since. */
async function mustCarry({ store }: Deps, job: Job): Promise<void> {
  const serial = job.offer.serial ?? '';
  const token = await findToken(store.db, serial);
  if (token?.state === 'burned_unverified' && token.load?.jobId === job.offer.jobId) return;
  if (openJobStates.includes(job.state)) throw new ProblemError('token-not-checked', { serial });
  const why = job.problem?.code;
  if (why !== undefined && isProblemCode(why)) throw new ProblemError(why, job.problem?.detail);
  throw new ProblemError('token-wrong-state', { serial, state: token?.state ?? 'in_stock' });
}

/** As for a request: what the desk found right has to be in the books. */
async function mustBeChecked({ store }: Deps, { offer }: Job): Promise<void> {
  const serial = offer.serial ?? '';
  const token = await findToken(store.db, serial);
  if (token?.load?.jobId === offer.jobId && token.load.checkedAt !== null) return;
  const burner = await findBurner(store.db, offer.burnerId);
  if (burner !== null && isShutOut(burner)) throw new ProblemError('burner-revoked');
  const why = (await findJob(store.db, offer.jobId))?.problem?.code;
  if (why !== undefined && isProblemCode(why)) throw new ProblemError(why);
  throw new ProblemError('token-wrong-state', { serial, state: token?.state ?? 'in_stock' });
}
