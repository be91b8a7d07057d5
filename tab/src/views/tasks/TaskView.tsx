import { Button, Link, Spinner } from '@fluentui/react-components';
import type { TaskDetail } from '@token-desk/contract/life/task';
import { may } from '@token-desk/contract/rights';
import type { GraphAccess } from '../../graph/graph-access.ts';
import { numberIn, type Said } from '../../graph/said.ts';
import { queuePlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useNow, useSession } from '../../server/session.ts';
import { momentText, timeOfDay } from '../../time.ts';
import { type Fact, FactList } from '../../ui/FactList.tsx';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { RemoveAtMicrosoft } from '../tokens/RemoveAtMicrosoft.tsx';
import { methodsUrl } from '../tokens/token-words.ts';
import './tasks.css';
import { type FollowedTask, useTask } from './use-task.ts';

/** One lost token: how it stands, the one next thing, and what keeps its person working. */
export function TaskView({ taskId }: { readonly taskId: string }) {
  const { tasks: words } = useAllStrings();
  const followed = useTask(taskId);
  const { task, problem } = followed;
  return (
    <PageFrame
      layout="text"
      title={task === null ? words.listTitle : words.title(task.serial)}
      lead={task === null ? undefined : words.of(task.subject.name)}
      back={{ text: words.back, onBack: () => goTo(queuePlace) }}
    >
      {task === null && problem === null && <Spinner />}
      {problem !== null && <ProblemNotice problem={problem} onRetry={followed.read} />}
      {task !== null && <Stands task={task} />}
      {task !== null && <Next task={task} followed={followed} />}
      {task !== null && <Facts task={task} />}
    </PageFrame>
  );
}

function Stands({ task }: { readonly task: TaskDetail }) {
  const strings = useAllStrings();
  const { tasks: words } = strings;
  const now = useNow(30_000);
  const at = (instant: number) => momentText(instant, now, strings);
  const { ended, openedBy, openedAt, taken, stage, escalatesAt } = task;
  if (ended !== null) {
    return <Notice isGood title={words.endedTitle[ended.how](at(ended.at))} text={words.ended[ended.how]} />;
  }
  const told =
    stage === 'security' || escalatesAt === null
      ? words.next.security
      : words.next[stage](timeOfDay(escalatesAt, strings));
  return (
    <Notice
      title={openedBy === null ? words.askedByNobody(at(openedAt)) : words.asked(at(openedAt), openedBy.name)}
      text={told}
    >
      {taken !== null && <p>{words.taken(taken.by.name, at(taken.at))}</p>}
    </Notice>
  );
}

type Followed = { readonly task: TaskDetail; readonly followed: FollowedTask };

function Next({ task, followed }: Followed) {
  const { me } = useSession();
  if (task.ended?.how === 'undone') return null;
  const mayAct = may('keep-books', me.roles);
  return (
    <>
      {task.ended === null && mayAct && <Disable task={task} followed={followed} />}
      {task.ended !== null && <Sessions task={task} followed={mayAct ? followed : null} />}
      <OtherWays task={task} />
    </>
  );
}

function Disable({ task, followed }: Followed) {
  const { tasks: words } = useAllStrings();
  const { subject, methodId, route, isStillThere } = task;
  const look = (said?: Said) => void followed.order({ kind: 'look', ...numberIn(said) });
  const remove = async (access: GraphAccess): Promise<Said> => {
    // whoever looks at the task or its card sees that somebody is at it
    await followed.order({ kind: 'take' });
    const { deactivate, removeMethod, unassign } = await import('../../graph/methods.ts');
    const method = { personId: subject.id, methodId: methodId ?? '' };
    if (route !== 'B') return removeMethod(access, method);
    await deactivate(access, method);
    return unassign(access, method);
  };
  const byHand = methodId === null || isStillThere === null;
  return (
    <section className="stacked">
      {methodId !== null && (
        <RemoveAtMicrosoft
          words={words.remove}
          title={words.remove.title(subject.name)}
          isMain
          remove={remove}
          onRemoved={look}
        >
          {words.remove.text(subject.name)}
        </RemoveAtMicrosoft>
      )}
      {byHand && (
        <>
          <p>{methodId === null ? words.unread.unknown(subject.name) : words.unread.text}</p>
          <p>
            <Link className="own-line" href={methodsUrl(subject)} target="_blank" rel="noreferrer">
              {words.unread.page(subject.name)}
            </Link>
          </p>
          <Button size="large" onClick={() => void followed.order({ kind: 'say-disabled' })}>
            {words.unread.go}
          </Button>
        </>
      )}
      {!byHand && (
        <Button size="large" onClick={() => look()}>
          {words.look}
        </Button>
      )}
    </section>
  );
}

function Sessions({ task, followed }: { readonly task: TaskDetail; readonly followed: FollowedTask | null }) {
  const strings = useAllStrings();
  const words = strings.tasks.sessions;
  const now = useNow(30_000);
  const { subject, sessionsEnded } = task;
  const end = async (access: GraphAccess) => {
    const { endSessions } = await import('../../graph/sessions.ts');
    return endSessions(access, { personId: subject.id });
  };
  return (
    <section className="stacked">
      <h2>{words.heading}</h2>
      {sessionsEnded !== null ? (
        <p>{words.done(sessionsEnded.by.name, momentText(sessionsEnded.at, now, strings))}</p>
      ) : (
        <p>{words.text(subject.name)}</p>
      )}
      {sessionsEnded === null && followed !== null && (
        <RemoveAtMicrosoft
          words={words.remove}
          title={words.title(subject.name)}
          isMain
          remove={end}
          onRemoved={(said) => void followed.order({ kind: 'sessions-ended', ...numberIn(said) })}
        >
          {words.text(subject.name)}
        </RemoveAtMicrosoft>
      )}
    </section>
  );
}

function OtherWays({ task }: { readonly task: TaskDetail }) {
  const words = useAllStrings().tasks.ways;
  const { me } = useSession();
  const { otherWays, subject, requestId } = task;
  const known =
    otherWays === null ? words.unknown : otherWays === 0 ? words.none(subject.name) : words.some(otherWays);
  return (
    <section>
      <h2>{words.heading}</h2>
      <p>{known}</p>
      {requestId !== null && (
        <a className="own-line" href={`#/request/${requestId}`}>
          {words.request}
        </a>
      )}
      {requestId === null && may('record', me.roles) && (
        <a className="own-line" href={`#/call?q=${encodeURIComponent(subject.upn)}`}>
          {words.call}
        </a>
      )}
    </section>
  );
}

function Facts({ task }: { readonly task: TaskDetail }) {
  const { tasks: words } = useAllStrings();
  const { subject, site, onCall, methodId, serial } = task;
  const facts: readonly Fact[] = [
    [words.facts.holder, `${subject.name} (${subject.upn})`],
    [words.facts.site, site],
    [words.facts.onCall, onCall?.name ?? null],
    [words.facts.method, methodId],
    [
      words.facts.token,
      <a key="token" href={`#/tokens?open=${serial}`}>
        <code>{serial}</code>
      </a>,
    ],
  ];
  return <FactList facts={facts} />;
}
