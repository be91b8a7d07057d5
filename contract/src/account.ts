/** Names that a code carries, compared in one way by the tab, the desk and the server. */

/**
 * Whether a code's account is this person's. User principal names do not tell upper from lower case; one that is an
 * alias or an address of the same person is another text, and so another account.
 */
export function isSameAccount(account: string | null, upn: string): boolean {
  return account !== null && fold(account) === fold(upn);
}

/** Whether a code's tenant is the organisation of this name. */
export function isSameTenant(tenant: string, name: string): boolean {
  return fold(tenant) === fold(name);
}

/** Without a locale: `I` is `i` in Turkey too. */
const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();
