import { Table, TableBody, TableHeader, TableHeaderCell, TableRow } from '@fluentui/react-components';
import type { RequestSort } from '@token-desk/contract/request-list';
import type { RequestSummary } from '@token-desk/contract/views';
import { moveInGrid } from '../../ui/table/grid-keys.ts';
import { type Sorted, SortHead } from '../../ui/table/SortHead.tsx';
import { useStrings } from '../../words/words.tsx';
import { QueueRow } from './QueueRow.tsx';

export type QueuePart = { readonly title: string | null; readonly items: readonly RequestSummary[] };

/** The queue: one table in parts, each with its heading; arrow keys go from cell to cell, Enter opens. */
export function QueueTable(props: {
  readonly parts: readonly QueuePart[];
  readonly now: number;
  readonly selected: string | null;
  readonly sorted: Sorted<RequestSort>;
  /** Null: nothing can be done with several here. */
  readonly chosen: ReadonlySet<string> | null;
  onSort(sorted: Sorted<RequestSort>): void;
  onSelect(id: string): void;
  onChoose(id: string, isChosen: boolean): void;
}) {
  const { selected, sorted, chosen, onSort } = props;
  const strings = useStrings();
  const { columns } = strings.queue;
  const parts = props.parts.filter(({ items }) => items.length > 0);
  const stop = selected ?? parts[0]?.items[0]?.id;
  const head = (column: RequestSort) => (
    <SortHead column={column} text={columns[column]} sorted={sorted} onSort={onSort} />
  );
  return (
    <Table
      role="grid"
      sortable
      className="list-table"
      aria-label={strings.queue.title}
      onKeyDown={(event: React.KeyboardEvent<HTMLTableElement>) => {
        const reached = moveInGrid(event);
        // beside an open person the next one is opened; else the list stays as wide as it is
        if (reached !== null && selected !== null) props.onSelect(reached.id.replace('row-', ''));
      }}
    >
      <TableHeader role="rowgroup">
        <TableRow role="row">
          {chosen !== null && (
            <TableHeaderCell role="columnheader" scope="col" className="cell-choose" sortable={false}>
              <span className="sr-only">{columns.choose}</span>
            </TableHeaderCell>
          )}
          {head('person')}
          <TableHeaderCell role="columnheader" scope="col" className="cell-why" sortable={false}>
            {strings.request.reason}
          </TableHeaderCell>
          {head('site')}
          {head('due')}
          {head('asker')}
          {head('token')}
          <TableHeaderCell role="columnheader" scope="col" className="cell-state" sortable={false}>
            {strings.work.filters.state}
          </TableHeaderCell>
        </TableRow>
      </TableHeader>
      {parts.map(({ title, items }) => (
        <TableBody key={title ?? ''} role="rowgroup">
          {title !== null && (
            <tr className="part-row">
              <td colSpan={8}>
                <h2>
                  {title} <span className="count">{items.length}</span>
                </h2>
              </td>
            </tr>
          )}
          {items.map((item) => (
            <QueueRow
              key={item.id}
              item={item}
              now={props.now}
              isSelected={item.id === selected}
              isStop={item.id === stop}
              isChosen={chosen === null ? null : chosen.has(item.id)}
              onSelect={props.onSelect}
              onChoose={props.onChoose}
            />
          ))}
        </TableBody>
      ))}
    </Table>
  );
}
