import { Button, Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import type { Burn } from '../../../burning/use-burn.ts';
import type { PageLanguage } from '../../../flow/page-languages.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { givenName } from '../given-name.ts';
import { StepFoot } from '../StepFoot.tsx';
import { BringIn } from './BringIn.tsx';
import { SecretFactsList } from './SecretFactsList.tsx';

export function SecretStep(props: {
  readonly burn: Burn;
  readonly language: PageLanguage;
  readonly onLanguage: (code: string) => void;
}) {
  const { burn } = props;
  const { secret } = burn.state;
  if (secret.kind === 'either') return <EitherQuestion burn={burn} />;
  if (secret.kind === 'unconfirmed') return <WhoseQuestion burn={burn} facts={secret.facts} />;
  return <BringIn {...props} />;
}

function EitherQuestion({ burn }: { readonly burn: Burn }) {
  const { secret: words } = useAllStrings();
  const choose = (form: 'base32' | 'hex') => {
    const { secret } = burn.state;
    if (secret.kind !== 'either') return;
    burn.box.choose(form);
    burn.dispatch({
      type: 'secret-found',
      facts: secret[form],
      isAccountSeen: secret[form].account !== null,
    });
  };
  return (
    <>
      <Heading text={words.ambiguousTitle} />
      <p className="lead">{words.ambiguousText}</p>
      <div className="choices">
        <button type="button" className="choice" onClick={() => choose('base32')}>
          <b>{words.base32}</b>
        </button>
        <button type="button" className="choice" onClick={() => choose('hex')}>
          <b>{words.hex}</b>
        </button>
      </div>
      <Discard burn={burn} />
    </>
  );
}

function WhoseQuestion({
  burn,
  facts,
}: {
  readonly burn: Burn;
  readonly facts: Parameters<typeof SecretFactsList>[0]['facts'];
}) {
  const { secret: words } = useAllStrings();
  const { subject } = burn.state.request;
  const [isTicked, setIsTicked] = useState(false);
  return (
    <>
      <Heading text={words.typedTitle(givenName(subject))} />
      <p className="lead">{words.typedText(subject.name)}</p>
      <SecretFactsList facts={facts} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isTicked) burn.dispatch({ type: 'secret-confirmed' });
        }}
      >
        <Checkbox
          size="large"
          checked={isTicked}
          onChange={(_, { checked }) => setIsTicked(checked === true)}
          label={words.typedTick(subject.name, subject.upn)}
        />
        <p className="quiet">{words.typedNote}</p>
        <Button type="submit" appearance="primary" size="large" disabled={!isTicked} data-main>
          {words.typedGo}
        </Button>
      </form>
      <Discard burn={burn} />
    </>
  );
}

function Discard({ burn }: { readonly burn: Burn }) {
  const { secret: words } = useAllStrings();
  return (
    <StepFoot
      burn={burn}
      ways={[
        {
          text: words.discard,
          onPress: () => {
            burn.box.drop();
            burn.dispatch({ type: 'secret-dropped', problem: null });
          },
        },
      ]}
    />
  );
}
