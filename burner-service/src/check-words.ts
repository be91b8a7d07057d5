import type { Problem } from '@token-desk/contract/problem';

export type Miss = {
  readonly stepOffset: number | null;
  readonly isUsed: boolean;
  readonly stepSeconds: number;
};

/** Why a typed code did not match, as far as a desk can know. */
export function explainMiss(check: Miss): Problem {
  if (check.isUsed) return { code: 'code-old' };
  if (check.stepOffset === null) return { code: 'code-wrong' };
  return { code: 'code-clock-off', detail: { offsetSeconds: check.stepOffset * check.stepSeconds } };
}
