import * as z from 'zod/mini';
import { instant, role } from './ids.ts';

const count = z.number().check(z.int(), z.nonnegative());

/** The numbers behind the plots; every list is short and complete. */
export const reports = z.object({
  at: instant,
  /** Open requests by whole days since they were asked for: 0, 1, 2–3, 4–7, 8 and more. */
  openByAge: z.array(z.object({ fromDays: count, toDays: z.nullable(count), count })),
  /** Requests handed over, by the Monday of the week; hours from asked to handed over. */
  timeToHandOver: z.array(
    z.object({ week: z.string(), count, medianHours: z.number(), slowestHours: z.number() }),
  ),
  /** What was brought in instead of the right code, most frequent first. */
  wrongInputs: z.array(z.object({ kind: z.string(), count })),
  /** Drift seen before the clock was set. */
  driftByModel: z.array(
    z.object({ model: z.string(), count, medianSeconds: z.number(), widestSeconds: z.number() }),
  ),
  /** Tokens that are registered, spare ones aside: whether anything is recorded of a second way in. */
  secondWays: z.object({ recorded: count, open: count }),
  stock: z.array(
    z.object({ model: z.string(), inStock: count, active: count, quarantine: count, other: count }),
  ),
});
export type Reports = z.infer<typeof reports>;

/** How long each class of data is kept, and from when on it is deleted. */
export const retention = z.object({
  classes: z.array(
    z.object({
      name: z.enum([
        'free-text',
        'health-reason',
        'closed-requests',
        'sealed-secrets',
        'audit',
        'custody',
        'chat-references',
        'chats',
        'notices',
        'drafts',
        'joiners',
        'tasks',
        'token-jobs',
        'token-holders',
        'pairing-codes',
        'counts',
        'desks',
        'settings',
        'need-days',
      ]),
      /** Null: kept for good. */
      keptDays: z.nullable(z.number()),
      /** Who can read it here, by role; empty: nobody, on no page and in no card. */
      readers: z.array(role),
      /** The tables of the server's database it stands in, and is deleted from. */
      tables: z.array(z.string()),
      /** Rows of this class now. */
      count,
      /** When the oldest of them that ends will be deleted; null when none does. */
      nextDeletionAt: z.nullable(instant),
    }),
  ),
});
export type Retention = z.infer<typeof retention>;
