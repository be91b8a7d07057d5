import * as z from 'zod/mini';
import { id, instant, person, serial } from '../ids.ts';
import { longest } from '../lengths.ts';
import { base64UrlOf } from '../text/bytes.ts';
import { tokenConfig } from '../token/config.ts';
import { signedReceipt } from './receipt.ts';

/** Burner wire protocol: JSON text frames over one WebSocket. The bot picks the highest version both know. */
export const protocolRange = { min: 1, max: 1 } as const;
/** A longer frame closes the link with 1009. */
export const maxFrameBytes = 64 * 1024;
/** From sealing to the burner's refusal. */
export const jobLifetimeMs = 5 * 60_000;
/** A burner keeps the secret in memory for the check at most this long; the bot keeps the sealed bytes up to 15 minutes. */
export const secretLifetimeMs = 10 * 60_000;
export const envelopeLifetimeMs = 15 * 60_000;
export const heartbeatMs = 15_000;
/** A burner whose clock is further from the server's refuses to write. */
export const maxClockOffsetMs = 2_000;

export const jobKinds = ['identify', 'burn', 'blank', 'sync-clock'] as const;
export const jobKind = z.enum(jobKinds);

export const jobStates = ['offered', 'keyed', 'sealed', 'done', 'cancelled', 'expired', 'refused'] as const;
export const jobState = z.enum(jobStates);
export type JobState = (typeof jobStates)[number];
/** The desk may still write for it. */
export const openJobStates: readonly JobState[] = ['offered', 'keyed', 'sealed'];

/** Where a burn's secret comes from. A: sealed by the tab. B: drawn by the burner, which seals it to the tab's key. */
export const burnRoute = z.enum(['A', 'B']);

/** What the burner is doing, in order; each names what the person must do or wait for. */
export const burnPhases = [
  'place-token',
  'reading',
  'authenticating',
  'writing-clock',
  'writing-seed',
  'written',
] as const;
export const burnPhase = z.enum(burnPhases);
export type BurnPhase = (typeof burnPhases)[number];

export const wireProblem = z.object({
  code: z.string().check(z.maxLength(longest.code)),
  detail: z.optional(
    z.record(z.string(), z.union([z.string().check(z.maxLength(longest.detail)), z.number()])),
  ),
});

export const tokenOnReader = z.object({
  serial,
  model: z.nullable(z.string()),
  clearsSeedOnConfig: z.boolean(),
  clockDriftSeconds: z.number(),
  readAt: instant,
});
export type TokenOnReader = z.infer<typeof tokenOnReader>;

export const readerView = z.object({
  name: z.string().check(z.maxLength(200)),
  state: z.enum(['empty', 'present', 'busy']),
  /** When this state began. */
  since: instant,
  token: z.nullable(tokenOnReader),
  /** Why a present card is not a readable token. */
  problem: z.nullable(wireProblem),
});
export type ReaderView = z.infer<typeof readerView>;

/** What a token shows and a person types. */
export const typedCode = z.string().check(z.regex(/^\d{6}$/));

/** A raw P-256 point, 65 bytes, base64url. */
export const publicPoint = z.string().check(z.regex(base64UrlOf(65)));

const jobRef = { jobId: id, attempt: z.number().check(z.int(), z.positive()) };

/** A job as the bot orders it. Everything the envelope's `info` binds stands here. */
export const jobOffer = z.object({
  ...jobRef,
  kind: jobKind,
  burnerId: id,
  /** Null: the burner's only or default reader. */
  reader: z.nullable(z.string().check(z.maxLength(longest.readerName))),
  /** The token meant; null where any token will do (identify). */
  serial: z.nullable(serial),
  requestId: z.nullable(id),
  subject: z.nullable(person),
  technician: person,
  config: tokenConfig,
  expiresAt: instant,
  /** Absent: A. B needs `tabKey`. */
  route: z.optional(burnRoute),
  /** Route B: the tab's one-use key (raw P-256 point, 65 bytes, base64url) to which the burner seals what it drew. */
  tabKey: z.optional(publicPoint),
  /** The organisation as its codes name it; absent: none is compared. */
  tenant: z.optional(z.string().check(z.maxLength(200))),
  /** A second technician has allowed a serial prefix that nobody knows; only the server may set it. */
  allowUnknownModel: z.optional(z.boolean()),
});
export type JobOffer = z.infer<typeof jobOffer>;

/** HPKE, see seed/envelope. The bot carries it and cannot read it. */
export const sealedEnvelope = z.object({
  enc: z.string().check(z.maxLength(200)),
  ciphertext: z.string().check(z.maxLength(4096)),
});
export type SealedEnvelope = z.infer<typeof sealedEnvelope>;

/** What a desk said of a typed code. */
export const codeChecked = z.object({
  matched: z.boolean(),
  stepOffset: z.nullable(z.number()),
  problem: z.nullable(wireProblem),
  /** Route B, when the code matched: the drawn secret, which only the tab's key opens. Null on route A. */
  sealed: z.nullable(sealedEnvelope),
});

/** The burner's one-use HPKE key for a job (raw P-256 point, 65 bytes, base64url), signed by its identity key. */
export const jobKey = z.object({
  publicKey: publicPoint,
  signature: z.string().check(z.regex(base64UrlOf(64))),
});
export type JobKey = z.infer<typeof jobKey>;

/** What seals and signatures bind a job to. */
export type BoundOffer = Pick<
  JobOffer,
  'jobId' | 'burnerId' | 'requestId' | 'serial' | 'expiresAt' | 'subject' | 'tabKey'
>;

/**
 * What the identity key signs for a job key, and the tab checks before it seals or, on route B, before it lets a code
 * be typed: there the statement names the tab key that the burner was given, so that an exchanged one is noticed.
 */
export function jobKeyStatement(offer: BoundOffer, publicKey: string): string {
  const { jobId, burnerId, requestId, subject, serial, expiresAt, tabKey } = offer;
  const bound = [jobId, burnerId, requestId, subject?.id ?? null, serial, expiresAt, publicKey];
  return `token-desk job-key v1\n${JSON.stringify(tabKey === undefined ? bound : [...bound, tabKey])}`;
}

/** Bot to burner. */
export const toBurner = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    protocol: z.number(),
    burnerId: id,
    name: z.string(),
    now: instant,
  }),
  z.object({ type: z.literal('refused'), problem: wireProblem }),
  z.object({ type: z.literal('offer'), offer: jobOffer }),
  z.object({ type: z.literal('envelope'), ...jobRef, envelope: sealedEnvelope }),
  /** Answered with the outcome, or with `job-refused` where nothing was written. Older servers do not name the attempt. */
  z.object({ type: z.literal('cancel'), jobId: id, attempt: z.optional(jobRef.attempt) }),
  /** `code` is treated like a secret: never logged, never stored. `checkId` pairs the answer. */
  z.object({
    type: z.literal('check'),
    jobId: id,
    checkId: id,
    code: typedCode,
    technician: person,
  }),
  /** The bot has stored this receipt; the burner need not send it again. */
  z.object({ type: z.literal('receipt-stored'), seq: z.number() }),
  z.object({ type: z.literal('time'), now: instant }),
]);
export type ToBurner = z.infer<typeof toBurner>;

/**
 * One line of `doctor`; `todo` is null when all is well. `fact` and `remedy` are the codes of `words/en/doctor.ts` that
 * `what` and `todo` say in English; absent from services that only send words.
 */
export const doctorLine = z.object({
  check: z.string().check(z.maxLength(40)),
  ok: z.boolean(),
  what: z.string().check(z.maxLength(longest.detail)),
  todo: z.nullable(z.string().check(z.maxLength(longest.detail))),
  fact: z.optional(z.string().check(z.maxLength(longest.code))),
  remedy: z.optional(z.string().check(z.maxLength(longest.code))),
  detail: z.optional(
    z.record(z.string(), z.union([z.string().check(z.maxLength(longest.detail)), z.number()])),
  ),
});
export type DoctorLine = z.infer<typeof doctorLine>;
export const doctorReport = z.object({
  ok: z.boolean(),
  at: instant,
  lines: z.array(doctorLine).check(z.maxLength(40)),
});
export type DoctorReport = z.infer<typeof doctorReport>;

/** Burner to bot. */
export const fromBurner = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    protocol: z.object({ min: z.number(), max: z.number() }),
    version: z.string().check(z.maxLength(40)),
    practice: z.boolean(),
    now: instant,
    /** Sequence and hash of the last receipt in the journal; null when there was never one. */
    lastReceipt: z.nullable(z.object({ seq: z.number(), hash: z.string() })),
    readers: z.array(readerView).check(z.maxLength(16)),
    /** What `doctor` found last: at the start of the service, then every hour. */
    doctor: z.optional(doctorReport),
  }),
  z.object({ type: z.literal('readers'), readers: z.array(readerView).check(z.maxLength(16)) }),
  z.object({ type: z.literal('job-key'), ...jobRef, key: jobKey }),
  /** Nothing was written and nothing will be; no receipt. */
  z.object({ type: z.literal('job-refused'), ...jobRef, problem: wireProblem }),
  /** `problem` with phase `place-token`: why the last try ended; the job waits for the token to come back. */
  z.object({
    type: z.literal('progress'),
    ...jobRef,
    phase: burnPhase,
    problem: z.nullable(wireProblem),
    at: instant,
  }),
  /** The end of a job. `problem` says why it is not `burned`; `identified` answers an identify job (no receipt). */
  z.object({
    type: z.literal('outcome'),
    ...jobRef,
    receipt: z.nullable(signedReceipt),
    problem: z.nullable(wireProblem),
    identified: z.nullable(tokenOnReader),
    /** What a person must know although it was written: `token-clock-not-settable`. */
    note: z.optional(wireProblem),
  }),
  z.object({
    type: z.literal('checked'),
    jobId: id,
    checkId: id,
    matched: z.boolean(),
    stepOffset: z.nullable(z.number()),
    problem: z.nullable(wireProblem),
    receipt: z.nullable(signedReceipt),
    /** Route B, when the code matched: the drawn secret, sealed to the tab's key. Only passed on, never stored. */
    sealed: z.optional(sealedEnvelope),
  }),
]);
export type FromBurner = z.infer<typeof fromBurner>;
