import type { LineFault } from '../../domain/asking/line-fault.ts';
import type { Strings } from '../../words/strings.ts';
import { namesOf } from './cohort.ts';
import { type CardJson, card, execute, heading, plain, words } from './elements.ts';
import { fitting, roomBytes, textBytes } from './fit.ts';
import {
  type FieldsView,
  type FoundPerson,
  foldedFields,
  isFieldOpen,
  requestFields,
} from './request-form.ts';
import { type Trouble, troubleBox } from './request-state.ts';

export type BadLine = { readonly line: number; readonly text: string; readonly fault: LineFault };

export type SeveralView = FieldsView & {
  /** Of this list: sending the same card twice asks once. */
  readonly nonce: string;
  /** What was on the server when the card was made. */
  readonly seen: string;
  readonly cohort: string;
  /** Who was found and will be asked for. */
  readonly good: readonly FoundPerson[];
  readonly bad: readonly BadLine[];
  /** What stands in the field for a list that was not looked up. */
  readonly list: string;
  /** What just happened, in a sentence. */
  readonly notice: string | null;
  readonly trouble: Trouble | null;
};

/** Of a list that is pasted: two hundred addresses, and some. */
export const longestList = 10_000;

/**
 * The form for several people, and the preview of who was found in it: nothing is sent before that was seen. What is not right
 * stays in the field, to be corrected there.
 */
export function severalFormCard(view: SeveralView, strings: Strings): CardJson {
  const { several, draft } = strings.asking;
  const isPreview = view.good.length + view.bad.length > 0;
  const data = { nonce: view.nonce, seen: view.seen, cohort: view.cohort };
  const fields = requestFields(view, strings);
  const check = execute(isPreview ? several.checkAgain : several.check, 'several.check', {
    data,
    inputs: true,
    ...(view.good.length === 0 ? { style: 'positive' } : {}),
  });
  const cancel = execute(strings.form.cancel, 'several.cancel', { data });
  const keep = execute(draft.keep, 'several.keep', { data, inputs: true });
  const above = [
    ...(view.trouble === null ? [] : [troubleBox(view.trouble)]),
    ...(view.notice === null ? [] : [plain(view.notice, { weight: 'bolder' })]),
    heading(several.title),
  ];
  if (!isPreview) {
    return card(
      strings.language,
      [
        ...above,
        words(several.intro, { isSubtle: true, spacing: 'none' }),
        ...people(view, strings),
        ...fields.flatMap(([, part]) => part),
      ],
      [check, keep, cancel],
    );
  }
  const { body, toggle } = foldedFields(fields, (field) => isFieldOpen(view, field), strings);
  const send = execute(several.send(view.good.length), 'several.send', {
    data,
    inputs: true,
    style: 'positive',
  });
  return card(
    strings.language,
    [...above, ...found(view, strings), ...wrong(view, strings), ...listField(view, strings), ...body],
    [...(view.good.length === 0 ? [] : [send]), check, toggle, keep, cancel],
  );
}

function people(view: SeveralView, strings: Strings): CardJson[] {
  const picker = {
    type: 'Input.ChoiceSet',
    id: 'people',
    label: strings.asking.several.people,
    placeholder: strings.form.placeholders.subject,
    isMultiSelect: true,
    style: 'compact',
    choices: [],
    'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
  };
  return [picker, ...listField(view, strings)];
}

/** What is not right stands in the field as far as there is room; the rest waits its turn. */
export const linesInField = (bad: readonly BadLine[]): readonly BadLine[] =>
  fitting(bad, ({ text }) => textBytes(text), roomBytes / 3).shown;

function listField({ list, bad }: SeveralView, strings: Strings): CardJson[] {
  const { several } = strings.asking;
  const typed = [...linesInField(bad).map(({ text }) => text), ...(list === '' ? [] : [list])].join('\n');
  return [
    {
      type: 'Input.Text',
      id: 'list',
      label: bad.length > 0 ? several.listAgain : several.list,
      placeholder: several.listHint,
      isMultiline: true,
      maxLength: longestList,
      ...(typed === '' ? {} : { value: typed }),
    },
  ];
}

function found({ good }: SeveralView, strings: Strings): CardJson[] {
  if (good.length === 0) return [];
  const { several } = strings.asking;
  return [
    plain(`✓ ${several.good(good.length)}. ${several.notSentYet}`, { weight: 'bolder' }),
    plain(
      namesOf(
        good.map(({ name, upn }) => `${name} (${upn})`),
        roomBytes / 2,
        strings,
      ),
    ),
  ];
}

/** Each line that is not right, with what is wrong and what to do. */
function wrong({ bad }: SeveralView, strings: Strings): CardJson[] {
  if (bad.length === 0) return [];
  const { several, cohort } = strings.asking;
  const said = bad.map(({ line, text, fault }) => `${several.line(line, text)} ${faultText(fault, strings)}`);
  const perLine = 90; // of the element around it
  const { shown, left } = fitting(said, (one) => textBytes(one) + perLine, roomBytes / 2);
  return [
    {
      type: 'Container',
      style: 'warning',
      spacing: 'medium',
      items: [
        plain(`⚠ ${several.bad(bad.length)}`, { weight: 'bolder' }),
        ...shown.map((one) => plain(one)),
        ...(left === 0 ? [] : [plain(cohort.andMore(left))]),
      ],
    },
  ];
}

function faultText(fault: LineFault, strings: Strings): string {
  const { several } = strings.asking;
  switch (fault.kind) {
    case 'several':
      return several.several(fault.people.map(({ name, upn }) => `${name} (${upn})`).join(', '));
    case 'refused':
      return several.faults['open-request'];
    default:
      return several.faults[fault.kind];
  }
}
