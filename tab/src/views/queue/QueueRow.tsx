import type { RequestSummary } from '@token-desk/contract/api';
import { memo } from 'react';
import { isOver } from '../../flow/needs-me.ts';
import { isHeldByOther } from '../../flow/state-badge.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { dueText, momentText } from '../../time.ts';
import { Initials } from '../../ui/Initials.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { useStrings } from '../../words/words.tsx';

/** Drawn again only when it changed: a letter more in the search is nothing to fifty rows. */
export const QueueRow = memo(function QueueRow(props: {
  readonly item: RequestSummary;
  readonly now: number;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
  readonly onMove: (event: React.KeyboardEvent, item: RequestSummary) => void;
}) {
  const strings = useStrings();
  const { me } = useSession();
  const { item, isSelected, now } = props;
  const due = dueText(item.form.neededBy, now, strings);
  const open = () => goTo({ view: 'burn', requestId: item.id });
  const { claim } = item;
  const isOthers = isHeldByOther(item, me.person.id);
  const isLate = due.isOverdue && !isOver(item);
  const held = () => {
    if (claim === null) return '';
    const since = momentText(claim.since, now, strings);
    return item.step === null
      ? strings.work.claim.lineOnly(claim.by.name, since)
      : strings.work.claim.line(claim.by.name, since, strings.steps[item.step]);
  };
  return (
    <button
      type="button"
      id={`row-${item.id}`}
      className={isSelected ? 'row row-selected' : 'row'}
      aria-pressed={isSelected}
      onClick={() => props.onSelect(item.id)}
      onDoubleClick={open}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isSelected) {
          event.preventDefault();
          open();
        } else props.onMove(event, item);
      }}
    >
      <Initials name={item.subject.name} />
      <span className="row-who">
        <b>{item.subject.name}</b>
        <span>{item.subject.upn}</span>
      </span>
      <span className={item.form.type === 'new' ? 'row-why row-why-new' : 'row-why'}>
        <b>
          {item.form.type === 'new' && item.form.reason !== undefined
            ? strings.reasons[item.form.reason]
            : capital(strings.types[item.form.type])}
        </b>
        <span>
          {isOthers
            ? held()
            : item.token === null
              ? strings.queue.askedBy(item.requestedBy.name)
              : strings.queue.tokenLine(item.token.serial)}
        </span>
      </span>
      <span className={isLate ? 'row-due row-late' : 'row-due'}>
        {isLate && <span aria-hidden="true">⏰ </span>}
        {isOver(item) ? momentText(item.handedOverAt ?? item.updatedAt, now, strings) : due.text}
      </span>
      <StateBadge request={item} />
    </button>
  );
});

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
