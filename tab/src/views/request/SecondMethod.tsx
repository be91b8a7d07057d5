import { Button, Spinner } from '@fluentui/react-components';
import type { Reply } from '@token-desk/contract/api';
import type { SecondMethod as Offered, WayIn } from '@token-desk/contract/entra/second-method';
import type { RequestCommand } from '@token-desk/contract/request';
import type { RequestDetail } from '@token-desk/contract/views';
import { useState } from 'react';
import { isDrafted } from '../../kept/use-draft.ts';
import { useSecondMethod } from '../../server/people/use-second-method.ts';
import { recordDay } from '../../time.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { WhyForm } from '../../ui/WhyForm.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';
import { secondText } from './second-text.ts';

type Order = (command: RequestCommand) => Promise<boolean>;

/** For the day the token is lost: what the person has besides it, what is recorded, and what can be had. */
export function SecondMethod({ request, order }: { readonly request: RequestDetail; readonly order: Order }) {
  const strings = useAllStrings();
  const { second: words } = strings;
  const { found, problem, read } = useSecondMethod(request.id);
  const { list } = useLanguage();
  if (request.spareFor !== undefined) return null;
  return (
    <section aria-labelledby="second-method">
      <h2 id="second-method">{words.title}</h2>
      <p>{words.recorded(secondText(request.second, strings, list))}</p>
      {problem !== null && found === null && <ProblemNotice problem={problem} onRetry={read} />}
      {problem === null && found === null && <Spinner size="tiny" label={words.asking} />}
      {found !== null && <Ways ways={found.ways} />}
      {found !== null && isOpen(request, found) && (
        <Offers offered={found.offered} draft={`${request.id} waiver`} order={order} onLook={read} />
      )}
    </section>
  );
}

/** Also where what was seen is there no more. */
const isOpen = ({ second }: RequestDetail, { ways }: Reply<'getSecondMethod'>) =>
  second === undefined ||
  (second.how === 'found' && ways !== null && ways.every(({ is }) => is !== 'second'));

function Ways({ ways }: { readonly ways: readonly WayIn[] | null }) {
  const { second: words } = useAllStrings();
  if (ways === null) return <p>{words.notKnown}</p>;
  return (
    <>
      {ways.every(({ is }) => is !== 'second') && <p>{words.none}</p>}
      {ways.length > 0 && (
        <>
          <h3>{words.atMicrosoft}</h3>
          <ul>
            {ways.map((way, at) => (
              <Way key={way.methodId ?? `${way.kind} ${at}`} way={way} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Microsoft gives codes no name: whose token it is stands in our books. */
function Way({ way: { kind, is, methodId, token } }: { readonly way: WayIn }) {
  const strings = useAllStrings();
  const { second: words, needs } = strings;
  const known = [
    words.is[is],
    token?.serial ?? '',
    token?.model ?? '',
    token?.burnedAt == null ? '' : words.burned(recordDay(token.burnedAt, strings)),
    methodId === null ? '' : words.methodId(methodId),
  ].filter((part) => part !== '');
  return (
    <li>
      {needs.methods[kind]}
      {known.length > 0 && <small> · {known.join(' · ')}</small>}
    </li>
  );
}

/** In the order that is set; what the person registers themself is looked for, not believed. */
function Offers(props: {
  readonly offered: readonly Offered[];
  readonly draft: string;
  readonly order: Order;
  onLook(): void;
}) {
  const { offered, draft, order, onLook } = props;
  const { second: words } = useAllStrings();
  const look = async () => {
    await order({ kind: 'look-for-second' });
    onLook();
  };
  return (
    <>
      <ol>
        {offered.map((each) => (
          <li key={each}>
            {words.offers[each]}{' '}
            {each === 'spare-token' && (
              <Button onClick={() => void order({ kind: 'ask-spare' })}>{words.ask}</Button>
            )}
            {each === 'waiver' && <Waiver draft={draft} order={order} />}
          </li>
        ))}
      </ol>
      <Button size="large" onClick={() => void look()}>
        {words.look}
      </Button>
    </>
  );
}

function Waiver({ draft, order }: { readonly draft: string; readonly order: Order }) {
  const { second: words, organisation } = useAllStrings();
  const [isOpen, setIsOpen] = useState(() => isDrafted(draft));
  if (!isOpen) return <Button onClick={() => setIsOpen(true)}>{words.waive} …</Button>;
  return (
    <WhyForm
      draft={draft}
      label={words.why}
      button={words.waive}
      onSay={(why) => order({ kind: 'waive-second', why })}
      cancel={{ text: organisation.cancel, onCancel: () => setIsOpen(false) }}
    />
  );
}
