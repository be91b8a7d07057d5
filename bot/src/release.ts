import { createRequire } from 'node:module';
import * as z from 'zod/mini';

/** Of this server, as its package says. */
export const release = z.parse(
  z.object({ version: z.string() }),
  createRequire(import.meta.url)('../package.json'),
).version;
