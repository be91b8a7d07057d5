import { Button, Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Problem } from '@token-desk/contract/problem';
import { useMemo, useState } from 'react';
import { ownGraph } from '../../burning/own-graph.ts';
import { problemOf, useSession } from '../../server/session.ts';
import type { Consent } from '../../sign-in/graph-credential.ts';
import { type GraphScope, graphScopes } from '../../sign-in/graph-sign-in.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

type Asked = { readonly scope: GraphScope; readonly consent: Consent };

/** Which permissions Microsoft gives for whoever looks; the server cannot see that. */
export function YourConsents() {
  const { setUp } = useAllStrings();
  const words = setUp.consents;
  const { account, me } = useSession();
  const graph = useMemo(() => ownGraph({ account, me }, () => {}), [account, me]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const answer = useQuery({
    queryKey: ['consents', me.person.id],
    queryFn: async () => {
      const access = await graph();
      const asked: Asked[] = [];
      // one after the other: a hidden frame of Microsoft's at a time
      for (const scope of graphScopes) asked.push({ scope, consent: await access.consent(scope) });
      return asked;
    },
    staleTime: 0,
  });
  const agree = async (scope: GraphScope) => {
    setProblem(null);
    await graph()
      .then((access) => access.token(scope))
      .catch((error: unknown) => setProblem(problemOf(error)));
    await answer.refetch();
  };
  return (
    <section className="card doctor" aria-labelledby="your-consents">
      <h2 id="your-consents">{words.title}</h2>
      {problem !== null && <ProblemNotice problem={problem} />}
      {answer.data === undefined && <Spinner size="tiny" label={words.asking} className="watching" />}
      <ul className="findings">
        {answer.data?.map((one) => (
          <One key={one.scope} asked={one} onAgree={() => void agree(one.scope)} />
        ))}
      </ul>
      {answer.data?.some(({ consent }) => consent === 'asks') === true && (
        <p className="quiet">{words.note}</p>
      )}
    </section>
  );
}

function One({ asked: { scope, consent }, onAgree }: { readonly asked: Asked; onAgree(): void }) {
  const { setUp } = useAllStrings();
  const words = setUp.consents;
  if (consent === 'given') return <li>{words.given(scope)}</li>;
  return (
    <li className={`finding ${consent === 'asks' ? 'finding-missing' : 'finding-note'}`}>
      <b>{consent === 'asks' ? setUp.mustDo : setUp.note}:</b> {words[consent](scope)}
      {consent === 'asks' && <span className="doctor-todo">{words.stops(words.without[scope])}</span>}
      <Button onClick={onAgree}>{words.agree(scope)}</Button>
    </li>
  );
}
