import { type AheadCheck, aheadChecks, type ReadinessCheck } from '@token-desk/contract/readiness';
import type { PersonFacts, TenantFacts } from './facts.ts';
import { judgeReadiness } from './readiness.ts';

type Read = {
  readonly tenant: TenantFacts;
  readonly person: PersonFacts;
  readonly isBetaStopped: boolean;
};

/** Who will be at the desk is not known yet. */
const ofWhoeverDoesIt: readonly ReadinessCheck[] = ['your-role'];
/** Not knowing it is as good as not having it: then the token is registered by the person's own sign-in. */
const mustBeKnown: readonly ReadinessCheck[] = ['licence', 'method-allowed'];

/** What has to be mended at Microsoft before the person comes; nothing where a hardware token can be given as it is. */
export function missingAhead(read: Read): AheadCheck[] {
  const { A, B } = judgeReadiness({ ...read, technicianId: '' });
  const isOpen = B.every(
    ({ check, state }) =>
      ofWhoeverDoesIt.includes(check) ||
      (state !== 'missing' && !(state === 'unknown' && mustBeKnown.includes(check))),
  );
  if (isOpen) return [];
  return aheadChecks.filter((one) => A.some(({ check, state }) => check === one && state === 'missing'));
}

/** The next day from Monday to Friday after this one, `YYYY-MM-DD`. */
export function nextWorkingDay(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  do at.setUTCDate(at.getUTCDate() + 1);
  while (!isWorkingDay(at.toISOString()));
  return at.toISOString().slice(0, 10);
}

/** Monday to Friday. */
export const isWorkingDay = (day: string): boolean =>
  ![0, 6].includes(new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay());
