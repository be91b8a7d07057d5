import type { ApprovalHours } from '@token-desk/contract/organisation';
import { useState } from 'react';
import { wholeNumberIn } from '../../flow/organisation.ts';
import { useDraft } from '../../kept/use-draft.ts';
import { useAllStrings } from '../../words/words.tsx';
import { PartForm } from './PartForm.tsx';
import type { PartProps } from './part-props.ts';
import { TextField } from './TextField.tsx';

const steps = ['remind', 'passOn', 'lapse'] as const satisfies readonly (keyof ApprovalHours)[];
const mostHours = 999;

/** When whoever is to approve is reminded, when somebody else is asked, and when the request lapses. */
export function WaitingCard(props: PartProps) {
  const { organisation: words } = useAllStrings();
  const { organisation, save } = props;
  const { approvalHours: kept } = organisation;
  const shown = { remind: String(kept.remind), passOn: String(kept.passOn), lapse: String(kept.lapse) };
  const [changed, setChanged] = useDraft<Partial<typeof shown>>('organisation waiting', {});
  const form = { ...shown, ...changed };
  const [isTried, setIsTried] = useState(false);
  const hoursIn = (step: keyof ApprovalHours) => {
    const hours = wholeNumberIn(form[step]);
    return hours === null || hours > mostHours ? null : hours;
  };
  const send = async () => {
    setIsTried(true);
    const [remind, passOn, lapse] = [hoursIn('remind'), hoursIn('passOn'), hoursIn('lapse')];
    if (remind === null || passOn === null || lapse === null) return;
    if (await save({ ...organisation, approvalHours: { remind, passOn, lapse } })) setChanged({});
  };
  return (
    <PartForm {...props} title={words.waitingTitle} text={words.waitingText} onSend={() => void send()}>
      {steps.map((step) => (
        <TextField
          key={step}
          label={words.waiting[step]}
          wrong={isTried && hoursIn(step) === null ? words.waitingWrong : null}
          value={form[step]}
          max={3}
          isNumber
          onChange={(text) => setChanged({ ...changed, [step]: text })}
        />
      ))}
    </PartForm>
  );
}
