import * as z from 'zod/mini';
import { instant, person, serial } from '../ids.ts';

/** Somebody says that what happened to a token in their name was not them: until a technician has looked at it. */
export const incident = z.object({
  /** Its row in the audit. */
  auditSeq: z.int(),
  at: instant,
  by: person,
  serial: z.nullable(serial),
  /** What they mean. */
  about: z.enum(['bound', 'token_lost', 'token_taken_back']),
});
export type Incident = z.infer<typeof incident>;
