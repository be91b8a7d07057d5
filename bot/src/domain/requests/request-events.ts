import type { BurnOutcome } from '@token-desk/contract/desk/receipt';
import type { NeedMethod } from '@token-desk/contract/entra/needs';
import type { AheadCheck, ReadinessCheck, Route } from '@token-desk/contract/entra/readiness';
import type { Person } from '@token-desk/contract/ids';
import { personData } from '@token-desk/contract/named';
import type {
  BurnedToken,
  IdentityCheckKind,
  KeptForm,
  Receiver,
  Request,
  RequestForm,
  RequestState,
  RequestToken,
  SecondTechnicianBecause,
  WaiverReason,
} from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import type { Decider } from '../approval/deciders.ts';
import { numbered } from '../entra/answer-number.ts';
import type { TokenGone } from '../tokens/token-gone.ts';
import type { ApprovedList } from './approved-list.ts';

/** Why a claim or a job ended without being finished. */
export type EndedBecause =
  | 'asked'
  | 'idle'
  | 'released'
  | 'taken-over'
  | 'held'
  | 'gave-up'
  | 'expired'
  | 'refused'
  | 'token-gone'
  | 'not-lost';

/** `late`: it came for a job this request had already left behind; recorded, but the request stays as it was. */
type OfJob = { readonly jobId: string; readonly late: boolean };

export type EventBody =
  | {
      readonly kind: 'submitted';
      readonly id: string;
      readonly subject: Person;
      readonly requestedBy: Person;
      readonly source: Request['source'];
      readonly form: KeptForm;
      /** Who phoned or stood at the desk, when somebody recorded it for them. */
      readonly call?: Request['call'];
      readonly spareFor?: string;
      /** Microsoft says that they have a role. Absent: not, or nobody asked. */
      readonly isPrivileged?: true;
      readonly cohort?: string;
      readonly isAside?: true;
      /** Absent where nobody has to say yes. */
      readonly approval?: Request['approval'];
    }
  | { readonly kind: 'approved'; readonly rule: string | null; readonly managerAsked?: true }
  | { readonly kind: 'rejected'; readonly why: string }
  | { readonly kind: 'approval_reminded' }
  /** Somebody else is asked too; null: nobody is left who could be. */
  | { readonly kind: 'approval_passed_on'; readonly to: Decider | null }
  | { readonly kind: 'queued' }
  | { readonly kind: 'edited'; readonly form: RequestForm }
  | { readonly kind: 'nudged' }
  | { readonly kind: 'withdrawn' }
  /** By somebody who may not write the token off. */
  | { readonly kind: 'loss_reported' | 'loss_confirmed'; readonly serial: string }
  | { readonly kind: 'loss_rejected'; readonly serials: readonly string[] }
  | { readonly kind: 'expired' }
  | { readonly kind: 'claimed' }
  | { readonly kind: 'taken_over'; readonly from: Person }
  | { readonly kind: 'released'; readonly because: EndedBecause }
  | {
      readonly kind: 'identity_checked';
      readonly identity: IdentityCheckKind;
      readonly vouchedBy: string | null;
      readonly methodsBefore: readonly string[] | null;
    }
  | {
      readonly kind: 'route_chosen';
      readonly route: Route;
      /** What readiness offered then; null: both ways were barred, or nobody could tell. */
      readonly offered: Route | null;
      /** Why it did not offer B. */
      readonly because: ReadinessCheck | null;
    }
  | {
      readonly kind: 'job_opened';
      readonly jobId: string;
      readonly serial: string;
      readonly burnerId: string;
      readonly burner: string;
      readonly burnerVersion?: string;
      /** The desk draws the secret: from now on it can write. */
      readonly route?: 'B';
    }
  | {
      readonly kind: 'job_cancelled';
      readonly jobId: string;
      readonly because: EndedBecause;
      readonly problem: string | null;
    }
  | {
      readonly kind: 'secret_sealed';
      readonly jobId: string;
      readonly accountSeen: boolean;
      readonly heldSeconds?: number;
    }
  | ({ readonly kind: 'burned' | 'burn_unknown'; readonly token: BurnedToken } & OfJob)
  | ({
      readonly kind: 'burn_empty' | 'burn_settings_changed' | 'burn_failed';
      readonly serial: string | null;
      readonly problem: string;
      /** When the desk ended it, by its own clock. */
      readonly endedAt: number;
    } & OfJob)
  | ({ readonly kind: 'checked'; readonly stepOffset: number | null } & OfJob)
  | ({ readonly kind: 'check_failed'; readonly stepOffset: number | null; readonly problem: string } & OfJob)
  /** From stock: nothing was written for this request. `token` is what its load wrote. */
  | {
      readonly kind: 'loaded_taken';
      readonly token: RequestToken;
      readonly deviceId: string | null;
      readonly box: string | null;
      /** Why a second technician has to confirm it; absent: nobody has to. */
      readonly second?: SecondTechnicianBecause;
      /** One technician is enough: somebody proposed the list it was asked for with, and somebody else approved it. */
      readonly list?: ApprovedList;
    }
  | {
      readonly kind: 'loaded_given_back';
      readonly serial: string;
      /** Microsoft did not show it as nobody's. `methodId`: the hardware method by which it is the subject's. */
      readonly aside?: { readonly methodId: string | null };
      /** Microsoft's number of its last answer about it. */
      readonly graphRequestId?: string;
    }
  | { readonly kind: 'hand_out_confirmed'; readonly serial: string }
  | {
      readonly kind: 'holder_awaited';
      readonly serial: string;
      /** Of the answer that assigned it. */
      readonly graphRequestId?: string;
    }
  | {
      readonly kind: 'bound';
      readonly how: 'seen' | 'said';
      readonly methodId: string | null;
      /** A replacement: the method of the token before may still be at Microsoft. */
      readonly oldMethodLeft?: true;
      /** Microsoft's number of the answer that brought it there. */
      readonly graphRequestId?: string;
      /** From loaded stock: when the desk had compared its code. */
      readonly checkedAt?: number;
    }
  | { readonly kind: 'handed_over'; readonly to: Receiver }
  | { readonly kind: 'closed'; readonly because: 'asked' | 'time' }
  | { readonly kind: 'held'; readonly why: string }
  | { readonly kind: 'resumed'; readonly to: RequestState }
  | {
      readonly kind: 'failed';
      readonly why: string;
      /** Its token went another way (how, and which one it was), or what its desk signed does not fit. */
      readonly because?: TokenGone | 'record-unfit';
      readonly serial?: string;
    }
  | { readonly kind: 'requeued' }
  | {
      readonly kind: 'enforced';
      readonly mfa: 'enabled' | 'enforced';
      /** Of the answer that switched it on. */
      readonly graphRequestId?: string;
    }
  | { readonly kind: 'enforcement_waived'; readonly because: WaiverReason }
  | {
      readonly kind: 'missing_found';
      readonly checks: readonly AheadCheck[];
      readonly unknown: readonly AheadCheck[];
    }
  | { readonly kind: 'second_found'; readonly ways: readonly NeedMethod[] }
  | { readonly kind: 'second_asked'; readonly requestId: string }
  | { readonly kind: 'second_waived'; readonly why: string }
  /** The spare token's own request ended without one. */
  | { readonly kind: 'spare_ended'; readonly requestId: string }
  | { readonly kind: 'sign_in_tested' }
  | { readonly kind: 'sign_in_not_tested'; readonly why: string };

export type RequestEvent = EventBody & { readonly at: number; readonly actor: Actor };
export type EventKind = EventBody['kind'];

/** What a decision answers: what happened, in order; empty when there was nothing left to do. */
export type Decided = { readonly events: readonly RequestEvent[] };

export const burnEventOf = {
  burned: 'burned',
  unknown: 'burn_unknown',
  empty: 'burn_empty',
  'settings-changed': 'burn_settings_changed',
  failed: 'burn_failed',
} as const satisfies Record<BurnOutcome, EventKind>;

export type AuditData = Record<string, string | number | boolean | null>;

const approvalData = ({ rule, of, asked, also = [] }: NonNullable<Request['approval']>): AuditData => ({
  rule,
  approval: of,
  ...(asked === undefined ? {} : personData('asked', asked)),
  ...(also[0] === undefined ? {} : personData('siteApprover', also[0].person)),
});

/** What the audit row keeps of an event: small and readable; nothing that somebody typed, no list of method ids. */
export function auditDataOf(event: RequestEvent): AuditData {
  switch (event.kind) {
    case 'submitted':
      return {
        ...personData('subject', event.subject),
        requestedById: event.requestedBy.id,
        type: event.form.type,
        site: event.form.site,
        neededBy: event.form.neededBy,
        source: event.source,
        ...(event.approval === undefined ? {} : approvalData(event.approval)),
        ...(event.call === undefined
          ? {}
          : {
              identifiedBy: event.call.identifiedBy,
              callSource: event.call.source ?? null,
            }),
        ...(event.spareFor === undefined ? {} : { spareFor: event.spareFor }),
        ...(event.isPrivileged === true ? { isPrivileged: true } : {}),
        ...(event.cohort === undefined ? {} : { cohort: event.cohort }),
      };
    case 'edited':
      return { neededBy: event.form.neededBy };
    case 'approved':
      return { rule: event.rule, ...(event.managerAsked === true ? { managerAsked: true } : {}) };
    case 'approval_passed_on':
      return event.to === null ? {} : personData('to', event.to.person);
    case 'enforced':
      return { mfa: event.mfa, ...numbered(event) };
    case 'missing_found':
      return {
        ...(event.checks.length === 0 ? {} : { missing: event.checks.join(' ') }),
        ...(event.unknown.length === 0 ? {} : { unknown: event.unknown.join(' ') }),
      };
    case 'second_found':
      return { ways: event.ways.join(' ') };
    case 'second_asked':
    case 'spare_ended':
      return { spareId: event.requestId };
    case 'taken_over':
      return personData('from', event.from, 'name');
    case 'released':
    case 'closed':
    case 'enforcement_waived':
      return { because: event.because };
    case 'identity_checked':
      return {
        identity: event.identity,
        methodsReadable: event.methodsBefore !== null,
      };
    case 'route_chosen':
      return { route: event.route, offered: event.offered, because: event.because };
    case 'job_opened':
      return {
        jobId: event.jobId,
        serial: event.serial,
        burnerId: event.burnerId,
        burner: event.burner,
        ...(event.burnerVersion === undefined ? {} : { burnerVersion: event.burnerVersion }),
        ...(event.route === undefined ? {} : { route: event.route }),
      };
    case 'job_cancelled':
      return { jobId: event.jobId, because: event.because, problem: event.problem };
    case 'secret_sealed':
      return {
        jobId: event.jobId,
        accountSeen: event.accountSeen,
        ...(event.heldSeconds === undefined ? {} : { heldSeconds: event.heldSeconds }),
      };
    case 'burned':
    case 'burn_unknown':
      return {
        jobId: event.jobId,
        late: event.late,
        serial: event.token.serial,
        model: event.token.model,
        clockDriftBeforeSeconds: event.token.clockDriftBeforeSeconds,
        accountSeen: event.token.accountSeen,
        ...(event.token.route === undefined ? {} : { route: event.token.route }),
      };
    case 'burn_empty':
    case 'burn_settings_changed':
    case 'burn_failed':
      return { jobId: event.jobId, late: event.late, serial: event.serial, problem: event.problem };
    case 'checked':
      return { jobId: event.jobId, late: event.late, stepOffset: event.stepOffset };
    case 'check_failed':
      return {
        jobId: event.jobId,
        late: event.late,
        stepOffset: event.stepOffset,
        problem: event.problem,
      };
    case 'loaded_taken':
      return {
        serial: event.token.serial,
        deviceId: event.deviceId,
        box: event.box,
        ...(event.second === undefined ? {} : { secondTechnician: event.second }),
        ...(event.list === undefined
          ? {}
          : { list: event.list.cohort, ...personData('listApprovedBy', event.list.approvedBy) }),
      };
    case 'loaded_given_back': {
      const { serial, aside } = event;
      const set = aside === undefined ? {} : { aside: true, methodId: aside.methodId };
      return { serial, ...set, ...numbered(event) };
    }
    case 'bound':
      return {
        how: event.how,
        methodId: event.methodId,
        ...(event.oldMethodLeft === true ? { oldMethodLeft: true } : {}),
        ...numbered(event),
      };
    case 'handed_over':
      return { to: event.to };
    case 'resumed':
      return { to: event.to };
    case 'failed':
      return event.because === undefined ? {} : { problem: event.because, serial: event.serial ?? null };
    case 'holder_awaited':
      return { serial: event.serial, ...numbered(event) };
    case 'hand_out_confirmed':
    case 'loss_reported':
    case 'loss_confirmed':
      return { serial: event.serial };
    case 'loss_rejected':
      return { serial: event.serials[0] ?? null };
    case 'approval_reminded':
    case 'queued':
    case 'nudged':
    case 'withdrawn':
    case 'expired':
    case 'claimed':
    case 'requeued':
    case 'rejected':
    case 'held':
    case 'second_waived':
    case 'sign_in_tested':
    case 'sign_in_not_tested':
      // Why is in that person's own words: it stays with the request and goes with it.
      return {};
  }
}
