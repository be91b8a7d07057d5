/** What else can be done here, besides the one next thing. */
export type Tool = {
  readonly text: string;
  readonly hint?: string;
  /** The key that does the same without the menu. */
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  onPress(): void;
};
