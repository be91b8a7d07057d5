export type Schema = Record<never, never>;
