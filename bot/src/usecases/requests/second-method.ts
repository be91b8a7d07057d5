import type { Reply } from '@token-desk/contract/api';
import type { NeedMethod } from '@token-desk/contract/entra/needs';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request, RequestForm } from '@token-desk/contract/request';
import { timeZoneAt } from '../../domain/organisation.ts';
import { dayIn } from '../../domain/requests/identity.ts';
import { decide } from '../../domain/requests/request-machine.ts';
import {
  isUnnamed,
  type ListedWay,
  offeredNow,
  seenBeside,
  setFor,
  waysWithout,
} from '../../domain/requests/second-method.ts';
import { isCarried } from '../../domain/tokens/its-token.ts';
import type { Token } from '../../domain/tokens/token.ts';
import type { Db } from '../../store/database.ts';
import { countWithoutSecond, findOpenOfSubject, findRequest } from '../../store/tables/requests.ts';
import { tokensOfMethods } from '../../store/tables/token-list.ts';
import { findToken } from '../../store/tables/tokens.ts';
import { methodPoliciesOf, waysOf } from '../people/directory.ts';
import type { Change } from '../write/change.ts';
import { actingPerson } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';
import { spendIn } from '../write/spending.ts';
import { decideApprovalIn, type OfSubject } from './approval-asked.ts';

/** What the person can sign in with besides the token of this request, and what can be offered them. */
export async function readSecondMethod(deps: Deps, requestId: string): Promise<Reply<'getSecondMethod'>> {
  const request = await findRequest(deps.store.db, requestId);
  if (request === null) throw new ProblemError('request-not-found');
  return secondOf(deps, request);
}

export async function secondOf(deps: Deps, request: Request): Promise<Reply<'getSecondMethod'>> {
  const [listed, methods] = await Promise.all([waysOf(deps, request.subject.id), methodPoliciesOf(deps)]);
  const policy = await policyNow(deps);
  const offered = offeredNow(setFor(request, policy.secondMethods), {
    day: dayIn(deps.clock.now(), timeZoneAt(policy, request.form.site)),
    methods,
  });
  const token = request.token === null ? null : await findToken(deps.store.db, request.token.serial);
  const rest = { offered, isCarried: isCarried(request, token) };
  if (listed === null) return { ways: null, ...rest };
  return { ways: seenBeside(listed, { request, known: await knownOf(deps, listed), offered }), ...rest };
}

/** What the person can sign in with while a loaded token waits for them; null where nobody can tell. */
export async function waysMeanwhile(deps: Deps, request: Request): Promise<readonly NeedMethod[] | null> {
  const listed = await waysOf(deps, request.subject.id);
  if (listed === null) return null;
  const known = await knownOf(deps, listed);
  return waysWithout(seenBeside(listed, { request, known, offered: ['phone'] }), request.form.type);
}

function knownOf({ store }: Deps, listed: readonly ListedWay[]): Promise<Token[]> {
  const ids = listed.filter(isUnnamed).map(({ id }) => id);
  return tokensOfMethods(store.db, ids);
}

export async function withoutSecondTotal({ store }: Deps): Promise<Reply<'countWithoutSecond'>> {
  return { total: await countWithoutSecond(store.db) };
}

/** For a spare token that this change asks for, a request of its own. A colleague burns it: whoever asks is its first pair of eyes. */
export async function sparesOf(
  deps: Deps,
  tx: Db,
  caller: Caller,
  { change, ofSubject }: { readonly change: Change; readonly ofSubject: OfSubject | null },
): Promise<Change[]> {
  const asked = change.events.find((event) => event.kind === 'second_asked');
  if (asked === undefined || change.before === null || ofSubject === null) return [];
  return [
    await spareRequest(deps, tx, caller, { request: change.before, spareId: asked.requestId, ofSubject }),
  ];
}

async function spareRequest(
  deps: Deps,
  tx: Db,
  caller: Caller,
  asked: { readonly request: Request; readonly spareId: string; readonly ofSubject: OfSubject },
): Promise<Change> {
  const { request, spareId, ofSubject: says } = asked;
  const { subject } = request;
  const rules = await policyNow(deps, tx);
  const form = spareForm(request, {
    today: dayIn(deps.clock.now(), timeZoneAt(rules, request.form.site)),
    reasons: rules.reasons.map(({ id }) => id),
  });
  const { reasons } = rules;
  if ((await findOpenOfSubject(tx, subject.id, { isSpare: true })) !== null)
    throw new ProblemError('request-duplicate', { subject: subject.name });
  await spendIn(tx, 'record', { who: caller.person.id, now: deps.clock.now() });
  const { decision } = await decideApprovalIn(deps, tx, { by: caller, subject, form, says, rules });
  const submit = { kind: 'submit', id: spareId, subject, form, source: 'tab', decision, reasons } as const;
  const decided = decide(null, { ...submit, spareFor: request.id }, actingPerson(caller), deps.clock.now());
  if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
  return { before: null, events: decided.events };
}

/** As shipped, and where the organisation has kept it. */
const spareReason = 'second-factor';

const spareForm = (
  { form }: Request,
  { today, reasons }: { readonly today: string; readonly reasons: readonly string[] },
): RequestForm => ({
  type: 'new',
  ...(reasons.includes(spareReason) ? { reason: spareReason } : {}),
  site: form.site,
  neededBy: form.neededBy > today ? form.neededBy : today,
  handOver: form.handOver,
});
