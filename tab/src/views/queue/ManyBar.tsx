import { Button, Input } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import { may } from '@token-desk/contract/rights';
import type { RequestSummary } from '@token-desk/contract/views';
import { useId, useState } from 'react';
import { fitFor, type ManyOrder, manyOrders, rightFor } from '../../flow/many.ts';
import { isExpected } from '../../flow/needs-me.ts';
import { useSession } from '../../server/session.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useAllStrings, useAllWords, useLanguage } from '../../words/words.tsx';
import { openRun } from './QueueWays.tsx';
import { useMany } from './use-many.ts';

/** What can be done with the people who are chosen, and what became of it. */
export function ManyBar(props: {
  readonly chosen: readonly RequestSummary[];
  /** Those with whom it is done are chosen no more. */
  onDone(ids: readonly string[]): void;
  onClear(): void;
}) {
  const { chosen } = props;
  const { strings, describe } = useAllWords();
  const { many: words } = strings;
  const { me } = useSession();
  const [asked, setAsked] = useState<ManyOrder | null>(null);
  const { many, run } = useMany(props.onDone);
  const who = { id: me.person.id, roles: me.roles };
  const batch = chosen.filter((item) => isExpected(item, who));
  if (chosen.length === 0 && many === null) return null;
  return (
    <section className="many" aria-label={words.chosen(chosen.length)}>
      {chosen.length > 0 && (
        <div className="button-row">
          <b>{words.chosen(chosen.length)}</b>
          {batch.length > 0 && (
            <Button size="large" onClick={() => openRun(batch)}>
              {strings.work.ways.run(batch.length)}
            </Button>
          )}
          {manyOrders
            .filter((order) => may(rightFor(order), me.roles))
            .map((order) => {
              const fit = fitFor(order, chosen, me.person.id);
              return (
                fit.length > 0 && (
                  <Button
                    key={order}
                    size="large"
                    disabledFocusable={many?.isRunning === true}
                    onClick={() => setAsked(order)}
                  >
                    {words[order].button(fit.length)} …
                  </Button>
                )
              );
            })}
          <Button appearance="subtle" size="large" onClick={props.onClear}>
            {words.clear}
          </Button>
        </div>
      )}
      {many !== null && (
        <div role="status">
          {many.isRunning
            ? words.running(many.done.length + many.refused.length, many.of)
            : many.done.length > 0 && words[many.order].done(many.done.length)}
          {many.refused.length > 0 && (
            <ul className="plain-list">
              {many.refused.map(({ item, problem }) => (
                <li key={item.id}>{words.refused(item.subject.name, describe(problem).title)}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      {asked !== null && (
        <Question
          order={asked}
          items={fitFor(asked, chosen, me.person.id)}
          onStay={() => setAsked(null)}
          onGo={(items, why) => {
            setAsked(null);
            void run(asked, items, why);
          }}
        />
      )}
    </section>
  );
}

function Question(props: {
  readonly order: ManyOrder;
  readonly items: readonly RequestSummary[];
  onStay(): void;
  onGo(items: readonly RequestSummary[], why: string): void;
}) {
  const { order, items } = props;
  const { many: words } = useAllStrings();
  const { list } = useLanguage();
  const [why, setWhy] = useState('');
  const id = useId();
  const told = why.trim();
  return (
    <ConfirmDialog
      title={words[order].title(items.length)}
      goText={words[order].go}
      stayText={words.stay}
      isGoDisabled={order === 'hold' && told === ''}
      onStay={props.onStay}
      onGo={() => props.onGo(items, told)}
    >
      <p>{list(items.map(({ subject }) => subject.name))}</p>
      <p>{words[order].text}</p>
      {order === 'hold' && (
        <div className="field">
          <label htmlFor={id}>{words.why}</label>
          <Input
            id={id}
            size="large"
            value={why}
            maxLength={longest.why}
            onChange={(_, { value }) => setWhy(value)}
          />
        </div>
      )}
    </ConfirmDialog>
  );
}
