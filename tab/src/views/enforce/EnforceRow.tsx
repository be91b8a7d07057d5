import type { EnforceStep } from '../../burning/enforce.ts';
import { boundForHours } from '../../flow/enforce-offer.ts';
import type { UnenforcedRow } from '../../server/use-unenforced.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { CellLabel, ChooseCell, GridCell, GridRow, NamingCell } from '../../ui/table/cells.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** One person: since when, what Microsoft says, and how far it is; why not stands in a row below. */
export function EnforceRow(props: {
  readonly row: UnenforcedRow;
  readonly now: number;
  readonly step: EnforceStep | undefined;
  readonly isChosen: boolean;
  readonly isLocked: boolean;
  /** Where Tab comes into the table. */
  readonly isStop: boolean;
  /** Of the table, for what goes over all of them. */
  readonly columns: number;
  onChoose(isChosen: boolean): void;
}) {
  const { enforce: words } = useAllStrings();
  const { row, step } = props;
  const { subject, mfa, since, serial, requestId } = row;
  const { columns } = words;
  const stop = props.isStop ? 0 : -1;
  return (
    <>
      <GridRow id={`row-${requestId}`} className="row row-still" aria-selected={props.isChosen}>
        <ChooseCell
          label={subject.name}
          isChosen={props.isChosen}
          isLocked={props.isLocked}
          tabIndex={stop}
          onChoose={props.onChoose}
        />
        <NamingCell className="cell-name">
          <a className="enforce-person" href={`#/request/${requestId}`} tabIndex={stop}>
            <span className="row-who">
              <b>{subject.name}</b>
              <span>{subject.upn}</span>
            </span>
          </a>
        </NamingCell>
        <GridCell className="cell-since">
          <CellLabel text={columns.since} />
          {words.boundAgo(boundForHours(since, props.now))}
        </GridCell>
        <GridCell className="cell-of-serial">
          <CellLabel text={columns.serial} />
          {serial ?? '–'}
        </GridCell>
        <GridCell className="cell-mfa">{words.atMicrosoft[mfa ?? 'unknown']}</GridCell>
        <GridCell className="cell-step">
          {typeof step === 'string' && (
            <>
              {step === 'done' && <span aria-hidden="true">✓ </span>}
              {words.steps[step]}
            </>
          )}
        </GridCell>
      </GridRow>
      {typeof step === 'object' && (
        <tr className="row-more">
          <td colSpan={props.columns}>
            <ProblemNotice problem={step} />
          </td>
        </tr>
      )}
    </>
  );
}
