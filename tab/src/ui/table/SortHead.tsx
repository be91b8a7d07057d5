import { TableHeaderCell } from '@fluentui/react-components';

/** How a list is ordered by one of its columns. */
export type Sorted<C extends string> = { readonly by: C | null; readonly isDescending: boolean };

/** The head of a column by which a list can be ordered: up, down, then as it was. */
export function SortHead<C extends string>(props: {
  readonly column: C;
  readonly text: string;
  readonly sorted: Sorted<C>;
  onSort(sorted: Sorted<C>): void;
}) {
  const { column, text, sorted } = props;
  const isMine = sorted.by === column;
  return (
    <TableHeaderCell
      role="columnheader"
      scope="col"
      className={`cell-${column}`}
      {...(isMine ? { sortDirection: sorted.isDescending ? 'descending' : 'ascending' } : {})}
      onClick={() => props.onSort(nextSort(sorted, column))}
    >
      {text}
    </TableHeaderCell>
  );
}

export function nextSort<C extends string>(sorted: Sorted<C>, column: C): Sorted<C> {
  if (sorted.by !== column) return { by: column, isDescending: false };
  return sorted.isDescending ? { by: null, isDescending: false } : { by: column, isDescending: true };
}
