import { Button } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import type { RecordApart } from '@token-desk/contract/token/record';
import { useState } from 'react';
import { recordApartText } from '../../flow/record-apart-text.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { type LiveSource, useLivePages } from '../../server/use-live-pages.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

const source: LiveSource<object, RecordApart> = {
  name: 'records-apart',
  readPage: async (api, _query, signal) => ({
    ...(await api.call('listRecordsApart', { signal })),
    next: null,
  }),
  idOf: ({ auditSeq }) => String(auditSeq),
  ageOf: ({ auditSeq }) => auditSeq,
  isMovedBy: ({ type }) => type !== 'window',
};
const everything = {};

/** What desks signed and should not have been: before anything else, until somebody says that they have looked. */
export function RecordsApart() {
  const strings = useAllStrings();
  const { api, me } = useSession();
  const { items, total, read } = useLivePages(source, everything);
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = strings.apart;
  const mayLook = may('keep-desks', me.roles);
  if (items.length === 0) return null;
  const look = ({ auditSeq }: RecordApart) => {
    setProblem(null);
    api
      .call('acknowledgeRecord', { params: { seq: String(auditSeq) }, body: {} })
      .then(read, (error: unknown) => setProblem(problemOf(error)));
  };
  return (
    <section className="records-apart">
      <h2>
        {words.title} <span className="count">{total}</span>
      </h2>
      <p>{words.what}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <ul className="rows">
        {items.map((record) => (
          <li key={record.auditSeq}>
            <Notice {...recordApartText(record, { strings })}>
              {record.serial !== null && (
                <a href={`#/tokens?open=${record.serial}`}>
                  {words.token} <code>{record.serial}</code>
                </a>
              )}{' '}
              {mayLook && (
                <Button size="large" onClick={() => look(record)}>
                  {words.looked}
                  <span className="sr-only"> {words.number(record.auditSeq)}</span>
                </Button>
              )}
            </Notice>
          </li>
        ))}
      </ul>
    </section>
  );
}
