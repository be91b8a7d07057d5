import { parseArgs } from 'node:util';
import type { TenantReport } from '@token-desk/contract/entra/tenant';
import { ProblemError } from '@token-desk/contract/problem';
import { type Config, parseConfig } from './config.ts';
import { findInTenant } from './domain/entra/tenant-findings.ts';
import { createGraphClient } from './graph/access/client.ts';
import { ownApplications, readApplicationFacts } from './graph/application-facts.ts';
import { readBetaShapes } from './graph/beta-shapes.ts';
import { readTenantFacts } from './graph/tenant-facts.ts';
import { type Language, languageTags } from './words/languages.ts';
import { tenantReportOf, tenantWordsFor, wrongSettingsReport } from './words/tenant.ts';

const usage = 'doctor --tenant [--json] [--language en|de]';
const indent = '     ';

type Options = { readonly isJson: boolean; readonly language: Language };

/** Null: what was typed is none of its options. */
function parseOptions(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { tenant: { type: 'boolean' }, json: { type: 'boolean' }, language: { type: 'string' } },
    });
    const language = languageTags.find((one) => one === (values.language ?? 'en'));
    return language === undefined ? null : { isJson: values.json === true, language };
  } catch {
    return null; // the usage is said; what was typed is not repeated
  }
}

async function examine(language: Language): Promise<TenantReport> {
  let config: Config;
  try {
    config = parseConfig(process.env);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return wrongSettingsReport(String(error.problem.detail?.settings).split(', '), language);
  }
  const graph = createGraphClient(config.graph, Date);
  const [tenant, application, beta] = await Promise.all([
    readTenantFacts(graph),
    readApplicationFacts(graph, ownApplications(config)),
    readBetaShapes(graph, undefined),
  ]);
  return tenantReportOf(
    findInTenant({ tenant, application, beta, personId: null, now: Date.now() }),
    language,
  );
}

function textOf({ findings }: TenantReport, language: Language): string {
  const { marks } = tenantWordsFor(language);
  return findings
    .map(({ id, ok, what, todo, who }) => {
      const mark = ok ? (todo === null ? marks.ok : marks.note) : marks.todo;
      return `${mark} ${id}: ${what}${todo === null ? '' : `\n${indent}${todo} (${who})`}`;
    })
    .join('\n');
}

/** What the set-up at Microsoft lacks, with the server's own settings; exit code 0 only where nothing must be done. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === null) {
    console.error(usage);
    process.exitCode = 1;
    return;
  }
  const report = await examine(options.language);
  console.log(options.isJson ? JSON.stringify(report) : textOf(report, options.language));
  process.exitCode = report.ok ? 0 : 1;
}

await main();
