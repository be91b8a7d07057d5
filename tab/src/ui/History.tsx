import type { HistoryEntry } from '@token-desk/contract/api';
import type { Actor } from '@token-desk/contract/request';
import { useNow, useSession } from '../session.ts';
import { type Strings, useStrings } from '../strings.tsx';
import { momentText } from '../time.ts';

const needsPerson: readonly HistoryEntry['event'][] = [
  'burn_empty',
  'burn_unknown',
  'burn_failed',
  'check_failed',
];

/** What happened, oldest first; the last entry stands out when it asks for somebody. */
export function History({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const strings = useStrings();
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
            <span>{strings.events[entry.event](actorText(entry.actor, me.person.id, strings))}</span>
            <small>
              {momentText(entry.at, now, strings)}
              {tailOf(entry)}
            </small>
          </li>
        );
      })}
    </ol>
  );
}

export function actorText(actor: Actor, myId: string, strings: Strings): string {
  switch (actor.kind) {
    case 'person':
      return actor.person.id === myId ? strings.you : actor.person.name;
    case 'policy':
      return strings.request.byRule;
    case 'clock':
      return strings.request.byClock;
    case 'burner':
      return strings.audit.burner(actor.name);
  }
}

function tailOf({ data }: HistoryEntry): string {
  return typeof data.serial === 'string' ? `, ${data.serial}` : '';
}
