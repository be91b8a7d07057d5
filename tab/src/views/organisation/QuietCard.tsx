import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useDraft } from '../../kept/use-draft.ts';
import { useAllStrings } from '../../words/words.tsx';
import { PartForm } from './PartForm.tsx';
import type { PartProps } from './part-props.ts';

/** From when until when only what is urgent is said. */
export function QuietCard(props: PartProps) {
  const { organisation: words } = useAllStrings();
  const { organisation, save } = props;
  const shown = { from: organisation.quietHours?.from ?? '', to: organisation.quietHours?.to ?? '' };
  const [changed, setChanged] = useDraft<Partial<typeof shown>>('organisation quiet', {});
  const { from, to } = { ...shown, ...changed };
  const [isTried, setIsTried] = useState(false);
  const isHalf = (from === '') !== (to === '');
  const send = async () => {
    setIsTried(true);
    if (isHalf) return;
    if (await save({ ...organisation, quietHours: from === '' ? null : { from, to } })) setChanged({});
  };
  return (
    <PartForm {...props} title={words.quietTitle} text={words.quietText} onSend={() => void send()}>
      <div className="times">
        <Field label={words.quietFrom} hint={words.quietHint}>
          <Input
            size="large"
            type="time"
            value={from}
            onChange={(_, { value }) => setChanged({ ...changed, from: value })}
          />
        </Field>
        <Field label={words.quietTo} {...(isTried && isHalf ? { validationMessage: words.quietWrong } : {})}>
          <Input
            size="large"
            type="time"
            value={to}
            onChange={(_, { value }) => setChanged({ ...changed, to: value })}
          />
        </Field>
      </div>
    </PartForm>
  );
}
