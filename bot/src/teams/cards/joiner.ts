import { longest } from '@token-desk/contract/lengths';
import type { Strings } from '../../words/strings.ts';
import { showDay } from './dates.ts';
import { type CardJson, card, execute, facts, heading, plain, words } from './elements.ts';
import { type FieldsView, requestFields } from './request-form.ts';
import { type Trouble, troubleBox } from './request-state.ts';

/** Who has no account yet, as somebody typed it. */
export type JoinerValues = {
  readonly name?: string | undefined;
  readonly startsOn?: string | undefined;
  readonly match?: string | undefined;
};
export type JoinerFormView = FieldsView & {
  readonly nonce: string;
  readonly who: JoinerValues;
  readonly trouble: Trouble | null;
};

export function joinerFormCard(view: JoinerFormView, strings: Strings): CardJson {
  const { joiner } = strings.asking;
  const field = (id: keyof JoinerValues, more: Readonly<Record<string, unknown>>): CardJson => {
    const value = view.who[id];
    return {
      type: String(more.type),
      id,
      label: joiner[id],
      ...more,
      ...(value === undefined ? {} : { value }),
    };
  };
  const data = { nonce: view.nonce };
  return card(
    strings.language,
    [
      ...(view.trouble === null ? [] : [troubleBox(view.trouble)]),
      heading(joiner.title),
      words(joiner.intro, { isSubtle: true, spacing: 'none' }),
      field('name', { type: 'Input.Text', maxLength: longest.personName }),
      field('startsOn', { type: 'Input.Date' }),
      field('match', { type: 'Input.Text', maxLength: longest.personName, placeholder: joiner.matchHint }),
      ...requestFields(view, strings).flatMap(([, part]) => part),
    ],
    [
      execute(joiner.send, 'joiner.send', { data, style: 'positive', inputs: true }),
      execute(strings.form.cancel, 'form.cancel', { data }),
    ],
  );
}

export type JoinerView = {
  readonly id: string;
  readonly name: string;
  readonly startsOn: string;
  readonly match: string;
};

/** Waits for an account, which may also be named by hand. */
export function joinerCard(view: JoinerView & { readonly trouble?: Trouble }, strings: Strings): CardJson {
  const { joiner } = strings.asking;
  const data = { joinerId: view.id };
  const account = {
    type: 'Input.Text',
    id: 'account',
    label: joiner.bindLabel,
    maxLength: longest.personName,
  };
  return card(
    strings.language,
    [
      ...(view.trouble === undefined ? [] : [troubleBox(view.trouble)]),
      heading(joiner.waits(view.name)),
      plain(joiner.waitsDetail(view.match, showDay(view.startsOn, strings.dateLocale))),
    ],
    [
      {
        type: 'Action.ShowCard',
        title: joiner.bind,
        card: card(
          strings.language,
          [account],
          [execute(joiner.bind, 'joiner.bind', { data, inputs: true, style: 'positive' })],
        ),
      },
      execute(joiner.withdraw, 'joiner.withdraw', { data, style: 'destructive' }),
    ],
  );
}

/** Below the requests of whoever asked: who waits for an account. */
export const joinerRows = (joiners: readonly JoinerView[], strings: Strings): CardJson[] =>
  joiners.map((one) => ({
    type: 'Container',
    separator: true,
    spacing: 'medium',
    items: [
      facts([
        [
          strings.asking.joiner.waits(one.name),
          strings.asking.joiner.waitsDetail(one.match, showDay(one.startsOn, strings.dateLocale)),
        ],
      ]),
      {
        type: 'ActionSet',
        actions: [execute(strings.card.show, 'joiner.show', { data: { joinerId: one.id } })],
      },
    ],
  }));
