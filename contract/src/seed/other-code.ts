/** Codes that are on the same pages and packages as the right one; by what stands in them, not where. */
export type OtherCode = 'microsoft-push' | 'migration' | 'passkey' | 'web-link';

/** Microsoft's app is registered by its own schemes, and by an https address on every cloud's sign-in host. */
const push = [
  /phonefactor:\/\//i,
  /microsoft-authenticator:\/\//i,
  /\/authenticatorapp\/\w/i,
  /\/\/mobileappcommunicator\./i,
  /\/\/[\w.-]*phonefactor\.net\b/i,
];
const address =
  /:\/\/|(?<![\w.])https?:|(?<![\w.@-])www\.\w|(?<![\w.@-])[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\/\w/i;

/** `null`: none of them. A key that stands out in the text is looked for before `web-link` is said. */
export function otherCodeIn(text: string): OtherCode | null {
  const plain = decoded(text);
  if (push.some((form) => form.test(plain))) return 'microsoft-push';
  if (/(?<!\w)otpauth-migration:/i.test(plain)) return 'migration';
  if (/(?<!\w)fido:\//i.test(plain)) return 'passkey';
  return address.test(plain) || /^[a-z0-9-]+(\.[a-z0-9-]+)+\//i.test(plain.trim()) ? 'web-link' : null;
}

/** Copied as part of another address, percent-encoded once or twice. */
function decoded(text: string): string {
  const one = (part: string) => part.replace(/%3a/gi, ':').replace(/%2f/gi, '/').replace(/%25/g, '%');
  return one(one(text));
}

/** The text with every address taken out. */
export function withoutAddresses(text: string): string {
  return text.replace(/\S*(:\/\/|www\.)\S*|[a-z0-9.-]+\.[a-z]{2,}\/\S*/gi, ' ');
}
