import { Button } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import { useEffect, useEffectEvent, useState } from 'react';
import { type Burn, secretWaitMs } from '../../flow/use-burn.ts';
import { useStrings } from '../../strings.tsx';
import { Heading } from '../../ui/Heading.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { currentReader } from './current-reader.ts';
import { SecretFactsList } from './SecretFactsList.tsx';
import { StepFoot } from './StepFoot.tsx';

/** Waits for a token that may be written; one that lies there already is written at once. */
export function TokenStep({ burn }: { readonly burn: Burn }) {
  const { token: words } = useStrings();
  const { secret, request } = burn.state;
  const [other, setOther] = useState<string | null>(null);
  const reader = currentReader(burn.desk);
  const lying = reader?.state === 'present' ? reader.token : null;
  const expected = request.token?.serial ?? null;
  const problem = whyNot(lying, expected, other);
  const ready = lying !== null && problem === null ? lying.serial : null;
  const write = useEffectEvent((serial: string) => burn.write(serial));
  useEffect(() => {
    if (ready !== null) write(ready);
  }, [ready]);
  if (secret.kind !== 'held') return null;
  return (
    <>
      <Heading
        text={
          expected !== null && other === null && lying !== null ? words.anotherTitle(expected) : words.title
        }
      />
      <p className="lead">{words.text}</p>
      {problem !== null && (
        <ProblemNotice problem={problem}>
          {problem.code === 'wrong-serial' && lying !== null && (
            <Button size="large" onClick={() => setOther(lying.serial)}>
              {words.writeInstead(lying.serial)}
            </Button>
          )}
        </ProblemNotice>
      )}
      <SecretFactsList facts={secret.facts} />
      <p className="quiet">{words.keep(secretWaitMs / 60_000)}</p>
      <StepFoot burn={burn} />
    </>
  );
}

type Lying = { readonly serial: string; readonly model: string | null } | null;

function whyNot(lying: Lying, expected: string | null, other: string | null): Problem | null {
  if (lying === null) return null;
  if (lying.model === null) return { code: 'unknown-model', detail: { serial: lying.serial } };
  if (expected !== null && lying.serial !== expected && lying.serial !== other)
    return { code: 'wrong-serial', detail: { serial: lying.serial, expected } };
  return null;
}
