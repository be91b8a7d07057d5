import { Button } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import { prefixOf } from '@token-desk/contract/token/model';
import { useEffect, useEffectEvent, useState } from 'react';
import { secretWaitMs } from '../../../burning/kept-burns.ts';
import type { Burn } from '../../../burning/use-burn.ts';
import { useCall } from '../../../burning/use-sounds.ts';
import type { AlsoSeen } from '../../../flow/burn/judge-secret.ts';
import { useSession } from '../../../server/session.ts';
import { otherHolder, useBooks } from '../../../server/use-books.ts';
import { isAllowedFor, useModels } from '../../../server/use-models.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { Notice, ProblemNotice } from '../../../ui/Notice.tsx';
import type { CaptureStrings } from '../../../words/en/capture.ts';
import { useAllStrings, useLanguage } from '../../../words/words.tsx';
import { currentReader } from '../current-reader.ts';
import { StepFoot } from '../StepFoot.tsx';
import { ClipboardLine } from '../secret/ClipboardLine.tsx';
import { SecretFactsList } from '../secret/SecretFactsList.tsx';
import { UnknownModelNotice } from './UnknownModelNotice.tsx';

/** Waits for a token that may be written; one that lies there already is written at once. */
export function TokenStep({ burn }: { readonly burn: Burn }) {
  const { list } = useLanguage();
  const { token: words, capture } = useAllStrings();
  const { secret, request } = burn.state;
  const [other, setOther] = useState<string | null>(null);
  const reader = currentReader(burn.desk);
  const lying = reader?.state === 'present' ? reader.token : null;
  const expected = request.token?.serial ?? null;
  const { me } = useSession();
  const models = useModels(lying !== null && lying.model === null);
  const model = models.items.find(({ prefix }) => prefix === prefixOf(lying?.serial ?? '')) ?? null;
  const isUnknown = lying !== null && lying.model === null && !isAllowedFor(model, me.person.id);
  const problem = whyNot(lying, expected, other);
  const books = useBooks(lying?.serial ?? null);
  const holder = otherHolder(books, request.subject.id);
  const isKnown = lying !== null && books.serial === lying.serial && books.isRead;
  const ready = isKnown && !isUnknown && problem === null && holder === null ? lying.serial : null;
  const unfit = isUnknown ? 'unknown' : holder === null ? null : 'taken';
  useCall(problem?.code ?? (unfit === null ? null : `${unfit} ${lying?.serial}`));
  const write = useEffectEvent((serial: string) => burn.write(serial));
  useEffect(() => {
    if (ready !== null) write(ready);
  }, [ready]);
  const isAnother = expected !== null && other === null && lying !== null;
  const title = isAnother ? words.anotherTitle(expected) : words.title;
  if (secret.kind !== 'held') return null;
  return (
    <>
      <Heading text={title} />
      <p className="lead">{words.text}</p>
      {isUnknown && <UnknownModelNotice serial={lying.serial} models={models} />}
      {!isUnknown && problem !== null && (
        <ProblemNotice problem={problem}>
          {problem.code === 'wrong-serial' && lying !== null && (
            <Button size="large" onClick={() => setOther(lying.serial)}>
              {words.writeInstead(lying.serial)}
            </Button>
          )}
        </ProblemNotice>
      )}
      {!isUnknown && problem === null && holder !== null && lying !== null && (
        <Notice title={capture.takenTitle(lying.serial, holder)} text={capture.takenText(holder)} />
      )}
      <ClipboardLine burn={burn} />
      {burn.state.alsoSeen.length > 0 && (
        <p role="status">
          {capture.alsoSeen(list(burn.state.alsoSeen.map((one) => alsoText(one, capture))))}
        </p>
      )}
      <SecretFactsList facts={secret.facts} />
      <p className="quiet">{words.keep(secretWaitMs / 60_000)}</p>
      <StepFoot burn={burn} />
    </>
  );
}

type Lying = { readonly serial: string } | null;

function whyNot(lying: Lying, expected: string | null, other: string | null): Problem | null {
  if (lying === null) return null;
  if (expected !== null && lying.serial !== expected && lying.serial !== other)
    return { code: 'wrong-serial', detail: { serial: lying.serial, expected } };
  return null;
}

function alsoText(seen: AlsoSeen, words: CaptureStrings): string {
  if (seen.kind !== 'account') return words.also[seen.kind];
  return seen.account === null ? words.whichUnnamed : words.alsoOther(seen.account);
}
