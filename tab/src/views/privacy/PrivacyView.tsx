import { Spinner } from '@fluentui/react-components';
import type { Retention } from '@token-desk/contract/report';
import { may } from '@token-desk/contract/rights';
import { countingIn } from '@token-desk/contract/words/counting';
import { useNow, useSession } from '../../server/session.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { type AllStrings, useAllStrings, useLanguage } from '../../words/words.tsx';
import '../../ui/frame/print.css';
import '../shell/desk.css';

/** What is kept about people and until when, with the counts and dates of this very deployment. */
export function PrivacyView() {
  const strings = useAllStrings();
  const { privacy: words } = strings;
  const { me } = useSession();
  const mayRead = may('audit', me.roles);
  const {
    data: retention,
    problem,
    again,
  } = useAnswer(['retention'], (api, signal) => api.call('retention', { signal }), { isOn: mayRead });
  return (
    <PageFrame
      layout="text"
      className="privacy"
      title={words.title}
      lead={mayRead ? words.text : words.noRole}
      tools={retention === null ? [] : [{ text: words.print, onPress: () => print() }]}
    >
      {problem !== null && <ProblemNotice problem={problem} onRetry={again} />}
      {mayRead && retention === null && problem === null && <Spinner label={strings.shell.loading} />}
      {retention !== null && <Classes retention={retention} />}
      <section className="card">
        <h2>{words.neverTitle}</h2>
        <ul className="plain-list">
          {words.never.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <h2>{words.elsewhereTitle}</h2>
        <ul className="plain-list">
          {words.elsewhere.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </PageFrame>
  );
}

function Classes({ retention }: { readonly retention: Retention }) {
  const strings = useAllStrings();
  const { privacy: words } = strings;
  const { list } = useLanguage();
  const now = useNow(60_000);
  const date = new Intl.DateTimeFormat(strings.locale, { dateStyle: 'medium' });
  const timed = new Intl.DateTimeFormat(strings.locale, { dateStyle: 'medium', timeStyle: 'short' });
  const dateOf = (at: number) => (at - now < 2 * 86_400_000 ? timed : date).format(at);
  return (
    <div className="card">
      <table className="inventory retention">
        <thead>
          <tr>
            <th scope="col">{words.class}</th>
            <th scope="col">{words.readers}</th>
            <th scope="col">{words.kept}</th>
            <th scope="col" className="number">
              {words.rows}
            </th>
            <th scope="col">{words.next}</th>
          </tr>
        </thead>
        <tbody>
          {retention.classes.map(({ name, readers, tables, keptDays, count, nextDeletionAt }) => (
            <tr key={name}>
              <th scope="row">
                {words.classes[name]}
                <small>{words.why[name]}</small>
                <small>{words.where(list(tables))}</small>
              </th>
              <td>{readers.length === 0 ? words.nobody : list(readers.map((role) => words.roles[role]))}</td>
              <td>{keptText(keptDays, words)}</td>
              <td className="number">
                <span className="narrow-label" aria-hidden="true">
                  {words.rows}{' '}
                </span>
                {countingIn(strings.locale).count(count)}
              </td>
              <td>
                <span className="narrow-label" aria-hidden="true">
                  {words.next}{' '}
                </span>
                {nextDeletionAt === null ? words.none : dateOf(nextDeletionAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{words.sheet}</p>
    </div>
  );
}

function keptText(days: number | null, words: AllStrings['privacy']): string {
  if (days === null) return words.forGood;
  return days < 1 ? words.underDay : words.days(Math.round(days));
}
