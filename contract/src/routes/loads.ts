import * as z from 'zod/mini';
import { codeChecked, publicPoint, typedCode } from '../desk/job.ts';
import { graphRequestId, id, instant, serial } from '../ids.ts';
import { longest } from '../lengths.ts';
import { tokenConfig } from '../token/config.ts';
import { boxName, tokenDetail } from '../token/record.ts';
import { jobView } from '../views.ts';
import type { Route } from './route.ts';

/**
 * What a look at Microsoft said of a token's device. `loaded`: seen there, of nobody. `said`: Microsoft could not be read,
 * and the tab that made the device named it. `none`: no device with this serial. `other`: one that is another token's,
 * somebody's already, or of a secret that the token carries no more.
 */
export const deviceFound = z.enum(['loaded', 'said', 'none', 'other']);
export type DeviceFound = z.infer<typeof deviceFound>;

const deviceId = z.string().check(z.minLength(1), z.maxLength(128));

/**
 * What the books say of a token whose maker's secret somebody has. `blank`: nothing against it. `loaded`: it is loaded with
 * that secret. `written`: it has carried another one, or may have. `in-use`: it is
 * somebody's, set aside, or being worked on.
 */
export const inBooks = z.enum(['blank', 'loaded', 'written', 'in-use']);
export type InBooks = z.infer<typeof inBooks>;
/** Serials in one question. */
export const mostFound = 500;

/**
 * Why a device at Microsoft is nobody's stock. `left`: of a secret that its token carries no more. `unread`: its token is in the
 * books, and not loaded with it. `unknown`: no token of its serial is.
 */
export const leftDevice = z.object({
  serial: z.string(),
  deviceId: z.string(),
  why: z.enum(['left', 'unread', 'unknown']),
  box: z.nullable(boxName),
});
export type LeftDevice = z.infer<typeof leftDevice>;

/** The part of the API for stock that is loaded ahead of requests. */
export const loadRoutes = {
  /** A burn of route B without a request: the desk draws the secret. Waits for the desk as `openJob` does. */
  openLoad: {
    method: 'POST',
    path: '/api/loads',
    right: 'load',
    body: z.object({
      burnerId: id,
      reader: z.nullable(z.string().check(z.maxLength(longest.readerName))),
      serial,
      config: tokenConfig,
      /** The tab's one-use key, for this job and no other. */
      tabKey: publicPoint,
      box: boxName,
      /** For whom it is written at once: a request in the caller's hands. */
      forRequest: z.optional(id),
    }),
    reply: jobView,
  },
  /** The code passes through; it is never logged or stored. */
  checkLoad: {
    method: 'POST',
    path: '/api/loads/:jobId/check',
    right: 'load',
    body: z.object({ code: typedCode }),
    reply: codeChecked,
  },
  /** Reads the token's device at Microsoft, by its id or, without one, by serial; only then the token is loaded. */
  lookForDevice: {
    method: 'POST',
    path: '/api/tokens/:serial/device',
    right: 'load',
    body: z.object({
      deviceId: z.optional(deviceId),
      /** Microsoft's number of its answer to the creation, for the audit. */
      graphRequestId: z.optional(graphRequestId),
    }),
    reply: z.object({ found: deviceFound, token: tokenDetail }),
  },
  /** Which of these serials the books have, and whether their makers' secrets may still count; the others are unknown. */
  findTokens: {
    method: 'POST',
    path: '/api/loads/serials',
    right: 'load',
    body: z.object({ serials: z.array(serial).check(z.maxLength(mostFound)) }),
    reply: z.object({ items: z.array(z.object({ serial, books: inBooks })) }),
  },
  /**
   * A token with its maker's secret, whose device the tab made: it is loaded once that is read at Microsoft, or by the tab's
   * word where the server may not read it. `directory-unavailable`: Microsoft did not answer, and nothing is recorded.
   */
  loadFactory: {
    method: 'POST',
    path: '/api/tokens/:serial/factory',
    right: 'load',
    body: z.object({
      box: boxName,
      /** As its maker's list has it; the books' own word for the serial goes before. */
      model: z.nullable(z.string().check(z.minLength(1), z.maxLength(longest.modelName))),
      deviceId,
      graphRequestId: z.optional(graphRequestId),
    }),
    reply: z.object({ found: deviceFound }),
  },
  /** Read at Microsoft now, at most 100; `isRead` false: the server may not read there, and tells what the books know. */
  listLeftDevices: {
    method: 'GET',
    path: '/api/devices/left',
    right: 'load',
    reply: z.object({ items: z.array(leftDevice), total: z.int(), isRead: z.boolean() }),
  },
  /** Tokens that a load left over, as far as the books know, counted to 1,001. */
  countLeftOver: {
    method: 'GET',
    path: '/api/loads/left/count',
    right: 'load',
    reply: z.object({ total: z.int() }),
  },
  /** Boxes with something in them, the newest burn first, at most 100. */
  listBoxes: {
    method: 'GET',
    path: '/api/boxes',
    right: 'read',
    reply: z.object({
      items: z.array(
        z.object({
          box: boxName,
          loaded: z.int(),
          /** Burned for this box and not loaded yet. */
          unfinished: z.int(),
          /** Set aside before anybody was handed them. */
          setAside: z.int(),
          lastAt: instant,
        }),
      ),
    }),
  },
} as const satisfies Record<string, Route>;
