import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Refusals, type RefusedCall, refusals } from '@token-desk/contract/entra/graph-refusal';
import { type Fixer, type ProblemCode, problems } from '@token-desk/contract/problem';
import { problemsEn } from '@token-desk/contract/words/en/problems';

const page = join(import.meta.dirname, '../../..', 'docs/entra.md');
const started = '<!-- from the table of refusals: UPDATE_DOCS=1 writes it -->';
const ended = '<!-- to here -->';

const headings: Readonly<Record<RefusedCall, string>> = {
  creation: 'Creating a device',
  inventory: 'Looking for a device',
  'whole-inventory': 'Reading the whole inventory, before a maker’s list is loaded',
  deletion: 'Deleting a device',
  assignment: 'Giving a token to a person',
  activation: 'Activating a token that the person has',
  enforcement: 'Switching MFA on for a person',
  reading: 'Reading a person’s hardware tokens',
  removal: 'Taking a token from a person, removing a method',
};
const fixers: Readonly<Record<Fixer, string>> = {
  technician: 'the technician',
  manager: 'the manager',
  administrator: 'the administrator',
  anyone: 'whoever is there',
};

const line = (what: string, code: ProblemCode): string => {
  const { title, action } = problemsEn[code];
  return `| ${what} | ${title} | ${action} | ${fixers[problems[code].who]} |`;
};
const head = (first: string) => [
  `| ${first} | what people read | what to do | who can mend it |`,
  '|---|---|---|---|',
];

/** One line for each sentence, its statuses together in the order of the table. */
const tableOf = (call: RefusedCall): string => {
  const { rows, passing, other }: Refusals = refusals[call];
  const codes = [...new Set(rows.map(({ code }) => code))];
  const statuses = (code: ProblemCode) =>
    rows
      .filter((row) => row.code === code)
      .map(({ status, says }) => (says === undefined ? `${status}` : `${status}, by its words`))
      .join('; ');
  return [
    `### ${headings[call]}`,
    '',
    ...head('status'),
    ...codes.map((code) => line(statuses(code), code)),
    line('408, 423, 425, 429, 500, 502, 503, 504, 509 and no answer', passing),
    line('else', other),
  ].join('\n');
};

/** Said where an answer was lost, or Microsoft did half of what it was asked. */
const unsaid: readonly (readonly [string, ProblemCode])[] = [
  ['the answer to a creation was lost', 'device-unsure'],
  ['the answer to an assignment or an activation was lost', 'assign-unsure'],
  ['the token is assigned, and was not activated', 'method-not-activated'],
];
const generated = [
  started,
  '',
  (Object.keys(headings) as RefusedCall[]).map(tableOf).join('\n\n'),
  '',
  '### An answer that is lost',
  '',
  ...head('what happened'),
  ...unsaid.map(([what, code]) => line(what, code)),
  '',
  ended,
].join('\n');

describe('what Microsoft refuses', () => {
  it('is in docs/entra.md with the sentence that people read, as in the table of refusals', () => {
    const text = readFileSync(page, 'utf8');
    const found = text.slice(text.indexOf(started), text.indexOf(ended) + ended.length);
    if (process.env.UPDATE_DOCS === '1')
      writeFileSync(
        page,
        text.replace(found, () => generated),
      );
    else assert.equal(found, generated, 'run this test with UPDATE_DOCS=1');
  });
});
