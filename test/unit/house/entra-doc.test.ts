import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  directoryProblem,
  type Refusals,
  type RefusedCall,
  refusals,
} from '@token-desk/contract/entra/graph-refusal';
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
  'end-sessions': 'Ending the sign-ins that are open for a person',
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
/** The server's own reads, in its own name: what it cannot go on without, then what it says of each that it may not read. */
const refusedReads: readonly (readonly [string, ProblemCode])[] = [
  ['408, 423, 425, 429, 500, 502, 503, 504, 509 and no answer', directoryProblem(503)],
  ['else, also where the server itself signs in', directoryProblem(403)],
  ['403 for a person’s authenticator apps, or for their hardware tokens', 'methods-not-readable'],
  ['403 for the tenant’s hardware tokens', 'devices-not-readable'],
  ['403 for the hardware tokens of somebody who is to activate one themselves', 'left-not-readable'],
  ['403 for all that a person can sign in with', 'second-not-readable'],
  ['403 for the per-user MFA of a person', 'mfa-not-readable'],
  ['an answer that is not the documented one', 'beta-changed'],
];
/** Microsoft answered, and it is not what is needed. */
const shownReads: readonly (readonly [string, ProblemCode])[] = [
  ['nobody of that name or id', 'subject-unknown'],
  ['the authenticator apps of before, and no other', 'no-new-method'],
  ['several that are new', 'several-new-methods'],
  ['the method of the token before is still listed', 'old-method-left'],
  ['the method of a token that came back is still listed', 'token-method-still-there'],
  ['the method of a lost token is still listed', 'task-not-disabled'],
  ['the loaded token’s device is not there', 'device-not-there'],
  ['the device is somebody’s, or of another secret', 'device-other'],
  ['the device that was made is not listed yet', 'device-not-listed'],
  ['the token is not among the person’s', 'token-not-assigned'],
  ['nor after it was left to them', 'left-not-listed'],
  ['no way in besides the token that would be left to them', 'no-other-way'],
  ['no second way in', 'no-second-method'],
  ['a temporary access pass', 'pass-left'],
  ['MFA is off', 'mfa-not-on'],
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
  '### What the server reads in its own name, refused',
  '',
  ...head('status'),
  ...refusedReads.map(([what, code]) => line(what, code)),
  '',
  '### What the server reads, and Microsoft shows otherwise',
  '',
  ...head('what Microsoft shows'),
  ...shownReads.map(([what, code]) => line(what, code)),
  '',
  ended,
].join('\n');

/** They name Microsoft and are no answer of it. */
const noAnswers: readonly ProblemCode[] = [
  'input-microsoft-push',
  'other-service',
  'not-bound-yet',
  'token-is-loaded',
];

describe('what Microsoft refuses', () => {
  it('is listed whole: every problem that names Microsoft or the directory', () => {
    const listed = new Set<ProblemCode>([
      ...Object.values(refusals).flatMap(({ rows, passing, other }: Refusals) => [
        ...rows.map(({ code }) => code),
        ...[passing, other],
      ]),
      ...[...unsaid, ...refusedReads, ...shownReads].map(([, code]) => code),
      ...noAnswers,
    ]);
    const named = (Object.keys(problemsEn) as ProblemCode[]).filter((code) =>
      /Microsoft|directory/.test(problemsEn[code].title),
    );
    assert.deepEqual(
      named.filter((code) => !listed.has(code)),
      [],
    );
  });

  it('of the server’s own reads is one of two things, by whether it passes', () => {
    for (const status of [400, 401, 403, 404, 410])
      assert.equal(directoryProblem(status), 'directory-refused', String(status));
    for (const status of [408, 423, 425, 429, 500, 502, 503, 504, 509])
      assert.equal(directoryProblem(status), 'directory-unavailable', String(status));
  });

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
