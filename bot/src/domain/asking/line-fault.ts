import type { Person } from '@token-desk/contract/ids';

/** What stands against a line. */
export type LineFault =
  | { readonly kind: 'not-found' | 'guest' | 'disabled' | 'self' | 'twice' | 'open-request' | 'has-token' }
  | { readonly kind: 'several'; readonly people: readonly Person[] }
  /** When it was sent. */
  | { readonly kind: 'refused'; readonly code: string };
