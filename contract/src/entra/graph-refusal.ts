import type { ProblemCode } from '../problem.ts';

/** What Graph said no with; `message` is English whoever asks, and often the only place where a 400 says which one it is. */
export type GraphAnswer = {
  readonly status: number;
  /** Microsoft's name of the refusal; empty where it gave none. */
  readonly code?: string;
  readonly message: string;
};

/** Microsoft's own trouble, or too many questions (Graph, “Error responses”): these pass by waiting, the others never. */
const passing: ReadonlySet<number> = new Set([408, 423, 425, 429, 500, 502, 503, 504, 509]);

export const passesByWaiting = (status: number): boolean => passing.has(status);

export type RefusalRow = {
  readonly status: number;
  /** Of Microsoft's code and message together; a row without it is for every answer of its status. */
  readonly says?: RegExp;
  readonly code: ProblemCode;
};
/** The first row that fits; else what waiting mends, and what it does not. */
export type Refusals = {
  readonly rows: readonly RefusalRow[];
  readonly passing: ProblemCode;
  readonly other: ProblemCode;
};

const noAccess: RefusalRow = { status: 401, code: 'graph-access-not-given' };

/** GET …/hardwareOathDevices, but for what is said where nothing else fits. */
const ofInventory = {
  rows: [noAccess, { status: 403, code: 'device-create-refused' }],
  passing: 'graph-busy',
} as const;

/**
 * Microsoft documents the statuses, and of the bodies only that there is a code and a message: words are looked for where
 * one status has several causes, and the last row of a status never depends on them.
 */
export const refusals = {
  /** DELETE …/authentication/…Methods/{id}, which unassigns a hardware token. */
  removal: {
    rows: [
      noAccess,
      { status: 403, code: 'method-remove-refused' },
      // “Cannot delete default method with other methods configured”, “matches the user's current default authentication method”
      { status: 400, says: /\bdefault\b/i, code: 'method-is-default' },
    ],
    passing: 'method-remove-failed',
    other: 'method-remove-impossible',
  },
  /** POST …/authenticationMethodDevices/hardwareOathDevices: into the tenant's inventory. */
  creation: {
    rows: [
      noAccess,
      { status: 403, code: 'device-create-refused' },
      { status: 409, code: 'device-exists' },
      { status: 400, says: /already exists|duplicate|same serial|conflict/i, code: 'device-exists' },
    ],
    passing: 'graph-busy',
    other: 'device-create-impossible',
  },
  /** DELETE …/hardwareOathDevices/{id}: documented is one cause, “Token needs to be unassigned”. */
  deletion: {
    rows: [
      noAccess,
      { status: 403, code: 'device-create-refused' },
      { status: 400, code: 'device-assigned' },
      { status: 409, code: 'device-assigned' },
    ],
    passing: 'graph-busy',
    other: 'device-delete-impossible',
  },
  /** GET …/hardwareOathDevices of one serial. */
  inventory: { ...ofInventory, other: 'devices-not-readable' },
  /** GET …/hardwareOathDevices without a serial, page after page: what a maker's list is compared with. */
  'whole-inventory': { ...ofInventory, other: 'inventory-not-readable' },
  /** POST …/hardwareOathMethods, …/assignAndActivate, …/assignAndActivateBySerialNumber. */
  assignment: {
    rows: [
      noAccess,
      { status: 403, code: 'assign-refused' },
      { status: 404, code: 'device-not-there' },
      {
        status: 400,
        says: /verification ?code|\bcode\b.*\b(invalid|not valid|incorrect|wrong)\b/i,
        code: 'assign-code-wrong',
      },
      { status: 400, says: /\bguests?\b|\bexternal\b/i, code: 'assign-guest' },
      { status: 400, says: /\bpolicy\b|not enabled/i, code: 'assign-policy' },
      { status: 400, says: /\bmaximum\b|\blimit\b|too many/i, code: 'methods-full' },
      { status: 400, says: /already (been )?assigned/i, code: 'token-assigned' },
      { status: 409, code: 'token-assigned' },
    ],
    passing: 'graph-busy',
    other: 'assign-impossible',
  },
  /** POST …/hardwareOathMethods/{id}/activate: a code and a name are all that it is given. */
  activation: {
    rows: [
      noAccess,
      { status: 403, code: 'assign-refused' },
      { status: 404, code: 'token-not-assigned' },
      { status: 400, says: /\bpolicy\b|not enabled/i, code: 'assign-policy' },
      { status: 400, code: 'assign-code-wrong' },
    ],
    passing: 'graph-busy',
    other: 'assign-impossible',
  },
  /** PATCH …/authentication/requirements: per-user MFA of a person. */
  enforcement: {
    rows: [noAccess, { status: 403, code: 'mfa-refused' }],
    passing: 'graph-busy',
    other: 'mfa-impossible',
  },
  /** POST …/users/{id}/revokeSignInSessions. */
  'end-sessions': {
    rows: [noAccess, { status: 403, code: 'sessions-end-refused' }],
    passing: 'graph-busy',
    other: 'sessions-end-impossible',
  },
  /** GET …/hardwareOathMethods of a person. */
  reading: {
    rows: [noAccess, { status: 403, code: 'assign-refused' }],
    passing: 'graph-busy',
    other: 'methods-not-readable',
  },
} as const satisfies Readonly<Record<string, Refusals>>;
export type RefusedCall = keyof typeof refusals;

/** What people are told of a refusal. */
export function refusalProblem(call: RefusedCall, { status, code = '', message }: GraphAnswer): ProblemCode {
  const { rows, passing, other }: Refusals = refusals[call];
  const said = `${code} ${message}`;
  const row = rows.find((one) => one.status === status && (one.says?.test(said) ?? true));
  return row?.code ?? (passesByWaiting(status) ? passing : other);
}

/** What the server asks Graph, and the token endpoint, in its own name: a missing consent, a secret that ended. */
export function directoryProblem(status: number): ProblemCode {
  return passesByWaiting(status) ? 'directory-unavailable' : 'directory-refused';
}
