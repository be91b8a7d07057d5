/** Pause before try number `attempt` (from 0): doubling from half a second to 30 s, ±25 % so that desks do not knock together. */
export function reconnectDelayMs(attempt: number, random: () => number): number {
  const base = Math.min(30_000, 500 * 2 ** Math.min(attempt, 6));
  return Math.round(base * (0.75 + random() * 0.5));
}
