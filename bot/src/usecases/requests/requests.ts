import type { Body } from '@token-desk/contract/api';
import type { SecondMethod } from '@token-desk/contract/entra/second-method';
import type { Person } from '@token-desk/contract/ids';
import { personFacts } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request, RequestCommand, RequestForm } from '@token-desk/contract/request';
import { may } from '@token-desk/contract/rights';
import type { RequestDetail } from '@token-desk/contract/views';
import { timeZoneAt } from '../../domain/organisation.ts';
import { approvedListOf } from '../../domain/requests/approved-list.ts';
import { barOf } from '../../domain/requests/form-rules.ts';
import type { Command } from '../../domain/requests/request-commands.ts';
import { decide, evolveAll } from '../../domain/requests/request-machine.ts';
import { setFor } from '../../domain/requests/second-method.ts';
import { secondAsked } from '../../domain/requests/second-technician.ts';
import type { Asker as TokenAsker } from '../../domain/tokens/replaced-token.ts';
import type { Db } from '../../store/database.ts';
import { saveCard } from '../../store/tables/conversations.ts';
import {
  allOpenOfSubject,
  findBySubmission,
  findOpenOfSubject,
  findRequest,
  requestsOfPerson,
} from '../../store/tables/requests.ts';
import { findToken, tokensOf } from '../../store/tables/tokens.ts';
import { mustReadBeta } from '../people/beta.ts';
import { directoryTimeoutMs, isObjectId } from '../people/directory.ts';
import type { Change } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import { actingPerson, decideIn, loadRequest } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';
import { spendIn } from '../write/spending.ts';
import { decideApprovalIn, type OfSubject, readOfSubject } from './approval-asked.ts';
import { askMicrosoft, type MicrosoftSays } from './ask-microsoft.ts';
import { alsoDecided } from './enforcement.ts';
import { withoutOthers } from './methods-of-others.ts';
import { replaceTokens } from './replace-tokens.ts';
import { detailOf } from './request-views.ts';
import { sparesOf } from './second-method.ts';
import { askerOf, sortLosses } from './who-writes-off.ts';

const mineLimit = 20;

export type Submission = {
  /** Object id or UPN of the person who will carry the token. */
  readonly subject: string;
  readonly form: RequestForm;
  readonly source: 'chat' | 'tab';
  /** The same key answers with the same request: a card pressed twice submits once. */
  readonly submissionId?: string;
  /** Refused once where the person has a token that this does not replace, for whoever may be told. */
  readonly warnOfToken?: boolean;
  /** The message that becomes its card by being answered; the outbox brings it to the asker's other devices. */
  readonly shownIn?: { readonly conversationId: string; readonly activityId: string };
  /** Who phoned or stood at the desk. */
  readonly call?: NonNullable<Request['call']>;
};

/** Rejects where nobody can ask for this person. */
export async function subjectOf(deps: Deps, idOrUpn: string): Promise<Person> {
  // with their manager, whom the rules ask about: it is one question for both
  const found = (await deps.directory.withManager(idOrUpn, AbortSignal.timeout(directoryTimeoutMs)))?.person;
  if (found === undefined) throw new ProblemError('subject-unknown');
  const bar = barOf(found);
  if (bar !== null) throw new ProblemError(bar, { subject: found.name });
  return personFacts(found);
}

/** Anybody who is signed in may ask, for somebody else. Approved at once where a rule says so. */
export async function submitRequest(deps: Deps, caller: Caller, submission: Submission): Promise<Request> {
  const { form, submissionId, shownIn } = submission;
  const known = await readForSubmission(deps, caller, { subject: submission.subject, form });
  const key = submissionId === undefined ? undefined : submissionKeyOf(caller, submissionId);
  const { value, request } = await commit<Request | null>(deps, async (tx) => {
    const sent = key === undefined ? null : await findBySubmission(tx, key);
    if (sent !== null) return { value: sent };
    const { begin, id, ...written } = await submitIn(deps, tx, caller, { ...submission, ...known, key });
    await spendAsking(deps, tx, caller);
    if (shownIn !== undefined) await saveCard(tx, notBrought(id, shownIn));
    return { value: null, ...written, ...(await begin()) };
  });
  const stored = value ?? request;
  if (stored === null) throw new TypeError('submit stored nothing');
  return stored;
}

/** A place that shows nothing yet: whatever version there is, is to be brought there. */
export const notBrought = (
  request_id: string,
  { conversationId, activityId }: NonNullable<Submission['shownIn']>,
) => ({ conversation_id: conversationId, request_id, activity_id: activityId, version: 0 });

export const submissionKeyOf = ({ person }: Caller, submissionId: string): string =>
  `${person.id}:${submissionId}`;

/** What is asked of Microsoft before a request is stored. */
export type ReadForSubmission = {
  readonly subject: Person;
  readonly says: OfSubject;
  /** Null: no loss is told. */
  readonly asker: TokenAsker | null;
};

export async function readForSubmission(
  deps: Deps,
  caller: Caller,
  { subject: idOrUpn, form }: { readonly subject: string; readonly form: RequestForm },
): Promise<ReadForSubmission> {
  const read = async ({ id }: Pick<Person, 'id'>) =>
    Promise.all([
      readOfSubject(deps, { id }, form),
      form.type === 'replace-lost' ? askerOf(deps, caller, { id }) : null,
    ]);
  if (!isObjectId(idOrUpn)) {
    const subject = await subjectOf(deps, idOrUpn);
    const [says, asker] = await read(subject);
    return { subject, says, asker };
  }
  // By their id, which Microsoft writes in small letters, everything is asked at once.
  const id = idOrUpn.toLowerCase();
  const [subject, [says, asker]] = await Promise.all([subjectOf(deps, id), read({ id })]);
  return { subject, says, asker };
}

type Submitting = ReadForSubmission &
  Pick<Submission, 'form' | 'source' | 'call' | 'warnOfToken'> & {
    readonly key: string | undefined;
    readonly cohort?: string;
  };

/**
 * Decides on one submission inside its transaction. Throws what stands against it before anything is written; `begin` writes
 * what becomes of the person's other tokens.
 */
export async function submitIn(deps: Deps, tx: Db, caller: Caller, asked: Submitting) {
  const { subject, says, asker, form, source, call, key, cohort } = asked;
  const rules = await policyNow(deps, tx);
  const { decision, mayAsk } = await decideApprovalIn(deps, tx, { by: caller, subject, form, says, rules });
  const id = deps.random.id();
  const losses = asker === null ? null : await sortLosses(tx, subject, asker);
  const isEnough = losses !== null && losses.writtenOff.size > 0;
  const isAside = !mayAsk && !isEnough;
  const decided = decide(
    null,
    {
      kind: 'submit',
      id,
      subject,
      form,
      source,
      decision,
      sites: rules.sites,
      reasons: rules.reasons,
      ...(call === undefined ? {} : { call }),
      ...(cohort === undefined ? {} : { cohort }),
      reported: losses?.reported ?? [],
      isAside,
    },
    actingPerson(caller),
    deps.clock.now(),
  );
  if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
  const { events } = decided;
  const giving: Change[] = [];
  for (const open of await allOpenOfSubject(tx, subject.id)) {
    const isInTheWay = isAside ? open.requestedBy.id === caller.person.id : open.isAside !== true;
    const way = isEnough ? givesWay(deps, caller, open) : 'stays';
    if (way !== 'stays') giving.push(way);
    else if (isInTheWay) throw new ProblemError('request-duplicate', { subject: subject.name });
  }
  if (asked.warnOfToken === true && form.type === 'new' && !isAside) {
    const [inUse] = await tokensOf(tx, subject.id, 'active');
    if (inUse !== undefined)
      throw new ProblemError('subject-has-token', { subject: subject.name, serial: inUse.serial });
  }
  const change: Change = { before: null, events, ...(key === undefined ? {} : { submissionKey: key }) };
  const begin = () =>
    replaceTokens(tx, {
      request: { id, subject, form },
      events,
      by: caller.person,
      methods: null,
      isWrittenOff: ({ serial }) => losses?.writtenOff.has(serial) ?? false,
    });
  return { id, change, others: giving, begin };
}

/** A stranger's report of a loss must not hold up the word of somebody who may write the token off. */
function givesWay(deps: Deps, caller: Caller, open: Request): Change | 'stays' {
  const decided = decide(open, { kind: 'give-way' }, actingPerson(caller), deps.clock.now());
  return decided.ok ? { before: open, events: decided.events } : 'stays';
}

/** Only what is made counts: a form that comes back for a correction costs nothing. */
async function spendAsking(deps: Deps, tx: Db, { person, roles }: Caller): Promise<void> {
  const who = { who: person.id, now: deps.clock.now() };
  if (may('read', roles)) return spendIn(tx, 'record', who);
  await spendIn(tx, 'ask', who);
  await spendIn(tx, 'ask-all-day', who);
}

export type Order = {
  readonly requestId: string;
  /** The version the person saw; null decides on the newest (chat, where a card may be old). */
  readonly version: number | null;
  readonly command: RequestCommand;
};

/** The order with what its decision is made from: Microsoft's answer, and the token as the books have it now. */
async function completed(
  deps: Deps,
  tx: Db,
  request: Request,
  { command, says }: { readonly command: RequestCommand; readonly says: MicrosoftSays },
): Promise<Command> {
  const { methods, hardware, device, mfa, inHand, second, offered, waysIn, hasPass } = says;
  const { isPrivileged } = says;
  const timeZone = async () => timeZoneAt(await policyNow(deps, tx), request.form.site);
  const isOffered = async (second: SecondMethod) =>
    setFor(request, (await policyNow(deps, tx)).secondMethods).includes(second);
  const tokenOfRequest = () => (request.token === null ? null : findToken(tx, request.token.serial));
  switch (command.kind) {
    case 'check-identity':
      return { ...command, methods };
    case 'look-for-method':
    case 'say-bound':
      return {
        ...command,
        methods: await withoutOthers(tx, methods, request),
        hardware,
        token: await tokenOfRequest(),
      };
    case 'choose-route':
      return { ...command, offered };
    case 'leave-to-holder':
      await mustReadBeta(tx);
      return { ...command, waysIn, hardware, token: await tokenOfRequest() };
    case 'take-loaded': {
      await mustReadBeta(tx);
      return {
        ...command,
        device,
        inHand,
        token: await findToken(tx, command.serial),
        timeZone: await timeZone(),
        second: secondAsked(
          (await policyNow(deps, tx)).secondTechnician,
          isPrivileged,
          approvedListOf(request),
        ),
      };
    }
    case 'hand-over':
      return { ...command, token: await tokenOfRequest(), timeZone: await timeZone() };
    case 'look-for-enforcement':
      return { ...command, mfa };
    case 'say-signed-in':
      return { ...command, hasPass, token: await tokenOfRequest() };
    case 'look-for-second':
      return { ...command, ways: second };
    case 'ask-spare':
      return { ...command, isOffered: await isOffered('spare-token'), spareId: deps.random.id() };
    case 'waive-second':
      return { ...command, ways: second, isOffered: await isOffered('waiver') };
    default:
      return { ...command, inHand };
  }
}

export async function commandRequest(deps: Deps, caller: Caller, order: Order): Promise<RequestDetail> {
  const seen = await findRequest(deps.store.db, order.requestId);
  if (seen === null) throw new ProblemError('request-not-found');
  const says = await askMicrosoft(deps, seen, { command: order.command, caller });
  const ofSubject =
    order.command.kind === 'ask-spare' ? await readOfSubject(deps, seen.subject, seen.form) : null;
  const { request } = await commit(deps, async (tx) => {
    const before = await loadRequest(tx, order.requestId, order.version);
    const command = await completed(deps, tx, before, { command: order.command, says });
    const acting = actingPerson(caller);
    const change = decideIn(deps, before, command, acting);
    await demandOnlyOpen(tx, change);
    const decision = { request: before, events: change.events, by: caller.person, methods: says.methods };
    const others = [
      ...(await sparesOf(deps, tx, caller, { change, ofSubject })),
      ...(await alsoDecided(deps, tx, acting, { command, change })),
    ];
    return { value: null, change, others, ...(await replaceTokens(tx, decision)) };
  });
  return detailOf(deps, caller, request ?? seen);
}

/** What was asked aside becomes the person's one open request, where there is none. */
async function demandOnlyOpen(tx: Db, { before, events }: Change): Promise<void> {
  if (before?.isAside !== true || evolveAll(before, events).isAside === true) return;
  const { subject } = before;
  if ((await findOpenOfSubject(tx, subject.id)) !== null)
    throw new ProblemError('other-request-open', { subject: subject.name });
}

/** Requests this person asked for or will carry, newest first, at most 20. */
export async function listMine(deps: Deps, person: Person): Promise<readonly Request[]> {
  return requestsOfPerson(deps.store.db, person.id, { limit: mineLimit });
}

/**
 * A request recorded for somebody who phones or stands at the desk. Whoever records it counts as the one who
 * asked: they can neither approve nor burn it.
 */
export async function recordCall(
  deps: Deps,
  caller: Caller,
  asked: Body<'createRequest'>,
): Promise<RequestDetail> {
  const { subjectId, form, calledBy, identifiedBy, source, submissionKey } = asked;
  const request = await submitRequest(deps, caller, {
    subject: subjectId,
    form,
    source: 'tab',
    submissionId: submissionKey,
    call: { by: calledBy, identifiedBy, source },
  });
  return detailOf(deps, caller, request);
}
