import { Button } from '@fluentui/react-components';
import type { Receiver } from '@token-desk/contract/request';
import { useState } from 'react';
import type { Burn } from '../../../burning/use-burn.ts';
import { plannedReceiver, receiversOf } from '../../../flow/receivers.ts';
import { useSession } from '../../../server/session.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { FirstSignIn } from '../../request/FirstSignIn.tsx';
import { SecondMethod } from '../../request/SecondMethod.tsx';
import { givenName } from '../given-name.ts';
import type { Leaving } from '../leaving.ts';
import { StepFoot } from '../StepFoot.tsx';
import { useNextPerson } from '../use-next-person.ts';
import { IdentityForm } from './PersonStep.tsx';

const oldMethodLeft = 'old-method-left';

export function HandOverStep({
  burn,
}: {
  readonly burn: Burn;
  readonly onLeave: (leaving: Leaving) => void;
}) {
  const { handOver: words, person } = useAllStrings();
  const { request, refused } = burn.state;
  const { me } = useSession();
  const possible = receiversOf(request, me.person.id);
  const [to, setTo] = useState<Receiver>(() => plannedReceiver(request, me.person.id));
  const { subject, requestedBy } = request;
  const names: Record<Receiver, string> = {
    subject: words.to.subject(subject.name),
    manager: words.to.manager(requestedBy.name),
    caller: words.to.caller(request.call?.by ?? ''),
    mail: words.to.mail(),
  };
  const given = givenName(subject);
  const { next, goNext } = useNextPerson(burn);
  // In a batch of loaded tokens one key does both: nothing is left to look at between two people.
  const goesOn = burn.after === 'run' && request.token?.loaded === true && next !== null;
  const handOver = async () => {
    if ((await burn.order({ kind: 'hand-over', to })) && goesOn) goNext();
  };
  return (
    <>
      <Heading text={words.title(given)} />
      <p className="lead">{words.text(request.token?.serial ?? '')}</p>
      {request.attention === oldMethodLeft && <ProblemNotice problem={{ code: oldMethodLeft }} />}
      {request.cannotBurn === 'subject' ? (
        <p className="notice-line">{words.isYours}</p>
      ) : refused?.code === 'identity-not-checked' ? (
        <IdentityForm burn={burn} button={person.done(given)} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void handOver();
          }}
        >
          <fieldset className="choices">
            <legend>{words.toLabel}</legend>
            {possible.map((each) => (
              <label key={each} className={each === to ? 'choice choice-on' : 'choice'}>
                <input type="radio" name="to" checked={each === to} onChange={() => setTo(each)} />
                <b>{names[each]}</b>
              </label>
            ))}
          </fieldset>
          <Button type="submit" appearance="primary" size="large" className="main-button" data-main>
            {goesOn ? words.doneNext(next.subject.name) : words.done}
          </Button>
        </form>
      )}
      {request.cannotBurn !== 'subject' && (
        <>
          <FirstSignIn request={request} order={burn.order} />
          <SecondMethod request={request} order={burn.order} />
        </>
      )}
      <StepFoot burn={burn} />
    </>
  );
}
