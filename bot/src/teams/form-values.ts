import type { Problem } from '@token-desk/contract/problem';
import { type RequestForm, requestForm } from '@token-desk/contract/request';
import * as z from 'zod/mini';
import { offeredReasons } from '../domain/organisation.ts';
import type { Policy } from '../domain/policy.ts';
import { wrongFields } from '../domain/requests/form-rules.ts';
import type { FormField } from '../words/strings.ts';
import type { FormValues } from './cards/request-form.ts';

const formFields = [
  'subject',
  'subjectText',
  'type',
  'reason',
  'reasonText',
  'site',
  'neededBy',
  'handOver',
  'ticketNumber',
  'costCentre',
  'note',
] as const satisfies readonly FormField[];
export const formField = z.enum(formFields);

// Longer than any field may be: what is too long is named and kept, what is absurd is refused whole.
const typed = z.catch(z.optional(z.string().check(z.maxLength(5000))), undefined);

/** The card's fields as they came: text or nothing, never trusted further. */
export const formValues = z.object({
  subject: typed,
  subjectText: typed,
  type: typed,
  reason: typed,
  reasonText: typed,
  site: typed,
  neededBy: typed,
  handOver: typed,
  ticketNumber: typed,
  costCentre: typed,
  note: typed,
  knowsToken: typed,
});

export type ReadForm =
  | { readonly ok: true; readonly subject: string; readonly form: RequestForm }
  | { readonly ok: false; readonly wrongFields: readonly FormField[] };

type Rules = { readonly today: string; readonly policy: Pick<Policy, 'sites' | 'reasons'> };
export type ReadFields =
  | { readonly ok: true; readonly form: RequestForm }
  | { readonly ok: false; readonly wrongFields: readonly FormField[] };

/** Checks what the card can know by itself; the directory's and the desk's rules come with the submission. */
export function readForm(values: FormValues, rules: Rules): ReadForm {
  const read = readFields(values, rules);
  const subject = values.subject?.trim() ?? '';
  const isWrong = subject === '' || subject.length > 200;
  if (read.ok && !isWrong) return { ok: true, subject, form: read.form };
  const wrong = [...(isWrong ? (['subject'] as const) : []), ...(read.ok ? [] : read.wrongFields)];
  return { ok: false, wrongFields: wrong };
}

/** The same for what is asked besides for whom. */
export function readFields(values: FormValues, rules: Rules): ReadFields {
  const filled = Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = requestForm.safeParse(filled);
  const wrong = new Set<FormField>(
    parsed.success ? [] : parsed.error.issues.flatMap((issue) => fieldOf(issue.path[0])),
  );
  // What the schema refuses is named above; the domain looks at the rest as it came.
  const fields = (parsed.success ? parsed.data : filled) as Partial<RequestForm>;
  const { sites, reasons } = rules.policy;
  for (const field of wrongFields(fields, { sites, reasons: offeredReasons(reasons) }))
    for (const one of fieldOf(field)) wrong.add(one);
  if (filled.neededBy !== undefined && filled.neededBy < rules.today) wrong.add('neededBy');
  if (parsed.success && wrong.size === 0) return { ok: true, form: parsed.data };
  return { ok: false, wrongFields: formFields.filter((field) => wrong.has(field)) };
}

/** The field a refusal is about, so that the card can show it there. */
export function fieldsOfProblem(problem: Problem): readonly FormField[] {
  switch (problem.code) {
    case 'subject-unknown':
    case 'subject-disabled':
    case 'subject-guest':
    case 'request-duplicate':
    case 'request-for-self':
    case 'subject-has-token':
      return ['subject'];
    case 'needed-by-past':
      return ['neededBy'];
    case 'request-type-not-yet':
      return ['type'];
    default:
      return fieldOf(problem.detail?.field);
  }
}

function fieldOf(name: unknown): FormField[] {
  const field = formField.safeParse(name);
  return field.success ? [field.data] : [];
}
