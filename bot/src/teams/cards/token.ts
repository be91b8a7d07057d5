import type { Person } from '@token-desk/contract/ids';
import type { Strings } from '../../words/strings.ts';
import { type CardJson, card, heading, plain } from './elements.ts';

/** A token in a message: which one it is, and whose. Nothing of where it lies. */
export function tokenCard(
  token: { readonly serial: string; readonly model: string | null; readonly holder: Person | null },
  strings: Strings,
): CardJson {
  const { serial, model, holder } = token;
  return card(strings.language, [
    heading(strings.asking.extension.token(serial)),
    ...(model === null ? [] : [plain(model, { isSubtle: true })]),
    ...(holder === null ? [] : [plain(strings.card.for(holder.name))]),
  ]);
}
