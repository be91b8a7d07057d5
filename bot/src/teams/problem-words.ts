import type { Problem } from '@token-desk/contract/problem';
import { languageOf, wordsFor } from '../words/languages.ts';
import type { FormField, Strings } from '../words/strings.ts';
import type { Trouble } from './cards/request-state.ts';
import { formField } from './form-values.ts';

/** A problem in the reader's language; a field is called as the form calls it. */
export function describeTrouble(problem: Problem, strings: Strings): Trouble {
  const detail: Record<string, string | number> = { ...problem.detail };
  const field = formField.safeParse(detail.field);
  if (field.success) detail.field = fieldName(field.data, strings);
  return wordsFor(languageOf(strings.language)).describe({ code: problem.code, detail });
}

/** A field's label without what it adds about being optional. */
export function fieldName(field: FormField, strings: Strings): string {
  return strings.form.labels[field].replace(/\s*\(.*\)$/, '').replace(/\?$/, '');
}
