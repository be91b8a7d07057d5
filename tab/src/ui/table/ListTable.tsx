import { Table, TableHeader, TableHeaderCell, TableRow } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { moveInGrid } from './grid-keys.ts';
import { type Sorted, SortHead } from './SortHead.tsx';
import './table.css';

/** The head of a column, which `cell-NAME` draws. */
export type Head<C extends string> = {
  readonly column: string;
  readonly text: string;
  /** Only read aloud: what stands below says it to the eye. */
  readonly isUnseen?: boolean;
  /** By what a list is ordered when it is pressed. */
  readonly sort?: C;
};

/**
 * A list as a table with one row for each `GridRow`, whose id is `row-ID`. Arrow keys go from cell to cell; beside an
 * open row the next one is opened, else the list stays as wide as it is.
 */
export function ListTable<C extends string = never>(props: {
  readonly label: string;
  readonly heads: readonly Head<C>[];
  readonly className?: string;
  /** The row that is open beside the list. */
  readonly selected?: string | null;
  readonly sorted?: Sorted<C>;
  readonly children: ReactNode;
  onSort?(sorted: Sorted<C>): void;
  onSelect?(id: string): void;
}) {
  const { heads, sorted, onSort, selected = null, className = '' } = props;
  return (
    <Table
      role="grid"
      sortable={sorted !== undefined}
      className={`list-table ${className}`.trimEnd()}
      aria-label={props.label}
      onKeyDown={(event: React.KeyboardEvent<HTMLTableElement>) => {
        const reached = moveInGrid(event);
        if (reached !== null && selected !== null) props.onSelect?.(reached.id.replace('row-', ''));
      }}
    >
      <TableHeader role="rowgroup">
        <TableRow role="row">
          {heads.map(({ column, text, sort, isUnseen = false }) =>
            sort !== undefined && sorted !== undefined && onSort !== undefined ? (
              <SortHead key={column} column={sort} text={text} sorted={sorted} onSort={onSort} />
            ) : (
              <TableHeaderCell
                key={column}
                role="columnheader"
                scope="col"
                className={`cell-${column}`}
                sortable={false}
              >
                {isUnseen ? <span className="sr-only">{text}</span> : text}
              </TableHeaderCell>
            ),
          )}
        </TableRow>
      </TableHeader>
      {props.children}
    </Table>
  );
}
