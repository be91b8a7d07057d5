import { dayMs } from '../retention.ts';

/** What the product reads under Graph's `/beta`, which Microsoft may change on any day. */
export const betaAreas = ['devices', 'methods', 'per-user-mfa'] as const;
export type BetaArea = (typeof betaAreas)[number];

/** What the last look showed. */
export type BetaLook = {
  readonly at: number;
  /** Answered in a shape that is not the documented one. */
  readonly changed: readonly BetaArea[];
};

const againMs = dayMs;
/** Where something changed, or nobody answered, a day is too long to wait. */
const soonAgainMs = 60 * 60_000;

/** Whether it is time to look again. */
export const isLookDue = (last: BetaLook | null, now: number): boolean =>
  last === null || now - last.at >= (last.changed.length === 0 ? againMs : soonAgainMs);

/** Areas without which no hardware token can be made, given or read back. */
const ofTokens: readonly BetaArea[] = ['devices', 'methods'];

/** Whether way B is stopped: what Microsoft would answer to its writes, nobody can tell any more. */
export const stopsTokens = (last: BetaLook | null): boolean =>
  (last?.changed ?? []).some((area) => ofTokens.includes(area));
