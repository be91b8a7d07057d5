import type { WaiverReason } from '@token-desk/contract/request';
import type { EnforcementGuards, Unenforced } from '@token-desk/contract/routes/enforcement';

/** What somebody says of a tenant whose guards cannot be read. */
export type SaidOfGuards = 'security-defaults' | 'conditional-access' | 'neither';

export type Offer = {
  /** `ask`: the guards are not known, and nothing is offered before somebody has said what they are. */
  readonly kind: 'ask' | 'switch-on' | 'waive-only';
  /** Why nobody would have to; the likeliest first. */
  readonly reasons: readonly WaiverReason[];
};

/** What asks for MFA by itself, as Microsoft says, or else as somebody says; per-user MFA must then stay off. */
export function offerOf(guards: EnforcementGuards, said: SaidOfGuards | null): Offer {
  const { securityDefaults, conditionalAccess } = guards;
  const found: WaiverReason[] = [];
  if (securityDefaults === true) found.push('security-defaults');
  if ((conditionalAccess ?? []).length > 0) found.push('conditional-access');
  const isUnknown = securityDefaults === null || conditionalAccess === null;
  if (found.length === 0 && isUnknown) {
    if (said === null) return { kind: 'ask', reasons: [] };
    if (said !== 'neither') found.push(said);
  }
  return {
    kind: found.length > 0 ? 'waive-only' : 'switch-on',
    reasons: [...found, 'other-sign-in'],
  };
}

/** Whom Microsoft has on already only has to be looked at. */
export const isOnAlready = ({ mfa }: Pick<Unenforced, 'mfa'>): boolean =>
  mfa === 'enabled' || mfa === 'enforced';

const dayHours = 24;

/** For how long the token is bound, in hours as people say them: whole ones, from two days on whole days. */
export function boundForHours(since: number, now: number): number {
  const hours = Math.max(0, now - since) / 3_600_000;
  if (hours < 1) return hours;
  return hours < 2 * dayHours ? Math.round(hours) : Math.round(hours / dayHours) * dayHours;
}
