import type { WrongInput } from '@token-desk/contract/seed/input';

/** What else was in the picture. `other` is a code of no kind known here, such as one for a wireless network. */
export type WrongKind = WrongInput['kind'] | 'other';

/** Something else that was in the same picture: of another kind, or somebody else's. */
export type AlsoSeen =
  | { readonly kind: WrongKind }
  | { readonly kind: 'account'; readonly account: string | null };
