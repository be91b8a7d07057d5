import { TableBody } from '@fluentui/react-components';
import type { NeedMark, NeedRow } from '@token-desk/contract/entra/needs';
import { may } from '@token-desk/contract/rights';
import { memo } from 'react';
import { formatPlace } from '../../places/places.ts';
import { useSession } from '../../server/session.ts';
import { CellLabel, GridCell, GridRow, NamingCell } from '../../ui/table/cells.tsx';
import { ListTable } from '../../ui/table/ListTable.tsx';
import type { Language } from '../../words/language.ts';
import { type AllStrings, useAllStrings, useLanguage } from '../../words/words.tsx';

const signs: Readonly<Record<NeedMark, string>> = { done: '✓', open: '○', unknown: '?' };

/** Everybody of the filter, with the three marks of being off text messages. */
export function NeedsTable({ rows }: { readonly rows: readonly NeedRow[] }) {
  const { needs: words } = useAllStrings();
  const { columns } = words;
  const { me } = useSession();
  const mayRecord = may('record', me.roles);
  return (
    <ListTable
      label={words.list}
      className="list-wraps needs-table"
      heads={[
        { column: 'person', text: columns.person },
        { column: 'group', text: `${columns.group} · ${columns.methods}` },
        { column: 'asks', text: columns.asks },
        { column: 'mark', text: columns.token },
        { column: 'number', text: columns.number },
        { column: 'scope', text: columns.scope },
        ...(mayRecord ? [{ column: 'ask', text: words.ask, isUnseen: true }] : []),
      ]}
    >
      <TableBody role="rowgroup">
        {rows.map((row, at) => (
          <Row key={row.id} row={row} isStop={at === 0} mayRecord={mayRecord} />
        ))}
      </TableBody>
    </ListTable>
  );
}

const Row = memo(function Row(props: {
  readonly row: NeedRow;
  /** Where Tab comes into the table. */
  readonly isStop: boolean;
  readonly mayRecord: boolean;
}) {
  const { row, mayRecord } = props;
  const { needs: words } = useAllStrings();
  const { list } = useLanguage();
  const { columns } = words;
  const isLeft = row.group === 'phone-only' || row.group === 'no-method';
  const beside = [
    row.upn,
    ...(row.isAdmin === true ? [words.admin] : []),
    ...(row.mfaTwice === true ? [words.mfaTwice] : []),
  ];
  return (
    <GridRow id={`row-${row.id}`} className="row row-still">
      <NamingCell className="cell-name" tabIndex={props.isStop ? 0 : -1}>
        <span className="row-who">
          <b>{row.name}</b>
          <span>{beside.join(' · ')}</span>
        </span>
      </NamingCell>
      <GridCell className="cell-group">
        <span className="row-why">
          <b>{words.groups[row.group]}</b>
          <span>{methodsText(row, words, list)}</span>
        </span>
      </GridCell>
      <GridCell className="cell-asks">
        <CellLabel text={columns.asks} />
        {words.asks[row.asks]}
      </GridCell>
      <Mark column="mark" label={columns.token} mark={row.group === 'guest' ? null : row.token} />
      <Mark column="number" label={columns.number} mark={row.number} />
      <Mark column="scope" label={columns.scope} mark={row.scope} more={scopesText(row, words, list)} />
      {mayRecord && (
        <GridCell className="cell-ask">
          {isLeft && (
            <a
              className="needs-ask"
              href={formatPlace({ view: 'call', q: row.upn })}
              aria-label={words.askFor(row.name)}
            >
              {words.ask}
            </a>
          )}
        </GridCell>
      )}
    </GridRow>
  );
});

function Mark(props: {
  readonly column: string;
  readonly label: string;
  readonly mark: NeedMark | null;
  readonly more?: string;
}) {
  const { needs: words } = useAllStrings();
  const { column, mark, more = '' } = props;
  return (
    <GridCell className={mark === null ? `cell-${column}` : `cell-${column} need-mark need-${mark}`}>
      <CellLabel text={props.label} />
      {mark === null ? (
        words.noMark
      ) : (
        <>
          <span aria-hidden="true">{signs[mark]} </span>
          {words.marks[mark]}
        </>
      )}
      {more !== '' && <small>{more}</small>}
    </GridCell>
  );
}

type Words = AllStrings['needs'];
type List = Language['list'];

const methodsText = ({ methods }: NeedRow, words: Words, list: List): string => {
  if (methods === null) return words.methodsUnknown;
  const named = [...new Set(methods)].map((method) => words.methods[method]);
  return named.length === 0 ? words.nothing : list(named);
};

const scopesText = ({ inScopeOf }: NeedRow, words: Words, list: List): string =>
  inScopeOf.length === 0 ? '' : words.stillIn(list(inScopeOf.map((scope) => words.scopes[scope])));
