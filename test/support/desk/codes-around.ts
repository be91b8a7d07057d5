const stepMs = 30_000;

/**
 * The codes of the step now and of the two beside it: a burn sets a token's clock to whole seconds, so near the end of a
 * step the token may show the one before or after.
 */
export const codesAround = (codeAt: (utcMs: number) => string, nowMs: number): string[] =>
  [-1, 0, 1].map((steps) => codeAt(nowMs + steps * stepMs));
