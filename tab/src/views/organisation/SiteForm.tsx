import { Button, Checkbox, Field, Input, Textarea } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import { mostHolidays, type Site } from '@token-desk/contract/organisation';
import { useState } from 'react';
import {
  emptySite,
  type SiteForm as Form,
  formOf,
  readSite,
  type SiteWrong,
} from '../../flow/organisation.ts';
import { useDraft } from '../../kept/use-draft.ts';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import { OnCallRoster } from './OnCallRoster.tsx';
import type { PartProps } from './part-props.ts';
import { SaveRow } from './SaveRow.tsx';
import { SecondsOrder } from './SecondsOrder.tsx';
import { TextField } from './TextField.tsx';
import { Weekdays } from './Weekdays.tsx';
import { ZoneField } from './ZoneField.tsx';

/** All that is said of one site; `site` null: a new one. What is wrong stands at its field. */
export function SiteForm(
  props: PartProps & {
    readonly site: Site | null;
    /** True once it is stored. */
    onSave(site: Site | null): Promise<boolean>;
    onCancel(): void;
  },
) {
  const strings = useAllStrings();
  const { organisation: words } = strings;
  const { site, organisation } = props;
  const [changed, setChanged, end] = useDraft<Partial<Form>>(`site ${site?.name ?? ''}`, {});
  const form = { ...(site === null ? emptySite : formOf(site)), ...changed };
  const [wrong, setWrong] = useState<SiteWrong | null>(null);
  const set = (more: Partial<Form>) => setChanged({ ...changed, ...more });
  const send = () => {
    const read = readSite(form);
    setWrong(read.ok ? null : read.wrong);
    if (read.ok) void props.onSave(read.site).then((isSaved) => isSaved && end());
  };
  const message = (field: SiteWrong['field']) =>
    wrong?.field === field ? { validationMessage: wrongText(wrong, words) } : {};
  return (
    <form
      className="site-form"
      aria-label={site === null ? words.newSite : words.edit(site.name)}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField
        label={words.name}
        hint={site === null ? words.nameHint : ''}
        wrong={wrong?.field === 'name' ? wrongText(wrong, words) : null}
        value={form.name}
        max={longest.site}
        isFixed={site !== null}
        isFirst={site === null}
        onChange={(name) => set({ name })}
      />
      <Checkbox
        size="large"
        label={words.isOpen}
        checked={form.isOpen}
        onChange={(_, { checked }) => set({ isOpen: checked === true })}
      />
      <TextField
        label={words.pickUp}
        value={form.pickUp}
        max={longest.detail}
        onChange={(pickUp) => set({ pickUp })}
      />
      {(['phone', 'cabinet', 'approver'] as const).map((field) => (
        <TextField
          key={field}
          label={words.siteFields[field]}
          hint={words.siteHints[field]}
          value={form[field]}
          max={longest.detail}
          onChange={(text) => set({ [field]: text })}
        />
      ))}
      <Hours form={form} set={set} {...message('hours')} />
      <ZoneField
        label={words.timeZone}
        none={words.zoneOfAll(organisation.timeZone)}
        value={form.timeZone}
        onChange={(timeZone) => set({ timeZone })}
      />
      <Field
        label={words.holidays}
        hint={words.holidaysHint}
        {...message('holidays')}
        {...message('holidays-many')}
      >
        <Textarea
          size="large"
          rows={4}
          value={form.holidays}
          onChange={(_, { value }) => set({ holidays: value })}
        />
      </Field>
      <OnCallRoster
        lines={form.onCall}
        wrong={wrong?.field === 'on-call' ? wrongText(wrong, words) : null}
        onChange={(onCall) => set({ onCall })}
      />
      <Checkbox
        size="large"
        label={words.ownSeconds}
        checked={form.seconds !== null}
        onChange={(_, { checked }) =>
          set({ seconds: checked === true ? [...organisation.secondMethods] : null })
        }
      />
      {form.seconds !== null && (
        <SecondsOrder
          label={words.rules.secondMethods ?? ''}
          offered={form.seconds}
          onChange={(seconds) => set({ seconds })}
        />
      )}
      <SaveRow {...props}>
        <Button
          size="large"
          onClick={() => {
            end();
            props.onCancel();
          }}
        >
          {words.cancel}
        </Button>
        {site !== null && (
          <Button size="large" appearance="subtle" onClick={() => void props.onSave(null)}>
            {words.remove}
          </Button>
        )}
      </SaveRow>
    </form>
  );
}

function Hours(props: {
  readonly form: Form;
  readonly validationMessage?: string;
  set(changed: Partial<Form>): void;
}) {
  const { organisation: words } = useAllStrings();
  const { form, set, validationMessage } = props;
  return (
    <fieldset className="hours">
      <legend>{words.hours}</legend>
      <Weekdays chosen={form.weekdays} onChange={(chosen) => set({ weekdays: chosen })} />
      {form.weekdays.length === 0 ? (
        <p className="quiet">{words.noHours}</p>
      ) : (
        <div className="times">
          {(['from', 'to'] as const).map((end) => (
            <Field
              key={end}
              label={words[end]}
              {...(form[end] === '' && validationMessage ? { validationMessage } : {})}
            >
              <Input
                size="large"
                type="time"
                value={form[end]}
                onChange={(_, { value }) => set({ [end]: value })}
              />
            </Field>
          ))}
        </div>
      )}
    </fieldset>
  );
}

function wrongText(wrong: SiteWrong, words: AllStrings['organisation']): string {
  switch (wrong.field) {
    case 'name':
      return words.nameMissing;
    case 'hours':
      return words.hoursMissing;
    case 'seconds':
      return words.noSecond;
    case 'on-call':
      return words.onCall.missing(wrong.name);
    case 'holidays':
      return words.notADay(wrong.line);
    case 'holidays-many':
      return words.tooManyDays(mostHolidays);
  }
}
