import { Button, Spinner } from '@fluentui/react-components';
import type { Unheard } from '@token-desk/contract/chat/notice';
import type { Problem } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import { useState } from 'react';
import { problemOf, useNow, useSession } from '../../server/session.ts';
import { useUnheard } from '../../server/use-unheard.ts';
import { recordDay } from '../../time.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import './unheard.css';

const hourMs = 3_600_000;

/** Who has not heard, and why; whoever tells them says so. */
export function UnheardView() {
  const { unheard: words, queue, shell } = useAllStrings();
  const list = useUnheard();
  const isEmpty = !list.isFirstRead && list.problem === null && list.items.length === 0;
  return (
    <PageFrame layout="text" title={words.title} lead={words.text}>
      {list.problem !== null && <ProblemNotice problem={list.problem} onRetry={list.read} />}
      {list.isFirstRead && list.problem === null && <Spinner label={shell.loading} />}
      {isEmpty && (
        <div className="empty">
          <h2>{words.emptyTitle}</h2>
          <p>{words.emptyText}</p>
        </div>
      )}
      {list.items.length > 0 && (
        <>
          <ul className="unheard-list">
            {list.items.map((notice) => (
              <UnheardRow key={notice.id} notice={notice} onDone={list.read} />
            ))}
          </ul>
          <p className="quiet" role="status">
            {queue.count(list.items.length, list.total)}
          </p>
        </>
      )}
      {list.next !== null && (
        <Button size="large" onClick={list.readMore}>
          {queue.more}
        </Button>
      )}
    </PageFrame>
  );
}

function UnheardRow({ notice, onDone }: { readonly notice: Unheard; onDone(): void }) {
  const strings = useAllStrings();
  const { unheard: words } = strings;
  const { api, me } = useSession();
  const now = useNow(30_000);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id, receiver, subject, requestId, duty, state, why, list } = notice;
  const who = receiver === null ? words.channel : receiver.name || words.somebody;
  const settle = () => {
    setProblem(null);
    api
      .call('settleNotice', { params: { noticeId: id }, body: {} })
      .then(onDone, (error: unknown) => setProblem(problemOf(error)));
  };
  return (
    <li>
      <Notice
        title={
          list === undefined
            ? words.line(who, whatOf(notice, strings))
            : words.ofList(list.unreached, list.people)
        }
        text={[
          list !== undefined ? words.listText : why === null ? words.noAnswerYet : words.why[why],
          words.waits((now - notice.madeAt) / hourMs),
          ...(notice.maybeTwice ? [words.maybeTwice] : []),
        ].join(' ')}
      >
        {duty !== null && <p>{words.duty(duty.of.name, recordDay(duty.dueAt, strings))}</p>}
        {problem !== null && <ProblemNotice problem={problem} />}
        {list !== undefined && (
          <>
            <a href={`#/slips/${list.id}`}>{strings.slips.link}</a>{' '}
          </>
        )}
        {list === undefined && requestId !== null && (
          <a href={`#/request/${requestId}`}>{words.request(subject?.name ?? '')}</a>
        )}{' '}
        {state !== 'waiting' && may('tell-unheard', me.roles) && (
          <Button size="large" onClick={settle}>
            {receiver === null && list === undefined ? words.seen : words.told}
            <span className="sr-only"> {list === undefined ? who : ''}</span>
          </Button>
        )}
      </Notice>
    </li>
  );
}

/** What it tells of, without by whom. */
const whatOf = ({ event }: Unheard, { events, deskEvents }: AllStrings): string =>
  ({ ...events, ...deskEvents })
    [event]('')
    .replace(/\s+([,:])/, '$1')
    .trim();
