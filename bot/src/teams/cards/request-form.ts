import { longest } from '@token-desk/contract/lengths';
import { askedReasons, handledTypes, handOvers } from '@token-desk/contract/request';
import { workingDayFrom } from '@token-desk/contract/working-days';
import type { FormField, Strings } from '../../words/strings.ts';
import { addDays } from './dates.ts';
import { type CardJson, card, execute, heading, plain, words } from './elements.ts';
import { type Trouble, troubleBox } from './request-state.ts';

/** What is in the form's fields, as typed: nothing of it is checked. */
export type FormValues = { readonly [field in FormField]?: string | undefined };

export type RequestFormView = {
  /** Made with the card: sending the same card twice asks once. */
  readonly nonce: string;
  readonly values: FormValues;
  /** Shown in the picker for `values.subject`, which is only an id. */
  readonly subjectName: string | null;
  readonly sites: readonly string[];
  /** Days on which nobody works at the site that is filled in. */
  readonly holidays?: readonly string[];
  /** The reader's calendar day. */
  readonly today: string;
  readonly trouble: Trouble | null;
  /** What is wrong in a field, said below it. */
  readonly wrong: { readonly [field in FormField]?: string };
  /** Whom a typed name may mean: shown, and sent only when the form is sent once more. */
  readonly found: { readonly notice: string; readonly people: readonly FoundPerson[] } | null;
};

export type FoundPerson = { readonly id: string; readonly name: string; readonly upn: string };

const usualLeadDays = 3;

/** Of what was typed and is fine, below what is to be looked at. */
const restId = 'rest';

/**
 * The form a manager fills in. One that comes back begins with what is wrong, or with whom it found, and holds everything
 * typed; what is fine is folded, so that all of the card is seen from where the button was pressed.
 */
export function requestFormCard(view: RequestFormView, strings: Strings): CardJson {
  const { form } = strings;
  const filled = (field: FormField, initially?: string) => {
    const value = view.values[field] ?? initially;
    return value === undefined || value === '' ? {} : { value };
  };
  const input = (field: FormField, more: Readonly<Record<string, unknown>>): CardJson[] => [
    {
      id: field,
      label: form.labels[field],
      ...placeholder(field, strings),
      ...more,
      type: String(more.type),
    },
    ...(view.wrong[field] === undefined ? [] : [fieldMessage(view.wrong[field])]),
  ];
  const needed = (field: FormField) => ({ isRequired: true, errorMessage: form.wrong[field] });
  const choice = (field: FormField, choices: readonly (readonly [string, string])[], initially?: string) =>
    input(field, {
      type: 'Input.ChoiceSet',
      style: 'compact',
      choices: choices.map(([value, title]) => ({ title, value })),
      ...filled(field, initially),
      ...needed(field),
    });
  const text = (field: FormField, maxLength: number, isMultiline = false) =>
    input(field, { type: 'Input.Text', maxLength, isMultiline, ...filled(field) });

  const fields: readonly (readonly [FormField, CardJson[]])[] = [
    [
      'subject',
      input('subject', {
        type: 'Input.ChoiceSet',
        style: 'compact',
        choices: chosenSubject(view),
        ...(view.found === null
          ? { 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' } }
          : {}),
        ...filled('subject'),
      }),
    ],
    // a picker may bring nothing (guests, policies, old clients), so neither of the two is demanded by the client
    ['subjectText', text('subjectText', longest.personName)],
    [
      'type',
      choice(
        'type',
        handledTypes.map((type) => [type, strings.types[type]] as const),
        'new',
      ),
    ],
    [
      'reason',
      choice(
        'reason',
        askedReasons.map((reason) => [reason, strings.reasons[reason]] as const),
      ),
    ],
    ['reasonText', text('reasonText', longest.why, true)],
    ['site', siteInput()],
    [
      'neededBy',
      input('neededBy', {
        type: 'Input.Date',
        min: view.today,
        ...filled('neededBy', workingDayFrom(addDays(view.today, usualLeadDays), view.holidays)),
        ...needed('neededBy'),
      }),
    ],
    [
      'handOver',
      choice(
        'handOver',
        handOvers.map((way) => [way, strings.handOvers[way]] as const),
        'desk',
      ),
    ],
    ['ticketNumber', text('ticketNumber', longest.billing)],
    ['costCentre', text('costCentre', longest.billing)],
    ['note', text('note', longest.requestNote, true)],
  ];
  const send = execute(form.submit, 'form.submit', {
    data: { nonce: view.nonce },
    style: 'positive',
    inputs: true,
  });
  const cancel = execute(form.cancel, 'form.cancel', { data: { nonce: view.nonce } });
  if (view.trouble === null && view.found === null) {
    const intro = words(form.intro, { isSubtle: true, spacing: 'none' });
    return card(
      strings.language,
      [heading(form.title), intro, ...fields.flatMap(([, part]) => part)],
      [send, cancel],
    );
  }
  return card(
    strings.language,
    [
      ...(view.trouble === null ? [] : [troubleBox(view.trouble)]),
      ...(view.found === null ? [] : [plain(view.found.notice, { weight: 'bolder' })]),
      heading(form.title),
      ...fields.flatMap((field) => (isOpen(field) ? field[1] : [])),
      {
        type: 'Container',
        id: restId,
        isVisible: false,
        items: fields.flatMap((field) => (isOpen(field) ? [] : field[1])),
      },
    ],
    [send, { type: 'Action.ToggleVisibility', title: form.rest, targetElements: [restId] }, cancel],
  );

  /** What is wrong, who it is for, and what a client demands: a field it complains of must be seen. */
  function isOpen([field, [first]]: (typeof fields)[number]): boolean {
    if (field === 'subject' || view.wrong[field] !== undefined) return true;
    if (field === 'subjectText') return view.wrong.subject !== undefined;
    return first?.isRequired === true && first.value === undefined;
  }

  function siteInput(): CardJson[] {
    const only = view.sites.length === 1 ? view.sites[0] : undefined;
    return view.sites.length === 0
      ? input('site', { type: 'Input.Text', maxLength: longest.site, ...filled('site'), ...needed('site') })
      : choice(
          'site',
          view.sites.map((site) => [site, site] as const),
          only,
        );
  }
}

function placeholder(field: FormField, strings: Strings): { placeholder?: string } {
  const own = strings.form.placeholders[field];
  if (own !== undefined) return { placeholder: own };
  return field === 'reason' || field === 'site' ? { placeholder: strings.form.choose } : {};
}

function fieldMessage(text: string): CardJson {
  return { ...plain(`⚠ ${text}`, { color: 'attention', size: 'small' }), spacing: 'none' };
}

function chosenSubject(view: RequestFormView): readonly { title: string; value: string }[] {
  if (view.found !== null)
    return view.found.people.map(({ id, name, upn }) => ({ title: `${name} (${upn})`, value: id }));
  const value = view.values.subject;
  return value === undefined || value === '' ? [] : [{ title: view.subjectName ?? value, value }];
}
