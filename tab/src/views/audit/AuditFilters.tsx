import { Button, Input, Select } from '@fluentui/react-components';
import { otherEventKinds } from '@token-desk/contract/audit-row';
import { serial as serialSchema } from '@token-desk/contract/ids';
import { requestEventKinds } from '@token-desk/contract/request-event';
import { useId, useState } from 'react';
import { type AuditPlace, auditPlace, formatPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';

/** What, who, which token, from when until when, in which order; kept in the address when Show is pressed. */
export function AuditFilters({ place }: { readonly place: AuditPlace }) {
  const strings = useAllStrings();
  const { audit: words } = strings;
  const [draft, setDraft] = useState(place);
  const [shown, setShown] = useState(place);
  if (formatPlace(shown) !== formatPlace(place)) {
    // a link led elsewhere: what was typed here belonged to the place before
    setShown(place);
    setDraft(place);
  }
  const id = useId();
  const change = (changed: Partial<AuditPlace>) => setDraft({ ...draft, ...changed });
  const field = (name: 'who' | 'serial' | 'from' | 'to', label: string, hint?: string) => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <Input
        id={`${id}-${name}`}
        type={name === 'from' || name === 'to' ? 'date' : 'text'}
        size="large"
        maxLength={name === 'serial' ? 16 : 100}
        placeholder={hint}
        value={draft[name]}
        onChange={(_, { value }) => change({ [name]: value })}
      />
    </div>
  );
  return (
    <form
      className="card filters"
      aria-label={words.filters}
      onSubmit={(event) => {
        event.preventDefault();
        const bare = draft.serial.replaceAll(/\s/g, '');
        goTo({ ...draft, serial: serialSchema.safeParse(bare).success ? bare : '', who: draft.who.trim() });
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-event`}>{words.event}</label>
        <Select
          id={`${id}-event`}
          size="large"
          value={draft.event}
          onChange={(_, { value }) => change({ event: value })}
        >
          <option value="">{words.anyEvent}</option>
          <optgroup label={words.requestEvents}>
            {requestEventKinds.map((kind) => (
              <option key={kind} value={kind}>
                {bareEvent(kind, strings)}
              </option>
            ))}
          </optgroup>
          <optgroup label={words.deskEvents}>
            {otherEventKinds.map((kind) => (
              <option key={kind} value={kind}>
                {bareEvent(kind, strings)}
              </option>
            ))}
          </optgroup>
        </Select>
      </div>
      {field('who', words.who, words.whoHint)}
      {field('serial', words.serial)}
      {field('from', words.from)}
      {field('to', words.to)}
      {place.requestId === null && (
        <div className="field">
          <label htmlFor={`${id}-order`}>{words.order}</label>
          <Select
            id={`${id}-order`}
            size="large"
            value={draft.order}
            onChange={(_, { value }) => change({ order: value === 'oldest' ? 'oldest' : '' })}
          >
            <option value="">{words.newestFirst}</option>
            <option value="oldest">{words.oldestFirst}</option>
          </Select>
        </div>
      )}
      <div className="button-row">
        <Button type="submit" appearance="primary" size="large">
          {words.apply}
        </Button>
        {formatPlace(place) !== formatPlace(auditPlace) && (
          <Button
            size="large"
            onClick={() => {
              setDraft(auditPlace);
              goTo(auditPlace);
            }}
          >
            {words.clear}
          </Button>
        )}
      </div>
    </form>
  );
}

/** The event without the person: “Handed over …”. */
function bareEvent(
  kind: keyof AllStrings['events'] | keyof AllStrings['deskEvents'],
  strings: AllStrings,
): string {
  return { ...strings.events, ...strings.deskEvents }[kind]('…');
}
