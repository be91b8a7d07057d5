import { Button, Select } from '@fluentui/react-components';
import type { BurnerView, JobView } from '@token-desk/contract/api';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { problemOfWire } from '../../flow/burn-flow.ts';
import { useSession } from '../../session.ts';
import { type DeskStrings, useDeskStrings } from '../../strings/desk.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { NoDesk } from './NoDesk.tsx';
import { type DeskJobKind, isOver, useDeskJob } from './use-desk-job.ts';

/** Empties a token or sets its clock at a desk: which desk, lay it down, done; with what to do when it is not. */
export function DeskWork(props: {
  readonly kind: DeskJobKind;
  readonly serial: string;
  readonly goText: string;
  readonly doneText: string;
  onDone(): void;
}) {
  const { kind, serial } = props;
  const { tokens } = useDeskStrings();
  const { work: words } = tokens;
  const { burners, deskId } = useSession();
  const { job, problem, start, cancel } = useDeskJob();
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
          <strong>{phaseText(job, desk, serial, tokens)}</strong>
        </p>
        {job.problem !== null && <ProblemNotice problem={problemOfWire(job.problem)} />}
        {(job.phase === null || job.phase === 'place-token') && (
          <Button size="large" data-main onClick={cancel}>
            {words.cancel}
          </Button>
        )}
      </div>
    );
  }
  if (isDone) {
    return <p role="status">✓ {props.doneText}</p>;
  }
  return (
    <div className="desk-work">
      {problem !== null && <ProblemNotice problem={problem} />}
      {job !== null && job.outcome === 'unknown' && <Notice title={words.unknown} text="" />}
      {job !== null && job.outcome !== 'unknown' && job.problem !== null && (
        <ProblemNotice problem={problemOfWire(job.problem)} />
      )}
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

export function DeskChoice(props: {
  readonly desks: readonly BurnerView[];
  readonly desk: BurnerView;
  onChoose(id: string): void;
}) {
  const { tokens } = useDeskStrings();
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
  { work }: DeskStrings['tokens'],
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
