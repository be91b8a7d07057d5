import * as z from 'zod/mini';
import { aheadChecks, routes } from './entra/readiness.ts';
import { secondWay } from './entra/second-method.ts';
import { graphRequestId, id, instant, person, serial } from './ids.ts';
import { longest } from './lengths.ts';

/** What somebody may ask for. Each type has its own legal steps (bot/src/domain/requests/request-machine). */
export const requestTypes = [
  'new',
  'replace-lost',
  'replace-faulty',
  'temporary',
  'return',
  'leaver',
  'code-refused',
] as const;
export const requestType = z.enum(requestTypes);
export type RequestType = (typeof requestTypes)[number];

/** The types whose steps are built: what the forms offer and the server takes. */
export const handledTypes = [
  'new',
  'replace-lost',
  'replace-faulty',
] as const satisfies readonly RequestType[];

/** The way of a request, in order, then the side states. Design: managers and channels read "ready" at `bound`, never before. */
export const requestStates = [
  'submitted',
  'approved',
  'queued',
  'in_progress',
  'burned',
  'checked',
  'bound',
  'handed_over',
  'closed',
  'withdrawn',
  'rejected',
  'expired',
  'failed',
  'on_hold',
] as const;
export const requestState = z.enum(requestStates);
export type RequestState = (typeof requestStates)[number];

/** States in which a technician has it in hand. */
export const workingStates: readonly RequestState[] = ['in_progress', 'burned', 'checked'];
/** States in which Microsoft has its token: only now MFA can be asked of the person. */
export const servedStates: readonly RequestState[] = ['bound', 'handed_over', 'closed'];
/** States in which nothing more will happen to a request. */
export const finalStates: readonly RequestState[] = ['closed', 'withdrawn', 'rejected', 'expired'];
/** States in which a person may ask anew: they have the token, or will not get one by this request. */
export const doneStates: readonly RequestState[] = ['handed_over', ...finalStates];

/** By this, rules name a reason of the organisation's list (`organisationReason`): small letters, digits and hyphens. */
export const reason = z.string().check(z.maxLength(longest.reasonId), z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
export type Reason = z.infer<typeof reason>;
/** The reason that is said in own words. */
export const ownWords = 'other';

export const handOvers = ['desk', 'manager-collects', 'internal-mail', 'ship'] as const;
export const handOver = z.enum(handOvers);
export type HandOver = (typeof handOvers)[number];

/** How the person was identified: the kind, never a number. */
export const identityCheckKinds = ['badge-photo', 'picture-id', 'vouched', 'video'] as const;
export const identityCheckKind = z.enum(identityCheckKinds);
export type IdentityCheckKind = (typeof identityCheckKinds)[number];

/** Where a caller was when a technician recorded the request. */
export const callSources = ['phone', 'desk'] as const;
export const callSource = z.enum(callSources);
export type CallSource = (typeof callSources)[number];

/** How a caller was identified. `call-back`: called back at the number the directory has. */
export const callIdentityKinds = [...identityCheckKinds, 'call-back'] as const;
export const callIdentityKind = z.enum(callIdentityKinds);
export type CallIdentityKind = (typeof callIdentityKinds)[number];
/** What can be seen or heard from there. */
export const identitiesOfCall = {
  phone: ['call-back', 'video', 'vouched'],
  desk: ['badge-photo', 'picture-id', 'vouched'],
} as const satisfies Record<CallSource, readonly CallIdentityKind[]>;

/** A calendar day, `YYYY-MM-DD`, without a time zone: the day the desk's people mean. */
export const day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));

const line = (max: number) => z.string().check(z.trim(), z.maxLength(max));

/** A reason in own words says something. */
export const minOtherReasonLength = 10;

/** What the manager fills in. Optional fields are absent, not empty. */
export const requestForm = z.object({
  type: requestType,
  /** Required for a new token; a replacement says why by its type. */
  reason: z.optional(reason),
  /** Required when the reason is `ownWords`, at least `minOtherReasonLength`. */
  reasonText: z.optional(line(longest.why)),
  site: line(longest.site).check(z.minLength(1)),
  neededBy: day,
  handOver,
  ticketNumber: z.optional(line(longest.billing)),
  costCentre: z.optional(line(longest.billing)),
  note: z.optional(line(longest.requestNote)),
});
export type RequestForm = z.infer<typeof requestForm>;

/** How the list worded a reason when it was asked with. */
export const reasonWords = z.object({
  en: z.string(),
  de: z.string(),
  /** Read by whoever asked, approvers and auditors only. */
  isPrivate: z.optional(z.literal(true)),
});
export type ReasonWords = z.infer<typeof reasonWords>;

/** A form as it is kept; the server alone words its reason. */
export const keptForm = z.extend(requestForm, {
  /** Absent: no reason was asked for, or it is kept back. */
  reasonWords: z.optional(reasonWords),
});
export type KeptForm = z.infer<typeof keptForm>;

export const identityCheck = z.object({
  kind: identityCheckKind,
  /** Who vouched; required for `vouched`. */
  vouchedBy: z.optional(line(longest.personName)),
  at: instant,
  by: person,
});

/** How the secret came into the tab. */
export const captureKinds = [
  'paste-text',
  'paste-image',
  'drop-image',
  'file',
  'screen',
  'camera',
  'typed-key',
] as const;
export const captureKind = z.enum(captureKinds);
export type CaptureKind = (typeof captureKinds)[number];

export const requestToken = z.object({
  serial,
  model: z.nullable(z.string()),
  /** Null: its secret is its maker's, and no desk wrote it. */
  burnedAt: z.nullable(instant),
  /** Token minus host, seconds; positive is fast. */
  clockDriftBeforeSeconds: z.nullable(z.number()),
  /** As it was read after the clock was set; absent where it was not read again. */
  clockDriftAfterSeconds: z.optional(z.number()),
  /** False when a typed key carried no account: the record says "account not seen". */
  accountSeen: z.boolean(),
  burnerId: z.nullable(id),
  /** Where its secret came from (see `burnRoute` in job.ts); absent: A. */
  route: z.optional(z.enum(['A', 'B'])),
  /** Taken from loaded stock: its secret was at Microsoft before anybody had asked for it. */
  loaded: z.optional(z.literal(true)),
});
export type RequestToken = z.infer<typeof requestToken>;
/** One that a desk wrote. */
export type BurnedToken = RequestToken & { readonly burnedAt: number; readonly burnerId: string };

export const binding = z.object({
  /** `seen`: Graph showed exactly one new method. `said`: a technician says Microsoft accepted it. */
  how: z.enum(['seen', 'said']),
  methodId: z.nullable(z.string()),
  at: instant,
});

/** The first sign-in with the token: by the technician's word done before their eyes, or not, and why. `why` is free text. */
export const signInTest = z.object({
  isDone: z.boolean(),
  why: z.optional(z.string()),
  at: instant,
});

/** Whether MFA was switched on for the person, where that is done person by person. */
export const enforcement = z.enum(['undecided', 'enforced', 'not-needed']);
/** Per-user MFA as Microsoft keeps it. Who has a method goes from `enabled` to `enforced` at once. */
export const perUserMfa = z.enum(['disabled', 'enabled', 'enforced']);
export type PerUserMfa = z.infer<typeof perUserMfa>;
/** Why nobody has to switch MFA on for a person. */
export const waiverReasons = ['conditional-access', 'security-defaults', 'other-sign-in'] as const;
export const waiverReason = z.enum(waiverReasons);
export type WaiverReason = (typeof waiverReasons)[number];

/** Whose token takes a second technician before it becomes theirs. */
export const secondTechnicianFor = z.enum(['never', 'privileged', 'everybody']);
export type SecondTechnicianFor = z.infer<typeof secondTechnicianFor>;
/** `unknown`: nobody could tell whether they are privileged. */
export const secondTechnicianBecause = z.enum(['privileged', 'unknown', 'everybody']);
export type SecondTechnicianBecause = z.infer<typeof secondTechnicianBecause>;

/** A request as it is kept, without its history. Pure data: no seed, no code, no secret of any kind. */
export const request = z.object({
  id,
  version: z.number().check(z.int(), z.positive()),
  state: requestState,
  /** Where it was before `on_hold`. */
  heldFrom: z.nullable(requestState),
  subject: person,
  requestedBy: person,
  source: z.enum(['chat', 'tab']),
  form: keptForm,
  createdAt: instant,
  updatedAt: instant,
  approvedBy: z.nullable(z.union([person, z.literal('policy')])),
  /** Who has to say yes, and by which rule; absent where nobody has to, and in requests of before. */
  approval: z.optional(
    z.object({
      rule: z.string(),
      of: z.enum(['manager', 'approver']),
      /** The manager who was asked, and may decide without a role. */
      asked: z.optional(person),
      /** Who has its card besides: the approver of the site, and whom it was passed on to. `byRole`: they decide by their role alone. */
      also: z.optional(z.array(z.object({ person, byRole: z.boolean() }))),
      /** Since when it waits; absent: since it was asked. */
      since: z.optional(instant),
      remindedAt: z.optional(instant),
      passedOnAt: z.optional(instant),
    }),
  ),
  /** Who said no. */
  rejectedBy: z.optional(person),
  claim: z.nullable(z.object({ by: person, since: instant })),
  identityCheck: z.nullable(identityCheck),
  /** Ids of the subject's software OATH methods before the first secret was brought in; null where Graph cannot be read. */
  methodsBefore: z.nullable(z.array(z.string())),
  /** The burn job now open, if any. */
  openJobId: z.nullable(id),
  /** The way to a token that a technician chose by hand; absent or null: nobody has. */
  chosenRoute: z.optional(z.nullable(z.enum(routes))),
  token: z.nullable(requestToken),
  /** The loaded token in hand is not theirs before another technician has confirmed it; absent: nobody has to. */
  secondTechnician: z.optional(
    z.object({ because: secondTechnicianBecause, confirmedBy: z.nullable(person) }),
  ),
  /** Its token is left to the person: they activate it themselves at Microsoft. */
  awaitsHolder: z.optional(z.boolean()),
  /** The desk compared a typed code with the secret it wrote. */
  checkedAt: z.nullable(instant),
  binding: z.nullable(binding),
  handedOverAt: z.nullable(instant),
  enforcement,
  /** The person's second way in; absent while nothing is recorded of it. */
  second: z.optional(secondWay),
  /** What was missing at Microsoft, or not known, before anybody stood at the desk: when approval was asked, or the working day before. */
  missing: z.optional(
    z.object({
      checks: z.array(z.enum(aheadChecks)),
      unknown: z.optional(z.array(z.enum(aheadChecks))),
      at: instant,
    }),
  ),
  /** The first sign-in with the token, at the desk; absent while nothing is recorded of it. */
  signInTest: z.optional(signInTest),
  /** When whoever asked last reminded whoever is next. */
  nudgedAt: z.optional(instant),
  /** Asked for in one go with others: the people of one submission share it, and one card shows them. */
  cohort: z.optional(id),
  /** Asked for by somebody who is not told what else the person has: until somebody who is decides, it is not the person's request. */
  isAside: z.optional(z.boolean()),
  /** A spare token: the request whose person it is for. */
  spareFor: z.optional(id),
  /** Set while something needs a person: what happened last, as a problem code. */
  attention: z.nullable(z.string()),
  /** Tokens reported lost by somebody who may not write them off: they stay good until a technician confirms it. */
  lossReport: z.optional(z.object({ serials: z.array(serial) })),
  /** Why it was rejected, held or given up, in that person's words. Free text: shown and kept like `reasonText`. */
  why: z.optional(z.string()),
  /** Recorded by a technician for somebody who phoned or stood at the desk: who that was. */
  call: z.optional(
    z.object({
      /** Absent once it is forgotten, with the other words of the request. */
      by: z.optional(z.string()),
      identifiedBy: callIdentityKind,
      /** Absent in those recorded before it was asked. */
      source: z.optional(callSource),
    }),
  ),
});
export type Request = z.infer<typeof request>;

/** To whom a bound token is given. */
export const receivers = ['subject', 'manager', 'caller', 'mail'] as const;
export type Receiver = (typeof receivers)[number];

/** What a technician, approver or manager orders. Jobs and their outcomes come in by the use cases, not from here. */
export const requestCommand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('claim') }),
  z.object({ kind: z.literal('take-over') }),
  z.object({ kind: z.literal('release'), graphRequestId: z.optional(graphRequestId) }),
  z.object({
    kind: z.literal('check-identity'),
    identity: identityCheckKind,
    vouchedBy: z.optional(line(longest.personName)),
  }),
  /** The way to a token, where it is not the one that readiness offers. */
  z.object({ kind: z.literal('choose-route'), route: z.enum(routes) }),
  /** A loaded token for this request; another one taken before goes back. */
  z.object({ kind: z.literal('take-loaded'), serial }),
  /** `graphRequestId`: of the last answer about it at Microsoft. */
  z.object({ kind: z.literal('give-back-loaded'), graphRequestId: z.optional(graphRequestId) }),
  /** Another technician confirms that this person may have the loaded token in hand. */
  z.object({ kind: z.literal('confirm-hand-out') }),
  /**
   * The person is not here: the loaded token becomes theirs without a code, which they type at Microsoft. Asked before it
   * is assigned there, and recorded once Microsoft's list of their tokens has it.
   */
  z.object({
    kind: z.literal('leave-to-holder'),
    isAssigned: z.boolean(),
    graphRequestId: z.optional(graphRequestId),
  }),
  /** Look at Graph now; binds when exactly one new method is there, or the method of the loaded token that was taken. */
  z.object({ kind: z.literal('look-for-method'), graphRequestId: z.optional(graphRequestId) }),
  /** Graph cannot be read: the technician says that Microsoft accepted it. */
  z.object({ kind: z.literal('say-bound') }),
  /** `caller`: who called, where a technician recorded the request; `manager`: who asked in the chat. */
  z.object({ kind: z.literal('hand-over'), to: z.enum(receivers) }),
  z.object({ kind: z.literal('give-up'), why: line(longest.why).check(z.minLength(1)) }),
  z.object({ kind: z.literal('requeue') }),
  z.object({ kind: z.literal('hold'), why: line(longest.why).check(z.minLength(1)) }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('approve') }),
  z.object({ kind: z.literal('reject'), why: line(longest.why).check(z.minLength(1)) }),
  z.object({ kind: z.literal('confirm-loss') }),
  /** The token is not lost: it stays good, and the request ends. */
  z.object({ kind: z.literal('reject-loss') }),
  /** What may change without anybody deciding anew: never for whom, what, why or where. */
  z.object({
    kind: z.literal('edit'),
    neededBy: day,
    handOver,
    ticketNumber: z.optional(line(longest.billing)),
    costCentre: z.optional(line(longest.billing)),
    note: z.optional(line(longest.requestNote)),
  }),
  /** Reminds whoever is next, once a day at most. */
  z.object({ kind: z.literal('nudge') }),
  z.object({ kind: z.literal('withdraw') }),
  z.object({ kind: z.literal('close') }),
  /** Look at Microsoft whether MFA is on for the person now. */
  z.object({ kind: z.literal('look-for-enforcement'), graphRequestId: z.optional(graphRequestId) }),
  z.object({ kind: z.literal('waive-enforcement'), because: waiverReason }),
  /** Look at Microsoft for a second way in beside the token. */
  z.object({ kind: z.literal('look-for-second') }),
  z.object({ kind: z.literal('ask-spare') }),
  z.object({ kind: z.literal('waive-second'), why: line(longest.why).check(z.minLength(1)) }),
  /** The person signed in with the token, before the technician's eyes. */
  z.object({ kind: z.literal('say-signed-in') }),
  z.object({ kind: z.literal('say-not-signed-in'), why: line(longest.why).check(z.minLength(1)) }),
]);
export type RequestCommand = z.infer<typeof requestCommand>;

/** Orders whose leave depends on the request and the person alone, so that they can be offered before they are given. */
export const offeredOrders = [
  'claim',
  'take-over',
  'release',
  'give-up',
  'requeue',
  'hold',
  'resume',
  'approve',
  'reject',
  'confirm-loss',
  'reject-loss',
  'confirm-hand-out',
  'withdraw',
  'close',
] as const satisfies readonly RequestCommand['kind'][];
export const offeredOrder = z.enum(offeredOrders);
export type OfferedOrder = (typeof offeredOrders)[number];

/** What somebody already is to a request, and so cannot be its second pair of eyes. */
export const firstEyes = z.enum(['requester', 'subject', 'approver']);
export type FirstEyes = z.infer<typeof firstEyes>;
