import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { countingIn } from '@token-desk/contract/words/counting';
import { policyFaultsEn } from '@token-desk/contract/words/en/policy';
import { policyFaultText } from '@token-desk/contract/words/policy-fault-text';
import { unusedIn } from './domain/approval/policy-meaning.ts';
import { readPolicy } from './domain/approval/policy-text.ts';

const usage = 'npm run policy -- check FILE [--site NAME]… [--reason ID]…';

type Options = {
  readonly file: string;
  readonly sites: readonly string[] | null;
  readonly reasons: readonly string[] | null;
};

/** Null: what was typed is none of its ways. */
function parseOptions(args: readonly string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { site: { type: 'string', multiple: true }, reason: { type: 'string', multiple: true } },
      allowPositionals: true,
    });
    const [verb, file, more] = positionals;
    if (verb !== 'check' || file === undefined || more !== undefined) return null;
    return { file, sites: values.site ?? null, reasons: values.reason ?? null };
  } catch {
    return null; // the usage is said
  }
}

/** Says what is wrong in a `policy.json`, each mistake by its line, rule and what was wanted; exit code 0 only where nothing is. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === null) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const { file, sites, reasons } = options;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    console.error(`${file} cannot be read.`);
    process.exitCode = 2;
    return;
  }
  const read = readPolicy(text, { sites, reasons });
  const { list } = countingIn('en-GB');
  if (!read.ok) {
    for (const fault of read.faults) console.log(`${file}: ${policyFaultText(fault, policyFaultsEn, list)}`);
    process.exitCode = 1;
    return;
  }
  const { rules } = read.policy;
  console.log(`${file}: nothing is wrong, ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}.`);
  for (const one of unusedIn(read.policy))
    console.log(`${file}: “${one}” is of no use, since no rule looks at it.`);
  if (sites === null && rules.some((rule) => rule.sites !== undefined))
    console.log('The names of sites were not compared: name yours with --site.');
  if (reasons === null && rules.some((rule) => rule.reasons !== undefined))
    console.log('The reasons were not compared: name yours with --reason.');
}

await main();
