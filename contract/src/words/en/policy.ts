import type { JsonKind, PolicyFaultKind } from '../../approval.ts';

export type PolicyFaultWords = {
  /** Where in the file; `rule` null: outside of every rule. */
  readonly at: (line: number, rule: string | null) => string;
  /** What is wrong; `wanted` is what could stand there, as a list in words. */
  readonly faults: Readonly<Record<PolicyFaultKind, (found: string, wanted: string) => string>>;
  /** `end`: where the text stops. */
  readonly kinds: Readonly<Record<JsonKind | 'end', string>>;
};

/** What is wrong in a `policy.json`; read on the page and on the command line. */
export const policyFaultsEn: PolicyFaultWords = {
  at: (line, rule) => (rule === null ? `Line ${line}` : `Line ${line}, rule “${rule}”`),
  faults: {
    json: (found, wanted) => `This is not JSON: there is ${found}, wanted is ${wanted}.`,
    'too-long': (found, wanted) => `“${found}” is too long: at most ${wanted} characters.`,
    'key-twice': (found) => `“${found}” stands there twice.`,
    'key-unknown': (found, wanted) => `“${found}” is not known. Known are ${wanted}.`,
    'key-missing': (found, wanted) =>
      wanted === '' ? `“${found}” is missing.` : `“${found}” is missing: one of ${wanted}.`,
    'wrong-kind': (found, wanted) =>
      found === '' ? `Here has to be ${wanted}.` : `“${found}” has to be ${wanted}.`,
    'not-one-of': (found, wanted) => `“${found}” is not known. Known are ${wanted}.`,
    'out-of-range': (found, wanted) => `“${found}” is outside of ${wanted}.`,
    'not-a-day': (found) => `“${found}” is not a day. Write it as 2026-12-24.`,
    'not-a-upn': (found) => `“${found}” is not a user principal name. Write it as name@contoso.example.`,
    'ends-before': (found, wanted) => `“${found}” is before “${wanted}”.`,
    'own-deputy': (found) => `“${found}”: nobody stands in for themselves.`,
    empty: (found) => `“${found}” is empty: leave it out, or name something.`,
    'name-twice': (found) => `Another rule is called “${found}”, too.`,
    'never-reached': (_, wanted) =>
      wanted === ''
        ? 'Nothing fits this rule.'
        : `Nothing reaches this rule: what it fits is decided before it, by ${wanted}, or cannot be.`,
    'last-not-for-all': (found) =>
      `The last rule has to be for everything that no rule before it fits. Leave out ${found}, or add one more rule with nothing but “name” and “approve”.`,
  },
  kinds: {
    object: 'an object in { }',
    list: 'a list in [ ]',
    text: 'a text in quotes',
    'whole number': 'a whole number',
    'true or false': 'true or false',
    end: 'the end of the text',
  },
};
