import type { Person } from '@token-desk/contract/ids';
import type { BurnOutcome } from '@token-desk/contract/receipt';
import type {
  IdentityCheckKind,
  Receiver,
  Request,
  RequestForm,
  RequestState,
  RequestToken,
} from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import type { TokenGone } from '../tokens/token-gone.ts';

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
      readonly form: RequestForm;
      /** Who phoned or stood at the desk, when somebody recorded it for them. */
      readonly call?: Request['call'];
    }
  | { readonly kind: 'approved'; readonly rule: string | null }
  | { readonly kind: 'rejected'; readonly why: string }
  | { readonly kind: 'queued' }
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
  | ({ readonly kind: 'burned' | 'burn_unknown'; readonly token: RequestToken } & OfJob)
  | ({
      readonly kind: 'burn_empty' | 'burn_settings_changed' | 'burn_failed';
      readonly serial: string | null;
      readonly problem: string;
      /** When the desk ended it, by its own clock. */
      readonly endedAt: number;
    } & OfJob)
  | ({ readonly kind: 'checked'; readonly stepOffset: number | null } & OfJob)
  | ({ readonly kind: 'check_failed'; readonly stepOffset: number | null; readonly problem: string } & OfJob)
  | {
      readonly kind: 'bound';
      readonly how: 'seen' | 'said';
      readonly methodId: string | null;
      /** A replacement: the method of the token before may still be at Microsoft. */
      readonly oldMethodLeft?: true;
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
  | { readonly kind: 'requeued' };

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

/** What the audit row keeps of an event: small and readable; nothing that somebody typed, no list of method ids. */
export function auditDataOf(event: RequestEvent): AuditData {
  switch (event.kind) {
    case 'submitted':
      return {
        subjectId: event.subject.id,
        subject: event.subject.upn,
        requestedById: event.requestedBy.id,
        type: event.form.type,
        site: event.form.site,
        neededBy: event.form.neededBy,
        source: event.source,
        ...(event.call === undefined
          ? {}
          : {
              identifiedBy: event.call.identifiedBy,
              callSource: event.call.source ?? null,
            }),
      };
    case 'approved':
      return { rule: event.rule };
    case 'taken_over':
      return { from: event.from.name, fromId: event.from.id };
    case 'released':
    case 'closed':
      return { because: event.because };
    case 'identity_checked':
      return {
        identity: event.identity,
        methodsReadable: event.methodsBefore !== null,
      };
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
    case 'bound':
      return {
        how: event.how,
        methodId: event.methodId,
        ...(event.oldMethodLeft === true ? { oldMethodLeft: true } : {}),
      };
    case 'handed_over':
      return { to: event.to };
    case 'resumed':
      return { to: event.to };
    case 'failed':
      return event.because === undefined ? {} : { problem: event.because, serial: event.serial ?? null };
    case 'loss_reported':
    case 'loss_confirmed':
      return { serial: event.serial };
    case 'loss_rejected':
      return { serial: event.serials[0] ?? null };
    case 'queued':
    case 'withdrawn':
    case 'expired':
    case 'claimed':
    case 'requeued':
    case 'rejected':
    case 'held':
      // Why is in that person's own words: it stays with the request and goes with it.
      return {};
  }
}
