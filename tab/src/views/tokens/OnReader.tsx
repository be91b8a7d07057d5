import { Button } from '@fluentui/react-components';
import type { TokenOnReader } from '@token-desk/contract/desk/job';
import { may, tokenRights } from '@token-desk/contract/rights';
import type { TokenCommand, TokenDetail } from '@token-desk/contract/token/record';
import type { BurnerView } from '@token-desk/contract/views';
import { useState } from 'react';
import { useSession } from '../../server/session.ts';
import { useToken } from '../../server/use-token.ts';
import { driftText } from '../../time.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import { TokenBadge } from './TokenBadge.tsx';
import { lastHolder } from './token-words.ts';

export type Lying = { readonly desk: BurnerView; readonly token: TokenOnReader; readonly since: number };

/** The readable tokens that lie on a reader now: of this PC's desk, or of every desk when none was chosen here. */
export function useLying(): readonly Lying[] {
  const { burners, deskId } = useSession();
  const online = burners.filter(({ online, state }) => online && state === 'confirmed');
  const mine = online.filter(({ id }) => id === deskId);
  return (mine.length > 0 ? mine : online).flatMap((desk) =>
    desk.readers.flatMap(({ state, token, since }) =>
      state === 'present' && token !== null ? [{ desk, token, since }] : [],
    ),
  );
}

/** A token somebody found, laid on a reader: whose it is, and what to do with it. */
export function OnReader(props: {
  readonly lying: Lying;
  onShow(serial: string): void;
  onTakeBack(serial: string): void;
  onChanged(): void;
}) {
  const { desk, token: read } = props.lying;
  const strings = useAllStrings();
  const { tokens: words } = strings;
  const { me } = useSession();
  const followed = useToken(read.serial);
  const [done, setDone] = useState<{ readonly text: string; readonly undo: TokenCommand } | null>(null);
  const { token, isUnknown, problem } = followed;
  const mayTakeBack = may(tokenRights['take-back'], me.roles);
  const mayAdopt = may(tokenRights.adopt, me.roles);
  const order = (command: TokenCommand, text: string, undo: TokenCommand) => {
    void followed.order(command).then((isOk) => {
      if (isOk) setDone({ text, undo });
      props.onChanged();
    });
  };
  const isSomebodys =
    token !== null && ['active', 'suspended', 'burned_unverified', 'lost'].includes(token.state);
  return (
    <section className="card on-reader" aria-label={words.onReader.title(desk.name)}>
      <div role="status">
        <h2>{words.onReader.title(desk.name)}</h2>
        <p>
          <code>{read.serial}</code> · {read.model ?? words.modelUnknown} · {strings.reader.clock}:{' '}
          {driftText(read.clockDriftSeconds, strings)}
        </p>
        {token !== null && (
          <p className="token-head">
            <strong>{whoseText(token, words)}</strong> <TokenBadge state={token.state} />
          </p>
        )}
        {isUnknown && (
          <>
            <p>
              <strong>{words.onReader.unknown}</strong>
            </p>
            <p className="quiet">{words.onReader.unknownText}</p>
          </>
        )}
        {done !== null && <p>✓ {words.moves.done(done.text, read.serial)}</p>}
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className="button-row">
        {done !== null && (
          <Button
            size="large"
            onClick={() => {
              const { undo } = done;
              setDone(null);
              void followed.order(undo).then(props.onChanged);
            }}
          >
            {words.moves.undo}
          </Button>
        )}
        {isSomebodys && mayTakeBack && (
          <Button appearance="primary" size="large" onClick={() => props.onTakeBack(read.serial)}>
            {words.moves.takeBack}
          </Button>
        )}
        {token !== null && (
          <Button size="large" onClick={() => props.onShow(read.serial)}>
            {words.onReader.show}
          </Button>
        )}
        {isUnknown && mayAdopt && done === null && (
          <>
            <Button
              appearance="primary"
              size="large"
              onClick={() =>
                order({ kind: 'adopt', site: onlySite(me.sites) }, words.onReader.adoptDone, {
                  kind: 'set-aside',
                  note: words.adding.undoNote,
                })
              }
            >
              {words.onReader.adopt}
            </Button>
            <Button
              size="large"
              onClick={() =>
                order({ kind: 'set-aside', note: words.onReader.foundNote }, words.moves.setAsideDone, {
                  kind: 'to-stock',
                })
              }
            >
              {words.onReader.setAside2}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

const onlySite = (sites: readonly string[]): string | null =>
  sites.length === 1 ? (sites[0] ?? null) : null;

function whoseText(token: TokenDetail, words: AllStrings['tokens']): string {
  const holder = lastHolder(token)?.name ?? words.nobody;
  switch (token.state) {
    case 'active':
    case 'suspended':
    case 'burned_unverified':
      return words.onReader.whose(holder);
    case 'lost':
      return words.onReader.wasWith(holder);
    case 'in_stock':
      return words.onReader.stock;
    case 'quarantine':
      return words.onReader.setAside;
    case 'retired':
      return words.onReader.retired;
    default:
      return words.onReader.other(words.states[token.state]);
  }
}
