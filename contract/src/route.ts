import type * as z from 'zod/mini';
import type { Role } from './ids.ts';

/**
 * One row of the tab's API: the server refuses every address that is not in the table. `roles` names the app roles
 * of which a caller needs one (`signed-in`: any valid access token of this tenant).
 */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: `/api/${string}`;
  readonly roles: readonly Role[] | 'signed-in';
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** Where a body may be larger than `maxBodyBytes`. */
  readonly bodyBytes?: number;
  readonly reply: z.ZodMiniType;
};
