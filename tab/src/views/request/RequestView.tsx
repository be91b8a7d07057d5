import { Spinner } from '@fluentui/react-components';
import type { Role } from '@token-desk/contract/ids';
import { servedStates } from '@token-desk/contract/request';
import { may } from '@token-desk/contract/rights';
import type { RequestDetail } from '@token-desk/contract/views';
import { auditPlace, queuePlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useNow, useSession } from '../../server/session.ts';
import { useRequest } from '../../server/use-request.ts';
import { dueText, recordDay } from '../../time.ts';
import { type Fact, FactList } from '../../ui/FactList.tsx';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import type { Tool } from '../../ui/frame/tool.ts';
import { History } from '../../ui/history/History.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { reasonText } from '../../words/reasons.ts';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import { AtMicrosoft } from './AtMicrosoft.tsx';
import { FirstSignIn } from './FirstSignIn.tsx';
import { MoreOrders } from './MoreOrders.tsx';
import { OfPerson } from './OfPerson.tsx';
import { isBeforeTheBurn, NextThing, PersonHead } from './RequestPane.tsx';
import { SecondMethod } from './SecondMethod.tsx';

/** One request with everything about it; where a link from a card leads. */
export function RequestView({ requestId }: { readonly requestId: string }) {
  const strings = useAllStrings();
  const { me } = useSession();
  const mayAudit = may('audit', me.roles);
  const followed = useRequest(requestId);
  const now = useNow(30_000);
  const { request, problem } = followed;
  const back = { text: strings.request.back, onBack: () => goTo(queuePlace) };
  if (request === null) {
    return (
      <PageFrame layout="text" back={back}>
        {problem === null ? <Spinner /> : <ProblemNotice problem={problem} onRetry={followed.read} />}
      </PageFrame>
    );
  }
  const { form, token } = request;
  const { facts: called } = strings.work.call;
  const more: readonly Tool[] = [
    ...(mayEnforce(request, me.roles)
      ? [{ text: strings.nav.enforce, onPress: () => goTo({ view: 'enforce' }) }]
      : []),
    ...(mayAudit
      ? [{ text: strings.nav.audit, onPress: () => goTo({ ...auditPlace, requestId: request.id }) }]
      : []),
  ];
  const facts: readonly Fact[] = [
    [strings.request.reason, form.reasonText ?? reasonText(form, strings)],
    [strings.request.site, form.site],
    [strings.request.neededBy, dueText(form.neededBy, now, strings).text],
    [strings.request.handOver, strings.handOvers[form.handOver]],
    ...placeFacts(request, strings),
    [called.source, sourceText(request, strings)],
    [called.by, request.call?.by],
    [called.how, request.call && strings.identities[request.call.identifiedBy]],
    [strings.request.ticket, form.ticketNumber],
    [strings.request.costCentre, form.costCentre],
    [strings.request.note, form.note],
    [strings.request.token, token === null ? undefined : `${token.model ?? ''} ${token.serial}`],
    [strings.tokens.columns.method, methodText(request, strings)],
    [
      strings.facts.account,
      token !== null && !token.accountSeen ? strings.request.accountNotSeen : undefined,
    ],
    [
      strings.enforce.fact,
      request.binding === null ? undefined : strings.enforce.states[request.enforcement],
    ],
    [strings.firstSignIn.fact, signInTestText(request, strings)],
  ];
  return (
    <PageFrame
      layout="text"
      title={request.subject.name}
      back={back}
      main={<MoreOrders request={request} followed={followed} more={more} />}
      lead={
        <>
          {request.subject.upn} · {strings.queue.askedBy(request.requestedBy.name)} ·{' '}
          <StateBadge request={request} />
        </>
      }
    >
      <div className="card">
        <PersonHead request={request} />
        <FactList facts={facts} />
        <NextThing request={request} followed={followed} />
        {isBeforeTheBurn(request) && may('command', me.roles) && <AtMicrosoft request={request} />}
        {hasToken(request) && may('burn', me.roles) && (
          <>
            <FirstSignIn request={request} order={followed.order} />
            <SecondMethod request={request} order={followed.order} />
          </>
        )}
        <Spares request={request} />
        <details>
          <summary className="history-fold">{strings.ofPerson.history(request.history.length)}</summary>
          <History entries={request.history} />
        </details>
      </div>
      <OfPerson request={request} />
    </PageFrame>
  );
}

/** The request for the spare token, and the one it is for, each beside the other. */
function Spares({ request: { second, spareFor } }: { readonly request: RequestDetail }) {
  const { second: words } = useAllStrings();
  const [other, name] =
    second?.how === 'spare' ? [second.requestId, words.spare] : [spareFor, words.spareFor];
  if (other === undefined) return null;
  return (
    <a className="own-line" href={`#/request/${other}`}>
      {name}
    </a>
  );
}

/** What somebody at the counter needs to know of the site: whom to call, where its tokens lie, who approves. */
function placeFacts({ place, state }: RequestDetail, { organisation: words }: AllStrings): readonly Fact[] {
  const { siteFields } = words;
  return [
    [words.pickUp, place?.pickUp ?? undefined],
    [siteFields.phone, place?.phone ?? undefined],
    [siteFields.cabinet, place?.cabinet ?? undefined],
    [siteFields.approver, state === 'submitted' ? (place?.approver ?? undefined) : undefined],
  ];
}

const hasToken = ({ state }: RequestDetail) => servedStates.includes(state);

/** Microsoft names no method: its id and day, beside the token it is. */
function methodText({ binding }: RequestDetail, strings: AllStrings): string | undefined {
  if (binding?.methodId == null) return undefined;
  return `${strings.second.methodId(binding.methodId)} · ${recordDay(binding.at, strings)}`;
}

function signInTestText(
  { signInTest }: RequestDetail,
  { firstSignIn: words }: AllStrings,
): string | undefined {
  if (signInTest === undefined) return undefined;
  if (signInTest.isDone) return words.states.done;
  const { why } = signInTest;
  return why === undefined ? words.states['not-done'] : `${words.states['not-done']}: ${why}`;
}

const mayEnforce = ({ binding, enforcement }: RequestDetail, roles: readonly Role[]) =>
  binding !== null && enforcement === 'undecided' && may('enforce', roles);

function sourceText({ source, call }: RequestDetail, { work }: AllStrings): string {
  const { facts, sources } = work.call;
  return call?.source === undefined ? facts[source] : sources[call.source];
}
