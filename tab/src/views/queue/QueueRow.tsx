import type { RequestSummary } from '@token-desk/contract/views';
import { memo } from 'react';
import { isOver } from '../../flow/needs-me.ts';
import { isHeldByOther } from '../../flow/state-badge.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { dueText, momentText } from '../../time.ts';
import { Initials } from '../../ui/Initials.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { GridCell, GridRow, NamingCell } from '../../ui/table/cells.tsx';
import { reasonText } from '../../words/reasons.ts';
import { useStrings } from '../../words/words.tsx';

/** Drawn again only when it changed: a letter more in the search is nothing to fifty rows. */
export const QueueRow = memo(function QueueRow(props: {
  readonly item: RequestSummary;
  readonly now: number;
  readonly isSelected: boolean;
  /** Where Tab comes into the table. */
  readonly isStop: boolean;
  /** Null: nothing can be done with several here. */
  readonly isChosen: boolean | null;
  onSelect(id: string): void;
  onChoose(id: string, isChosen: boolean): void;
}) {
  const strings = useStrings();
  const { me } = useSession();
  const { item, isSelected, isChosen, now } = props;
  const due = dueText(item.form.neededBy, now, strings);
  const open = () => goTo({ view: 'burn', requestId: item.id });
  const { claim } = item;
  const isLate = due.isOverdue && !isOver(item);
  const held = () => {
    if (claim === null || !isHeldByOther(item, me.person.id)) return '';
    const since = momentText(claim.since, now, strings);
    return item.step === null
      ? strings.work.claim.lineOnly(claim.by.name, since)
      : strings.work.claim.line(claim.by.name, since, strings.steps[item.step]);
  };
  const stop = props.isStop ? 0 : -1;
  return (
    <GridRow
      id={`row-${item.id}`}
      className={isSelected ? 'row row-selected' : 'row'}
      aria-selected={isSelected}
      onClick={() => props.onSelect(item.id)}
      onDoubleClick={open}
    >
      {isChosen !== null && (
        <GridCell className="cell-choose" onClick={(event) => event.stopPropagation()}>
          <label>
            <input
              type="checkbox"
              tabIndex={stop}
              checked={isChosen}
              aria-label={strings.queue.choose(item.subject.name)}
              onChange={({ target }) => props.onChoose(item.id, target.checked)}
            />
          </label>
        </GridCell>
      )}
      <NamingCell className="cell-person">
        <button
          type="button"
          className="row-button"
          tabIndex={stop}
          aria-expanded={isSelected}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !isSelected) return;
            event.preventDefault();
            open();
          }}
        >
          <Initials name={item.subject.name} />
          <span className="row-who">
            <b>{item.subject.name}</b>
            <span>{item.subject.upn}</span>
          </span>
        </button>
      </NamingCell>
      <GridCell className="cell-why">
        <span className="row-why">
          <b>
            {(item.form.type === 'new' ? reasonText(item.form, strings) : undefined) ??
              capital(strings.types[item.form.type])}
          </b>
          <span>{held()}</span>
        </span>
      </GridCell>
      <GridCell className="cell-site">{item.form.site}</GridCell>
      <GridCell className={isLate ? 'cell-due row-late' : 'cell-due'}>
        {isLate && <span aria-hidden="true">⏰ </span>}
        {isOver(item) ? momentText(item.handedOverAt ?? item.updatedAt, now, strings) : due.text}
      </GridCell>
      <GridCell className="cell-asker">{item.requestedBy.name}</GridCell>
      <GridCell className="cell-token">{item.token?.serial ?? '–'}</GridCell>
      <GridCell className="cell-state">
        <StateBadge request={item} />
      </GridCell>
    </GridRow>
  );
});

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** To the row's own button, by the row's id. */
export const focusRow = (id: string | undefined): void =>
  document.querySelector<HTMLElement>(`#row-${CSS.escape(id ?? '')} .row-button`)?.focus();
