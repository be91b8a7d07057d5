import type { BurnOutcome } from '@token-desk/contract/desk/receipt';
import type { NeedMethod } from '@token-desk/contract/entra/needs';
import type { AheadCheck, Readiness } from '@token-desk/contract/entra/readiness';
import type { Person } from '@token-desk/contract/ids';
import type { OrganisationReason } from '@token-desk/contract/organisation';
import type {
  BurnedToken,
  PerUserMfa,
  Request,
  RequestCommand,
  RequestForm,
  SecondTechnicianBecause,
} from '@token-desk/contract/request';
import type { Decision } from '../approval/approval-policy.ts';
import type { ApprovalDue } from '../approval/approval-times.ts';
import type { Decider } from '../approval/deciders.ts';
import type { Device, HardwareMethod, InHand } from '../tokens/device.ts';
import type { Token } from '../tokens/token.ts';
import type { TokenGone } from '../tokens/token-gone.ts';
import type { EndedBecause } from './request-events.ts';

/** Orders that come from the use cases, never over the API. */
export type InternalCommand =
  | {
      readonly kind: 'submit';
      readonly id: string;
      readonly subject: Person;
      readonly form: RequestForm;
      readonly source: Request['source'];
      /** By which rule, and who says yes. */
      readonly decision: Decision;
      readonly call?: Request['call'];
      /** Where one can ask for; absent or empty: anywhere. */
      readonly sites?: readonly string[];
      /** The organisation's; absent: as shipped. */
      readonly reasons?: readonly OrganisationReason[];
      /** Tokens that whoever asks reports lost, and may not write off. */
      readonly reported?: readonly string[];
      readonly spareFor?: string;
      readonly cohort?: string;
      readonly isAside?: boolean;
    }
  | {
      readonly kind: 'open-job';
      readonly jobId: string;
      readonly serial: string;
      readonly burnerId: string;
      readonly burner: string;
      readonly burnerVersion?: string;
      readonly route?: 'B';
      readonly inHand?: InHand | null;
      /** Where the day of an identity check begins and ends. */
      readonly timeZone: string;
    }
  | {
      readonly kind: 'seal';
      readonly jobId: string;
      readonly accountSeen: boolean;
      readonly heldSeconds?: number;
    }
  | {
      readonly kind: 'cancel-job';
      readonly jobId: string;
      readonly because: EndedBecause;
      readonly problem: string | null;
    }
  | {
      readonly kind: 'record-burn';
      readonly jobId: string;
      readonly outcome: BurnOutcome;
      /** Whose job it was: after a take-over it is no longer this request's. */
      readonly technicianId: string;
      readonly token: Omit<BurnedToken, 'serial'> & { readonly serial: string | null };
      readonly problem: string | null;
    }
  /** The word a desk owed of an order that had ended without it. */
  | {
      readonly kind: 'nothing-written';
      readonly jobId: string;
      readonly serial: string;
      /** Whose job it was. */
      readonly technicianId: string;
      readonly problem: string;
    }
  | {
      readonly kind: 'record-check';
      readonly jobId: string;
      /** False when the token has been burned again since this job: its old code says nothing about the new secret. */
      readonly isCurrent: boolean;
      readonly matched: boolean;
      readonly stepOffset: number | null;
      readonly problem: string | null;
    }
  /** A desk signed something about this job that does not fit. `isCurrent`: the request goes by it, open or not. */
  | { readonly kind: 'doubt-record'; readonly jobId: string; readonly isCurrent: boolean }
  /** The token it counts on went another way. `why`: the words of whoever did it, empty where there were none. */
  | {
      readonly kind: 'lose-token';
      readonly serial: string;
      readonly because: TokenGone;
      readonly why: string;
    }
  /** A reported loss that nobody has taken up ends: somebody whose word is enough says it too, in a request of their own. */
  | { readonly kind: 'give-way' }
  /** What was read at Microsoft ahead of the desk. */
  | {
      readonly kind: 'note-missing';
      readonly checks: readonly AheadCheck[];
      readonly unknown: readonly AheadCheck[];
      readonly timeZone: string;
    }
  /** The clock: lapse an idle claim, expire an unapproved request, close a handed-over one. Fails when nothing is due. */
  | {
      readonly kind: 'tick';
      readonly claimIdleMs: number;
      readonly inHand?: InHand | null;
      /** Of a request that waits for a yes. */
      readonly waits?: { readonly due: ApprovalDue; readonly next: Decider | null };
    };

/** What Graph shows now; null where it cannot be read. */
type WithMethods<K extends RequestCommand['kind']> = Extract<RequestCommand, { kind: K }> & {
  readonly methods: readonly string[] | null;
};

/** The token it was burned on as the books have it now; null where it was burned on none. */
type WithToken = { readonly token: Token | null };

/** Of a loaded token: the person's hardware OATH methods; null where they cannot be read. */
type WithHardware = { readonly hardware?: readonly HardwareMethod[] | null };

/** For what gives a loaded token back; without it nobody knows whose it is. */
type WithInHand = { readonly inHand?: InHand | null };

/** Whether the organisation has it among what may be a second way in. */
type WithOffered = { readonly isOffered: boolean };

type PlainKind = Exclude<
  RequestCommand['kind'],
  | 'check-identity'
  | 'choose-route'
  | 'take-loaded'
  | 'look-for-method'
  | 'say-bound'
  | 'hand-over'
  | 'look-for-enforcement'
  | 'leave-to-holder'
  | 'look-for-second'
  | 'ask-spare'
  | 'waive-second'
  | 'say-signed-in'
>;

export type Command =
  | (Extract<RequestCommand, { kind: PlainKind }> & WithInHand)
  | WithMethods<'check-identity'>
  | (Extract<RequestCommand, { kind: 'leave-to-holder' }> &
      WithToken &
      WithHardware & {
        /** Everything they can sign in with now; null: it cannot be read. */
        readonly waysIn: readonly NeedMethod[] | null;
      })
  | (Extract<RequestCommand, { kind: 'choose-route' }> & {
      /** What readiness says now; null: nobody can tell. */
      readonly offered: Pick<Readiness, 'route' | 'because'> | null;
    })
  | (Extract<RequestCommand, { kind: 'take-loaded' }> &
      WithToken &
      WithInHand & {
        /** Its device at Microsoft; null: there is none. */
        readonly device: Device | null | 'not-readable';
        readonly timeZone: string;
        /** Why a second technician has to confirm it; absent or null: nobody has to. */
        readonly second?: SecondTechnicianBecause | null;
      })
  | (WithMethods<'look-for-method'> & WithToken & WithHardware)
  | (WithMethods<'say-bound'> & WithToken & WithHardware)
  | (Extract<RequestCommand, { kind: 'hand-over' }> & WithToken & { readonly timeZone: string })
  | (Extract<RequestCommand, { kind: 'look-for-enforcement' }> & {
      /** As Microsoft has it; null: it cannot be read. */
      readonly mfa: PerUserMfa | null;
    })
  | (Extract<RequestCommand, { kind: 'look-for-second' }> & {
      /** Besides its token, what counts; null: it cannot be read. */
      readonly ways: readonly NeedMethod[] | null;
    })
  | (Extract<RequestCommand, { kind: 'say-signed-in' }> &
      WithToken & {
        /** A temporary access pass stands at Microsoft; null: nobody can tell. */
        readonly hasPass: boolean | null;
      })
  | (Extract<RequestCommand, { kind: 'ask-spare' }> & WithOffered & { readonly spareId: string })
  | (Extract<RequestCommand, { kind: 'waive-second' }> &
      WithOffered & {
        /** What counts now, where it is asked; null: it cannot be read. */
        readonly ways?: readonly NeedMethod[] | null;
      })
  | InternalCommand;

export type CommandKind = Command['kind'];
