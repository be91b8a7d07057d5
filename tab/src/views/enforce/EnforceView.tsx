import { Button, Checkbox, Spinner, TableBody } from '@fluentui/react-components';
import { may } from '@token-desk/contract/rights';
import { useState } from 'react';
import { isOnAlready, offerOf, type SaidOfGuards } from '../../flow/enforce-offer.ts';
import { useNow, useSession } from '../../server/session.ts';
import { type UnenforcedRow, useUnenforced } from '../../server/use-unenforced.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { ListTable } from '../../ui/table/ListTable.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { EnforceRow } from './EnforceRow.tsx';
import { Guards } from './Guards.tsx';
import { NotNeeded, SureToSwitch } from './Questions.tsx';
import '../shell/desk.css';
import './enforce.css';
import { type EnforcingRun, useEnforcing } from './use-enforcing.ts';

/** For whom the token is bound and nobody has said that MFA is on: it is switched on, or need not be. */
export function EnforceView() {
  const { enforce: words } = useAllStrings();
  const { me } = useSession();
  const mayEnforce = may('enforce', me.roles);
  return (
    <PageFrame
      layout="wide"
      className="enforce"
      title={words.title}
      lead={mayEnforce ? words.text : words.noRole}
    >
      {mayEnforce && <ToEnforce />}
    </PageFrame>
  );
}

function ToEnforce() {
  const { enforce: words } = useAllStrings();
  const list = useUnenforced();
  const run = useEnforcing(list.read);
  const { items } = list;
  const isEmpty = !list.isFirstRead && items.length === 0;
  return (
    <>
      {list.problem !== null && <ProblemNotice problem={list.problem} onRetry={list.read} />}
      {list.isFirstRead && list.problem === null && <Spinner label={words.asking} />}
      <Ended run={run} />
      {isEmpty && (
        <div className="empty">
          <h2>{words.emptyTitle}</h2>
          <p>{words.emptyText}</p>
        </div>
      )}
      {items.length > 0 && <Everybody items={items} run={run} total={list.total} />}
      {!list.isFirstRead && (
        <div className="button-row">
          {list.next !== null && <MoreButton onMore={list.readMore} />}
          <Button size="large" disabledFocusable={run.running.length > 0} onClick={list.read}>
            {words.askAgain}
          </Button>
        </div>
      )}
    </>
  );
}

function MoreButton({ onMore }: { onMore(): void }) {
  const { queue } = useAllStrings();
  return (
    <Button size="large" onClick={onMore}>
      {queue.more}
    </Button>
  );
}

function Everybody(props: {
  readonly items: readonly UnenforcedRow[];
  readonly total: number;
  readonly run: EnforcingRun;
}) {
  const { enforce: words, queue } = useAllStrings();
  const { items, run } = props;
  const now = useNow(30_000);
  const [said, setSaid] = useState<SaidOfGuards | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<'switch-on' | 'waive' | null>(null);
  const [first] = items;
  if (first === undefined) return null;
  const offer = offerOf(first.guards, said);
  const chosenRows = items.filter(({ requestId }) => ticked.has(requestId));
  const chosen = chosenRows.map((row) => ({
    requestId: row.requestId,
    personId: row.subject.id,
    isOn: isOnAlready(row),
  }));
  const toSwitch = chosen.filter(({ isOn }) => !isOn).length;
  const isRunning = run.running.length > 0;
  const isIdle = chosen.length === 0 || isRunning;
  const tick = (ids: readonly string[], isOn: boolean) =>
    setTicked((old) => new Set([...old].filter((id) => !ids.includes(id)).concat(isOn ? ids : [])));
  const heads = [
    { column: 'choose', text: queue.columns.choose, isUnseen: true },
    { column: 'name', text: words.columns.person },
    { column: 'since', text: words.columns.since },
    { column: 'of-serial', text: words.columns.serial },
    { column: 'mfa', text: words.fact },
    { column: 'step', text: words.columns.step },
  ];
  const goText =
    toSwitch > 0 ? words.go(toSwitch) : chosen.length > 0 ? words.goLook(chosen.length) : words.none;
  const switchOn = () => {
    setAsked(null);
    run.switchOn(chosen);
  };

  return (
    <section className="card" aria-label={words.title}>
      <Guards guards={first.guards} said={said} offer={offer} onSay={setSaid} />
      {offer.kind === 'switch-on' && <p className="notice-line">{words.truth}</p>}
      <Checkbox
        size="large"
        label={words.all}
        disabled={isRunning}
        checked={chosen.length === items.length ? true : chosen.length > 0 ? 'mixed' : false}
        onChange={(_, { checked }) =>
          tick(
            items.map(({ requestId }) => requestId),
            checked === true,
          )
        }
      />
      <div className="queue-list">
        <ListTable label={words.title} className="list-plain list-wraps enforce-table" heads={heads}>
          <TableBody role="rowgroup">
            {items.map((row, at) => (
              <EnforceRow
                key={row.requestId}
                row={row}
                now={now}
                step={run.steps[row.requestId]}
                isChosen={ticked.has(row.requestId)}
                isLocked={isRunning}
                isStop={at === 0}
                columns={heads.length}
                onChoose={(isOn) => tick([row.requestId], isOn)}
              />
            ))}
          </TableBody>
        </ListTable>
      </div>
      <p className="quiet" role="status">
        {queue.count(items.length, props.total)}
      </p>
      {isRunning ? (
        <Progress run={run} />
      ) : (
        <div className="button-row">
          {offer.kind === 'switch-on' && (
            <Button
              appearance="primary"
              size="large"
              data-main
              disabledFocusable={isIdle}
              onClick={() => (toSwitch > 0 ? setAsked('switch-on') : switchOn())}
            >
              {goText}
            </Button>
          )}
          {offer.kind !== 'ask' && (
            <Button
              appearance={offer.kind === 'waive-only' ? 'primary' : 'secondary'}
              size="large"
              data-main
              disabledFocusable={isIdle}
              onClick={() => setAsked('waive')}
            >
              {words.waive} …
            </Button>
          )}
        </div>
      )}
      {asked === 'switch-on' && (
        <SureToSwitch
          toSwitch={toSwitch}
          alreadyOn={chosen.length - toSwitch}
          onGo={switchOn}
          onStay={() => setAsked(null)}
        />
      )}
      {asked === 'waive' && (
        <NotNeeded
          howMany={chosen.length}
          reasons={offer.reasons}
          onGo={(because) => {
            setAsked(null);
            run.waive(chosen, because);
          }}
          onStay={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function Progress({ run }: { readonly run: EnforcingRun }) {
  const { enforce: words, time } = useAllStrings();
  const begun = Object.keys(run.steps).length;
  return (
    <div className="button-row">
      <span role="status">
        {words.progress(begun, run.running.length)}
        {run.waitMs > 0 && ` · ${words.waits(time.seconds(Math.ceil(run.waitMs / 1000)))}`}
      </span>
      <Button size="large" data-main onClick={run.stop}>
        {words.stop}
      </Button>
    </div>
  );
}

function Ended({ run: { ended } }: { readonly run: EnforcingRun }) {
  const { enforce: words } = useAllStrings();
  return (
    <p role="status" className="enforce-sum">
      {ended !== null && words.sum(ended.done, ended.failed, ended.left)}
    </p>
  );
}
