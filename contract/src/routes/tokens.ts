import * as z from 'zod/mini';
import { id, serial } from '../ids.ts';
import { longest } from '../lengths.ts';
import {
  boxName,
  importRow,
  tokenCommand,
  tokenDetail,
  tokenState,
  tokenStatement,
  tokenView,
  unknownModel,
} from '../token/record.ts';
import { nothing, type Route } from './route.ts';

/** The inventory: tokens, their kinds, and what is done with them without a desk. */
export const tokenRoutes = {
  listTokens: {
    method: 'GET',
    path: '/api/tokens',
    right: 'read',
    query: z.object({
      /** Text over serial, model and holder. */
      q: z.optional(z.string().check(z.maxLength(longest.search))),
      state: z.optional(tokenState),
      box: z.optional(boxName),
      /** Burned at this desk and not handed over yet. */
      notHandedOverFrom: z.optional(id),
      cursor: z.optional(z.string().check(z.maxLength(longest.cursor))),
    }),
    reply: z.object({
      items: z.array(tokenView),
      next: z.nullable(z.string()),
      /** At most `mostCounted` and one. */
      total: z.number(),
    }),
  },
  getToken: { method: 'GET', path: '/api/tokens/:serial', right: 'read', reply: tokenDetail },
  commandToken: {
    method: 'POST',
    path: '/api/tokens/:serial/commands',
    right: 'keep-stock',
    body: tokenCommand,
    reply: tokenDetail,
  },
  /**
   * Columns `serial` and, optionally, `site` and `person` (a UPN or object id: who carries it already, which takes the right `keep-books`); `commit` false only looks. What is in the books already stays as it is;
   * of the rest all lines or none.
   */
  importTokens: {
    method: 'POST',
    path: '/api/token-imports',
    right: 'keep-stock',
    bodyBytes: 512 * 1024,
    body: z.object({ csv: z.string().check(z.maxLength(400_000)), commit: z.boolean() }),
    reply: z.object({
      rows: z.array(importRow),
      imported: z.number(),
      /** Headings of columns that are not read. */
      unread: z.array(z.string()),
      /** Sites of the list at which no token of the books is, where no list of sites says what is one. */
      newSites: z.array(z.string()),
    }),
  },
  tokenStatement: {
    method: 'GET',
    path: '/api/tokens/:serial/statement',
    right: 'audit',
    reply: tokenStatement,
  },
  /** Kinds of token that nobody knows and somebody asked to write, newest first, at most 100. */
  listModels: {
    method: 'GET',
    path: '/api/models',
    right: 'read',
    reply: z.object({ items: z.array(unknownModel) }),
  },
  /** Asks a second technician to allow the kind of this token; asked twice, it is one ask. */
  askForModel: {
    method: 'POST',
    path: '/api/models/:prefix/asks',
    right: 'burn',
    body: z.object({ serial }),
    reply: unknownModel,
  },
  /** A second technician allows a serial prefix that nobody knows, once; the other one may then burn it. */
  allowModel: {
    method: 'POST',
    path: '/api/models/:prefix/allowance',
    right: 'burn',
    body: nothing,
    reply: unknownModel,
  },
} as const satisfies Record<string, Route>;
