import { Button } from '@fluentui/react-components';
import type { NeedMethod } from '@token-desk/contract/entra/needs';
import type { RequestCommand } from '@token-desk/contract/request';
import type { RequestDetail } from '@token-desk/contract/views';
import { useEffect, useState } from 'react';
import { firstSignIn, isSeenActive, openSignIn } from '../../flow/first-sign-in.ts';
import { markAhead, wasAheadHere } from '../../kept/first-sign-ins.ts';
import { isDrafted } from '../../kept/use-draft.ts';
import { useReadiness } from '../../server/people/use-readiness.ts';
import { useSecondMethod } from '../../server/people/use-second-method.ts';
import { Quoted } from '../../ui/Quoted.tsx';
import { WhyForm } from '../../ui/WhyForm.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { methodsUrl } from '../tokens/token-words.ts';

type Order = (command: RequestCommand) => Promise<boolean>;

/** For who has not signed in yet: the token is active, so that the password can come now and be tried here. */
export function FirstSignIn({ request, order }: { readonly request: RequestDetail; readonly order: Order }) {
  const { firstSignIn: words } = useAllStrings();
  const { readiness } = useReadiness(request.id);
  const { found, problem, read } = useSecondMethod(request.id);
  const seen = readiness === null ? null : firstSignIn(readiness);
  useEffect(() => {
    if (seen === 'ahead') markAhead(request.id);
  }, [seen, request.id]);
  if (readiness === null || (found === null && problem === null) || request.spareFor !== undefined)
    return null;
  const ahead = openSignIn(request, { seen, wasAhead: wasAheadHere(request.id) });
  if (ahead === null || request.signInTest?.isDone === true || found?.isCarried === false) return null;
  const has = (wanted: NeedMethod) => found?.ways?.some(({ kind }) => kind === wanted) === true;
  const hasPass = has('pass');
  const first = isSeenActive(request, found?.ways ?? null) ? words.active : words.accepted;
  const steps = [first(request.token?.serial ?? ''), words.password, words.signIn];
  return (
    <section aria-labelledby="first-sign-in">
      <h2 id="first-sign-in">{ahead === 'ahead' ? words.title : words.mayBe}</h2>
      <ol className="todo">
        {steps.map((step) => (
          <li key={step}>
            <Quoted text={step} />
          </li>
        ))}
      </ol>
      {has('pass-over') && <p className="quiet">{words.passOver}</p>}
      {hasPass ? <PassLeft request={request} onLook={read} /> : <p className="quiet">{words.passOnly}</p>}
      <Tested draft={`${request.id} not-signed-in`} order={order} hasPass={hasPass} />
    </section>
  );
}

/** Nothing was tried with the token while Microsoft asks for the pass. */
function PassLeft(props: { readonly request: RequestDetail; onLook(): void }) {
  const { firstSignIn: words } = useAllStrings();
  return (
    <>
      <p className="notice-line">{words.passLeft}</p>
      <a className="own-line" href={methodsUrl(props.request.subject)} target="_blank" rel="noreferrer">
        {words.passLink}
      </a>
      <Button size="large" onClick={props.onLook}>
        {words.passLook}
      </Button>
    </>
  );
}

function Tested(props: { readonly draft: string; readonly order: Order; readonly hasPass: boolean }) {
  const { draft, order, hasPass } = props;
  const { firstSignIn: words, organisation } = useAllStrings();
  const [isOpen, setIsOpen] = useState(() => isDrafted(draft));
  return (
    <>
      <div className="button-row">
        {!hasPass && (
          <Button size="large" onClick={() => void order({ kind: 'say-signed-in' })}>
            {words.done}
          </Button>
        )}
        {!isOpen && (
          <Button size="large" onClick={() => setIsOpen(true)}>
            {words.notDone} …
          </Button>
        )}
      </div>
      {!hasPass && <p className="quiet">{words.yourWord}</p>}
      {isOpen && (
        <WhyForm
          draft={draft}
          label={words.why}
          button={words.notDone}
          onSay={(why) => order({ kind: 'say-not-signed-in', why })}
          cancel={{ text: organisation.cancel, onCancel: () => setIsOpen(false) }}
        />
      )}
    </>
  );
}
