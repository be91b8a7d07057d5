import { TableBody } from '@fluentui/react-components';
import type { RequestSort } from '@token-desk/contract/request-list';
import type { RequestSummary } from '@token-desk/contract/views';
import { type Head, ListTable } from '../../ui/table/ListTable.tsx';
import type { Sorted } from '../../ui/table/SortHead.tsx';
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
  const sorting = (column: RequestSort) => ({ column, text: columns[column], sort: column });
  const heads: readonly Head<RequestSort>[] = [
    ...(chosen === null ? [] : [{ column: 'choose', text: columns.choose, isUnseen: true }]),
    sorting('person'),
    { column: 'why', text: strings.request.reason },
    ...(['site', 'due', 'asker', 'token'] as const).map(sorting),
    { column: 'state', text: strings.work.filters.state },
  ];
  return (
    <ListTable
      label={strings.queue.title}
      heads={heads}
      selected={selected}
      sorted={sorted}
      onSort={onSort}
      onSelect={props.onSelect}
    >
      {parts.map(({ title, items }) => (
        <TableBody key={title ?? ''} role="rowgroup">
          {title !== null && (
            <tr className="part-row">
              {/* no more columns than there are on the narrowest screen: each one more would take room */}
              <td colSpan={2}>
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
    </ListTable>
  );
}
