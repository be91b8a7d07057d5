import { Select } from '@fluentui/react-components';
import { type WaiverReason, waiverReason } from '@token-desk/contract/request';
import { useId, useState } from 'react';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** How many, and what comes of it, before anything is switched on. */
export function SureToSwitch(props: {
  readonly toSwitch: number;
  readonly alreadyOn: number;
  onGo(): void;
  onStay(): void;
}) {
  const { enforce } = useAllStrings();
  const { sure: words } = enforce;
  return (
    <ConfirmDialog
      title={words.title(props.toSwitch)}
      goText={words.go(props.toSwitch)}
      stayText={words.stay}
      onGo={props.onGo}
      onStay={props.onStay}
    >
      <p>{enforce.truth}</p>
      {props.alreadyOn > 0 && <p>{words.alreadyOn(props.alreadyOn)}</p>}
    </ConfirmDialog>
  );
}

/** Why nobody has to switch it on for these. */
export function NotNeeded(props: {
  readonly howMany: number;
  readonly reasons: readonly WaiverReason[];
  onGo(because: WaiverReason): void;
  onStay(): void;
}) {
  const { details, enforce } = useAllStrings();
  const { notNeeded: words } = enforce;
  const [because, setBecause] = useState<WaiverReason>(props.reasons[0] ?? 'other-sign-in');
  const id = useId();
  return (
    <ConfirmDialog
      title={words.title(props.howMany)}
      goText={words.go(props.howMany)}
      stayText={words.stay}
      onGo={() => props.onGo(because)}
      onStay={props.onStay}
    >
      <p>{words.text}</p>
      <div className="field">
        <label htmlFor={id}>{words.because}</label>
        <Select
          id={id}
          size="large"
          value={because}
          onChange={(_, { value }) => setBecause(waiverReason.parse(value))}
        >
          {props.reasons.map((reason) => (
            <option key={reason} value={reason}>
              {details.because[reason]}
            </option>
          ))}
        </Select>
      </div>
    </ConfirmDialog>
  );
}
