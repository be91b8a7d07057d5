import * as z from 'zod/mini';
import { longest } from './lengths.ts';

/** Text ids, made by the bot (`crypto.randomUUID`), opaque to everybody else. */
export const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

/** A token's serial as printed on it: digits (letters on some lots), 1 to 16, already trimmed. */
export const serial = z.string().check(z.regex(/^[0-9A-Za-z]{1,16}$/));

/** Microsoft's number of one of its answers (`request-id`): by it its support finds what was asked. */
export const graphRequestId = z.string().check(z.regex(/^[\w-]{1,64}$/));

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const instant = z.number().check(z.int(), z.nonnegative());

/** A person as Entra knows them: `id` is the Entra object id, `upn` the user principal name. */
export const person = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  name: z.string().check(z.maxLength(longest.personName)),
  upn: z.string().check(z.maxLength(320)),
});
export type Person = z.infer<typeof person>;

export const roles = [
  'Technician',
  'PrivilegedTechnician',
  'Approver',
  'StockKeeper',
  'Auditor',
  'Planner',
  'Administrator',
] as const;
export const role = z.enum(roles);
/** An Entra app role of this application; the value in the access token's `roles` claim. */
export type Role = (typeof roles)[number];
