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
