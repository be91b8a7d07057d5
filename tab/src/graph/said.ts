/** Microsoft's number of its answer; null where the answer never came, and Graph shows that it was done. */
export type Said = { readonly requestId: string | null };

const number = /^[\w-]{1,64}$/;

/** As the server takes it, for the audit. */
export function numberIn(said: Said | null | undefined): { readonly graphRequestId?: string } {
  const id = said?.requestId ?? null;
  return id !== null && number.test(id) ? { graphRequestId: id } : {};
}
