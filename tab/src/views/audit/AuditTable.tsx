import { TableBody } from '@fluentui/react-components';
import type { ListedAuditRow } from '@token-desk/contract/audit-row';
import { memo } from 'react';
import { useNow, useSession } from '../../server/session.ts';
import { momentText } from '../../time.ts';
import { EventDetail } from '../../ui/history/EventDetail.tsx';
import { GridCell, GridRow, NamingCell } from '../../ui/table/cells.tsx';
import { ListTable } from '../../ui/table/ListTable.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { eventText, serialOf, whoText } from './row-text.ts';
import './audit.css';

/** The rows of the audit; Enter opens one beside them. */
export function AuditTable(props: {
  readonly rows: readonly ListedAuditRow[];
  readonly selected: number | null;
  onSelect(seq: number): void;
}) {
  const { rows, selected, onSelect } = props;
  const { audit, auditPage: words } = useAllStrings();
  const now = useNow(60_000);
  const stop = selected ?? rows[0]?.seq;
  return (
    <ListTable
      label={words.title}
      className="list-plain audit-table"
      heads={[
        { column: 'seq', text: words.row },
        { column: 'event', text: words.what },
        { column: 'at', text: words.at },
        { column: 'subject', text: words.subject },
        { column: 'actor', text: words.who },
        { column: 'of-serial', text: audit.serial },
        { column: 'details', text: audit.details },
      ]}
      selected={selected === null ? null : String(selected)}
      onSelect={(id) => onSelect(Number(id))}
    >
      <TableBody role="rowgroup">
        {rows.map((row) => (
          <Row
            key={row.seq}
            row={row}
            now={now}
            isSelected={row.seq === selected}
            isStop={row.seq === stop}
            onSelect={onSelect}
          />
        ))}
      </TableBody>
    </ListTable>
  );
}

const Row = memo(function Row(props: {
  readonly row: ListedAuditRow;
  readonly now: number;
  readonly isSelected: boolean;
  /** Where Tab comes into the table. */
  readonly isStop: boolean;
  onSelect(seq: number): void;
}) {
  const { row, isSelected } = props;
  const strings = useAllStrings();
  const { me } = useSession();
  return (
    <GridRow
      id={`row-${row.seq}`}
      className={isSelected ? 'row row-selected' : 'row'}
      aria-selected={isSelected}
      onClick={() => props.onSelect(row.seq)}
    >
      <GridCell className="cell-seq">{row.seq}</GridCell>
      <NamingCell className="cell-event">
        <button
          type="button"
          id={`audit-${row.seq}`}
          className="row-button"
          tabIndex={props.isStop ? 0 : -1}
          aria-expanded={isSelected}
        >
          {eventText(row, me.person.id, strings)}
        </button>
      </NamingCell>
      <GridCell className="cell-at">{momentText(row.at, props.now, strings)}</GridCell>
      <GridCell className="cell-subject">{row.subject?.name}</GridCell>
      <GridCell className="cell-actor">{whoText(row, strings)}</GridCell>
      <GridCell className="cell-of-serial">{serialOf(row)}</GridCell>
      <GridCell className="cell-details">
        <EventDetail entry={row} />
      </GridCell>
    </GridRow>
  );
});
