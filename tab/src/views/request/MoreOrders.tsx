import { Button, Input } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import type { Problem } from '@token-desk/contract/problem';
import type { RequestCommand } from '@token-desk/contract/request';
import type { RequestDetail } from '@token-desk/contract/views';
import { useId, useState } from 'react';
import { useDraft } from '../../kept/use-draft.ts';
import type { FollowedRequest } from '../../server/use-request.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

const orders = ['resume', 'hold', 'give-up', 'withdraw', 'close'] as const;
type Order = (typeof orders)[number];

/** The ways back: what the server would take now, each with its consequence before it happens. */
export function MoreOrders({
  request,
  followed,
}: {
  readonly request: RequestDetail;
  readonly followed: FollowedRequest;
}) {
  const { orders: words } = useAllStrings();
  const [isOpen, setIsOpen] = useState(false);
  const [asked, setAsked] = useState<Order | null>(null);
  const menu = useId();
  const legal = orders.filter((order) => request.may.includes(order));
  if (legal.length === 0) return null;
  return (
    <div className="more-orders">
      <Button size="large" aria-expanded={isOpen} aria-controls={menu} onClick={() => setIsOpen(!isOpen)}>
        {words.more} …
      </Button>
      <div id={menu} className="button-row" hidden={!isOpen}>
        {legal.map((order) => (
          <Button key={order} size="large" onClick={() => setAsked(order)}>
            {words[order].button} …
          </Button>
        ))}
      </div>
      {asked !== null && (
        <Question
          order={asked}
          request={request}
          refusal={followed.problem}
          onGo={async (command) => {
            const isDone = await followed.order(command);
            if (isDone) {
              setAsked(null);
              setIsOpen(false);
            }
            return isDone;
          }}
          onStay={() => setAsked(null)}
        />
      )}
    </div>
  );
}

function Question(props: {
  readonly order: Order;
  readonly request: RequestDetail;
  /** What was said to the last order. */
  readonly refusal: Problem | null;
  onGo(command: RequestCommand): Promise<boolean>;
  onStay(): void;
}) {
  const { order, request } = props;
  const { orders: words, states } = useAllStrings();
  const [why, setWhy, end] = useDraft(`${request.id} ${order}`, '');
  const id = useId();
  const needsWhy = order === 'hold' || order === 'give-up';
  const { title, text, go } = words[order];
  const [isRefused, setIsRefused] = useState(false);
  const told = why.trim();
  return (
    <ConfirmDialog
      title={title}
      goText={go}
      stayText={words.stay}
      isGoDisabled={needsWhy && told === ''}
      onStay={props.onStay}
      onGo={() => {
        const command =
          order === 'hold' || order === 'give-up' ? { kind: order, why: told } : { kind: order };
        setIsRefused(false);
        void props.onGo(command).then((isDone) => (isDone ? end() : setIsRefused(true)));
      }}
    >
      {isRefused && props.refusal !== null && <ProblemNotice problem={props.refusal} />}
      <p>{text(request.subject.name, states[request.heldFrom ?? request.state])}</p>
      {order === 'give-up' && request.token !== null && <p>{words.tokenStays(request.token.serial)}</p>}
      {needsWhy && (
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
