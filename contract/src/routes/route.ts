import * as z from 'zod/mini';
import type { Right } from '../rights.ts';

/**
 * One row of the tab's API: the server refuses every address that is not in the table. `right` is what a caller needs.
 */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: `/api/${string}`;
  readonly right: Right;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** Where a body may be larger than `maxBodyBytes`. */
  readonly bodyBytes?: number;
  readonly reply: z.ZodMiniType;
};

/** A body or a reply that says nothing. */
export const nothing = z.object({});

/** Every body the API takes. */
export const maxBodyBytes = 32 * 1024;

/** Rows on a page of a list. */
export const pageSize = 50;
