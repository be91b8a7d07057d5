import type { About, AboutKind, Fixer, Subject } from '../domain/entra/finding.ts';

/** One finding in words; `todo` is what to do about it, or what to mind; null: nothing. */
export type Said = { readonly what: string; readonly todo: string | null };

export type TenantWords = {
  readonly subjects: Readonly<Record<Subject, string>>;
  readonly fixers: Readonly<Record<Fixer, string>>;
  readonly findings: { readonly [K in AboutKind]: (about: Extract<About, { kind: K }>) => Said };
  /** A setting without which nothing can be asked. */
  readonly setting: (name: string) => Said;
  readonly marks: { readonly ok: string; readonly note: string; readonly todo: string };
};
