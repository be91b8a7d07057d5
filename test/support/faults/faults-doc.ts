import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BurnOutcome } from '@token-desk/contract/desk/receipt';
import { isProblemCode } from '@token-desk/contract/problem';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import type { Holds, Place } from './fault-cases.ts';
import type { Told } from './fault-station.ts';

export type FaultRow = {
  readonly section: 'answers' | 'refusals' | 'surroundings';
  readonly fault: string;
  /** Null: at no particular command. */
  readonly place: Place | null;
  /** Null: nothing, the desk helps itself. Several: one after the other. */
  readonly told: Told | readonly Told[] | null;
  readonly holds: Holds;
  /** How the job ended when the token was not put back; null: it was refused, or waited on. */
  readonly outcome: BurnOutcome | null;
  readonly after: string;
};

const path = fileURLToPath(new URL('../../../docs/faults.md', import.meta.url));

/** Fails when `docs/faults.md` does not say what this run saw; `UPDATE_DOCS=1` writes it instead. */
export function expectDocumented(rows: readonly FaultRow[]): void {
  const text = faultsPage(rows);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(path, text);
  assert.equal(readFileSync(path, 'utf8'), text, 'docs/faults.md is stale: run this test with UPDATE_DOCS=1');
}

const intro = `# What can go wrong on the reader

Written by a test run (\`test/integration/pcsc/fault-table.test.ts\`) through a real pcscd, with a virtual token that fails on purpose; the run fails
when this page says something else. \`UPDATE_DOCS=1 npx mocha test/integration/pcsc/fault-table.test.ts\` writes it anew.

The token here is of a model that clears its secret when its clock is set; it held another secret before. A burn is six commands: read who it is,
ask for a challenge, answer it, set the clock, read the clock back, write the secret. *Outcome* is what the audit log says when the token is not
put back (–: there was no job yet, or it waited on): **failed** (as before), **empty** (treat the old secret as gone), **unknown** (the typed code will tell), **burned**. Where
lost contact is an empty answer from this reader, real readers report an error; both ways were run and told the same.

A model that keeps its secret when its clock is set ends as **settings-changed** where this page says empty: the old secret is on it, perhaps with
the new settings, so that whoever carries it may see codes that no longer fit. It is told so, and the re-tap writes it (\`test/unit/reader/fault-table.test.ts\`).
The settings cannot be read from a token, so nobody can put the old ones back who does not know them.
`;

const titles = {
  answers: 'The token moves, stays silent or answers nonsense',
  refusals: 'The token refuses',
  surroundings: 'The reader, its service, other programs and other tokens',
} as const;

const placeWords: Readonly<Record<Place, string>> = {
  info: 'reading',
  challenge: 'challenge',
  answer: 'its answer',
  config: 'setting the clock',
  'read-back': 'reading back',
  seed: 'writing the secret',
};

const holdsWords: Readonly<Record<Holds, string>> = {
  before: 'what it held before',
  nothing: 'nothing',
  new: 'the new secret',
};

function faultsPage(rows: readonly FaultRow[]): string {
  const sections = (['answers', 'refusals', 'surroundings'] as const).map((section) => {
    const merged = merge(rows.filter((row) => row.section === section));
    const lines = merged.map(({ fault, places, row }) =>
      [
        fault,
        places.join(', ') || '–',
        reads(row.told),
        holdsWords[row.holds],
        row.outcome ?? '–',
        row.after,
      ].join(' | '),
    );
    return `## ${titles[section]}\n\n| Fault | At | The technician reads | The token then holds | Outcome | Then |\n|---|---|---|---|---|---|\n${lines.map((line) => `| ${line} |\n`).join('')}`;
  });
  return `${intro}\n${sections.join('\n')}`;
}

function reads(told: FaultRow['told']): string {
  if (told === null) return 'nothing';
  if (Array.isArray(told)) return told.map(reads).join(' *Then:* ');
  const { code, detail } = told as Told;
  assert.ok(isProblemCode(code), `${code} is in the table of problems`);
  const { title, action } = describeProblem({ code, detail: withoutTimes(detail) });
  return `**${title}** ${action}`;
}

/** How far a clock was off differs from run to run. */
function withoutTimes(detail: Told['detail']): Told['detail'] {
  const times = ['driftSeconds', 'offSeconds'].filter((name) => detail !== undefined && name in detail);
  return detail === undefined
    ? detail
    : { ...detail, ...Object.fromEntries(times.map((name) => [name, 'N seconds'])) };
}

type Merged = { fault: string; readonly places: string[]; readonly row: FaultRow };

/** Neighbours that differ in the command, or in the status word, become one line. */
function merge(rows: readonly FaultRow[]): Merged[] {
  const lines: Merged[] = [];
  const sameEnd = (a: FaultRow, b: FaultRow) => JSON.stringify(endOf(a)) === JSON.stringify(endOf(b));
  for (const row of rows) {
    const place = row.place === null ? [] : [placeWords[row.place]];
    const last = lines.at(-1);
    if (last !== undefined && sameEnd(last.row, row) && last.fault === row.fault) last.places.push(...place);
    else lines.push({ fault: row.fault, places: place, row });
  }
  const merged: Merged[] = [];
  for (const line of lines) {
    const same = merged.find(
      ({ row, places }) =>
        row.section === 'refusals' && sameEnd(row, line.row) && places.join() === line.places.join(),
    );
    const word = /^Refused with (\w{4})$/.exec(line.fault)?.[1];
    if (same === undefined || word === undefined) merged.push(line);
    else same.fault += `, ${word}`;
  }
  return merged;
}

function endOf({ told, holds, outcome, after }: FaultRow) {
  return { told: reads(told), holds, outcome, after };
}
