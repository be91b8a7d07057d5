import { Checkbox, Field, Select } from '@fluentui/react-components';
import { secondTechnicianFor } from '@token-desk/contract/request';
import { useState } from 'react';
import { wholeNumberIn } from '../../flow/organisation.ts';
import { useDraft } from '../../kept/use-draft.ts';
import { useAllStrings } from '../../words/words.tsx';
import { PartForm } from './PartForm.tsx';
import type { PartProps } from './part-props.ts';
import { SecondsOrder } from './SecondsOrder.tsx';
import { TextField } from './TextField.tsx';
import { ZoneField } from './ZoneField.tsx';

/** What holds at every site. */
export function RulesCard(props: PartProps) {
  const { organisation: words } = useAllStrings();
  const { organisation, save } = props;
  const { timeZone, claimIdleMinutes, pasteNeedsHealthyDesk, secondMethods } = organisation;
  const { secondTechnician } = organisation;
  // What nobody touched here follows what others saved meanwhile.
  const minutesShown = String(claimIdleMinutes);
  const shown = { timeZone, pasteNeedsHealthyDesk, secondTechnician, secondMethods, minutes: minutesShown };
  const [changed, setChanged] = useDraft<Partial<typeof shown>>('organisation rules', {});
  const form = { ...shown, ...changed };
  const [isTried, setIsTried] = useState(false);
  const set = (more: Partial<typeof shown>) => setChanged({ ...changed, ...more });
  const minutes = wholeNumberIn(form.minutes);
  const isReady = minutes !== null && form.secondMethods.length > 0;
  const send = async () => {
    setIsTried(true);
    if (!isReady) return;
    const { minutes: _typed, ...rest } = form;
    const rules = { ...organisation, ...rest, claimIdleMinutes: minutes };
    if (await save(rules)) setChanged({});
  };
  return (
    <PartForm {...props} title={words.rulesTitle} onSend={() => void send()}>
      <ZoneField
        label={words.rules.timeZone ?? ''}
        value={form.timeZone}
        onChange={(timeZone) => set({ timeZone })}
      />
      <TextField
        label={words.minutesField}
        wrong={isTried && minutes === null ? words.wholeNumber : null}
        value={form.minutes}
        max={5}
        isNumber
        onChange={(text) => set({ minutes: text })}
      />
      <Checkbox
        size="large"
        label={words.paste}
        checked={form.pasteNeedsHealthyDesk}
        onChange={(_, { checked }) => set({ pasteNeedsHealthyDesk: checked === true })}
      />
      <Field label={words.rules.secondTechnician ?? ''} hint={words.secondTechnicianHint}>
        <Select
          size="large"
          value={form.secondTechnician}
          onChange={(_, { value }) => {
            const chosen = secondTechnicianFor.options.find((one) => one === value);
            if (chosen !== undefined) set({ secondTechnician: chosen });
          }}
        >
          {secondTechnicianFor.options.map((one) => (
            <option key={one} value={one}>
              {words.secondTechnicianFor[one]}
            </option>
          ))}
        </Select>
      </Field>
      <SecondsOrder
        label={words.rules.secondMethods ?? ''}
        offered={form.secondMethods}
        onChange={(offered) => set({ secondMethods: [...offered] })}
      />
    </PartForm>
  );
}
