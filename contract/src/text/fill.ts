import type { ProblemDetail } from '../problem-detail.ts';

/** Fills `{name}` from `detail`; a value that is missing stays as a dash rather than a brace. */
export function fillText(template: string, detail: ProblemDetail | undefined): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) =>
    detail !== undefined && Object.hasOwn(detail, key) ? String(detail[key] ?? '–') : '–',
  );
}
