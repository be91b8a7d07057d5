import type { KeyboardEvent } from 'react';

/** Rows and cells to go by a key; `Infinity` is as far as it goes. */
const steps: Readonly<Record<string, readonly [rows: number, cells: number]>> = {
  ArrowDown: [1, 0],
  j: [1, 0],
  ArrowUp: [-1, 0],
  k: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
  PageDown: [10, 0],
  PageUp: [-10, 0],
};
const ends: Readonly<Record<string, readonly [rows: number, cells: number]>> = {
  Home: [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  End: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
};

const within = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1);
const withControl = 'button, input, a';

/**
 * The keys of a grid (ARIA, “grid”): arrows go from cell to cell, Home and End along the row, with Ctrl to the corners.
 * A cell with a control gives the focus to it. Answers the row that was reached, where it is another one.
 */
export function moveInGrid(event: KeyboardEvent<HTMLTableElement>): HTMLTableRowElement | null {
  const from = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>('td, th') : null;
  const row = from?.closest<HTMLTableRowElement>('tr.row');
  const step = event.ctrlKey ? ends[event.key] : steps[event.key];
  if (from == null || row == null || step === undefined || event.altKey || event.metaKey) return null;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll<HTMLTableRowElement>('tr.row')];
  const shown = (one: HTMLTableRowElement) => [...one.cells].filter((cell) => cell.checkVisibility());
  const next = rows[within(rows.indexOf(row) + step[0], rows.length)] ?? row;
  const cells = shown(next);
  const cell = cells[within(shown(row).indexOf(from) + step[1], cells.length)];
  const target = cell?.querySelector<HTMLElement>(withControl) ?? cell;
  target?.focus();
  next.scrollIntoView({ block: 'nearest' });
  return next === row ? null : next;
}
