import { Button, Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { TenantFinding, TenantReport } from '@token-desk/contract/entra/tenant';
import { may } from '@token-desk/contract/rights';
import { useSession } from '../../server/session.ts';
import { useReadProblem } from '../../server/use-problem.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { YourConsents } from './YourConsents.tsx';
import '../shell/desk.css';

/** What the set-up at Microsoft lacks, each thing with what to do and who can; what is in order stands behind a click. */
export function SetUpView() {
  const { setUp: words } = useAllStrings();
  const { me } = useSession();
  const mayRead = may('check-tenant', me.roles);
  return (
    <PageFrame layout="text" title={words.title} lead={mayRead ? words.text : words.noRole}>
      {mayRead && <AtMicrosoft />}
      {!mayRead && may('load', me.roles) && <YourRoles />}
      <YourConsents />
    </PageFrame>
  );
}

function AtMicrosoft() {
  const { setUp: words } = useAllStrings();
  const { api } = useSession();
  const { language } = words;
  const answer = useQuery({
    queryKey: ['tenant', language],
    queryFn: ({ signal }) => api.call('getTenant', { query: { language }, signal }),
    // Whoever comes back has perhaps just put something right.
    staleTime: 0,
  });
  const problem = useReadProblem(answer);
  const read = () => void answer.refetch();
  if (problem !== null) return <ProblemNotice problem={problem} onRetry={read} />;
  if (answer.isFetching || answer.data === undefined) return <Spinner label={words.asking} />;
  return (
    <>
      <Report report={answer.data} />
      <Button onClick={read}>{words.askAgain}</Button>
    </>
  );
}

/** What they may do at Microsoft themselves; an administrator reads it among the rest. */
function YourRoles() {
  const { setUp: words } = useAllStrings();
  const { api } = useSession();
  const { language } = words;
  const answer = useQuery({
    queryKey: ['own-roles', language],
    queryFn: ({ signal }) => api.call('getOwnRoles', { query: { language }, signal }),
    staleTime: 0,
  });
  const problem = useReadProblem(answer);
  if (problem !== null) return <ProblemNotice problem={problem} onRetry={() => void answer.refetch()} />;
  return (
    <section className="card doctor" aria-labelledby="your-roles">
      <h2 id="your-roles">{words.ownRoles}</h2>
      {answer.data === undefined && <Spinner size="tiny" label={words.asking} />}
      <ul className="findings">
        {answer.data?.findings.map((one) =>
          one.todo === null ? <li key={one.id}>{one.what}</li> : <Finding key={one.id} finding={one} />,
        )}
      </ul>
    </section>
  );
}

function Report({ report: { ok, findings } }: { readonly report: TenantReport }) {
  const { setUp: words } = useAllStrings();
  const open = findings.filter((one) => !one.ok);
  const notes = findings.filter((one) => one.ok && one.todo !== null);
  const inOrder = findings.filter((one) => one.ok && one.todo === null);
  return (
    <div className="card doctor">
      <p>
        <strong>
          <span aria-hidden="true">{ok ? '✓' : '⚠'}</span> {ok ? words.allWell : words.toDo(open.length)}
        </strong>
      </p>
      <ul className="findings">
        {[...open, ...notes].map((finding) => (
          <Finding key={finding.id} finding={finding} />
        ))}
      </ul>
      <details>
        <summary>{words.inOrder(inOrder.length)}</summary>
        <ul className="plain-list">
          {inOrder.map(({ id, what }) => (
            <li key={id}>{what}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Finding({ finding: { ok, what, todo, who } }: { readonly finding: TenantFinding }) {
  const { setUp: words } = useAllStrings();
  return (
    <li className={`finding ${ok ? 'finding-note' : 'finding-missing'}`}>
      <b>{ok ? words.note : words.mustDo}:</b> {what}
      <span className="doctor-todo">{todo}</span>
      {who !== null && <small className="quiet">{words.who(who)}</small>}
    </li>
  );
}
