import type { HistoryEntry } from '@token-desk/contract/views';
import { Suspense } from 'react';
import { useNow, useSession } from '../../server/session.ts';
import { momentText } from '../../time.ts';
import { useAllStrings } from '../../words/words.tsx';
import { laterPart } from '../later-part.tsx';
import { byText } from './by-text.ts';

/** Its words come with the pages around requests, not with the queue. */
const EventDetail = laterPart(() => import('./EventDetail.tsx').then((m) => m.EventDetail));

const needsPerson: readonly HistoryEntry['event'][] = [
  'burn_empty',
  'burn_settings_changed',
  'burn_unknown',
  'burn_failed',
  'check_failed',
];

/** What happened, oldest first; the last entry stands out when it asks for somebody. */
export function History({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const strings = useAllStrings();
  const { me } = useSession();
  const now = useNow(30_000);
  return (
    <ol className="history">
      {entries.map((entry, at) => {
        const isOpen = at === entries.length - 1 && needsPerson.includes(entry.event);
        return (
          <li key={entry.seq} className={isOpen ? 'history-open' : undefined}>
            <span className="history-mark" aria-hidden="true">
              {isOpen ? '!' : '✓'}
            </span>
            <span>{strings.events[entry.event](byText(entry.actor, me.person.id, strings))}</span>
            <small>
              {momentText(entry.at, now, strings)}
              {tailOf(entry)}
            </small>
            <Suspense fallback={null}>
              <EventDetail entry={entry} />
            </Suspense>
          </li>
        );
      })}
    </ol>
  );
}

function tailOf({ data }: HistoryEntry): string {
  return typeof data.serial === 'string' ? `, ${data.serial}` : '';
}
