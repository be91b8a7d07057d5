import type { Acting } from '@token-desk/bot/domain/permissions';
import { type Token, unknownToken } from '@token-desk/bot/domain/tokens/token';
import type { Person, Role } from '@token-desk/contract/ids';
import type { Request, RequestForm, RequestState } from '@token-desk/contract/request';

const person = (id: string, name: string): Person => ({ id, name, upn: `${id}@contoso.example` });

export const mara = person('mara', 'Mara Manager');
export const sven = person('sven', 'Sven Subject');
export const tina = person('tina', 'Tina Technician');
export const tom = person('tom', 'Tom Technician');
export const anna = person('anna', 'Anna Approver');
export const olga = person('olga', 'Olga Auditor');
export const ada = person('ada', 'Ada Administrator');

export const acting = (who: Person, ...roles: Role[]): Acting => ({
  actor: { kind: 'person', person: who },
  roles,
});
export const asManager = acting(mara);
export const asTina = acting(tina, 'Technician');
export const asTom = acting(tom, 'Technician');
export const asAnna = acting(anna, 'Approver');
export const asClock: Acting = { actor: { kind: 'clock' }, roles: [] };
export const asBurner: Acting = { actor: { kind: 'burner', burnerId: 'desk-1', name: 'Desk 1' }, roles: [] };

/** 2026-11-02T08:00:00Z, a Monday. */
export const monday = Date.UTC(2026, 10, 2, 8);
export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

export const form: RequestForm = {
  type: 'new',
  reason: 'no-smartphone',
  site: 'Vienna',
  neededBy: '2026-11-05',
  handOver: 'desk',
};

export const serial = '8659622000017';

const token: Request['token'] = {
  serial,
  model: 'OTPC-P2-i',
  burnedAt: monday,
  clockDriftBeforeSeconds: 3,
  accountSeen: true,
  burnerId: 'desk-1',
};

/** A request as it looks in a state: claimed by Tina from in_progress on, identified, with what that state implies. */
export function requestIn(state: RequestState, change: Partial<Request> = {}): Request {
  const isClaimed = ['in_progress', 'burned', 'checked', 'bound', 'handed_over', 'closed'].includes(state);
  const isBurned = ['burned', 'checked', 'bound', 'handed_over', 'closed'].includes(state);
  const isBound = ['bound', 'handed_over', 'closed'].includes(state);
  return {
    id: 'request-1',
    version: 5,
    state,
    heldFrom: state === 'on_hold' ? 'queued' : null,
    subject: sven,
    requestedBy: mara,
    source: 'chat',
    form,
    createdAt: monday,
    updatedAt: monday,
    approvedBy: state === 'submitted' ? null : 'policy',
    claim: isClaimed ? { by: tina, since: monday } : null,
    identityCheck: isClaimed ? { kind: 'badge-photo', at: monday, by: tina } : null,
    methodsBefore: isClaimed ? ['old-method'] : null,
    openJobId: state === 'in_progress' ? 'job-1' : null,
    token: isBurned ? token : null,
    checkedAt: state === 'checked' || isBound ? monday : null,
    binding: isBound ? { how: 'seen', methodId: 'new-method', at: monday } : null,
    handedOverAt: state === 'handed_over' || state === 'closed' ? monday : null,
    enforcement: 'undecided',
    attention: null,
    ...change,
  };
}

/** The token of a request that was burned, as the books have it then: active once it is bound. */
export function tokenOf(request: Request, change: Partial<Token> = {}): Token {
  return {
    ...unknownToken(request.token?.serial ?? serial, monday),
    state: request.binding === null ? 'burned_unverified' : 'active',
    holder: request.subject,
    requestId: request.id,
    burns: 1,
    burnedAt: request.token?.burnedAt ?? null,
    burnerId: request.token?.burnerId ?? null,
    methodId: request.binding?.methodId ?? null,
    route: 'A',
    ...change,
  };
}

/** A token in loaded stock: burned and checked before anybody asked, its device at Microsoft nobody's. */
export function loadedTokenOf(change: Partial<Token> = {}): Token {
  return {
    ...unknownToken(serial, monday),
    version: 3,
    state: 'loaded',
    route: 'B',
    burns: 1,
    burnedAt: monday,
    burnerId: 'desk-1',
    load: { jobId: 'load-1', checkedAt: monday + minuteMs, loadedAt: monday + 2 * minuteMs },
    box: 'Box 7',
    deviceId: 'device-1',
    ...change,
  };
}
