import { Checkbox } from '@fluentui/react-components';
import type { EnforceStep } from '../../burning/enforce.ts';
import { boundForHours } from '../../flow/enforce-offer.ts';
import type { UnenforcedRow } from '../../server/use-unenforced.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** One person: since when, what Microsoft says, and how far it is or why not. */
export function EnforceRow(props: {
  readonly row: UnenforcedRow;
  readonly now: number;
  readonly step: EnforceStep | undefined;
  readonly isChosen: boolean;
  readonly isLocked: boolean;
  onChoose(isChosen: boolean): void;
}) {
  const { enforce: words } = useAllStrings();
  const { row, step } = props;
  const { subject, mfa, since, serial, requestId } = row;
  return (
    <li>
      <Checkbox
        size="large"
        checked={props.isChosen}
        disabled={props.isLocked}
        label={subject.name}
        onChange={(_, { checked }) => props.onChoose(checked === true)}
      />
      <span className="enforce-facts">
        <small>{subject.upn}</small>
        <small>
          {words.boundAgo(boundForHours(since, props.now))}
          {serial !== null && (
            <>
              {' · '}
              <code>{serial}</code>
            </>
          )}
        </small>
        <span>{words.atMicrosoft[mfa ?? 'unknown']}</span>
      </span>
      <a className="own-line" href={`#/request/${requestId}`}>
        {words.request}
        <span className="sr-only"> {subject.name}</span>
      </a>
      {typeof step === 'string' && (
        <p className="enforce-step">
          {step === 'done' && <span aria-hidden="true">✓ </span>}
          {words.steps[step]}
        </p>
      )}
      {typeof step === 'object' && (
        <div className="enforce-step">
          <ProblemNotice problem={step} />
        </div>
      )}
    </li>
  );
}
