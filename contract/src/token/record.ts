import * as z from 'zod/mini';
import { receiptDoubts, receiptKinds } from '../desk/receipt.ts';
import { graphRequestId, id, instant, person, serial } from '../ids.ts';
import { longest } from '../lengths.ts';

/** What people call a box of loaded tokens. */
export const boxName = z.string().check(z.trim(), z.minLength(1), z.maxLength(longest.boxName));

/**
 * Where a token is in its life; `in_stock` and `quarantine` may be burned without a second person. `loaded`: Microsoft has
 * its secret as a device that nobody was given.
 */
export const tokenStates = [
  'in_stock',
  'reserved',
  'burning',
  'burned_unverified',
  'loaded',
  'active',
  'suspended',
  'quarantine',
  'retired',
  'lost',
] as const;
export const tokenState = z.enum(tokenStates);
export type TokenState = (typeof tokenStates)[number];

export const custodyKinds = [
  'added',
  'adopted',
  'taken_over',
  'handed_over',
  'taken_back',
  'blanked',
  'set_aside',
  'retired',
  'lost',
  'found',
  'loss_undone',
] as const;

/** Notes the server writes, beside those in people's own words: each program has its words for them. */
export const custodyNotes = ['perhaps-written', 'not-written', 'perhaps-assigned'] as const;
export type CustodyNote = (typeof custodyNotes)[number];

/** Who had the token in hand, and when that changed. */
export const custodyEntry = z.object({
  at: instant,
  kind: z.enum(custodyKinds),
  by: person,
  /** The person it came from or went to; null for the shelf. */
  holder: z.nullable(person),
  note: z.nullable(z.string()),
});
export type CustodyEntry = z.infer<typeof custodyEntry>;

export const tokenView = z.object({
  serial,
  model: z.nullable(z.string()),
  clearsSeedOnConfig: z.boolean(),
  state: tokenState,
  holder: z.nullable(person),
  requestId: z.nullable(id),
  site: z.nullable(z.string()),
  /** A: as an authenticator app. B: as a hardware OATH token. */
  route: z.nullable(z.enum(['A', 'B'])),
  burns: z.number(),
  burnedAt: z.nullable(instant),
  burnerId: z.nullable(id),
  addedAt: instant,
  /** Five years after it was added: when the vendor's cell may be empty. */
  batteryDueAt: instant,
  /** Token minus host when it was last read; positive is fast. */
  lastDriftSeconds: z.nullable(z.number()),
  /** Where it lies among the loaded ones; null while it carries no load. */
  box: z.nullable(boxName),
  /** Its secret is its maker's: read from a list, and written by no desk. */
  isFactorySeeded: z.boolean(),
  /** Burned by a load: whether the desk compared its code. Null: by none. */
  isLoadChecked: z.nullable(z.boolean()),
  /** Microsoft's id of the device made for its secret; null: none of ours. */
  deviceId: z.nullable(z.string()),
  updatedAt: instant,
});
export type TokenView = z.infer<typeof tokenView>;

export const tokenDetail = z.extend(tokenView, {
  custody: z.array(custodyEntry),
  /** Whether Microsoft still lists the method bound with this token; null where nobody can tell. */
  methodStillThere: z.nullable(z.boolean()),
  /** Microsoft's id of that method, for who may take the token back; null where the books have none. */
  methodId: z.nullable(z.string()),
  /** Methods of secrets it carried before, to be removed at Microsoft; for who may take it back. `isThere` null: nobody can tell. */
  leftMethods: z.array(
    z.object({
      owner: person,
      methodId: z.string(),
      isThere: z.nullable(z.boolean()),
      /** B: a hardware OATH method. Absent: a software one. */
      route: z.optional(z.literal('B')),
    }),
  ),
  /** Devices at Microsoft of secrets it carries no more, to be deleted there; for who may load. */
  leftDevices: z.array(z.object({ deviceId: z.string(), isThere: z.nullable(z.boolean()) })),
});
export type TokenDetail = z.infer<typeof tokenDetail>;

/** A kind of token that nobody here knows: who asked to write it, and which technicians allow it. */
export const unknownModel = z.object({
  prefix: z.string(),
  asked: z.array(z.object({ by: person, serial, at: instant })),
  allowedBy: z.array(person),
});
export type UnknownModel = z.infer<typeof unknownModel>;

export const tokenCommand = z.discriminatedUnion('kind', [
  /** Not in our books: take it into them as stock. */
  z.object({ kind: z.literal('adopt'), site: z.nullable(z.string().check(z.maxLength(longest.site))) }),
  z.object({ kind: z.literal('set-aside'), note: z.string().check(z.maxLength(longest.note)) }),
  /** The holder gave it back; it is stock once it was blanked and the method is gone. */
  z.object({ kind: z.literal('take-back') }),
  z.object({ kind: z.literal('to-stock') }),
  z.object({ kind: z.literal('retire'), note: z.string().check(z.maxLength(longest.note)) }),
  z.object({ kind: z.literal('report-lost'), note: z.string().check(z.maxLength(longest.note)) }),
  z.object({ kind: z.literal('report-found') }),
  /** Takes those methods off the list that Microsoft says are gone. */
  z.object({ kind: z.literal('look-for-methods'), graphRequestId: z.optional(graphRequestId) }),
]);
export type TokenCommand = z.infer<typeof tokenCommand>;

/** One line of an import; `problem` names what keeps it out. Nothing is imported while one line has a problem. */
export const importRow = z.object({
  line: z.number(),
  serial: z.string(),
  model: z.nullable(z.string()),
  site: z.nullable(z.string()),
  /** Who carries it already, where the list names somebody; it comes in as theirs, and not as stock. */
  holder: z.nullable(person),
  problem: z.nullable(
    z.enum([
      'person-unknown',
      'person-guest',
      /** Of another person than the first 500 of the list. */
      'too-many-people',
      'serial-malformed',
      /** As a spreadsheet writes large numbers: `8.6596E+13`. */
      'serial-spoiled',
      'model-unknown',
      'already-here',
      'twice-in-file',
      'site-too-long',
      'site-unknown',
      /** More cells than the heading has names, or none for the serial. */
      'columns',
      'no-serial-column',
      'no-lines',
      'quote-open',
      'too-many-lines',
    ]),
  ),
});
export type ImportRow = z.infer<typeof importRow>;

/** Events of a desk that say something about its key. */
export const keyEvents = ['burner_paired', 'burner_confirmed', 'burner_revoked', 'burner_stolen'] as const;

/** The desk of a burn, as it was named then. */
const statementDesk = z.object({
  id,
  name: z.string(),
  fingerprint: z.string(),
  version: z.string(),
  /** What happened to its key, oldest first: when it came, who compared it, and when it ended. */
  keyHistory: z.array(z.object({ at: instant, event: z.enum(keyEvents), by: z.nullable(z.string()) })),
});
const statementIdentity = z.nullable(z.object({ kind: z.string(), at: instant, by: person }));
const statementBinding = z.nullable(
  z.object({ how: z.enum(['seen', 'said']), methodId: z.nullable(z.string()), at: instant }),
);
const statementReceipt = z.object({ seq: z.number(), hash: z.string(), isValid: z.boolean() });

/** One burn as a statement tells it: what the desk signed, and what the server knows around it. */
export const statementBurn = z.object({
  requestId: id,
  subject: person,
  requestedBy: person,
  approvedBy: z.nullable(z.string()),
  /** Recorded for somebody who called or came: who (null once that is forgotten), and how they were identified. */
  call: z.nullable(z.object({ by: z.nullable(z.string()), identifiedBy: z.string() })),
  identityCheck: statementIdentity,
  technician: person,
  burner: statementDesk,
  burnedAt: instant,
  outcome: z.string(),
  /** What was out of the ordinary although it was written: a problem code. */
  note: z.optional(z.nullable(z.string())),
  capture: z.nullable(z.string()),
  accountSeen: z.boolean(),
  /** As the code named it, compared with the person’s; null where it named none. */
  account: z.optional(z.nullable(z.string())),
  /** From reading until sealing, as the technician’s tab told it; null where it did not. */
  secretInTabSeconds: z.nullable(z.number()),
  /** From sealing at the tab until the desk wiped it; null where it never said. */
  secretKnownSeconds: z.nullable(z.number()),
  checkedAt: z.nullable(instant),
  stepOffset: z.nullable(z.number()),
  binding: statementBinding,
  handedOverAt: z.nullable(instant),
  receipt: statementReceipt,
  auditSeq: z.number(),
});
export type StatementBurn = z.infer<typeof statementBurn>;

/** When its device was seen at Microsoft, or named by whoever had made it. */
const statementDevice = z.object({
  at: instant,
  by: z.nullable(person),
  deviceId: z.nullable(z.string()),
  how: z.enum(['seen', 'said']),
});
/** The request it was taken for last, unless it was given back. */
const statementHandedOut = z.nullable(
  z.object({
    requestId: id,
    /** Null once the request is forgotten. */
    subject: z.nullable(person),
    requestedBy: z.nullable(person),
    approvedBy: z.nullable(z.string()),
    identityCheck: statementIdentity,
    by: z.nullable(person),
    takenAt: instant,
    /** The second technician, where one had to confirm it. */
    confirmedBy: z.optional(z.nullable(person)),
    binding: statementBinding,
    handedOverAt: z.nullable(instant),
  }),
);

/** A burn ahead of any request, and to whom its secret went afterwards. */
export const statementLoad = z.object({
  technician: person,
  burner: statementDesk,
  burnedAt: instant,
  outcome: z.string(),
  note: z.nullable(z.string()),
  box: z.nullable(z.string()),
  checkedAt: z.nullable(instant),
  stepOffset: z.nullable(z.number()),
  loaded: z.nullable(statementDevice),
  handedOut: statementHandedOut,
  receipt: statementReceipt,
  auditSeq: z.number(),
});
export type StatementLoad = z.infer<typeof statementLoad>;

/** Loaded with the secret that its maker chose, which no desk wrote, and to whom it went afterwards. */
export const statementFactory = z.object({
  box: z.nullable(z.string()),
  loaded: statementDevice,
  handedOut: statementHandedOut,
  auditSeq: z.number(),
});
export type StatementFactory = z.infer<typeof statementFactory>;

/** What a desk signed about this token, or about an order for it, and should not have been. */
export const recordApart = z.object({
  auditSeq: z.number(),
  at: instant,
  /** Of the request whose order it was; null where no order is known. */
  requestId: z.nullable(id),
  burner: z.string(),
  serial: z.nullable(serial),
  record: z.enum(receiptKinds),
  outcome: z.string(),
  why: z.enum(receiptDoubts),
  /** What the desk was told, and the account in what it wrote. */
  subject: z.nullable(person),
  technician: person,
  account: z.nullable(z.string()),
});
export type RecordApart = z.infer<typeof recordApart>;

export const tokenStatement = z.object({
  token: tokenDetail,
  madeAt: instant,
  madeBy: person,
  burns: z.array(statementBurn),
  loads: z.optional(z.array(statementLoad)),
  factory: z.optional(z.array(statementFactory)),
  setApart: z.optional(z.array(recordApart)),
  /** This token's own rows were compared for this statement; `walkedAt`: when the others were last gone over from the first. */
  chain: z.object({ ok: z.boolean(), rows: z.number(), receipts: z.number(), walkedAt: instant }),
});
export type TokenStatement = z.infer<typeof tokenStatement>;
