import { Button, Spinner } from '@fluentui/react-components';
import { isProblemCode } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import type { RequestDetail } from '@token-desk/contract/views';
import { useState } from 'react';
import { leftByBurn } from '../../flow/burn/left-behind.ts';
import { nextMoveOf } from '../../flow/next-move.ts';
import { isHeldByOther } from '../../flow/state-badge.ts';
import { isDrafted } from '../../kept/use-draft.ts';
import { goTo } from '../../places/use-place.ts';
import { useNow, useSession } from '../../server/session.ts';
import { type FollowedRequest, useRequest } from '../../server/use-request.ts';
import { momentText } from '../../time.ts';
import { BackButton } from '../../ui/frame/BackButton.tsx';
import { History } from '../../ui/history/History.tsx';
import { Initials } from '../../ui/Initials.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { WhyForm } from '../../ui/WhyForm.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { LossReport } from './LossReport.tsx';
import { SecondTechnician } from './SecondTechnician.tsx';

/** Beside the queue: who it is, the one next thing, what happened. */
export function RequestPane({
  requestId,
  onClose,
}: {
  readonly requestId: string;
  readonly onClose: () => void;
}) {
  const strings = useAllStrings();
  const followed = useRequest(requestId);
  const { request, problem } = followed;
  if (request === null) {
    return problem === null ? <Spinner /> : <ProblemNotice problem={problem} onRetry={followed.read} />;
  }
  return (
    <div className="card pane-card">
      <BackButton isBesideList text={strings.request.back} onBack={onClose} />
      <PersonHead request={request} />
      <NextThing followed={followed} request={request} />
      <h2>{strings.request.whatHappened}</h2>
      <History entries={request.history} />
      <p>
        <a className="own-line" href={`#/request/${request.id}`}>
          {strings.request.page}
        </a>
      </p>
    </div>
  );
}

export function PersonHead({ request }: { readonly request: RequestDetail }) {
  const strings = useAllStrings();
  return (
    <div className="person-head">
      <Initials name={request.subject.name} isLarge />
      <div>
        <h2>{request.subject.name}</h2>
        <p className="quiet">
          {request.form.site} · {strings.types[request.form.type]}
        </p>
      </div>
    </div>
  );
}

/** Nothing waits for the token of a burn that has ended: its own words would promise that. */
function notedOf(request: RequestDetail): string | null {
  switch (leftByBurn(request)) {
    case null:
      return request.attention;
    case 'cancelChanged':
      return 'token-left-changed';
    default:
      return 'token-left-empty';
  }
}

/** The one main button for a request in the state it is in, or who has it. */
export function NextThing({
  request,
  followed,
}: {
  readonly request: RequestDetail;
  readonly followed: FollowedRequest;
}) {
  const strings = useAllStrings();
  const { me } = useSession();
  const now = useNow(30_000);
  const { request: words } = strings;
  const openWizard = () => goTo({ view: 'burn', requestId: request.id });
  const then = (done: Promise<boolean>, next: () => void) => void done.then((isDone) => isDone && next());
  const noted = notedOf(request);
  const attention = noted !== null && isProblemCode(noted) ? noted : null;
  const mayBurn = may('burn', me.roles);
  const move = nextMoveOf(request, { id: me.person.id, roles: me.roles });
  const lapsesAt = lapseOf(request, me.policy?.claimIdleMs ?? null);
  const { claim } = request;
  return (
    <>
      <LossReport request={request} order={followed.order} />
      <SecondTechnician request={request} order={followed.order} />
      {attention !== null && attention !== 'loss-not-confirmed' && (
        <ProblemNotice problem={{ code: attention }} />
      )}
      {followed.problem !== null && <ProblemNotice problem={followed.problem} />}
      {request.state === 'in_progress' && request.awaitsHolder === true && (
        <p>{strings.handOut.awaitsLine(request.subject.name)}</p>
      )}
      {claim !== null && isHeldByOther(request, me.person.id) && (
        <div className="held">
          <b>{words.heldBy(claim.by.name)}</b>
          <p className="quiet">
            {words.heldLine(
              momentText(claim.since, now, strings),
              request.step === null ? '' : strings.steps[request.step],
            )}
          </p>
          {move === 'take-over' && (
            <>
              <Button size="large" onClick={() => then(followed.order({ kind: 'take-over' }), openWizard)}>
                {words.takeOver(claim.by.name)}
              </Button>
              <p className="quiet">{words.takeOverConsequence(claim.by.name)}</p>
            </>
          )}
        </div>
      )}
      {lapsesAt !== null && (
        <p className="quiet">{strings.work.claim.lapses(momentText(lapsesAt, now, strings))}</p>
      )}
      {request.waits !== undefined && (
        <p className="quiet">
          {strings.work.approvalWaits(
            momentText(request.waits.since, now, strings),
            momentText(request.waits.lapsesAt, now, strings),
          )}
        </p>
      )}
      {mayBurn && <CannotBurn request={request} />}
      {move === 'decide' && <Decide followed={followed} />}
      {move === 'start' && (
        <MainButton text={words.start} onClick={() => then(followed.order({ kind: 'claim' }), openWizard)} />
      )}
      {move === 'carry-on' && <MainButton text={words.carryOn} onClick={openWizard} />}
      {move === 'carry-on-at-reader' && <MainButton text={words.carryOnReader} onClick={openWizard} />}
      {move === 'hand-over' && <MainButton text={words.handOverNow} onClick={openWizard} />}
      {move === 'requeue' && (
        <MainButton text={words.requeue} onClick={() => void followed.order({ kind: 'requeue' })} />
      )}
      {move === 'wait' && !(mayBurn && isBarred(request)) && (
        <p className="quiet">{strings.work.waits[request.state]}</p>
      )}
    </>
  );
}

const beforeTheBurn: readonly RequestDetail['state'][] = [
  'submitted',
  'approved',
  'queued',
  'in_progress',
  'burned',
  'checked',
  'on_hold',
];

export const isBeforeTheBurn = ({ state }: RequestDetail) => beforeTheBurn.includes(state);

const isBarred = (request: RequestDetail) => request.cannotBurn !== null && isBeforeTheBurn(request);

/** In place of a button that would only be refused: four eyes. */
export function CannotBurn({ request }: { readonly request: RequestDetail }) {
  const { orders: words } = useAllStrings();
  const { cannotBurn: reason } = request;
  if (reason === null || !isBarred(request)) return null;
  return (
    <p className="notice-line">
      {words.cannotBurn[reason === 'requester' && request.call !== undefined ? 'recorded' : reason]}
    </p>
  );
}

/** A claim nobody works on goes back by itself; once something is burned it stays, also while it is burned again. */
function lapseOf(request: RequestDetail, claimIdleMs: number | null): number | null {
  const { state, claim, token, updatedAt } = request;
  if (state !== 'in_progress' || claim === null || token !== null || claimIdleMs === null) return null;
  return updatedAt + claimIdleMs;
}

function Decide({ followed }: { readonly followed: FollowedRequest }) {
  const { work, organisation } = useAllStrings();
  const draft = `${followed.request?.id} reject`;
  const [isRejecting, setIsRejecting] = useState(() => isDrafted(draft));
  if (!isRejecting) {
    return (
      <div className="button-row">
        <Button
          appearance="primary"
          size="large"
          data-main
          onClick={() => void followed.order({ kind: 'approve' })}
        >
          {work.approve}
        </Button>
        <Button size="large" data-main onClick={() => setIsRejecting(true)}>
          {work.reject} …
        </Button>
      </div>
    );
  }
  return (
    <WhyForm
      draft={draft}
      label={work.rejectWhy}
      button={work.reject}
      isMain
      onSay={(why) => followed.order({ kind: 'reject', why })}
      cancel={{ text: organisation.cancel, onCancel: () => setIsRejecting(false) }}
    />
  );
}

function MainButton({ text, onClick }: { readonly text: string; readonly onClick: () => void }) {
  return (
    <Button appearance="primary" size="large" className="wide" onClick={onClick}>
      {text}
    </Button>
  );
}
