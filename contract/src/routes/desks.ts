import * as z from 'zod/mini';
import { instant } from '../ids.ts';
import { longest } from '../lengths.ts';
import { burnerView } from '../views.ts';
import type { Route } from './route.ts';

/** Places with a PC and a reader. */
export const deskRoutes = {
  listBurners: {
    method: 'GET',
    path: '/api/burners',
    right: 'read',
    reply: z.object({ items: z.array(burnerView) }),
  },
  createPairingCode: {
    method: 'POST',
    path: '/api/burners/pairing-codes',
    right: 'pair',
    body: z.object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(longest.deskName)) }),
    reply: z.object({ code: z.string(), expiresAt: instant }),
  },
  commandBurner: {
    method: 'POST',
    path: '/api/burners/:burnerId/commands',
    right: 'keep-desks',
    body: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('confirm'), fingerprint: z.string() }),
      z.object({
        kind: z.literal('rename'),
        name: z.string().check(z.trim(), z.minLength(1), z.maxLength(longest.deskName)),
      }),
      z.object({ kind: z.literal('revoke') }),
      /** Revokes, closes the link, cancels its jobs, forgets sealed secrets and refuses later receipts. */
      z.object({ kind: z.literal('report-stolen') }),
    ]),
    reply: burnerView,
  },
} as const satisfies Record<string, Route>;
