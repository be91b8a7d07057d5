import { longest } from '@token-desk/contract/lengths';
import { type Wording, wordingIn } from '@token-desk/contract/organisation';
import { handledTypes, handOvers } from '@token-desk/contract/request';
import { workingDayFrom } from '@token-desk/contract/working-days';
import { addDays } from '../../domain/approval/business-time.ts';
import type { FormField, Strings } from '../../words/strings.ts';
import { type CardJson, card, execute, heading, plain, words } from './elements.ts';
import { type Trouble, troubleBox } from './request-state.ts';

/** What is in the form's fields, as typed: nothing of it is checked. */
export type FormValues = { readonly [field in FormField]?: string | undefined } & {
  /** Of whom they were told that a token is in use: sent again, one more is meant. */
  readonly knowsToken?: string | undefined;
};

export type RequestFormView = {
  /** Made with the card: sending the same card twice asks once. */
  readonly nonce: string;
  readonly values: FormValues;
  /** Shown in the picker for `values.subject`, which is only an id. */
  readonly subjectName: string | null;
  readonly sites: readonly string[];
  /** Those that are offered. */
  readonly reasons: readonly (Wording & { readonly id: string })[];
  /** Days on which nobody works at the site that is filled in. */
  readonly holidays?: readonly string[];
  /** The reader's calendar day. */
  readonly today: string;
  readonly trouble: Trouble | null;
  /** What is wrong in a field, said below it. */
  readonly wrong: { readonly [field in FormField]?: string };
  /** That it is as it was left, or why it opens so; null: nothing. */
  readonly notice?: string | null;
  /** Whom a typed name may mean: shown, and sent only when the form is sent once more. */
  readonly found: { readonly notice: string; readonly people: readonly FoundPerson[] } | null;
};

export type FoundPerson = { readonly id: string; readonly name: string; readonly upn: string };

const usualLeadDays = 3;

const restId = 'rest';

type Field = readonly [FormField, CardJson[]];
/** What the fields of a form are made from. */
export type FieldsView = Pick<
  RequestFormView,
  'values' | 'sites' | 'reasons' | 'holidays' | 'today' | 'wrong'
>;

const label = (field: FormField, strings: Strings): CardJson => ({
  type: '',
  id: field,
  label: strings.form.labels[field],
  ...placeholder(field, strings),
});

const filled = (view: FieldsView, field: FormField, initially?: string) => {
  const value = view.values[field] ?? initially;
  return value === undefined || value === '' ? {} : { value };
};

function input(
  view: FieldsView,
  field: FormField,
  { more, strings }: { readonly more: Readonly<Record<string, unknown>>; readonly strings: Strings },
): CardJson[] {
  return [
    { ...label(field, strings), ...more, type: String(more.type) },
    ...(view.wrong[field] === undefined ? [] : [fieldMessage(view.wrong[field])]),
  ];
}

/** The fields besides the person's, as typed or with what is most often meant. */
export function requestFields(view: FieldsView, strings: Strings): readonly Field[] {
  const choice = (field: FormField, choices: readonly (readonly [string, string])[], initially?: string) =>
    input(view, field, {
      strings,
      more: {
        type: 'Input.ChoiceSet',
        style: 'compact',
        choices: choices.map(([value, title]) => ({ title, value })),
        ...filled(view, field, initially),
      },
    });
  const text = (field: FormField, maxLength: number, isMultiline = false) =>
    input(view, field, {
      strings,
      more: { type: 'Input.Text', maxLength, isMultiline, ...filled(view, field) },
    });
  const date = {
    type: 'Input.Date',
    min: view.today,
    ...filled(view, 'neededBy', workingDayFrom(addDays(view.today, usualLeadDays), view.holidays)),
  };
  return [
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
        view.reasons.map((reason) => [reason.id, wordingIn(strings.language, reason)] as const),
      ),
    ],
    ['reasonText', text('reasonText', longest.why, true)],
    ['site', siteInput()],
    ['neededBy', input(view, 'neededBy', { strings, more: date })],
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

  function siteInput(): CardJson[] {
    const only = view.sites.length === 1 ? view.sites[0] : undefined;
    if (view.sites.length > 0)
      return choice(
        'site',
        view.sites.map((site) => [site, site] as const),
        only,
      );
    const more = { type: 'Input.Text', maxLength: longest.site, ...filled(view, 'site') };
    return input(view, 'site', { strings, more });
  }
}

/** Of what was typed and is fine, below what is to be looked at. */
export function foldedFields(
  fields: readonly Field[],
  isOpen: (field: Field) => boolean,
  strings: Strings,
): { readonly body: readonly CardJson[]; readonly toggle: CardJson } {
  const rest = fields.flatMap((field) => (isOpen(field) ? [] : field[1]));
  return {
    body: [
      ...fields.flatMap((field) => (isOpen(field) ? field[1] : [])),
      { type: 'Container', id: restId, isVisible: false, items: rest },
    ],
    toggle: { type: 'Action.ToggleVisibility', title: strings.form.rest, targetElements: [restId] },
  };
}

/** No client demands them: a form that is half filled in can be kept, and what is missing the server says at its field. */
const demanded: readonly FormField[] = ['type', 'reason', 'site', 'neededBy', 'handOver'];

/** Wrong, or still to be filled in. */
export function isFieldOpen(view: FieldsView, [field, [first]]: Field): boolean {
  return view.wrong[field] !== undefined || (demanded.includes(field) && first?.value === undefined);
}

/**
 * The form a manager fills in. One that comes back begins with what is wrong, or with whom it found, and holds everything
 * typed; what is fine is folded, so that all of the card is seen from where the button was pressed.
 */
export function requestFormCard(view: RequestFormView, strings: Strings): CardJson {
  const { form } = strings;
  const picker = {
    type: 'Input.ChoiceSet',
    style: 'compact',
    choices: chosenSubject(view),
    ...(view.found === null
      ? { 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' } }
      : {}),
    ...filled(view, 'subject'),
  };
  const typed = { type: 'Input.Text', maxLength: longest.personName, ...filled(view, 'subjectText') };
  const fields: readonly Field[] = [
    ['subject', input(view, 'subject', { strings, more: picker })],
    // a picker may bring nothing (guests, policies, old clients), so neither of the two is demanded by the client
    ['subjectText', input(view, 'subjectText', { strings, more: typed })],
    ...requestFields(view, strings),
  ];
  const { knowsToken } = view.values;
  const nonce = { nonce: view.nonce, ...(knowsToken === undefined ? {} : { knowsToken }) };
  const send = execute(form.submit, 'form.submit', { data: nonce, style: 'positive', inputs: true });
  const keep = execute(strings.asking.draft.keep, 'form.keep', { data: nonce, inputs: true });
  const joiner = execute(strings.asking.joiner.open, 'joiner.open');
  const several = execute(strings.asking.several.open, 'several.open');
  const cancel = execute(form.cancel, 'form.cancel', { data: nonce });
  if (view.trouble === null && view.found === null) {
    const { notice = null } = view;
    const intro = words(form.intro, { isSubtle: true, spacing: 'none' });
    const said = notice === null ? [] : [plain(notice, { weight: 'bolder' })];
    const anew = notice === null ? [] : [execute(strings.asking.draft.anew, 'form.anew')];
    return card(
      strings.language,
      [heading(form.title), intro, ...said, ...fields.flatMap(([, part]) => part)],
      [send, keep, several, ...anew, cancel],
    );
  }
  const isOpen = (field: Field): boolean => {
    const [name] = field;
    if (name === 'subject') return true;
    return isFieldOpen(view, field) || (name === 'subjectText' && view.wrong.subject !== undefined);
  };
  const { body, toggle } = foldedFields(fields, isOpen, strings);
  return card(
    strings.language,
    [
      ...(view.trouble === null ? [] : [troubleBox(view.trouble)]),
      ...(view.found === null ? [] : [plain(view.found.notice, { weight: 'bolder' })]),
      heading(form.title),
      ...body,
    ],
    [send, toggle, keep, ...(view.wrong.subjectText === undefined ? [] : [joiner]), cancel],
  );
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
