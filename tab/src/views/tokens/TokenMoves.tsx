import { Button, Input } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import { may, type Right, tokenRights } from '@token-desk/contract/rights';
import type { TokenCommand, TokenDetail, TokenState } from '@token-desk/contract/token/record';
import { useId, useState } from 'react';
import { useDraft } from '../../kept/use-draft.ts';
import { useSession } from '../../server/session.ts';
import type { FollowedToken } from '../../server/use-token.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { DeskWork } from './DeskWork.tsx';
import { LoadAgain } from './LoadAgain.tsx';
import { lastHolder } from './token-words.ts';

type Asking = 'retire' | 'lost' | 'set-aside' | 'clock' | 'blank';
type Move = Asking | 'found' | 'take-back' | 'to-stock';
type Done = { readonly text: string; readonly undo: TokenCommand | null };

const possibleIn: Readonly<Record<Move, readonly TokenState[]>> = {
  'take-back': ['active', 'burned_unverified', 'suspended', 'lost'],
  'to-stock': ['quarantine'],
  'set-aside': ['in_stock', 'loaded'],
  blank: ['quarantine'],
  clock: ['in_stock', 'loaded', 'active', 'quarantine', 'burned_unverified'],
  lost: ['in_stock', 'loaded', 'active', 'burned_unverified', 'suspended', 'quarantine'],
  found: ['lost'],
  retire: ['in_stock', 'loaded', 'quarantine', 'lost'],
};

const rightOf: Readonly<Record<Move, Right>> = {
  'take-back': tokenRights['take-back'],
  'to-stock': tokenRights['to-stock'],
  'set-aside': tokenRights['set-aside'],
  lost: tokenRights['report-lost'],
  found: tokenRights['report-found'],
  retire: tokenRights.retire,
  blank: 'keep-books',
  clock: 'keep-books',
};

/** What may be done with a token in its state; each with its consequence before, and the way back after. */
export function TokenMoves(props: {
  readonly token: TokenDetail;
  readonly followed: FollowedToken;
  onTakeBack(): void;
}) {
  const { token, followed } = props;
  const { tokens } = useAllStrings();
  const { me } = useSession();
  const { moves: words } = tokens;
  const [asking, setAsking] = useState<Asking | null>(null);
  const [note, setNote, end] = useDraft(`${token.serial} note`, '');
  const [done, setDone] = useState<Done | null>(null);
  const [work, setWork] = useState<'blank' | 'sync-clock' | null>(null);
  const noteId = useId();
  const can = (move: Move) =>
    may(rightOf[move], me.roles) &&
    possibleIn[move].includes(token.state) &&
    (move !== 'take-back' || token.state !== 'lost' || token.holder !== null);
  const isLoaded = token.state === 'loaded';
  const holder = lastHolder(token)?.name ?? null;
  const order = (command: TokenCommand, text: string, undo: TokenCommand | null) => {
    setAsking(null);
    void followed.order(command).then((isOk) => {
      setDone(isOk ? { text, undo } : null);
      if (!isOk) return;
      setNote('');
      end();
    });
  };
  const ask = (what: Asking) => {
    setDone(null);
    setAsking(what);
  };
  const went = note.trim();
  const dialogs = {
    retire: {
      title: words.retireTitle(token.serial),
      text: isLoaded ? words.retireLoaded : words.retireText,
      go: words.retireGo,
      onGo: () => order({ kind: 'retire', note: went }, words.retired, null),
    },
    lost: {
      title: words.lostTitle(token.serial),
      text: token.holder === null ? words.lostNobody : words.lostText(holder ?? ''),
      go: words.lostGo,
      onGo: () => order({ kind: 'report-lost', note: went }, words.lostDone, { kind: 'report-found' }),
    },
    'set-aside': {
      title: words.setAsideTitle(token.serial),
      text: isLoaded ? words.setAsideLoaded : words.setAsideText,
      go: words.setAsideGo,
      onGo: () =>
        order({ kind: 'set-aside', note: went }, words.setAsideDone, isLoaded ? null : { kind: 'to-stock' }),
    },
    clock: {
      title: words.clockTitle(token.serial),
      text: words.clockText,
      go: words.clockGo,
      onGo: () => {
        setAsking(null);
        setWork('sync-clock');
      },
    },
    blank: {
      title: tokens.takeBack.blankTitle(token.serial),
      text: tokens.takeBack.blankNobody,
      go: tokens.takeBack.blankGo,
      onGo: () => {
        setAsking(null);
        setWork('blank');
      },
    },
  } as const satisfies Record<Asking, unknown>;
  const dialog = asking === null ? null : dialogs[asking];
  const needsNote = asking !== null && asking !== 'clock' && asking !== 'blank';

  return (
    <section className="moves">
      <h3>{words.title}</h3>
      {done !== null && (
        <p className="done-line" role="status">
          <span>✓ {words.done(done.text, token.serial)}</span>
          {done.undo !== null && (
            <Button
              size="large"
              data-main
              onClick={() => {
                const { undo } = done;
                setDone(null);
                if (undo !== null) void followed.order(undo);
              }}
            >
              {words.undo}
            </Button>
          )}
        </p>
      )}
      <div className="button-row">
        {can('take-back') && (
          <Button appearance="primary" size="large" onClick={props.onTakeBack}>
            {words.takeBack}
          </Button>
        )}
        {can('found') && (
          <Button
            size="large"
            onClick={() =>
              order(
                { kind: 'report-found' },
                token.holder === null ? words.foundDone : words.foundTheirs(token.holder.name),
                { kind: 'report-lost', note: words.undo },
              )
            }
          >
            {words.found}
          </Button>
        )}
        {can('to-stock') && (
          <Button size="large" onClick={() => order({ kind: 'to-stock' }, tokens.states.in_stock, null)}>
            {words.toStock}
          </Button>
        )}
        {can('blank') && token.burns > 0 && (
          <Button size="large" onClick={() => ask('blank')}>
            {words.blank}
          </Button>
        )}
        {can('clock') && !token.clearsSeedOnConfig && (
          <Button size="large" onClick={() => ask('clock')}>
            {words.clock}
          </Button>
        )}
        {can('lost') && (
          <Button size="large" onClick={() => ask('lost')}>
            {words.lost}
          </Button>
        )}
        {can('set-aside') && (
          <Button size="large" onClick={() => ask('set-aside')}>
            {words.setAside}
          </Button>
        )}
        {can('retire') && (
          <Button size="large" onClick={() => ask('retire')}>
            {words.retire}
          </Button>
        )}
      </div>
      <LoadAgain key={token.serial} token={token} onFound={followed.read} />
      {can('clock') && token.clearsSeedOnConfig && (
        <p className="quiet">{words.clockRestricted(token.model ?? tokens.modelUnknown)}</p>
      )}
      {work !== null && (
        <DeskWork
          key={work}
          kind={work}
          serial={token.serial}
          goText={work === 'blank' ? tokens.takeBack.step3Go : words.clockGo}
          doneText={work === 'blank' ? tokens.work.blanked : words.clockDone}
          onDone={followed.read}
        />
      )}
      {dialog !== null && (
        <ConfirmDialog
          title={dialog.title}
          goText={dialog.go}
          stayText={words.cancel}
          isGoDisabled={needsNote && went === ''}
          onStay={() => setAsking(null)}
          onGo={dialog.onGo}
        >
          <p>{dialog.text}</p>
          {needsNote && (
            <div className="field">
              <label htmlFor={noteId}>{words.note}</label>
              <Input
                id={noteId}
                size="large"
                maxLength={longest.note}
                value={note}
                onChange={(_, { value }) => setNote(value)}
              />
            </div>
          )}
        </ConfirmDialog>
      )}
    </section>
  );
}
