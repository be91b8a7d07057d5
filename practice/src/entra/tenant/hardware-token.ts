import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';

const status = z.enum(['available', 'assigned', 'activated', 'failedActivation']);

/** What a read of Graph shows of a token, but for its secret. */
const face = z.object({
  status,
  displayName: z.nullable(z.string()),
  serialNumber: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  lastUsedAt: z.nullable(z.number()),
  assigned: z.nullable(z.object({ personId: z.string(), methodId: z.string(), since: z.number() })),
});
type Face = z.infer<typeof face>;

const kept = {
  id: z.string(),
  stepSeconds: z.union([z.literal(30), z.literal(60)]),
  hash: z.enum(['sha1', 'sha256']),
  /** Steps that the token was ahead of Entra when it was last believed. */
  driftSteps: z.number(),
  lastStep: z.number(),
  changedAt: z.number(),
  /** What reads show until the last change is seen; null: nothing yet. */
  before: z.nullable(face),
};
export const hardwareTokenKept = z.extend(face, { ...kept, secretHex: z.string() });

/** One hardware token of the tenant, assigned or in its inventory. Its secret never leaves. */
export type HardwareToken = Face & {
  readonly id: string;
  readonly secret: Uint8Array;
  readonly stepSeconds: 30 | 60;
  readonly hash: 'sha1' | 'sha256';
  driftSteps: number;
  lastStep: number;
  changedAt: number;
  before: Face | null;
};

export const thawToken = ({ secretHex, ...rest }: z.infer<typeof hardwareTokenKept>): HardwareToken => ({
  ...rest,
  secret: Uint8Array.from(Buffer.from(secretHex, 'hex')),
});

type NewToken = Pick<
  HardwareToken,
  'displayName' | 'serialNumber' | 'manufacturer' | 'model' | 'secret' | 'stepSeconds' | 'hash'
>;

export const newToken = (given: NewToken, nowMs: number): HardwareToken => ({
  ...given,
  id: randomUUID(),
  status: 'available',
  lastUsedAt: null,
  assigned: null,
  driftSteps: 0,
  lastStep: -1,
  changedAt: nowMs,
  before: null,
});

/** Changes it, and keeps what reads go on to show until the change is seen. */
export const changeToken = (token: HardwareToken, change: Partial<Face>, nowMs: number): void => {
  const { status, displayName, serialNumber, manufacturer, model, lastUsedAt, assigned } = token;
  const before = { status, displayName, serialNumber, manufacturer, model, lastUsedAt, assigned };
  Object.assign(token, change, { before, changedAt: nowMs });
};

/** The token as reads show it now; null while its creation is not seen yet. */
export const shownToken = (
  token: HardwareToken,
  { nowMs, seenAfterMs }: { readonly nowMs: number; readonly seenAfterMs: number },
): (Face & Pick<HardwareToken, 'id' | 'stepSeconds' | 'hash'>) | null => {
  if (nowMs - token.changedAt >= seenAfterMs) return token;
  return token.before === null ? null : { ...token, ...token.before };
};
