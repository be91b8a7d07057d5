import type { NeedMark, NeedRow } from '@token-desk/contract/entra/needs';
import { may } from '@token-desk/contract/rights';
import { formatPlace } from '../../places/places.ts';
import { useSession } from '../../server/session.ts';
import type { Language } from '../../words/language.ts';
import { type AllStrings, useAllStrings, useLanguage } from '../../words/words.tsx';

const signs: Readonly<Record<NeedMark, string>> = { done: '✓', open: '○', unknown: '?' };

/** Everybody of the filter, with the three marks of being off text messages. */
export function NeedsTable({ rows }: { readonly rows: readonly NeedRow[] }) {
  const { needs: words } = useAllStrings();
  const { list } = useLanguage();
  const { columns } = words;
  const { me } = useSession();
  const mayRecord = may('record', me.roles);
  return (
    <table className="inventory needs-table">
      <thead>
        <tr>
          <th scope="col">{columns.person}</th>
          <th scope="col">
            {columns.group}
            <small>{columns.methods}</small>
          </th>
          <th scope="col">{columns.asks}</th>
          <th scope="col">{columns.token}</th>
          <th scope="col">{columns.number}</th>
          <th scope="col">{columns.scope}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <b>{row.name}</b>
              <small>
                {row.upn}
                {row.isAdmin === true && ` · ${words.admin}`}
                {row.mfaTwice === true && ` · ${words.mfaTwice}`}
              </small>
              {mayRecord && (row.group === 'phone-only' || row.group === 'no-method') && (
                <a
                  className="needs-ask"
                  href={formatPlace({ view: 'call', q: row.upn })}
                  aria-label={words.askFor(row.name)}
                >
                  {words.ask}
                </a>
              )}
            </th>
            <td>
              {words.groups[row.group]}
              <small>{methodsText(row, words, list)}</small>
            </td>
            <td>
              <Label text={columns.asks} />
              {words.asks[row.asks]}
            </td>
            <Mark label={columns.token} mark={row.group === 'guest' ? null : row.token} />
            <Mark label={columns.number} mark={row.number} />
            <Mark label={columns.scope} mark={row.scope} more={scopesText(row, words, list)} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Label({ text }: { readonly text: string }) {
  return (
    <span className="narrow-label" aria-hidden="true">
      {text}:{' '}
    </span>
  );
}

function Mark(props: { readonly label: string; readonly mark: NeedMark | null; readonly more?: string }) {
  const { needs: words } = useAllStrings();
  const { mark, more = '' } = props;
  return (
    <td className={mark === null ? undefined : `need-mark need-${mark}`}>
      <Label text={props.label} />
      {mark === null ? (
        words.noMark
      ) : (
        <>
          <span aria-hidden="true">{signs[mark]} </span>
          {words.marks[mark]}
        </>
      )}
      {more !== '' && <small>{more}</small>}
    </td>
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
