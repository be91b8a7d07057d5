import { type SecondMethod, secondMethods } from '@token-desk/contract/entra/second-method';

/** Days after which a class of data of a finished request is deleted; null: kept for good. */
export type KeptDays = {
  readonly freeText: number | null;
  readonly healthReason: number | null;
  /** Which chat message shows a request. */
  readonly chatReferences: number | null;
  readonly closedRequests: number | null;
};

/** What an organisation may choose otherwise. */
export type Policy = {
  readonly claimIdleMs: number;
  readonly keptDays: KeptDays;
  /** IANA zone in which a day begins and ends for the desks. */
  readonly timeZone: string;
  /** Where one can ask for and where tokens are kept; none: anywhere. */
  readonly sites: readonly string[];
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
  secondMethods: { all: secondMethods, at: new Map() },
  keptDays: { freeText: 90, healthReason: 90, chatReferences: 180, closedRequests: 1095 },
};
