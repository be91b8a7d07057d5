type Numbered = { readonly graphRequestId?: string };

/** Microsoft's number of the answer to what a person's own rights did there, where one came; for events and the audit. */
export const numbered = ({ graphRequestId }: { readonly graphRequestId?: string | undefined }): Numbered =>
  graphRequestId === undefined ? {} : { graphRequestId };
