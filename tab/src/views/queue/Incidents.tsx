import { Button } from '@fluentui/react-components';
import type { Incident } from '@token-desk/contract/chat/incident';
import type { Problem } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import { useState } from 'react';
import { problemOf, useSession } from '../../server/session.ts';
import { type LiveSource, useLivePages } from '../../server/use-live-pages.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

const source: LiveSource<object, Incident> = {
  name: 'incidents',
  readPage: async (api, _query, signal) => ({ ...(await api.call('listIncidents', { signal })), next: null }),
  idOf: ({ auditSeq }) => String(auditSeq),
  ageOf: ({ auditSeq }) => auditSeq,
  isMovedBy: ({ type }) => type !== 'window',
};
const everything = {};

/** What people said was not them: before anything else, until a technician says that they have looked. */
export function Incidents() {
  const strings = useAllStrings();
  const { api, me } = useSession();
  const { items, total, read } = useLivePages(source, everything);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { apart, locale } = strings;
  const words = apart.incidents;
  if (items.length === 0) return null;
  const at = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const close = ({ auditSeq }: Incident) => {
    setProblem(null);
    api
      .call('closeIncident', { params: { seq: String(auditSeq) }, body: {} })
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
        {items.map((one) => (
          <li key={one.auditSeq}>
            <Notice title={words.line(one.by.name, at.format(one.at))} text={words.about[one.about]}>
              {one.serial !== null && (
                <a href={`#/tokens?open=${one.serial}`}>
                  {apart.token} <code>{one.serial}</code>
                </a>
              )}{' '}
              {may('keep-books', me.roles) && (
                <Button size="large" onClick={() => close(one)}>
                  {apart.looked}
                  <span className="sr-only"> {one.by.name}</span>
                </Button>
              )}
            </Notice>
          </li>
        ))}
      </ul>
    </section>
  );
}
