import { type Wording, wordingIn } from '@token-desk/contract/organisation';
import type { KeptForm } from '@token-desk/contract/request';

/** Why a token was asked for, worded as it was then; undefined where no reason was asked for. */
export function reasonText(
  { reason, reasonWords }: Pick<KeptForm, 'reason' | 'reasonWords'>,
  { locale, anotherReason }: { readonly locale: string; readonly anotherReason: string },
): string | undefined {
  if (reason === undefined) return undefined;
  return reasonWords === undefined ? anotherReason : wordingIn(locale, reasonWords);
}

/** By what rules name it; one that is not in the list any more keeps that. */
export function reasonNamed(
  id: string,
  reasons: readonly (Wording & { readonly id: string })[],
  locale: string,
): string {
  const found = reasons.find((one) => one.id === id);
  return found === undefined ? id : wordingIn(locale, found);
}
