import type { Reply } from '@token-desk/contract/api';
import { firstEyesOf } from '@token-desk/contract/four-eyes';
import { ProblemError } from '@token-desk/contract/problem';
import { type KeptForm, ownWords, type Request } from '@token-desk/contract/request';
import { requestEventKind } from '@token-desk/contract/request-event';
import { may } from '@token-desk/contract/rights';
import type { RequestQuery } from '@token-desk/contract/routes/requests';
import { pageSize } from '@token-desk/contract/routes/route';
import type { HistoryEntry, RequestDetail, RequestSummary } from '@token-desk/contract/views';
import { stepOf } from '@token-desk/contract/wizard-step';
import * as z from 'zod/mini';
import { approvalDue, waitsSince } from '../../domain/approval/approval-times.ts';
import { legalOrders } from '../../domain/jobs/legal-orders.ts';
import { nowhere, timeZoneAt } from '../../domain/organisation.ts';
import { mayReadReasons } from '../../domain/permissions.ts';
import { identityCounts } from '../../domain/requests/identity.ts';
import { withoutReason, withoutReasons } from '../../domain/requests/own-words.ts';
import { wholeAudit } from '../../store/tables/audit.ts';
import { readRequestPlace, writeRequestPlace } from '../../store/tables/request-order.ts';
import { findRequest as load, type RequestFilter, searchRequests } from '../../store/tables/requests.ts';
import { tokenBegunFor } from '../../store/tables/tokens.ts';
import { actingPerson, demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';

/** A private reason is shown as `other`, without its words, to whoever may not read it. */
function formFor(request: Request, caller: Caller): KeptForm {
  if (mayReadReasons(request, caller)) return request.form;
  const { reasonText: _text, note: _note, ...form } = request.form;
  // in own words or private: which of the two is not told either
  return form.reasonWords?.isPrivate === true || form.reason === ownWords ? withoutReason(form) : form;
}

export function summaryOf(caller: Caller, request: Request): RequestSummary {
  const { form: _form, methodsBefore: _before, why: _why, ...rest } = withoutReasons(request);
  const { type, reason, reasonWords, site, neededBy, handOver } = formFor(request, caller);
  const worded = reasonWords === undefined ? {} : { reasonWords };
  const form = { type, reason, ...worded, site, neededBy, handOver };
  return { ...rest, form, step: stepOf(request) };
}

export async function detailOf(deps: Deps, caller: Caller, request: Request): Promise<RequestDetail> {
  const rows = await wholeAudit(deps.store.db, { requestId: request.id });
  const history: HistoryEntry[] = [];
  for (const { seq, at, actor, event, data } of rows) {
    const kind = z.safeParse(requestEventKind, event);
    if (kind.success) history.push({ seq, at, actor, event: kind.data, data });
  }
  const now = deps.clock.now();
  const policy = await policyNow(deps);
  const { pickUp, phone, cabinet, approver } = policy.places.get(request.form.site) ?? nowhere;
  const timeZone = timeZoneAt(policy, request.form.site);
  const { why: _why, ...rest } = withoutReasons(request);
  const shown = mayReadReasons(request, caller) ? request : rest;
  const begun = await begunOf(deps, request);
  return {
    ...shown,
    form: formFor(request, caller),
    step: stepOf(request),
    history,
    may: legalOrders(request, actingPerson(caller), now),
    isIdentified: identityCounts(request, caller.person, { now, timeZone }),
    cannotBurn: firstEyesOf(request, caller.person, 'burn'),
    ...(begun === null ? {} : { begun }),
    ...(request.state === 'submitted'
      ? { waits: { since: waitsSince(request), lapsesAt: approvalDue(request, policy).lapse } }
      : {}),
    // where tokens lie is for those who fetch them
    place: { pickUp, phone, approver, cabinet: may('read', caller.roles) ? cabinet : null },
  };
}

async function begunOf(
  { store }: Deps,
  { id, state, token }: Request,
): Promise<RequestDetail['begun'] | null> {
  const begun = state === 'in_progress' && token === null ? await tokenBegunFor(store.db, id) : null;
  if (begun === null || begun.box === null) return null;
  const { serial, box, load } = begun;
  const unloaded = (load?.checkedAt ?? null) === null ? 'unchecked' : 'checked';
  return { serial, box, stage: begun.state === 'loaded' ? 'loaded' : unloaded };
}

/** Without a role a person sees what they asked for or will carry; anything else does not exist for them. */
export async function getRequestDetail(
  deps: Deps,
  caller: Caller,
  requestId: string,
): Promise<RequestDetail> {
  const request = await load(deps.store.db, requestId);
  const own =
    request !== null &&
    (request.requestedBy.id === caller.person.id || request.subject.id === caller.person.id);
  if (request === null || (!may('read', caller.roles) && !own)) throw new ProblemError('request-not-found');
  return detailOf(deps, caller, request);
}

function filterOf(deps: Deps, caller: Caller, query: RequestQuery): RequestFilter {
  const text = query.q?.trim() ?? '';
  return {
    text: text === '' ? null : text,
    state: query.state ?? null,
    site: query.site ?? null,
    claimedBy: query.mine === '1' ? caller.person.id : null,
    subjectId: query.subject ?? null,
    withoutSecond: query.withoutSecond === '1',
    overdueOn: query.overdue === '1' ? new Date(deps.clock.now()).toISOString().slice(0, 10) : null,
    openOnly: query.scope !== 'all' && query.state === undefined,
    order: {
      by: query.sort ?? (query.scope === 'all' ? 'recent' : 'needed'),
      isReversed: query.sort !== undefined && query.down === '1',
    },
  };
}

/** The queue: open requests, what is stuck or in hand first, then by the day they are needed; `scope=all`: newest change first; `sort`: by one column. */
export async function listRequests(
  deps: Deps,
  caller: Caller,
  query: RequestQuery,
): Promise<Reply<'listRequests'>> {
  demandRight(caller, 'read');
  const filter = filterOf(deps, caller, query);
  const { items, total } = await searchRequests(deps.store.db, filter, {
    after: readRequestPlace(query.cursor, filter.order),
    limit: pageSize + 1,
  });
  const shown = items.slice(0, pageSize);
  const last = shown.at(-1);
  const more = items.length > pageSize && last !== undefined;
  return {
    items: shown.map((request) => summaryOf(caller, request)),
    next: more ? writeRequestPlace(last, filter.order) : null,
    total,
  };
}

/** The request as it is, unfiltered: for cards, whose builder decides what a conversation may read. Null when unknown. */
export async function findRequest(deps: Deps, requestId: string): Promise<Request | null> {
  return load(deps.store.db, requestId);
}
