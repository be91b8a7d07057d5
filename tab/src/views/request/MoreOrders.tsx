import { Input } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import type { Problem } from '@token-desk/contract/problem';
import type { RequestCommand } from '@token-desk/contract/request';
import type { RequestDetail } from '@token-desk/contract/views';
import { useId, useState } from 'react';
import { useDraft } from '../../kept/use-draft.ts';
import type { FollowedRequest } from '../../server/use-request.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ToolMenu } from '../../ui/frame/ToolMenu.tsx';
import type { Tool } from '../../ui/frame/tool.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

const orders = ['resume', 'hold', 'give-up', 'withdraw', 'close'] as const;
type Order = (typeof orders)[number];

/** The one menu of a person's page: the ways back, each with its consequence before it happens, and where else to look. */
export function MoreOrders(props: {
  readonly request: RequestDetail;
  readonly followed: FollowedRequest;
  /** Other pages about the same. */
  readonly more: readonly Tool[];
}) {
  const { request, followed } = props;
  const { orders: words, request: own } = useAllStrings();
  const [asked, setAsked] = useState<Order | null>(null);
  const tools: readonly Tool[] = [
    ...(request.may.includes('release')
      ? [{ text: own.release, onPress: () => void followed.order({ kind: 'release' }) }]
      : []),
    ...orders
      .filter((order) => request.may.includes(order))
      .map((order) => ({ text: `${words[order].button} …`, onPress: () => setAsked(order) })),
    ...props.more,
  ];
  return (
    <>
      {tools.length > 0 && <ToolMenu tools={tools} />}
      {asked !== null && (
        <Question
          order={asked}
          request={request}
          refusal={followed.problem}
          onGo={async (command) => {
            const isDone = await followed.order(command);
            if (isDone) setAsked(null);
            return isDone;
          }}
          onStay={() => setAsked(null)}
        />
      )}
    </>
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
