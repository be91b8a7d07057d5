import type { Strings } from './en/first.ts';
import type { LaterStrings } from './en/later.ts';

/** The words of every page. */
export type AllStrings = Strings & LaterStrings;
