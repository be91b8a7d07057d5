import * as z from 'zod/mini';
import { graphRequestId, id, instant, person, serial } from '../ids.ts';

/** `disable`: a token is lost, and Microsoft may still take its codes. */
export const taskKinds = ['disable'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Who has been told: technicians at once; whoever is on call after 15 minutes; the security channel after 60. */
export const taskStages = ['technicians', 'on-call', 'security'] as const;
export type TaskStage = (typeof taskStages)[number];

/**
 * `gone`: Microsoft does not list its method any more · `said`: a technician says so, where Microsoft cannot be asked ·
 * `undone`: it is not lost after all.
 */
export const taskEnds = ['gone', 'said', 'undone'] as const;
export type TaskEnd = (typeof taskEnds)[number];

/** Each id of a task begins so: a link to one is told from a link to a request. */
export const taskIdStart = 'task-';

const whoAndWhen = z.object({ by: person, at: instant });

export const task = z.object({
  id,
  kind: z.enum(taskKinds),
  serial,
  /** By which way Microsoft has it; null: not known. */
  route: z.nullable(z.enum(['A', 'B'])),
  /** Null: which of the person's methods it is, nobody recorded. */
  methodId: z.nullable(z.string()),
  /** Whose codes they are. */
  subject: person,
  site: z.nullable(z.string()),
  /** The request by which it was asked; null: a technician said it. */
  requestId: z.nullable(id),
  openedAt: instant,
  openedBy: z.nullable(person),
  stage: z.enum(taskStages),
  /** When the next are told; null: everybody has been. */
  escalatesAt: z.nullable(instant),
  onCall: z.nullable(person),
  taken: z.nullable(whoAndWhen),
  /** Who ended the person's sign-ins that were open. */
  sessionsEnded: z.nullable(whoAndWhen),
  ended: z.nullable(z.object({ how: z.enum(taskEnds), by: z.nullable(person), at: instant })),
});
export type Task = z.infer<typeof task>;

export const taskCommand = z.discriminatedUnion('kind', [
  /** It is in the caller's hands, also where it was in somebody else's. */
  z.object({ kind: z.literal('take') }),
  /** Reads Microsoft's list; ends the task where the method is gone. */
  z.object({ kind: z.literal('look'), graphRequestId: z.optional(graphRequestId) }),
  /** Where the server cannot tell. */
  z.object({ kind: z.literal('say-disabled') }),
  z.object({ kind: z.literal('sessions-ended'), graphRequestId: z.optional(graphRequestId) }),
]);
export type TaskCommand = z.infer<typeof taskCommand>;

/** With what Microsoft says now. */
export const taskDetail = z.extend(task, {
  /** Null: nobody can tell. */
  isStillThere: z.nullable(z.boolean()),
  /** What else the person can sign in with: how many; null: nobody can tell. */
  otherWays: z.nullable(z.int()),
});
export type TaskDetail = z.infer<typeof taskDetail>;
