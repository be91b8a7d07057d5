import * as z from 'zod/mini';
import { id, instant, serial } from '../ids.ts';
import { needMethods } from './needs.ts';

/** What a person may have besides their token, in the order it is offered where nobody sets another one. */
export const secondMethods = ['spare-token', 'security-key', 'passkey', 'phone', 'waiver'] as const;
export const secondMethod = z.enum(secondMethods);
export type SecondMethod = z.infer<typeof secondMethod>;

/** What is recorded of a person's second way in. */
export const secondWay = z.discriminatedUnion('how', [
  /** Microsoft showed these kinds beside the token. */
  z.object({ how: z.literal('found'), ways: z.array(z.enum(needMethods)), at: instant }),
  /** Asked for in a request of its own. */
  z.object({ how: z.literal('spare'), requestId: id, at: instant }),
  /** `why` is free text: shown and kept like `reasonText`. */
  z.object({ how: z.literal('waived'), why: z.optional(z.string()), at: instant }),
]);
export type SecondWay = z.infer<typeof secondWay>;

/** One thing a person can sign in with, as Microsoft lists it, and whose token it is by our books. */
export const wayIn = z.object({
  kind: z.enum(needMethods),
  /** Of tokens and apps with codes, which Microsoft gives no name. */
  methodId: z.nullable(z.string()),
  token: z.nullable(z.object({ serial, model: z.nullable(z.string()), burnedAt: z.nullable(instant) })),
  /** `no`: not counted, such as what is left of a token that is theirs no more. */
  is: z.enum(['its-token', 'second', 'no']),
});
export type WayIn = z.infer<typeof wayIn>;
