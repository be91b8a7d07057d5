import type { TenantFinding, TenantReport } from '@token-desk/contract/entra/tenant';
import type { About, AboutKind, Finding } from '../domain/entra/finding.ts';
import { type Language, wordsFor } from './languages.ts';
import type { Said, TenantWords } from './tenant-words.ts';

export function tenantWordsFor(language: Language): TenantWords {
  return wordsFor(language).tenant;
}

/** The findings as people and programs read them; `who` may do what `todo` says. */
export function tenantReportOf(findings: readonly Finding[], language: Language): TenantReport {
  const { findings: said, fixers } = tenantWordsFor(language);
  return reportOf(
    findings.map(({ id, ok, about, who }) => {
      const say = said[about.kind] as (about: Extract<About, { kind: AboutKind }>) => Said;
      const { what, todo } = say(about);
      return { id, ok, what, todo, who: todo === null ? null : fixers[who] };
    }),
  );
}

/** Without its settings the server asks nothing: each wrong one is a finding. */
export function wrongSettingsReport(names: readonly string[], language: Language): TenantReport {
  const { setting, fixers } = tenantWordsFor(language);
  return reportOf(
    names.map((name) => ({ id: `setting-${name}`, ok: false, ...setting(name), who: fixers.operator })),
  );
}

const reportOf = (findings: TenantFinding[]): TenantReport => ({
  ok: findings.every(({ ok }) => ok),
  findings,
});
