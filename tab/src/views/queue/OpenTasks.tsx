import type { Task } from '@token-desk/contract/life/task';
import { useNow } from '../../server/session.ts';
import { type LiveSource, useLivePages } from '../../server/use-live-pages.ts';
import { momentText } from '../../time.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

const source: LiveSource<object, Task> = {
  name: 'tasks',
  readPage: async (api, _query, signal) => ({ ...(await api.call('listTasks', { signal })), next: null }),
  idOf: ({ id }) => id,
  ageOf: ({ openedAt }) => openedAt,
  isMovedBy: ({ type }) => type === 'look' || type === 'request',
};
const everything = {};

/** Before anything else on the first page while a lost token may still let somebody in: nothing where there is none. */
export function OpenTasks() {
  const strings = useAllStrings();
  const { tasks: words } = strings;
  const now = useNow(30_000);
  const { items, total } = useLivePages(source, everything);
  if (items.length === 0) return null;
  return (
    <section className="records-apart">
      <h2>
        {words.listTitle} <span className="count">{total}</span>
      </h2>
      <p>{words.listWhat}</p>
      <ul className="rows">
        {items.map(({ id, subject, openedAt, taken }) => (
          <li key={id}>
            <Notice
              title={words.line(subject.name, momentText(openedAt, now, strings))}
              text={`${words.notDisabled} ${taken === null ? words.nobody : words.inHand(taken.by.name)}`}
            >
              <a className="own-line" href={`#/task/${id}`}>
                {words.open}
                <span className="sr-only"> {subject.name}</span>
              </a>
            </Notice>
          </li>
        ))}
      </ul>
    </section>
  );
}
