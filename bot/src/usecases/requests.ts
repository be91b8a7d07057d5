import type { RequestDetail } from '@token-desk/contract/api';
import type { Person } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request, RequestCommand, RequestForm } from '@token-desk/contract/request';
import { approvingRule } from '../domain/approval-policy.ts';
import type { Command } from '../domain/request-commands.ts';
import { decide } from '../domain/request-machine.ts';
import { findBySubmission, findOpenOfSubject, findRequest, requestsOfPerson } from '../store/requests.ts';
import { commit } from './commit.ts';
import { actingPerson, decideIn, loadRequest } from './decide-in.ts';
import type { Caller, Deps } from './deps.ts';
import { methodsOf } from './methods.ts';
import { replaceTokens } from './replace-tokens.ts';
import { detailOf } from './request-views.ts';

const mineLimit = 20;
const directoryTimeoutMs = 10_000;

export type Submission = {
  /** Object id or UPN of the person who will carry the token. */
  readonly subject: string;
  readonly form: RequestForm;
  readonly source: 'chat' | 'tab';
  /** The same key answers with the same request: a card pressed twice submits once. */
  readonly submissionId?: string;
  /** Who phoned or stood at the desk. */
  readonly call?: NonNullable<Request['call']>;
};

async function subjectOf(deps: Deps, idOrUpn: string): Promise<Person> {
  const found = await deps.directory.person(idOrUpn, AbortSignal.timeout(directoryTimeoutMs));
  if (found === null) throw new ProblemError('subject-unknown');
  if (found.guest) throw new ProblemError('subject-guest', { subject: found.name });
  if (!found.enabled) throw new ProblemError('subject-disabled', { subject: found.name });
  return { id: found.id, name: found.name, upn: found.upn };
}

/** Anybody who is signed in may ask, for somebody else. Approved at once where a rule says so. */
export async function submitRequest(deps: Deps, caller: Caller, submission: Submission): Promise<Request> {
  const { form, source, submissionId, call } = submission;
  const submissionKey = submissionId === undefined ? undefined : `${caller.person.id}:${submissionId}`;
  const subject = await subjectOf(deps, submission.subject);
  const { value, request } = await commit<Request | null>(deps, async (tx) => {
    const known = submissionKey === undefined ? null : await findBySubmission(tx, submissionKey);
    if (known !== null) return { value: known };
    const rule = approvingRule(deps.rules, form)?.name ?? null;
    const id = deps.random.id();
    const decided = decide(
      null,
      {
        kind: 'submit',
        id,
        subject,
        form,
        source,
        rule,
        ...(call === undefined ? {} : { call }),
      },
      actingPerson(caller),
      deps.clock.now(),
    );
    if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
    if ((await findOpenOfSubject(tx, subject.id)) !== null) {
      throw new ProblemError('request-duplicate', { subject: subject.name });
    }
    const key = submissionKey === undefined ? {} : { submissionKey };
    const rows = await replaceTokens(tx, { id, subject, form }, decided.events, caller.person);
    return { value: null, change: { before: null, events: decided.events, ...key }, rows };
  });
  const stored = value ?? request;
  if (stored === null) throw new TypeError('submit stored nothing');
  return stored;
}

export type Order = {
  readonly requestId: string;
  /** The version the person saw; null decides on the newest (chat, where a card may be old). */
  readonly version: number | null;
  readonly command: RequestCommand;
};

/** Commands that compare with Microsoft carry its answer, read before the transaction begins. */
async function completed(deps: Deps, request: Request, command: RequestCommand): Promise<Command> {
  switch (command.kind) {
    case 'check-identity':
      return {
        ...command,
        methods: request.methodsBefore ?? (await methodsOf(deps, request.subject.id)),
      };
    case 'look-for-method':
    case 'say-bound':
      return { ...command, methods: await methodsOf(deps, request.subject.id) };
    default:
      return command;
  }
}

export async function commandRequest(deps: Deps, caller: Caller, order: Order): Promise<RequestDetail> {
  const seen = await findRequest(deps.store.db, order.requestId);
  if (seen === null) throw new ProblemError('request-not-found');
  const command = await completed(deps, seen, order.command);
  const { request } = await commit(deps, async (tx) => {
    const before = await loadRequest(tx, order.requestId, order.version);
    const change = decideIn(deps, before, command, actingPerson(caller));
    return { value: null, change, rows: await replaceTokens(tx, before, change.events, caller.person) };
  });
  return detailOf(deps, caller, request ?? seen);
}

/** Requests this person asked for or will carry, newest first, at most 20. */
export async function listMine(deps: Deps, person: Person): Promise<readonly Request[]> {
  return requestsOfPerson(deps.store.db, person.id, mineLimit);
}
