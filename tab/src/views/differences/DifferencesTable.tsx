import { Button, TableBody } from '@fluentui/react-components';
import type { Difference } from '@token-desk/contract/entra/differences';
import type { Problem } from '@token-desk/contract/problem';
import { useState } from 'react';
import { formatPlace, queuePlace, tokensPlace } from '../../places/places.ts';
import { problemOf, useNow, useSession } from '../../server/session.ts';
import { momentText } from '../../time.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { CellLabel, GridCell, GridRow, NamingCell } from '../../ui/table/cells.tsx';
import { ListTable } from '../../ui/table/ListTable.tsx';
import { WhyForm } from '../../ui/WhyForm.tsx';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';

/** One row for each difference, with its one way on and the word that it is right as it is. */
export function DifferencesTable(props: { readonly rows: readonly Difference[]; onDone(): void }) {
  const { differences: words } = useAllStrings();
  const { columns } = words;
  return (
    <ListTable
      label={words.list}
      className="list-wraps differences-table"
      heads={[
        { column: 'what', text: columns.what },
        { column: 'which', text: columns.token },
        { column: 'whose', text: columns.person },
        { column: 'todo', text: columns.action },
      ]}
    >
      <TableBody role="rowgroup">
        {props.rows.map((row, at) => (
          <Row key={row.key} row={row} isStop={at === 0} onDone={props.onDone} />
        ))}
      </TableBody>
    </ListTable>
  );
}

function Row(props: { readonly row: Difference; readonly isStop: boolean; onDone(): void }) {
  const { row, isStop, onDone } = props;
  const strings = useAllStrings();
  const { differences: words } = strings;
  const { columns } = words;
  const { kind, serial, person, microsoftId, change } = row;
  const now = useNow(60_000);
  const beside = [
    ...(change === null
      ? []
      : [words.change(change.activity, change.by.name, momentText(change.at, now, strings))]),
    ...(microsoftId === null ? [] : [words.microsoftId(microsoftId)]),
  ];
  return (
    <GridRow id={`row-${row.key.replaceAll(' ', '-')}`} className="row row-still">
      <NamingCell className="cell-what" tabIndex={isStop ? 0 : -1}>
        <span className="row-why">
          <b>{words.kinds[kind]}</b>
          {beside.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </span>
      </NamingCell>
      <GridCell className="cell-which">
        {serial !== null && (
          <>
            <CellLabel text={columns.token} />
            {serial}
          </>
        )}
      </GridCell>
      <GridCell className="cell-whose">
        {person !== null && (
          <>
            <CellLabel text={columns.person} />
            <span className="row-who">
              {person.name}
              <span>{person.upn}</span>
            </span>
          </>
        )}
      </GridCell>
      <GridCell className="cell-todo">
        <Todo row={row} onDone={onDone} />
      </GridCell>
    </GridRow>
  );
}

function Todo({ row, onDone }: { readonly row: Difference; onDone(): void }) {
  const strings = useAllStrings();
  const { differences: words } = strings;
  const { api } = useSession();
  const now = useNow(60_000);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAsking, setAsking] = useState(false);
  const { key, kind, decided } = row;
  const way = wayOn(row, words);
  const decide = async (note: string): Promise<boolean> => {
    setProblem(null);
    try {
      await api.call('decideDifference', { body: { key, note } });
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    }
    setAsking(false);
    onDone();
    return true;
  };
  return (
    <div className="difference-todo">
      {decided === null ? (
        <>
          <span>{words.todo[kind]}</span>
          {problem !== null && <ProblemNotice problem={problem} />}
          {isAsking ? (
            <WhyForm
              draft={`difference ${key}`}
              label={words.acceptLabel}
              button={words.accept}
              cancel={{ text: strings.organisation.cancel, onCancel: () => setAsking(false) }}
              onSay={decide}
            />
          ) : (
            <span className="button-row">
              {way !== null && (
                <a className="own-line" href={way.href}>
                  {way.text}
                </a>
              )}
              <Button size="large" onClick={() => setAsking(true)}>
                {words.accept}
                <span className="sr-only"> {words.kinds[kind]}</span>
              </Button>
            </span>
          )}
        </>
      ) : (
        <>
          <span>{words.decided(decided.by.name, momentText(decided.at, now, strings), decided.note)}</span>
          {problem !== null && <ProblemNotice problem={problem} />}
          <Button size="large" onClick={() => void decide('')}>
            {words.reopen}
          </Button>
        </>
      )}
    </div>
  );
}

/** Where the difference is put right: at its token, with its person, or in the inventory; null: only at Microsoft. */
function wayOn(
  { serial, isInBooks, person, kind }: Difference,
  words: AllStrings['differences'],
): { readonly href: string; readonly text: string } | null {
  if (serial !== null && isInBooks)
    return {
      href: formatPlace({ ...tokensPlace, q: serial, selected: serial }),
      text: words.openToken(serial),
    };
  if (kind === 'device-unknown') return { href: formatPlace({ view: 'add-tokens' }), text: words.addTokens };
  if (person !== null)
    return { href: formatPlace({ ...queuePlace, q: person.upn }), text: words.openPerson(person.name) };
  return null;
}
