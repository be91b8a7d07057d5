import * as z from 'zod/mini';

/** What Microsoft tells of a temporary access pass, where the row is one. */
export const passFields = {
  isUsable: z.optional(z.nullable(z.boolean())),
  methodUsabilityReason: z.optional(z.nullable(z.string())),
  startDateTime: z.optional(z.nullable(z.string())),
  lifetimeInMinutes: z.optional(z.nullable(z.number())),
};
const row = z.object(passFields);

/** Reasons after which a pass never lets anybody in again; one that is not valid yet, or that a policy switched off, may. */
const overBy: readonly string[] = ['expired', 'onetimeused'];
const minuteMs = 60_000;

/** Microsoft's word first, else its start and lifetime; what neither tells is not over. */
export function isPassOver(pass: z.infer<typeof row>, now: number): boolean {
  const { isUsable, methodUsabilityReason: reason, startDateTime, lifetimeInMinutes: minutes } = pass;
  if (isUsable === true) return false;
  if (isUsable === false && typeof reason === 'string') return overBy.includes(reason.toLowerCase());
  const startsAt = Date.parse(startDateTime ?? '');
  return typeof minutes === 'number' && startsAt + minutes * minuteMs <= now;
}
