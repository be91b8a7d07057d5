import { Table, TableBody, TableHeader, TableHeaderCell, TableRow } from '@fluentui/react-components';
import type { TokenView } from '@token-desk/contract/token/record';
import { memo } from 'react';
import { useNow } from '../../server/session.ts';
import { driftText, momentText } from '../../time.ts';
import { GridCell, GridRow, NamingCell } from '../../ui/table/cells.tsx';
import { moveInGrid } from '../../ui/table/grid-keys.ts';
import { useAllStrings } from '../../words/words.tsx';
import { TokenBadge } from './TokenBadge.tsx';
import { batteryText, isBatteryOver } from './token-words.ts';
import '../../ui/table/table.css';

const shown = ['serial', 'model', 'holder', 'route', 'battery', 'drift', 'burns', 'moved', 'state'] as const;

/** The inventory; arrow keys go from cell to cell, Enter opens. */
export function TokenTable(props: {
  readonly items: readonly TokenView[];
  readonly selected: string | null;
  onSelect(serial: string): void;
}) {
  const { items, selected } = props;
  const { tokens: words } = useAllStrings();
  const now = useNow(60_000);
  const stop = selected ?? items[0]?.serial;
  return (
    <Table
      role="grid"
      className="list-table"
      aria-label={words.title}
      onKeyDown={(event: React.KeyboardEvent<HTMLTableElement>) => {
        const reached = moveInGrid(event);
        // beside an open token the next one is opened; else the list stays as wide as it is
        if (reached !== null && selected !== null) props.onSelect(reached.id.replace('row-', ''));
      }}
    >
      <TableHeader role="rowgroup">
        <TableRow role="row">
          {shown.map((column) => (
            <TableHeaderCell key={column} role="columnheader" scope="col" className={`cell-${column}`}>
              {words.columns[column]}
            </TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody role="rowgroup">
        {items.map((token) => (
          <TokenRow
            key={token.serial}
            token={token}
            now={now}
            isSelected={token.serial === selected}
            isStop={token.serial === stop}
            onSelect={props.onSelect}
          />
        ))}
      </TableBody>
    </Table>
  );
}

const TokenRow = memo(function TokenRow(props: {
  readonly token: TokenView;
  readonly now: number;
  readonly isSelected: boolean;
  /** Where Tab comes into the table. */
  readonly isStop: boolean;
  onSelect(serial: string): void;
}) {
  const { token, now, isSelected } = props;
  const strings = useAllStrings();
  const { tokens: words } = strings;
  const isOver = isBatteryOver(token, now);
  return (
    <GridRow
      id={`row-${token.serial}`}
      className={isSelected ? 'row row-selected' : 'row'}
      aria-selected={isSelected}
      onClick={() => props.onSelect(token.serial)}
    >
      <NamingCell className="cell-serial">
        <button
          type="button"
          id={`token-${token.serial}`}
          className="row-button"
          tabIndex={props.isStop ? 0 : -1}
          aria-expanded={isSelected}
        >
          {token.serial}
        </button>
      </NamingCell>
      <GridCell className="cell-model">{token.model ?? words.modelUnknown}</GridCell>
      <GridCell className="cell-holder">{token.holder?.name ?? '–'}</GridCell>
      <GridCell className="cell-route">
        {token.route === null ? words.routeNone : words.routes[token.route]}
      </GridCell>
      <GridCell className={isOver ? 'cell-battery row-late' : 'cell-battery'}>
        {isOver && <span aria-hidden="true">⚠ </span>}
        {batteryText(token, now, words)}
      </GridCell>
      <GridCell className="cell-drift">
        {token.lastDriftSeconds === null ? words.never : driftText(token.lastDriftSeconds, strings)}
      </GridCell>
      <GridCell className="cell-burns">{token.burns}</GridCell>
      <GridCell className="cell-moved">{momentText(token.updatedAt, now, strings)}</GridCell>
      <GridCell className="cell-state">
        <TokenBadge state={token.state} />
      </GridCell>
    </GridRow>
  );
});
