import * as z from 'zod/mini';

/** What stands between a person and a token, one by one. */
export const readinessChecks = [
  'account',
  'guest',
  'password',
  'first-sign-in',
  'licence',
  'beta',
  'method-allowed',
  'room',
  'privileged',
  'your-role',
  'strength',
  'registration',
  'reset',
  'old-policy',
  'default-method',
  'only-phone',
] as const;
export type ReadinessCheck = (typeof readinessChecks)[number];

/** What can be known to be missing before anybody stands at the desk. */
export const aheadChecks = [
  'account',
  'guest',
  'password',
  'first-sign-in',
  'method-allowed',
  'room',
] as const satisfies readonly ReadinessCheck[];
export type AheadCheck = (typeof aheadChecks)[number];

/** `missing` must be mended first; `note` is worth knowing; `unknown` could not be read, and is no yes. */
export const readinessStates = ['ok', 'missing', 'unknown', 'note'] as const;
export type ReadinessState = (typeof readinessStates)[number];

const finding = z.object({
  check: z.enum(readinessChecks),
  state: z.enum(readinessStates),
  /** Where it is unknown: any of these permissions of the server would show it; empty: Microsoft does not tell, or did not answer. */
  permissions: z.array(z.string()),
  /** Names of policies it is about. */
  names: z.array(z.string()),
});
export type ReadinessFinding = z.infer<typeof finding>;

/** A: as an authenticator app, by the person's own sign-in. B: as a hardware token, by the technician's rights. */
export const routes = ['A', 'B'] as const;
export type Route = (typeof routes)[number];

export const readiness = z.object({
  A: z.array(finding),
  B: z.array(finding),
  /** The way to take: B where nothing is in its way, else A; null: both are barred. */
  route: z.nullable(z.enum(routes)),
  /** Why not B, where it is not: the first thing in its way. */
  because: z.nullable(z.enum(readinessChecks)),
  /**
   * Whether who asks may create hardware tokens in the tenant: without it way B takes one that is loaded already. Not
   * known of who burns no tokens; of them `your-role` is not told either.
   */
  mayCreate: z.enum(['ok', 'missing', 'unknown']),
});
export type Readiness = z.infer<typeof readiness>;
