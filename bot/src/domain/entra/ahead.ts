import { type AheadCheck, aheadChecks, type ReadinessState } from '@token-desk/contract/entra/readiness';
import type { PersonFacts, TenantFacts } from './facts.ts';
import { judgeReadiness } from './readiness.ts';

type Read = {
  readonly tenant: TenantFacts;
  readonly person: PersonFacts;
  readonly isBetaStopped: boolean;
};
export type SeenAhead = {
  /** To be mended at Microsoft before the person comes. */
  readonly missing: readonly AheadCheck[];
  /** Could not be read, so that it may be missing too. */
  readonly unknown: readonly AheadCheck[];
};

/** What is known ahead of the desk about the way that is offered; of a hardware token the password is nothing to wait for. */
export function seeAhead(read: Read): SeenAhead {
  const { A, B, route } = judgeReadiness({ ...read, technicianId: null });
  const findings = route === 'B' ? B.filter(({ check }) => check !== 'password') : A;
  const those = (wanted: ReadinessState) =>
    aheadChecks.filter((one) => findings.some(({ check, state }) => check === one && state === wanted));
  return { missing: those('missing'), unknown: those('unknown') };
}
