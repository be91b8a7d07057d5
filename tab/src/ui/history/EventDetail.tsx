import type { AuditRow } from '@token-desk/contract/audit-row';
import { useAllWords } from '../../words/words.tsx';
import { eventDetail } from './event-detail.ts';

/** What stands beside an event, in the reader's words; nothing where there is nothing. */
export function EventDetail({ entry }: { readonly entry: Pick<AuditRow, 'event' | 'data'> }) {
  const text = eventDetail(entry, useAllWords());
  return text === '' ? null : <span className="event-detail quiet">{text}</span>;
}
