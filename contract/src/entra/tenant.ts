import * as z from 'zod/mini';

const finding = z.object({
  /** The same for the same thing, in whatever state it is. */
  id: z.string(),
  /** False only where something must be done. */
  ok: z.boolean(),
  what: z.string(),
  /** What to do, or what to mind; null: nothing. */
  todo: z.nullable(z.string()),
  /** Who can do it: an Entra role, or whoever runs the server. */
  who: z.nullable(z.string()),
});
export type TenantFinding = z.infer<typeof finding>;

/** What tokens depend on at Microsoft, said in the reader's language. */
export const tenantReport = z.object({ ok: z.boolean(), findings: z.array(finding) });
export type TenantReport = z.infer<typeof tenantReport>;
