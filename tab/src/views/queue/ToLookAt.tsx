import { Button } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import { type ComponentProps, useState } from 'react';
import type { Api } from '../../server/api.ts';
import { problemOf } from '../../server/session.ts';
import { type LiveSource, useLivePages } from '../../server/use-live-pages.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

type Listed = { readonly auditSeq: number; readonly serial: string | null };
type Said = Pick<ComponentProps<typeof Notice>, 'title' | 'text'>;

const everything = {};

/** What the list of one kind is read by: all at once, by the number of its row in the audit. */
export const listSource = <T extends Listed>(
  name: string,
  read: (
    api: Pick<Api, 'call'>,
    signal: AbortSignal,
  ) => Promise<{ readonly items: readonly T[]; readonly total: number }>,
): LiveSource<object, T> => ({
  name,
  readPage: async (api, _query, signal) => ({ ...(await read(api, signal)), next: null }),
  idOf: ({ auditSeq }) => String(auditSeq),
  ageOf: ({ auditSeq }) => auditSeq,
  isMovedBy: ({ type }) => type !== 'window',
});

/** Before anything else on the first page, until somebody says that they have looked: nothing where nothing is. */
export function ToLookAt<T extends Listed>(props: {
  readonly source: LiveSource<object, T>;
  readonly words: { readonly title: string; readonly what: string };
  readonly mayLook: boolean;
  saidOf(one: T): Said;
  /** Which one a button is about, for who cannot see it. */
  nameOf(one: T): string;
  onLook(one: T): Promise<unknown>;
}) {
  const { source, words } = props;
  const { apart } = useAllStrings();
  const { items, total, read } = useLivePages(source, everything);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (items.length === 0) return null;
  const look = (one: T) => {
    setProblem(null);
    props.onLook(one).then(read, (error: unknown) => setProblem(problemOf(error)));
  };
  return (
    <section className="records-apart">
      <h2>
        {words.title} <span className="count">{total}</span>
      </h2>
      <p>{words.what}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <ul className="rows">
        {items.map((one) => (
          <li key={one.auditSeq}>
            <Notice {...props.saidOf(one)}>
              {one.serial !== null && (
                <a href={`#/tokens?open=${one.serial}`}>
                  {apart.token} <code>{one.serial}</code>
                </a>
              )}{' '}
              {props.mayLook && (
                <Button size="large" onClick={() => look(one)}>
                  {apart.looked}
                  <span className="sr-only"> {props.nameOf(one)}</span>
                </Button>
              )}
            </Notice>
          </li>
        ))}
      </ul>
    </section>
  );
}
