import { Button, Select } from '@fluentui/react-components';
import type { BurnerView, JobView } from '@token-desk/contract/views';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { isOver, problemOfWire } from '../../flow/burn/burn-flow.ts';
import { useSession } from '../../server/session.ts';
import { type TokenJobKind, useTokenJob } from '../../server/use-token-job.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import { deskOf, stopText } from './desk-work.ts';
import { NoDesk } from './NoDesk.tsx';

/** Empties a token or sets its clock at a desk: which desk, lay it down, done; with what to do when it is not. */
export function DeskWork(props: {
  readonly kind: TokenJobKind;
  readonly serial: string;
  readonly goText: string;
  readonly doneText: string;
  onDone(): void;
}) {
  const { kind, serial } = props;
  const { tokens } = useAllStrings();
  const { work: words } = tokens;
  const { burners, deskId } = useSession();
  const { job, problem, start, cancel } = useTokenJob();
  const [chosen, setChosen] = useState<string | null>(null);
  const desks = burners.filter(({ online, state }) => online && state === 'confirmed');
  const desk = desks.find(({ id }) => id === (chosen ?? deskId)) ?? desks[0] ?? null;
  const isDone = job?.state === 'done' && job.outcome === 'burned';
  const tellDone = useEffectEvent(() => props.onDone());
  useEffect(() => {
    if (isDone) tellDone();
  }, [isDone]);

  if (job !== null && !isOver(job)) {
    return (
      <div className="desk-work">
        <p role="status">
          <strong>{phaseText(job, deskOf(job, burners), serial, tokens)}</strong>
        </p>
        {job.problem !== null && <ProblemNotice problem={problemOfWire(job.problem)} />}
        {(job.phase === null || job.phase === 'place-token') && (
          <Button size="large" data-main onClick={cancel}>
            {stopText(job, burners, tokens)}
          </Button>
        )}
      </div>
    );
  }
  if (isDone) {
    return (
      <>
        <p role="status">✓ {props.doneText}</p>
        {job.problem !== null && <ProblemNotice problem={problemOfWire(job.problem)} />}
      </>
    );
  }
  return (
    <div className="desk-work">
      {problem !== null && <ProblemNotice problem={problem} />}
      {job !== null && <WhyNotDone job={job} />}
      {desk === null ? (
        <NoDesk />
      ) : (
        <>
          <DeskChoice desks={desks} desk={desk} onChoose={setChosen} />
          <Button appearance="primary" size="large" data-main onClick={() => start(kind, desk, serial)}>
            {job === null ? props.goText : words.again}
          </Button>
        </>
      )}
    </div>
  );
}

/** Nothing waits for the token any more: what the job said while it waited would promise that. */
function WhyNotDone({ job }: { readonly job: JobView }) {
  const { work: words } = useAllStrings().tokens;
  switch (job.outcome) {
    case 'unknown':
      return <Notice title={words.unknown} text="" />;
    case 'empty':
      return <Notice title={words.leftEmpty} text="" />;
    case 'settings-changed':
      return <Notice title={words.leftChanged} text="" />;
    default:
      return job.problem === null ? null : <ProblemNotice problem={problemOfWire(job.problem)} />;
  }
}

export function DeskChoice(props: {
  readonly desks: readonly BurnerView[];
  readonly desk: BurnerView;
  onChoose(id: string): void;
}) {
  const { tokens } = useAllStrings();
  const id = useId();
  if (props.desks.length < 2) return <p className="quiet">{props.desk.name}</p>;
  return (
    <div className="field">
      <label htmlFor={id}>{tokens.work.choose}</label>
      <Select id={id} size="large" value={props.desk.id} onChange={(_, { value }) => props.onChoose(value)}>
        {props.desks.map(({ id: deskId, name }) => (
          <option key={deskId} value={deskId}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  );
}

function phaseText(
  job: JobView,
  desk: BurnerView | null,
  serial: string,
  { work }: AllStrings['tokens'],
): string {
  switch (job.phase) {
    case null:
    case 'place-token':
      return work.place(serial, desk?.name ?? '');
    case 'reading':
    case 'authenticating':
      return work.reading;
    default:
      return work.writing;
  }
}
