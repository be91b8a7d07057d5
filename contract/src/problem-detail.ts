/** Values that fill `{name}` in a problem's text. */
export type ProblemDetail = Readonly<Record<string, string | number>>;
