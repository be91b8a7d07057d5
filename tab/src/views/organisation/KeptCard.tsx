import type { KeptDays } from '@token-desk/contract/organisation';
import { useState } from 'react';
import { keepsLess, wholeNumberIn } from '../../flow/organisation.ts';
import { useDraft } from '../../kept/use-draft.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { PartForm } from './PartForm.tsx';
import type { PartProps } from './part-props.ts';
import { TextField } from './TextField.tsx';

const classes = ['freeText', 'healthReason', 'chatReferences', 'closedRequests'] as const;

const ofEach = <T,>(of: (name: keyof KeptDays) => T): Record<keyof KeptDays, T> => ({
  freeText: of('freeText'),
  healthReason: of('healthReason'),
  chatReferences: of('chatReferences'),
  closedRequests: of('closedRequests'),
});

/** After how many days what is deleted; less than before is asked about, since it cannot be taken back. */
export function KeptCard(props: PartProps) {
  const { organisation: words } = useAllStrings();
  const { organisation, save } = props;
  const { keptDays } = organisation;
  const shown = ofEach((name) => String(keptDays[name] ?? ''));
  // What nobody touched here follows what others saved meanwhile.
  const [changed, setChanged] = useDraft<Partial<typeof shown>>('organisation kept', {});
  const form = { ...shown, ...changed };
  const [isTried, setIsTried] = useState(false);
  const [asked, setAsked] = useState<KeptDays | null>(null);
  const isWrong = (name: keyof KeptDays) => form[name].trim() !== '' && wholeNumberIn(form[name]) === null;
  const store = async (days: KeptDays) => {
    setAsked(null);
    if (await save({ ...organisation, keptDays: days })) setChanged({});
  };
  const send = () => {
    setIsTried(true);
    if (classes.some(isWrong)) return;
    const days = ofEach((name) => wholeNumberIn(form[name]));
    if (keepsLess(keptDays, days)) setAsked(days);
    else void store(days);
  };
  return (
    <PartForm
      {...props}
      title={words.keptTitle}
      text={words.keptText}
      onSend={send}
      after={
        asked !== null && (
          <ConfirmDialog
            title={words.sure.title}
            goText={words.sure.go}
            stayText={words.sure.stay}
            onStay={() => setAsked(null)}
            onGo={() => void store(asked)}
          >
            {words.sure.text}
          </ConfirmDialog>
        )
      }
    >
      {classes.map((name) => (
        <TextField
          key={name}
          label={words.kept[name]}
          hint={words.keptHint}
          wrong={isTried && isWrong(name) ? words.wholeNumber : null}
          value={form[name]}
          max={5}
          isNumber
          onChange={(text) => setChanged({ ...changed, [name]: text })}
        />
      ))}
    </PartForm>
  );
}
