import { isSecondPerson } from '@token-desk/contract/four-eyes';
import { fail, type Result } from '@token-desk/contract/problem';
import { type Request, type RequestState, workingStates } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import { may } from '@token-desk/contract/rights';
import { numbered } from '../entra/answer-number.ts';
import { type Acting, holdsClaim, lacks } from '../permissions.ts';
import { identityCounts } from '../requests/identity.ts';
import type { InternalCommand } from '../requests/request-commands.ts';
import {
  burnEventOf,
  type Decided,
  type EndedBecause,
  type EventBody,
  type RequestEvent,
} from '../requests/request-events.ts';
import { type InHand, isNobodys } from '../tokens/device.ts';

type JobCommand = Exclude<
  InternalCommand,
  { kind: 'submit' | 'tick' | 'lose-token' | 'give-way' | 'note-missing' }
>;

/** A burned or checked token may be burned again: the page timed out, there is a new code. */
const checkable: readonly RequestState[] = ['burned', 'checked'];

export function decideJob(
  request: Request,
  command: JobCommand,
  acting: Acting,
  now: number,
): Result<Decided> {
  const { actor } = acting;
  const one = (body: EventBody): Result<Decided> => ({ ok: true, events: [{ ...body, at: now, actor }] });
  switch (command.kind) {
    case 'open-job': {
      if (actor.kind !== 'person' || !may('burn', acting.roles)) return lacks('burn');
      if (!workingStates.includes(request.state))
        return fail('request-wrong-state', { state: request.state });
      const held = holdsClaim(request, actor.person);
      if (!held.ok) return held;
      if (!isSecondPerson(request, actor.person, 'burn')) return fail('four-eyes');
      if (request.lossReport !== undefined) return fail('loss-not-confirmed');
      const { jobId, serial, burnerId, burner, burnerVersion, route, timeZone } = command;
      if (!identityCounts(request, actor.person, { now, timeZone })) return fail('identity-not-checked');
      // A tab that lost the secret begins again: its older order must not be written any more.
      const older = endWork(request, 'asked', { now, actor, inHand: command.inHand ?? null });
      const opened: EventBody = {
        kind: 'job_opened',
        jobId,
        serial,
        burnerId,
        burner,
        ...(burnerVersion === undefined ? {} : { burnerVersion }),
        ...(route === undefined ? {} : { route }),
      };
      return { ok: true, events: [...older, { ...opened, at: now, actor }] };
    }
    case 'seal':
      return isOpen(request, command.jobId)
        ? one({ ...command, kind: 'secret_sealed' })
        : fail('job-not-open');
    case 'cancel-job':
      return isOpen(request, command.jobId)
        ? one({
            kind: 'job_cancelled',
            jobId: command.jobId,
            because: command.because,
            problem: command.problem,
          })
        : fail('job-not-open');
    case 'doubt-record':
      return { ok: true, events: doubted(request, command, now, actor) };
    case 'record-burn':
      return one(burnEvent(request, command));
    case 'nothing-written': {
      const { jobId, serial, problem } = command;
      const late = !waitsFor(request, command);
      return one({ kind: 'burn_failed', jobId, late, serial, problem, endedAt: now });
    }
    case 'record-check': {
      const { jobId, stepOffset } = command;
      const late = !command.isCurrent || !checkable.includes(request.state);
      return one(
        command.matched
          ? { kind: 'checked', jobId, late, stepOffset }
          : { kind: 'check_failed', jobId, late, stepOffset, problem: command.problem ?? 'code-wrong' },
      );
    }
  }
}

function isOpen(request: Request, jobId: string): boolean {
  return request.state === 'in_progress' && request.openJobId === jobId;
}

/** For a desk that gives no reason. */
const unsaid = {
  burn_empty: 'token-perhaps-empty',
  burn_settings_changed: 'token-perhaps-changed',
  burn_failed: 'reader-failed',
} as const;

/** Its job is open, or none is and whoever had it still holds the request. */
function waitsFor(request: Request, job: { readonly jobId: string; readonly technicianId: string }): boolean {
  const isAbandoned = request.openJobId === null && request.claim?.by.id === job.technicianId;
  return request.state === 'in_progress' && (request.openJobId === job.jobId || isAbandoned);
}

/** What a desk has signed is recorded in every state; it moves the request only while the request still waits for it. */
function burnEvent(request: Request, command: Extract<JobCommand, { kind: 'record-burn' }>): EventBody {
  const { jobId, outcome, token } = command;
  const late = !waitsFor(request, command);
  const kind = burnEventOf[outcome];
  if (kind === 'burned' || kind === 'burn_unknown') {
    const { serial } = token;
    // Without a serial nobody can say which token was written.
    if (serial === null) {
      return { kind: 'burn_failed', jobId, late, serial, problem: 'unexpected', endedAt: token.burnedAt };
    }
    return { kind, jobId, late, token: { ...token, serial } };
  }
  const problem = command.problem ?? unsaid[kind];
  return { kind, jobId, late, serial: token.serial, problem, endedAt: token.burnedAt };
}

/** A request that goes by a record nobody can rely on goes no further. */
function doubted(
  request: Request,
  { jobId, isCurrent }: Extract<JobCommand, { kind: 'doubt-record' }>,
  now: number,
  actor: Actor,
): RequestEvent[] {
  const isOpen = request.openJobId === jobId;
  if (!workingStates.includes(request.state) || !(isOpen || isCurrent)) return [];
  const why = 'record-unfit';
  const ended: EventBody = { kind: 'job_cancelled', jobId, because: 'refused', problem: why };
  const failed: EventBody = { kind: 'failed', why: '', because: why };
  return [...(isOpen ? [ended] : []), failed].map((body) => ({ ...body, at: now, actor }));
}

/** Leaving a request ends its open job, so that the desk refuses what comes for it. */
export function jobCancelled(
  request: Request,
  because: EndedBecause,
  now: number,
  actor: Actor,
): RequestEvent[] {
  const jobId = request.openJobId;
  return jobId === null ? [] : [{ kind: 'job_cancelled', jobId, because, problem: null, at: now, actor }];
}

type Leaving = {
  readonly now: number;
  readonly actor: Actor;
  readonly inHand: InHand | null;
  /** Of Microsoft's last answer about what is in hand. */
  readonly graphRequestId?: string;
};

/** What is in hand for a request goes with its open job. */
export function endWork(request: Request, because: EndedBecause, leaving: Leaving): RequestEvent[] {
  return [...jobCancelled(request, because, leaving.now, leaving.actor), ...givenBack(request, leaving)];
}

/** Once it is registered it is the person's. Until then it lies in its box again where Microsoft shows that it is nobody's, else aside. */
export function givenBack(request: Request, leaving: Leaving): RequestEvent[] {
  const { now, actor, inHand } = leaving;
  const serial = loadedInHand(request);
  if (serial === null) return [];
  const aside = isNobodys(serial, inHand) ? {} : { aside: { methodId: inHand?.methodId ?? null } };
  return [{ kind: 'loaded_given_back', serial, ...aside, ...numbered(leaving), at: now, actor }];
}

/** Serial of the token from loaded stock that is taken for it, and not registered yet. */
export function loadedInHand({ token, binding }: Request): string | null {
  return token?.loaded === true && binding === null ? token.serial : null;
}
