import { Spinner } from '@fluentui/react-components';
import { type ReadinessFinding, type Route, routes } from '@token-desk/contract/entra/readiness';
import type { RequestDetail } from '@token-desk/contract/views';
import { offeredRoute } from '../../flow/burn/road.ts';
import { chosenFor } from '../../flow/burn/screen.ts';
import { useReadiness } from '../../server/people/use-readiness.ts';
import { loadedIn, useBoxes } from '../../server/use-boxes.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';

type OfRequest = { readonly request: Pick<RequestDetail, 'id' | 'chosenRoute' | 'begun'> };

/** Before a burn: what stands in the way at Microsoft and who can mend it; what is in order is one line. */
export function AtMicrosoft({ request }: OfRequest) {
  const { readiness: words } = useAllStrings();
  const { readiness, problem, read } = useReadiness(request.id);
  const { items, problem: noBoxes } = useBoxes();
  // the way may hang on it
  const isStockOpen = items === null && noBoxes === null;
  const loadedStock = items === null ? null : loadedIn(items);
  const way = offeredRoute({ readiness, loadedStock, ...chosenFor(request) });
  return (
    <section aria-labelledby="at-microsoft">
      <h2 id="at-microsoft">{words.title}</h2>
      {problem !== null && readiness === null && <ProblemNotice problem={problem} onRetry={read} />}
      {problem === null && (readiness === null || isStockOpen) && (
        <Spinner size="tiny" label={words.asking} />
      )}
      {readiness !== null &&
        !isStockOpen &&
        (way === null ? routes : [way]).map((each) => (
          <OneWay key={each} way={each} findings={readiness[each]} />
        ))}
    </section>
  );
}

type Way = { readonly way: Route; readonly findings: readonly ReadinessFinding[] };

function OneWay({ way, findings }: Way) {
  const { readiness: words } = useAllStrings();
  const { list } = useLanguage();
  const open = findings.filter(({ state }) => state !== 'ok');
  const inOrder = findings.filter(({ state }) => state === 'ok').map(({ check }) => words.checks[check].name);
  if (open.length === 0) return <p>{words.allWell[way]}</p>;
  return (
    <>
      <p>{words.as[way]}</p>
      <Findings findings={open} />
      {inOrder.length > 0 && <p className="quiet">{words.inOrder(list(inOrder))}</p>}
    </>
  );
}

function Findings({ findings }: Pick<Way, 'findings'>) {
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <Finding key={finding.check} finding={finding} />
      ))}
    </ul>
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

type AtTheCounter = { readonly requestId: string; readonly way: Route };

/** At the counter: only what has to be mended first; silent where there is nothing, and while nobody can tell. */
export function MissingAtMicrosoft({ requestId, way }: AtTheCounter) {
  const { readiness: words } = useAllStrings();
  const { readiness } = useReadiness(requestId);
  const missing = (readiness?.[way] ?? []).filter(({ state }) => state === 'missing');
  if (missing.length === 0) return null;
  return (
    <section aria-labelledby="missing-at-microsoft">
      <h2 id="missing-at-microsoft">{words.firstMend}</h2>
      <Findings findings={missing} />
    </section>
  );
}

/** At the counter: what need not be mended first, for who wants to open it. */
export function BesideAtMicrosoft({ requestId, way }: AtTheCounter) {
  const { readiness: words } = useAllStrings();
  const { readiness } = useReadiness(requestId);
  const beside = (readiness?.[way] ?? []).filter(({ state }) => state === 'unknown' || state === 'note');
  if (beside.length === 0) return null;
  return (
    <details>
      <summary>{words.beside}</summary>
      <Findings findings={beside} />
    </details>
  );
}
