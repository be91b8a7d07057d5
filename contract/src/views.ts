import * as z from 'zod/mini';
import {
  burnPhase,
  doctorReport,
  jobKey,
  jobKind,
  jobOffer,
  jobState,
  readerView,
  tokenOnReader,
  wireProblem,
} from './desk/job.ts';
import { publicKey } from './desk/pairing.ts';
import { burnOutcome } from './desk/receipt.ts';
import { id, instant, person, role, serial } from './ids.ts';
import { site } from './organisation.ts';
import { day, firstEyes, keptForm, offeredOrder, reason, request } from './request.ts';
import { actor, requestEventKind } from './request-event.ts';
import { boxName } from './token/record.ts';
import { wizardStep } from './wizard-step.ts';

export const requestSummary = z.extend(z.omit(request, { form: true, methodsBefore: true, why: true }), {
  form: z.pick(keptForm, {
    type: true,
    reason: true,
    reasonWords: true,
    site: true,
    neededBy: true,
    handOver: true,
  }),
  step: z.nullable(wizardStep),
});
export type RequestSummary = z.infer<typeof requestSummary>;

export const historyEntry = z.object({
  seq: z.number(),
  at: instant,
  actor,
  event: requestEventKind,
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** `form.reasonText` and `form.note` are left out for people who may not read them. */
export const requestDetail = z.extend(request, {
  step: z.nullable(wizardStep),
  history: z.array(historyEntry),
  /** What this reader may order now, by the very rules that decide on an order. */
  may: z.array(offeredOrder),
  /** This reader has checked the person, today, and has had the request since. */
  isIdentified: z.boolean(),
  /** Four eyes: why this reader can never burn it; null when nothing stands against it. */
  cannotBurn: z.nullable(firstEyes),
  /** A token that is being loaded for this request, or was, and that nobody has taken yet; `box`: where it lies. */
  begun: z.optional(z.object({ serial, box: boxName, stage: z.enum(['unchecked', 'checked', 'loaded']) })),
  /** Of one that waits for a yes: since when, and when it lapses. */
  waits: z.optional(z.object({ since: instant, lapsesAt: instant })),
  /** What is said of its site, as far as somebody said so. */
  place: z.optional(z.pick(site, { pickUp: true, phone: true, cabinet: true, approver: true })),
});
export type RequestDetail = z.infer<typeof requestDetail>;

export const burnerView = z.object({
  id,
  name: z.string(),
  state: z.enum(['pending', 'confirmed', 'revoked', 'stolen']),
  online: z.boolean(),
  /** Connected, but to another instance of the server, from which nothing can be sent to it here. */
  elsewhere: z.optional(z.boolean()),
  practice: z.boolean(),
  version: z.string(),
  hostName: z.string(),
  identityKey: publicKey,
  fingerprint: z.string(),
  readers: z.array(readerView),
  lastSeenAt: z.nullable(instant),
  pairedAt: instant,
  /** What `doctor` found when the service last started; absent from services that do not say. */
  doctor: z.optional(z.nullable(doctorReport)),
});
export type BurnerView = z.infer<typeof burnerView>;

export const jobView = z.object({
  id,
  attempt: z.number(),
  kind: jobKind,
  state: jobState,
  /** What the tab needs to seal: exactly what the burner was offered. */
  offer: jobOffer,
  /** Null until the burner has answered the offer. */
  key: z.nullable(jobKey),
  phase: z.nullable(burnPhase),
  outcome: z.nullable(burnOutcome),
  /** Why it was not written; of one that was, what a person must know all the same. */
  problem: z.nullable(wireProblem),
  identified: z.nullable(tokenOnReader),
});
export type JobView = z.infer<typeof jobView>;

export const problemReply = z.object({
  problem: wireProblem,
  /** English title and action, for whoever reads the wire without our tab. */
  title: z.string(),
  action: z.string(),
});

export const me = z.object({
  person,
  roles: z.array(role),
  tenantName: z.string(),
  practice: z.boolean(),
  /** Open ones; none: any. */
  sites: z.array(z.string()),
  /** What a new token may be asked for with, in this order. */
  reasons: z.array(z.object({ id: reason, en: z.string(), de: z.string() })),
  /** Days on which nobody works at a site, besides weekends; a site without any is not there. */
  holidays: z.optional(z.record(z.string(), z.array(day))),
  /** Server's clock, so that "6 s ago" does not depend on the PC's. */
  now: instant,
  /** Whether the bot can read people's sign-in methods from Graph. */
  methodsReadable: z.boolean(),
  /** Where the subject finishes; `?lng=` may be added. */
  securityInfoUrl: z.string(),
  policy: z.optional(
    z.object({
      /** Pasting is offered only at a desk whose `doctor` says that all is well. */
      pasteNeedsHealthyDesk: z.boolean(),
      claimIdleMs: z.number(),
    }),
  ),
});
export type Me = z.infer<typeof me>;

/** What one window of a person says to their others about a request: `who` asks, `here` answers and repeats. */
export const windowSaid = z.object({ what: z.enum(['who', 'here', 'gone']), windowId: id });
export type WindowSaid = z.infer<typeof windowSaid>;
