import { Spinner } from '@fluentui/react-components';
import type { ReadinessFinding, Route } from '@token-desk/contract/readiness';
import { useReadiness } from '../../server/use-readiness.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';

/** Before a burn: what stands in the way at Microsoft and who can mend it; what is in order is one line. */
export function AtMicrosoft({ requestId }: { readonly requestId: string }) {
  const { readiness: words } = useAllStrings();
  const { list } = useLanguage();
  const { readiness, problem, read } = useReadiness(requestId);
  const findings = readiness?.A ?? [];
  const open = findings.filter(({ state }) => state !== 'ok');
  const inOrder = findings.filter(({ state }) => state === 'ok').map(({ check }) => words.checks[check].name);
  return (
    <section aria-labelledby="at-microsoft">
      <h2 id="at-microsoft">{words.title}</h2>
      {problem !== null && readiness === null && <ProblemNotice problem={problem} onRetry={read} />}
      {problem === null && readiness === null && <Spinner size="tiny" label={words.asking} />}
      {readiness !== null && open.length === 0 && <p>{words.allWell}</p>}
      {open.length > 0 && (
        <ul className="findings">
          {open.map((finding) => (
            <Finding key={finding.check} finding={finding} />
          ))}
        </ul>
      )}
      {open.length > 0 && inOrder.length > 0 && <p className="quiet">{words.inOrder(list(inOrder))}</p>}
    </section>
  );
}

function Finding({ finding }: { readonly finding: ReadinessFinding }) {
  const { readiness: words } = useAllStrings();
  const { list } = useLanguage();
  const { check, state, names, permissions } = finding;
  if (state === 'ok') return null;
  const { name, ...sentences } = words.checks[check];
  const notKnown = permissions.length === 0 ? words.notTold : words.notAllowed(list(permissions));
  return (
    <li className={`finding finding-${state}`}>
      <b>
        {words.states[state]}: {state === 'unknown' ? `${name}. ` : ''}
      </b>
      {state === 'unknown' ? notKnown : sentences[state]?.(list(names.map(words.quoted)))}
    </li>
  );
}

/** At the counter: only what has to be mended first; silent where there is nothing, and while nobody can tell. */
export function MissingAtMicrosoft({ requestId, way }: { readonly requestId: string; readonly way: Route }) {
  const { readiness: words } = useAllStrings();
  const { readiness } = useReadiness(requestId);
  const missing = (readiness?.[way] ?? []).filter(({ state }) => state === 'missing');
  if (missing.length === 0) return null;
  return (
    <section aria-labelledby="missing-at-microsoft">
      <h2 id="missing-at-microsoft">{words.firstMend}</h2>
      <ul className="findings">
        {missing.map((finding) => (
          <Finding key={finding.check} finding={finding} />
        ))}
      </ul>
    </section>
  );
}
