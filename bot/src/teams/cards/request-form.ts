import { handledTypes, handOvers, reasons } from '@token-desk/contract/request';
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
  /** The reader's calendar day. */
  readonly today: string;
  readonly trouble: Trouble | null;
  readonly wrongFields: readonly FormField[];
  /** Whom a typed name may mean: shown, and sent only when the form is sent once more. */
  readonly found: { readonly notice: string; readonly people: readonly FoundPerson[] } | null;
};

export type FoundPerson = { readonly id: string; readonly name: string; readonly upn: string };

const usualLeadDays = 3;

/** The form a manager fills in. After a refusal it holds what was typed and says at each field what is wrong. */
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
    ...(view.wrongFields.includes(field) ? [fieldMessage(form.wrong[field])] : []),
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

  return card(
    strings.language,
    [
      heading(form.title),
      words(form.intro, { isSubtle: true, spacing: 'none' }),
      ...(view.trouble === null ? [] : [troubleBox(view.trouble)]),
      ...(view.found === null ? [] : [plain(view.found.notice, { weight: 'bolder' })]),
      ...input('subject', {
        type: 'Input.ChoiceSet',
        style: 'compact',
        choices: chosenSubject(view),
        ...(view.found === null
          ? { 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' } }
          : {}),
        ...filled('subject'),
      }),
      // a picker may bring nothing (guests, policies, old clients), so neither of the two is demanded by the client
      ...text('subjectText', 200),
      ...choice(
        'type',
        handledTypes.map((type) => [type, strings.types[type]] as const),
        'new',
      ),
      ...choice(
        'reason',
        reasons.map((reason) => [reason, strings.reasons[reason]] as const),
      ),
      ...text('reasonText', 500, true),
      ...siteInput(),
      ...input('neededBy', {
        type: 'Input.Date',
        min: view.today,
        ...filled('neededBy', addDays(view.today, usualLeadDays)),
        ...needed('neededBy'),
      }),
      ...choice(
        'handOver',
        handOvers.map((way) => [way, strings.handOvers[way]] as const),
        'desk',
      ),
      ...text('ticketNumber', 40),
      ...text('costCentre', 40),
      ...text('note', 1000, true),
    ],
    [
      execute(form.submit, 'form.submit', {
        data: { nonce: view.nonce },
        style: 'positive',
        inputs: true,
      }),
      execute(form.cancel, 'form.cancel', { data: { nonce: view.nonce } }),
    ],
  );

  function siteInput(): CardJson[] {
    const only = view.sites.length === 1 ? view.sites[0] : undefined;
    return view.sites.length === 0
      ? input('site', { type: 'Input.Text', maxLength: 80, ...filled('site'), ...needed('site') })
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
