import { fail, type Result } from '@token-desk/contract/problem';

/** A: the token stands in for an authenticator app. B (hardware OATH through Graph) is not built yet. */
export type Route = 'A' | 'B';

export type RouteFacts = {
  readonly hasPremiumLicence: boolean | null;
  readonly isGuest: boolean;
  readonly subjectName: string;
};

/** The way to bind a token for a person, with the reason in words the technician reads. */
export function chooseRoute(facts: RouteFacts): Result<{ readonly route: Route; readonly reason: string }> {
  if (facts.isGuest) return fail('subject-guest', { subject: facts.subjectName });
  if (facts.hasPremiumLicence === true) {
    return { ok: true, route: 'A', reason: 'Registering it as hardware is not offered here yet.' };
  }
  return {
    ok: true,
    route: 'A',
    reason:
      facts.hasPremiumLicence === null
        ? 'It is not known whether this tenant has Entra ID P1, and this way needs none.'
        : 'This tenant has no Entra ID P1, and this way needs none.',
  };
}
