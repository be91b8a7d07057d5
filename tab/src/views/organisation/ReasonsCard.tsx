import { Button, Checkbox } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import { type OrganisationReason, wordingIn, wordingLanguages } from '@token-desk/contract/organisation';
import { ownWords } from '@token-desk/contract/request';
import { useState } from 'react';
import { movedUp } from '../../flow/organisation.ts';
import { isWorded, mostReasons, named, newReason, withReason } from '../../flow/reasons.ts';
import { useDraft } from '../../kept/use-draft.ts';
import { useAllStrings } from '../../words/words.tsx';
import { PartForm } from './PartForm.tsx';
import type { PartProps } from './part-props.ts';
import { TextField } from './TextField.tsx';

/** Why somebody may ask for a token: the organisation's own list, in both languages. */
export function ReasonsCard(props: PartProps) {
  const { organisation: words } = useAllStrings();
  const { organisation, save } = props;
  const [changed, setChanged] = useDraft<readonly OrganisationReason[] | null>('organisation reasons', null);
  const [isTried, setIsTried] = useState(false);
  const reasons = changed ?? organisation.reasons;
  const send = async () => {
    setIsTried(true);
    if (!reasons.every(isWorded)) return;
    if (!(await save({ ...organisation, reasons: named(reasons) }))) return;
    setChanged(null);
    setIsTried(false);
  };
  return (
    <PartForm {...props} title={words.reasonsTitle} text={words.reasonsText} onSend={() => void send()}>
      <ol className="plain-list reasons">
        {reasons.map((reason, at) => (
          <li key={reason.id === '' ? `new ${at}` : reason.id}>
            <ReasonFields
              reason={reason}
              isWrong={isTried && !isWorded(reason)}
              onChange={(one) => setChanged(withReason(reasons, at, one))}
              onUp={at === 0 ? null : () => setChanged(movedUp(reasons, at))}
            />
          </li>
        ))}
      </ol>
      <div className="button-row">
        {reasons.length < mostReasons && (
          <Button size="large" onClick={() => setChanged([...reasons, newReason])}>
            {words.addReason}
          </Button>
        )}
        {changed !== null && (
          <Button size="large" onClick={() => setChanged(null)}>
            {words.asItWas}
          </Button>
        )}
      </div>
    </PartForm>
  );
}

function ReasonFields(props: {
  readonly reason: OrganisationReason;
  readonly isWrong: boolean;
  /** Null: it goes. */
  onChange(reason: OrganisationReason | null): void;
  readonly onUp: (() => void) | null;
}) {
  const { organisation: words, locale } = useAllStrings();
  const { reason, onChange, onUp } = props;
  const said = wordingIn(locale, reason).trim();
  const name = said === '' ? words.newReason : said;
  return (
    <fieldset aria-label={name}>
      <div className="reason-words">
        {wordingLanguages.map((language) => (
          <TextField
            key={language}
            label={words.reasonIn[language]}
            wrong={props.isWrong && reason[language].trim() === '' ? words.reasonMissing : null}
            value={reason[language]}
            max={longest.reason}
            onChange={(text) => onChange({ ...reason, [language]: text })}
          />
        ))}
      </div>
      <div className="reason-row">
        <Checkbox
          size="large"
          label={words.reasonOffered}
          checked={reason.isOffered}
          onChange={(_, { checked }) => onChange({ ...reason, isOffered: checked === true })}
        />
        <Checkbox
          size="large"
          label={words.reasonPrivate}
          checked={reason.isPrivate}
          onChange={(_, { checked }) => onChange({ ...reason, isPrivate: checked === true })}
        />
        <span className="reason-ways">
          {onUp !== null && (
            <Button appearance="subtle" aria-label={words.reasonUp(name)} onClick={onUp}>
              <span aria-hidden="true">↑</span>
            </Button>
          )}
          <Button appearance="subtle" aria-label={words.reasonRemove(name)} onClick={() => onChange(null)}>
            {words.removeReason}
          </Button>
        </span>
      </div>
      {reason.id !== '' && (
        <p className="quiet">
          {words.reasonId(reason.id)}. {reason.id === ownWords ? words.reasonOwnWords : ''}
        </p>
      )}
    </fieldset>
  );
}
