import { Button } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import type { BurnerView } from '@token-desk/contract/views';
import { useState } from 'react';
import { pinIdentity, pinOf } from '../../seed/identity-pin.ts';
import { problemOf, useNow, useSession } from '../../server/session.ts';
import { agoText, momentText } from '../../time.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { type BurnerCommand, BurnerMoves } from './BurnerMoves.tsx';
import { DoctorLines } from './DoctorLines.tsx';
import { Readers } from './Readers.tsx';
import { useFingerprint } from './use-fingerprint.ts';

export function BurnerCard({ burner }: { readonly burner: BurnerView }) {
  const strings = useAllStrings();
  const { desksPage: words } = strings;
  const { burners: more } = strings;
  const { api, deskId, chooseDesk, me, isAway } = useSession();
  const now = useNow(10_000);
  const letters = useFingerprint(burner.identityKey);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pin, setPin] = useState(() => pinOf(burner));
  const mayMove = may('keep-desks', me.roles);
  const order = async (body: BurnerCommand) => {
    setProblem(null);
    try {
      await api.call('commandBurner', { params: { burnerId: burner.id }, body });
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    }
  };
  const confirm = () => {
    void order({ kind: 'confirm', fingerprint: letters }).then((isOk) => {
      if (!isOk) return;
      pinIdentity(burner);
      setPin('pinned');
    });
  };
  const isToConfirm = mayMove && burner.state === 'pending' && pin !== 'changed';
  return (
    <section className="card burner" aria-label={burner.name}>
      <h2 className="burner-head">
        {burner.name}{' '}
        {!isAway && (
          <span className={burner.online ? 'badge badge-good' : 'badge badge-quiet'}>
            <span aria-hidden="true">{burner.online ? '●' : '○'}</span>{' '}
            {burner.online ? strings.desk.online : strings.desk.offline}
          </span>
        )}
        {burner.practice && <span className="badge badge-quiet">{more.practice}</span>}
        {burner.id === deskId && <span className="badge badge-now">✓ {words.onThisPc}</span>}
      </h2>
      {pin === 'changed' && (
        <ProblemNotice problem={{ code: 'burner-identity-changed', detail: { burner: burner.name } }} />
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      {isToConfirm && (
        <Notice title={more.compareTitle(burner.name)} text={strings.desk.compareText}>
          <p className="pairing-code letters">{letters}</p>
          <Button appearance="primary" size="large" disabled={letters === ''} onClick={confirm}>
            {words.confirm}
          </Button>
        </Notice>
      )}
      {!isAway && <Readers burner={burner} />}
      <dl className="facts">
        <div>
          <dt>{words.fingerprint}</dt>
          <dd>
            <code>{letters}</code> · {words.states[burner.state]}
          </dd>
        </div>
        <div>
          <dt>{words.version}</dt>
          <dd>
            {burner.version} · {more.since(momentText(burner.pairedAt, now, strings))}
          </dd>
        </div>
        <div>
          <dt>{more.host}</dt>
          <dd>
            {burner.hostName}
            {!burner.online &&
              burner.lastSeenAt !== null &&
              ` · ${words.lastSeen(agoText(burner.lastSeenAt, now, strings))}`}
          </dd>
        </div>
      </dl>
      <DoctorLines report={burner.doctor ?? null} />
      {mayMove && (
        <BurnerMoves
          burner={burner}
          order={order}
          onChoose={burner.id !== deskId && burner.state === 'confirmed' ? () => chooseDesk(burner.id) : null}
        />
      )}
    </section>
  );
}
