import type { TokenView } from '@token-desk/contract/token/record';
import { useNow } from '../../server/session.ts';
import { driftText, momentText } from '../../time.ts';
import { useAllStrings } from '../../words/words.tsx';
import { TokenBadge } from './TokenBadge.tsx';
import { batteryText, isBatteryOver } from './token-words.ts';

/** The inventory; arrow keys walk through it, Enter opens. */
export function TokenTable(props: {
  readonly items: readonly TokenView[];
  readonly selected: string | null;
  onSelect(serial: string): void;
}) {
  const { items } = props;
  const strings = useAllStrings();
  const { tokens: words } = strings;
  const { columns } = words;
  const now = useNow(60_000);
  const move = (event: React.KeyboardEvent, serial: string) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key] ?? 0;
    if (step === 0) return;
    event.preventDefault();
    const next = items[items.findIndex((item) => item.serial === serial) + step];
    if (next === undefined) return;
    props.onSelect(next.serial);
    document.getElementById(`token-${next.serial}`)?.focus();
  };
  return (
    <table className="inventory">
      <thead>
        <tr>
          <th scope="col">
            {columns.serial}
            <small>{columns.model}</small>
          </th>
          <th scope="col">
            {columns.holder}
            <small>{columns.route}</small>
          </th>
          <th scope="col">
            {columns.battery}
            <small>{columns.drift}</small>
          </th>
          <th scope="col" className="number">
            {columns.burns}
            <small>{columns.moved}</small>
          </th>
          <th scope="col">{columns.state}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((token) => (
          <tr
            key={token.serial}
            className={token.serial === props.selected ? 'row-selected' : undefined}
            onClick={() => props.onSelect(token.serial)}
          >
            <th scope="row">
              <button
                type="button"
                id={`token-${token.serial}`}
                className="serial-button"
                aria-pressed={token.serial === props.selected}
                onKeyDown={(event) => move(event, token.serial)}
              >
                {token.serial}
              </button>
              <small>{token.model ?? words.modelUnknown}</small>
            </th>
            <td>
              {token.holder?.name ?? '–'}
              <small>{token.route === null ? words.routeNone : words.routes[token.route]}</small>
            </td>
            <td>
              <span className={isBatteryOver(token, now) ? 'row-late' : undefined}>
                {isBatteryOver(token, now) && <span aria-hidden="true">⚠ </span>}
                {batteryText(token, now, words)}
              </span>
              <small>
                {token.lastDriftSeconds === null ? words.never : driftText(token.lastDriftSeconds, strings)}
              </small>
            </td>
            <td className="number">
              <span className="narrow-label" aria-hidden="true">
                {columns.burns}{' '}
              </span>
              {token.burns}
              <small>{momentText(token.updatedAt, now, strings)}</small>
            </td>
            <td>
              <TokenBadge state={token.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
