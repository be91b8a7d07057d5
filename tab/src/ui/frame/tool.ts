/** What else can be done on a page, besides its main button. */
export type Tool = { readonly text: string; readonly isDisabled?: boolean; onPress(): void };
