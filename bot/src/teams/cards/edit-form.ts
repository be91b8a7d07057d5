import { longest } from '@token-desk/contract/lengths';
import { handOvers, type Request } from '@token-desk/contract/request';
import type { FormField, Strings } from '../../words/strings.ts';
import { type CardJson, card, execute, heading, words } from './elements.ts';
import { type Trouble, troubleBox } from './request-state.ts';

/** What of a request may change until somebody works on it. */
export const editFields = [
  'neededBy',
  'handOver',
  'ticketNumber',
  'costCentre',
  'note',
] as const satisfies readonly FormField[];
export type EditValues = { readonly [field in (typeof editFields)[number]]?: string | undefined };

export function editFormCard(
  view: { readonly request: Request; readonly values: EditValues; readonly trouble: Trouble | null },
  strings: Strings,
): CardJson {
  const { request, values, trouble } = view;
  const { edit } = strings.asking;
  const field = (id: keyof EditValues, more: Readonly<Record<string, unknown>>): CardJson => {
    const value = values[id];
    const label = strings.form.labels[id];
    return { type: String(more.type), id, label, ...more, ...(value === undefined ? {} : { value }) };
  };
  const choices = handOvers.map((value) => ({ title: strings.handOvers[value], value }));
  const data = { requestId: request.id };
  return card(
    strings.language,
    [
      ...(trouble === null ? [] : [troubleBox(trouble)]),
      heading(edit.title(request.subject.name)),
      words(edit.intro, { isSubtle: true, spacing: 'none' }),
      field('neededBy', { type: 'Input.Date' }),
      field('handOver', { type: 'Input.ChoiceSet', style: 'compact', choices }),
      field('ticketNumber', { type: 'Input.Text', maxLength: longest.billing }),
      field('costCentre', { type: 'Input.Text', maxLength: longest.billing }),
      field('note', { type: 'Input.Text', maxLength: longest.requestNote, isMultiline: true }),
    ],
    [
      execute(edit.save, 'request.save', { data, style: 'positive', inputs: true }),
      execute(edit.back, 'request.show', { data }),
    ],
  );
}
