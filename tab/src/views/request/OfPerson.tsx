import type { RequestDetail } from '@token-desk/contract/views';
import { useOfPerson } from '../../server/people/use-person.ts';
import { useNow } from '../../server/session.ts';
import { momentText } from '../../time.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** Everything this person ever had by our records: each request, with its token, and what is in their name now. */
export function OfPerson({ request }: { readonly request: RequestDetail }) {
  const strings = useAllStrings();
  const { ofPerson: words } = strings;
  const now = useNow(60_000);
  const { of, problem } = useOfPerson(request.subject);
  if (problem !== null) return <ProblemNotice problem={problem} />;
  if (of === null) return null;
  const others = of.requests.filter(({ id }) => id !== request.id);
  const shown = [request.token?.serial, ...others.map(({ token }) => token?.serial)];
  const more = of.tokens.filter(({ serial }) => !shown.includes(serial));
  return (
    <section className="card of-person" aria-labelledby="of-person">
      <h2 id="of-person">{words.title(request.subject.name)}</h2>
      {others.length === 0 && more.length === 0 && <p className="quiet">{words.none}</p>}
      <ul className="run-choice">
        {others.map((one) => (
          <li key={one.id}>
            <a className="own-line" href={`#/request/${one.id}`}>
              {words.line(
                strings.types[one.form.type],
                momentText(one.createdAt, now, strings),
                one.token?.serial ?? null,
              )}
            </a>
            <StateBadge request={one} />
          </li>
        ))}
        {more.map(({ serial, state }) => (
          <li key={serial}>
            <a className="own-line" href={`#/tokens?open=${serial}`}>
              {words.token(serial)}
            </a>
            <span className="badge badge-quiet">{strings.tokens.states[state]}</span>
          </li>
        ))}
      </ul>
      {of.hasMore && <p className="quiet">{words.newest(of.requests.length)}</p>}
    </section>
  );
}
