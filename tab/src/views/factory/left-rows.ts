import type { FactorySteps, JudgedToken, Verdict } from '../../flow/load/factory-flow.ts';
import type { LineFault } from '../../lists/factory-list.ts';
import type { AllWords } from '../../words/all.ts';
import { csvLine } from '../audit/audit-csv.ts';

/** `serial` null: the line has none that is one. */
export type LeftRow = { readonly line: number; readonly serial: string | null; readonly why: string };
type Left = {
  readonly tokens: readonly JudgedToken[];
  readonly faults: readonly LineFault[];
  readonly steps: FactorySteps;
};

const against: readonly Verdict[] = ['there', 'given', 'written', 'in-use'];

/** Every line that is not loaded although it should be, with what stands against it, as the file has them. */
export function leftRows(
  { tokens, faults, steps }: Left,
  { strings, describe }: AllWords,
): readonly LeftRow[] {
  const { factory: words } = strings;
  const rows: LeftRow[] = faults.map(({ line, serial, why }) => ({ line, serial, why: words.lines[why] }));
  for (const { line, serial, verdict } of tokens) {
    const step = steps[serial];
    if (step?.kind === 'done') continue;
    if (step?.kind === 'failed') {
      const { title, action } = describe(step.problem);
      rows.push({ line, serial, why: `${title} ${action}` });
    } else if (against.includes(verdict)) {
      rows.push({ line, serial, why: words.verdicts[verdict] });
    }
  }
  return rows.toSorted((a, b) => a.line - b.line);
}

/** UTF-8 with a mark, as every list that is saved here; serials and reasons, no secret. */
export const leftCsv = (rows: readonly LeftRow[]): string =>
  `\uFEFF${csvLine(['line', 'serial', 'why'])}${rows.map(({ line, serial, why }) => csvLine([line, serial ?? '', why])).join('')}`;
