import type { DoctorLine } from '@token-desk/contract/desk/job';
import { longest } from '@token-desk/contract/lengths';
import type { ProblemDetail } from '@token-desk/contract/problem-detail';
import { fillText } from '@token-desk/contract/text/fill';
import { measuredDetail } from '@token-desk/contract/words/counting';
import {
  type DoctorFact,
  type DoctorRemedy,
  doctorFacts,
  doctorRemedies,
} from '@token-desk/contract/words/en/doctor';

/** All is well: the code, and its English for whoever reads it here. */
export function fine(check: string, fact: DoctorFact, detail?: ProblemDetail): DoctorLine {
  return { check, ok: true, ...said(fact, detail), todo: null };
}

/** Something is to be put right: what, and how. */
export function wrong(
  check: string,
  { fact, remedy, ...detail }: { readonly fact: DoctorFact; readonly remedy: DoctorRemedy } & ProblemDetail,
): DoctorLine {
  return { check, ok: false, ...said(fact, detail), todo: doctorRemedies[remedy], remedy };
}

function said(fact: DoctorFact, detail: ProblemDetail = {}): Pick<DoctorLine, 'what' | 'fact' | 'detail'> {
  const short = Object.entries(detail).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, longest.detail) : value,
  ]);
  return {
    what: fillText(doctorFacts[fact], measuredDetail(detail, 'en-GB')).slice(0, longest.detail),
    fact,
    ...(short.length === 0 ? {} : { detail: Object.fromEntries(short) }),
  };
}
