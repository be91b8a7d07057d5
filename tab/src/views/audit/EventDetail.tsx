import type { AuditRow } from '@token-desk/contract/api';
import { useDeskStrings } from '../../strings/desk.ts';
import { useLanguage } from '../../strings.tsx';
import { eventDetail } from './event-detail.ts';

/** What stands beside an event, in the reader's words; nothing where there is nothing. */
export function EventDetail({ entry }: { readonly entry: Pick<AuditRow, 'event' | 'data'> }) {
  const language = useLanguage();
  const desk = useDeskStrings();
  const text = eventDetail(entry, { ...language, desk });
  return text === '' ? null : <span className="event-detail quiet">{text}</span>;
}
