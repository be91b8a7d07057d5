/** At most `most` messages in any `withinMs`. */
export type SendLimit = { readonly most: number; readonly withinMs: number };

/**
 * Teams' limits for a bot: in one conversation, and of the whole app in a tenant.
 * Source: "Rate limiting for bots", learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit.
 */
export const teamsLimits = {
  conversation: [
    { most: 7, withinMs: 1_000 },
    { most: 8, withinMs: 2_000 },
    { most: 60, withinMs: 30_000 },
    { most: 1_800, withinMs: 3_600_000 },
  ],
  app: [{ most: 50, withinMs: 1_000 }],
} as const satisfies SendLimits;

export type SendLimits = {
  readonly conversation: readonly SendLimit[];
  readonly app: readonly SendLimit[];
};

/** For measuring everything but the waiting. */
export const noLimits: SendLimits = { conversation: [], app: [] };

/** How many of the last messages have to be remembered to keep within them. */
export const mostRemembered = (limits: readonly SendLimit[]): number =>
  Math.max(0, ...limits.map(({ most }) => most));

/** Which messages before number `n` decide when it may be sent, and how long after each. */
export function decisiveSends(limits: readonly SendLimit[], n: number): { n: number; withinMs: number }[] {
  return limits.flatMap(({ most, withinMs }) => (n < most ? [] : [{ n: n - most, withinMs }]));
}

const firstRetryMs = 2_000;
const maxRetryMs = 10 * 60_000;
/** Three days of tries at the longest pause; then only a person can help. */
export const mostTries = 450;

/** The longest pause after so many tries; `spread` (0 to 1) shortens it by up to a quarter, so that not all come back at once. */
export function retryAfterMs(tries: number, spread = 0): number {
  const longest = Math.min(maxRetryMs, firstRetryMs * 2 ** Math.min(tries - 1, 20));
  return Math.round(longest * (1 - spread / 4));
}

/** What Teams asked to wait, and up to a second more. */
export const afterAskedMs = (askedMs: number, spread: number): number =>
  Math.min(askedMs, maxRetryMs) + Math.round(spread * 1_000);
