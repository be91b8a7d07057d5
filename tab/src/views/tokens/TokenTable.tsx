import { TableBody } from '@fluentui/react-components';
import type { TokenView } from '@token-desk/contract/token/record';
import { memo } from 'react';
import { useNow } from '../../server/session.ts';
import { driftText, momentText } from '../../time.ts';
import { GridCell, GridRow, NamingCell } from '../../ui/table/cells.tsx';
import { ListTable } from '../../ui/table/ListTable.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { TokenBadge } from './TokenBadge.tsx';
import { batteryText, isBatteryOver } from './token-words.ts';

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
    <ListTable
      label={words.title}
      heads={shown.map((column) => ({ column, text: words.columns[column] }))}
      selected={selected}
      onSelect={props.onSelect}
    >
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
    </ListTable>
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
