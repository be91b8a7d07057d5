import type { ListedAuditRow } from '@token-desk/contract/audit-row';
import { useSession } from '../../server/session.ts';
import { type Fact, FactList } from '../../ui/FactList.tsx';
import { BackButton } from '../../ui/frame/BackButton.tsx';
import { EventDetail } from '../../ui/history/EventDetail.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { eventText, serialOf, whoText } from './row-text.ts';

/** One row beside the others: what it means, and all that stands in it. */
export function AuditPane({ row, onClose }: { readonly row: ListedAuditRow; onClose(): void }) {
  const strings = useAllStrings();
  const { audit, auditPage: words, tokens, meanings } = strings;
  const { me } = useSession();
  const serial = serialOf(row);
  const moment = new Intl.DateTimeFormat(strings.locale, { dateStyle: 'long', timeStyle: 'long' });
  const facts: readonly Fact[] = [
    [words.row, row.seq],
    [words.at, moment.format(row.at)],
    [words.who, row.actor.kind === 'person' ? named(row.actor.person) : whoText(row, strings)],
    [words.subject, row.subject && named(row.subject)],
    [audit.serial, serial],
    [audit.details, <EventDetail key="details" entry={row} />],
    [audit.hash, <code key="hash">{row.hash}</code>],
  ];
  return (
    <div className="card pane-card audit-pane">
      <BackButton isBesideList text={audit.close} onBack={onClose} />
      <div className="token-head">
        <h2>{eventText(row, me.person.id, strings)}</h2>
      </div>
      <p>{meanings[row.event]}</p>
      <FactList facts={facts} className="facts-tight" />
      <p className="link-list">
        {row.requestId !== null && <a href={`#/request/${row.requestId}`}>{tokens.request}</a>}
        {serial !== null && <a href={`#/statement/${serial}`}>{tokens.statement}</a>}
      </p>
    </div>
  );
}

const named = ({ name, upn }: { readonly name: string; readonly upn: string }) => `${name} (${upn})`;
