import { type SecondMethod, secondMethods } from '@token-desk/contract/entra/second-method';
import {
  type ApprovalHours,
  type KeptDays,
  type OrganisationReason,
  type QuietHours,
  type Site,
  usualApprovalHours,
  usualReasons,
} from '@token-desk/contract/organisation';
import type { SecondTechnicianFor } from '@token-desk/contract/request';

/** What is known of a site besides its name. */
export type Place = Readonly<
  Pick<Site, 'pickUp' | 'phone' | 'cabinet' | 'approver' | 'hours' | 'timeZone' | 'holidays' | 'onCall'>
>;

/** What an organisation may choose otherwise. */
export type Policy = {
  readonly claimIdleMs: number;
  readonly keptDays: KeptDays;
  /** IANA zone in which a day begins and ends for the desks of sites without one of their own. */
  readonly timeZone: string;
  /** Where one can ask for and where tokens are kept; none: anywhere. */
  readonly sites: readonly string[];
  readonly places: ReadonlyMap<string, Place>;
  /** Why a token may be asked for, and what of it is not offered any more. */
  readonly reasons: readonly OrganisationReason[];
  /** Pasting is offered only at a desk whose own check found nothing to mend. */
  readonly pasteNeedsHealthyDesk: boolean;
  /** When whoever is to say yes is reminded, when somebody else is asked too, and when the request lapses. */
  readonly approvalHours: ApprovalHours;
  /** Whose loaded token is not theirs before a second technician has confirmed it. */
  readonly secondTechnician: SecondTechnicianFor;
  /** What is not urgent is said after them; in the zone of the organisation. */
  readonly quietHours: QuietHours | null;
  /** What may be a second way in beside the token, in the order it is offered. */
  readonly secondMethods: {
    readonly all: readonly SecondMethod[];
    /** Of sites that have an order of their own. */
    readonly at: ReadonlyMap<string, readonly SecondMethod[]>;
  };
};

export const standardPolicy: Policy = {
  claimIdleMs: 15 * 60_000,
  timeZone: 'UTC',
  sites: [],
  places: new Map(),
  reasons: usualReasons,
  pasteNeedsHealthyDesk: false,
  approvalHours: usualApprovalHours,
  secondTechnician: 'privileged',
  quietHours: null,
  secondMethods: { all: secondMethods, at: new Map() },
  keptDays: { freeText: 90, healthReason: 90, chatReferences: 180, closedRequests: 1095 },
};
