import { Link, Spinner } from '@fluentui/react-components';
import { may } from '@token-desk/contract/rights';
import type { TokenDetail } from '@token-desk/contract/token/record';
import { useState } from 'react';
import { useNow, useSession } from '../../server/session.ts';
import { useToken } from '../../server/use-token.ts';
import { driftText, momentText } from '../../time.ts';
import { DrawnToken } from '../../ui/DrawnToken.tsx';
import { type Fact, FactList } from '../../ui/FactList.tsx';
import { BackButton } from '../../ui/frame/BackButton.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { LeftDevices } from './LeftDevices.tsx';
import { LeftMethods } from './LeftMethods.tsx';
import { RemoveMethod } from './RemoveMethod.tsx';
import { TakeBack } from './TakeBack.tsx';
import { TokenBadge } from './TokenBadge.tsx';
import { TokenMoves } from './TokenMoves.tsx';
import { batteryText, custodyNote, methodsUrl, takingBack } from './token-words.ts';

/** Everything about one token, beside the list: what it is, what may be done, who has had it. */
export function TokenPane(props: {
  readonly serial: string;
  /** Open with taking back, as after a tap on a found token. */
  readonly startsTakingBack: boolean;
  onClose(): void;
  onChanged(): void;
}) {
  const { tokens: words } = useAllStrings();
  const { me } = useSession();
  const followed = useToken(props.serial);
  const [isTaking, setIsTaking] = useState<boolean | null>(props.startsTakingBack ? true : null);
  const { token, problem, isUnknown } = followed;
  const close = <BackButton isBesideList text={words.back} onBack={props.onClose} />;
  if (token === null) {
    return (
      <div className="card pane-card">
        {close}
        {isUnknown && <p>{words.onReader.unknown}</p>}
        {problem !== null && <ProblemNotice problem={problem} onRetry={followed.read} />}
        {!isUnknown && problem === null && <Spinner />}
      </div>
    );
  }
  const mayMove = may('keep-stock', me.roles);
  const mayTakeBack = may('keep-books', me.roles);
  const maySee = may('audit', me.roles);
  const showsTaking =
    mayTakeBack && (isTaking ?? (takingBack(token).isInHand && token.state === 'quarantine'));
  const ordering = {
    ...followed,
    order: async (command: Parameters<typeof followed.order>[0]) => {
      const isOk = await followed.order(command);
      props.onChanged();
      return isOk;
    },
  };
  return (
    <div className="card pane-card">
      {close}
      <div className="token-head">
        <h2>
          <code>{token.serial}</code>
        </h2>
        <TokenBadge state={token.state} />
      </div>
      {showsTaking ? (
        <TakeBack
          token={token}
          followed={ordering}
          onClose={() => {
            setIsTaking(false);
            props.onChanged();
          }}
        />
      ) : (
        <>
          <DrawnToken model={token.model ?? words.modelUnknown} serial={token.serial} />
          {problem !== null && <ProblemNotice problem={problem} />}
          <Facts token={token} />
          {mayMove && <TokenMoves token={token} followed={ordering} onTakeBack={() => setIsTaking(true)} />}
          <StillBound token={token} onRemoved={followed.read} />
        </>
      )}
      <LeftMethods token={token} followed={ordering} />
      <LeftDevices token={token} followed={ordering} />
      <Custody token={token} />
      <p className="link-list">
        {token.requestId !== null && <a href={`#/request/${token.requestId}`}>{words.request}</a>}
        {maySee && <a href={`#/statement/${token.serial}`}>{words.statement}</a>}
      </p>
    </div>
  );
}

function Facts({ token }: { readonly token: TokenDetail }) {
  const strings = useAllStrings();
  const { tokens: words } = strings;
  const now = useNow(60_000);
  const facts: readonly Fact[] = [
    [words.columns.model, token.model ?? words.modelUnknown],
    [words.columns.holder, token.holder === null ? null : `${token.holder.name} (${token.holder.upn})`],
    [words.columns.site, token.site],
    [words.columns.box, token.box],
    [words.columns.route, token.route === null ? words.routeNone : words.routes[token.route]],
    [words.columns.secret, token.isFactorySeeded ? words.factorySecret : null],
    [words.columns.method, token.methodId],
    [words.columns.battery, batteryText(token, now, words)],
    [
      words.columns.drift,
      token.lastDriftSeconds === null ? words.never : driftText(token.lastDriftSeconds, strings),
    ],
    [words.columns.burns, String(token.burns)],
    [words.columns.added, momentText(token.addedAt, now, strings)],
  ];
  return <FactList facts={facts} />;
}

/** A lost token whose method is still at Microsoft: only its removal stops the codes. */
function StillBound({ token, onRemoved }: { readonly token: TokenDetail; onRemoved(): void }) {
  const { takeBack: words } = useAllStrings().tokens;
  const { holder, methodId } = token;
  if (token.state !== 'lost' || token.methodStillThere !== true || holder === null) return null;
  return (
    <div className="held">
      <Link className="own-line" href={methodsUrl(holder)} target="_blank" rel="noreferrer">
        {words.step2Link(holder.name)}
      </Link>
      {methodId !== null && (
        <RemoveMethod holder={holder} methodId={methodId} route={token.route ?? 'A'} onRemoved={onRemoved} />
      )}
    </div>
  );
}

function Custody({ token }: { readonly token: TokenDetail }) {
  const strings = useAllStrings();
  const { tokens: words } = strings;
  const now = useNow(60_000);
  return (
    <section>
      <h3>{words.columns.custody}</h3>
      {token.custody.length === 0 && <p className="quiet">{words.custodyEmpty}</p>}
      <ol className="history">
        {token.custody.map((entry) => (
          <li key={`${entry.at}-${entry.kind}`}>
            <span className="history-mark" aria-hidden="true">
              ✓
            </span>
            <span>{words.custody[entry.kind](entry.holder?.name ?? words.nobody)}</span>
            <small>
              {words.custodyBy(momentText(entry.at, now, strings), entry.by.name)}
              {entry.note !== null &&
                entry.note !== '' &&
                ` · ${custodyNote(entry.note, words.custodyNotes)}`}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
