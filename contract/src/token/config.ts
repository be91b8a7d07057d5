import * as z from 'zod/mini';

export const algorithm = z.enum(['SHA1', 'SHA256']);
export type Algorithm = z.infer<typeof algorithm>;

export const stepSeconds = z.union([z.literal(30), z.literal(60)]);
export type StepSeconds = z.infer<typeof stepSeconds>;

/** How long the display stays lit; it is also how long the token answers over NFC. */
export const displayTimeoutSeconds = z.union([z.literal(15), z.literal(30), z.literal(60), z.literal(120)]);

/** Everything a token is told besides its seed; it always shows six digits. */
export const tokenConfig = z.object({ algorithm, stepSeconds, displayTimeoutSeconds });
export type TokenConfig = z.infer<typeof tokenConfig>;

export const minSeedBytes = 10;
export const maxSeedBytes = 63;
/** A shorter seed is padded with zero bytes up to this: the same codes (RFC 2104 §2). */
export const paddedSeedBytes = 20;
