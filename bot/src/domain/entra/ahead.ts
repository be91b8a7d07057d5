import { type AheadCheck, aheadChecks } from '@token-desk/contract/readiness';
import type { PersonFacts, TenantFacts } from './facts.ts';
import { judgeReadiness } from './readiness.ts';

type Read = {
  readonly tenant: TenantFacts;
  readonly person: PersonFacts;
  readonly isBetaStopped: boolean;
};

/** What has to be mended at Microsoft before the person comes; nothing where a hardware token can be given as it is. */
export function missingAhead(read: Read): AheadCheck[] {
  const { A, route } = judgeReadiness({ ...read, technicianId: null });
  if (route === 'B') return [];
  return aheadChecks.filter((one) => A.some(({ check, state }) => check === one && state === 'missing'));
}
