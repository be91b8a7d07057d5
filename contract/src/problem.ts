/**
 * Everything Token Desk tells people when something is not as it should be: one table of codes. Its words stand in
 * `words/en/problems.ts` and `words/de/problems.ts`, complete by type; people see those, never the code.
 */
import type { ProblemDetail } from './problem-detail.ts';

export type Fixer = 'technician' | 'manager' | 'administrator' | 'anyone';
/** `{name}` in a text is filled from `detail`. */
export type ProblemText = { readonly title: string; readonly action: string };
type Entry = { readonly status: number; readonly who: Fixer };

const entry = (status: number, who: Fixer): Entry => ({ status, who });

// biome-ignore format: read as a table, one line a problem
export const problems = {
  // what was scanned or typed
  'input-empty': entry(422, 'technician'),
  'input-microsoft-push': entry(422, 'technician'),
  'input-passkey': entry(422, 'technician'),
  'input-migration': entry(422, 'technician'),
  'input-hotp': entry(422, 'technician'),
  'input-token-serial': entry(422, 'technician'),
  'input-web-link': entry(422, 'technician'),
  'input-number': entry(422, 'technician'),
  'input-too-short': entry(422, 'technician'),
  'input-truncated': entry(422, 'technician'),
  'input-bad-character': entry(422, 'technician'),
  'input-too-long': entry(422, 'technician'),
  'input-unsupported-parameters': entry(422, 'technician'),
  'input-ambiguous': entry(422, 'technician'),
  'input-several': entry(422, 'technician'),
  'no-qr-found': entry(422, 'technician'),
  'qr-other': entry(422, 'technician'),
  'several-codes': entry(422, 'technician'),
  'not-a-picture': entry(422, 'technician'),
  'qr-reader-unavailable': entry(503, 'technician'),
  'wrong-account': entry(422, 'technician'),
  'wrong-tenant': entry(422, 'technician'),
  'other-service': entry(422, 'technician'),
  'code-already-burned': entry(409, 'technician'),

  // token and reader
  'no-token': entry(404, 'technician'),
  'no-reader': entry(404, 'technician'),
  'reader-not-found': entry(404, 'technician'),
  'reader-busy': entry(409, 'technician'),
  'reader-service-down': entry(503, 'technician'),
  'reader-service-refused': entry(503, 'administrator'),
  'reader-service-silent': entry(503, 'technician'),
  'reader-service-stopped': entry(503, 'technician'),
  'reader-driver-missing': entry(503, 'administrator'),
  'reader-failed': entry(502, 'technician'),
  'lost-contact': entry(409, 'technician'),
  'token-timeout': entry(504, 'technician'),
  'token-empty': entry(409, 'technician'),
  'token-perhaps-empty': entry(409, 'technician'),
  'token-emptied': entry(502, 'technician'),
  'token-left-empty': entry(409, 'technician'),
  'token-perhaps-emptied': entry(502, 'technician'),
  'token-changed': entry(409, 'technician'),
  'token-perhaps-changed': entry(409, 'technician'),
  'token-half-written': entry(502, 'technician'),
  'token-left-changed': entry(409, 'technician'),
  'clock-not-set': entry(502, 'technician'),
  'clock-not-set-emptied': entry(502, 'technician'),
  'token-clock-unsure': entry(409, 'technician'),
  'burn-unknown': entry(409, 'technician'),
  'clock-unknown': entry(409, 'technician'),
  'burned-late': entry(409, 'technician'),
  'token-locked': entry(409, 'technician'),
  'token-refused': entry(502, 'technician'),
  'token-answer-garbled': entry(502, 'technician'),
  'token-clock-not-settable': entry(409, 'technician'),
  'token-would-be-emptied': entry(409, 'technician'),
  'token-settings-unknown': entry(409, 'technician'),
  'hash-unsure': entry(409, 'technician'),
  'burn-unsure': entry(409, 'technician'),
  'unknown-model': entry(409, 'technician'),
  'wrong-serial': entry(409, 'technician'),
  'serial-in-use': entry(409, 'technician'),
  'token-not-in-books': entry(404, 'technician'),
  'token-in-books': entry(409, 'technician'),
  'token-wrong-state': entry(409, 'technician'),
  'token-not-blanked': entry(409, 'technician'),
  'token-method-still-there': entry(409, 'technician'),
  'not-a-token': entry(409, 'technician'),
  'security-key': entry(409, 'technician'),
  'plain-nfc-tag': entry(409, 'technician'),
  'seed-not-writable': entry(422, 'technician'),
  'flag-contradicts-uri': entry(422, 'technician'),
  'clock-not-trusted': entry(409, 'administrator'),
  'clock-not-compared': entry(409, 'technician'),
  'code-wrong': entry(422, 'technician'),
  'code-old': entry(422, 'technician'),
  'code-clock-off': entry(422, 'technician'),
  'code-malformed': entry(422, 'technician'),
  'secret-gone': entry(410, 'technician'),
  'secret-unopened': entry(410, 'technician'),
  'secret-gone-drawn': entry(410, 'technician'),
  'digits-differ': entry(409, 'administrator'),
  'crypto-self-check': entry(500, 'administrator'),

  // jobs, burners
  'job-expired': entry(410, 'technician'),
  'job-stopped': entry(409, 'technician'),
  'job-replayed': entry(409, 'technician'),
  'job-cancelled': entry(409, 'technician'),
  'job-wrong-burner': entry(409, 'technician'),
  'job-not-open': entry(409, 'technician'),
  'envelope-tampered': entry(422, 'technician'),
  'burner-offline': entry(503, 'technician'),
  'burner-at-other-server': entry(503, 'administrator'),
  'burner-busy': entry(409, 'technician'),
  'burner-silent': entry(504, 'technician'),
  'desk-server-unreachable': entry(503, 'technician'),
  'burner-not-paired': entry(401, 'administrator'),
  'burner-revoked': entry(403, 'administrator'),
  'burner-key-ended': entry(403, 'administrator'),
  'burner-not-confirmed': entry(409, 'technician'),
  'burner-identity-changed': entry(409, 'administrator'),
  'desk-file-damaged': entry(409, 'administrator'),
  'desk-records-unsent': entry(409, 'administrator'),
  'burner-journal-lost': entry(409, 'administrator'),
  'burner-elsewhere': entry(409, 'technician'),
  'key-keeper-silent': entry(503, 'administrator'),
  'burner-version': entry(426, 'administrator'),
  'burner-wrong-address': entry(421, 'administrator'),
  'challenge-expired': entry(408, 'anyone'),
  'pairing-code-wrong': entry(422, 'administrator'),
  'paired-burn-unrecorded': entry(409, 'technician'),
  'practice-receipt': entry(403, 'administrator'),
  'record-unfit': entry(409, 'technician'),
  'receipt-invalid': entry(403, 'administrator'),

  // the organisation's rules
  'organisation-changed': entry(409, 'administrator'),
  'site-twice': entry(422, 'administrator'),
  'site-in-use': entry(409, 'administrator'),
  'no-open-site': entry(422, 'administrator'),
  'zone-unknown': entry(422, 'administrator'),
  'hours-backwards': entry(422, 'administrator'),
  'policy-wrong': entry(422, 'administrator'),
  'policy-same': entry(409, 'administrator'),
  'no-proposal': entry(409, 'administrator'),
  'own-proposal': entry(403, 'administrator'),

  // requests
  'request-not-found': entry(404, 'anyone'),
  'request-changed': entry(409, 'anyone'),
  'request-wrong-state': entry(409, 'anyone'),
  'request-claimed': entry(409, 'technician'),
  'request-not-claimed': entry(409, 'technician'),
  'request-duplicate': entry(409, 'manager'),
  'request-type-not-yet': entry(422, 'manager'),
  'asked-too-often': entry(429, 'manager'),
  'request-for-self': entry(403, 'manager'),
  'request-invalid': entry(422, 'manager'),
  'needed-by-past': entry(422, 'manager'),
  'subject-unknown': entry(422, 'manager'),
  'subject-disabled': entry(422, 'manager'),
  'subject-guest': entry(422, 'manager'),
  'identity-not-checked': entry(409, 'technician'),
  'loss-not-confirmed': entry(409, 'technician'),
  'its-token-lost': entry(409, 'technician'),
  'its-token-taken-back': entry(409, 'technician'),
  'its-token-set-aside': entry(409, 'technician'),
  'its-token-overwritten': entry(409, 'technician'),
  'not-its-token': entry(409, 'technician'),
  'second-technician': entry(403, 'technician'),
  'not-bound-yet': entry(409, 'technician'),
  'four-eyes': entry(403, 'anyone'),
  'no-new-method': entry(404, 'technician'),
  'several-new-methods': entry(409, 'technician'),
  'old-method-left': entry(409, 'technician'),
  'token-not-loaded': entry(409, 'technician'),
  'token-is-loaded': entry(409, 'technician'),
  'beta-changed': entry(503, 'administrator'),
  'token-secret-written-over': entry(409, 'technician'),
  'token-not-checked': entry(409, 'technician'),
  'load-of-other': entry(409, 'technician'),
  'token-assigned': entry(409, 'technician'),
  'token-not-assigned': entry(404, 'technician'),
  'method-not-activated': entry(409, 'technician'),
  'no-other-way': entry(409, 'technician'),
  'left-not-listed': entry(409, 'technician'),
  'left-not-readable': entry(503, 'technician'),
  'device-not-there': entry(409, 'technician'),
  'devices-not-readable': entry(503, 'technician'),
  'inventory-not-readable': entry(503, 'administrator'),
  'methods-not-readable': entry(503, 'technician'),
  'mfa-not-on': entry(409, 'administrator'),
  'no-second-method': entry(404, 'technician'),
  'pass-left': entry(409, 'administrator'),
  'token-not-carried': entry(409, 'technician'),
  'second-not-readable': entry(503, 'technician'),
  'second-not-offered': entry(409, 'administrator'),
  'mfa-not-readable': entry(503, 'administrator'),
  'mfa-refused': entry(403, 'administrator'),
  'mfa-impossible': entry(409, 'administrator'),
  'graph-access-not-given': entry(403, 'technician'),
  'method-remove-refused': entry(403, 'administrator'),
  'method-is-default': entry(409, 'technician'),
  'method-remove-impossible': entry(409, 'technician'),
  'method-remove-failed': entry(503, 'technician'),
  'graph-busy': entry(503, 'technician'),
  'device-create-refused': entry(403, 'administrator'),
  'device-exists': entry(409, 'technician'),
  'device-assigned': entry(409, 'technician'),
  'device-other': entry(409, 'technician'),
  'device-create-impossible': entry(409, 'administrator'),
  'device-delete-impossible': entry(409, 'technician'),
  'device-unsure': entry(503, 'technician'),
  'device-not-listed': entry(503, 'technician'),
  'secret-gone-list': entry(409, 'technician'),
  'assign-refused': entry(403, 'administrator'),
  'assign-code-wrong': entry(422, 'technician'),
  'assign-guest': entry(409, 'manager'),
  'assign-policy': entry(409, 'administrator'),
  'methods-full': entry(409, 'technician'),
  'assign-impossible': entry(409, 'administrator'),
  'assign-unsure': entry(503, 'technician'),

  // access
  'not-signed-in': entry(401, 'anyone'),
  'access-token-refused': entry(401, 'anyone'),
  'sign-in-failed': entry(401, 'anyone'),
  'no-answer': entry(503, 'anyone'),
  'role-missing': entry(403, 'administrator'),
  'not-found': entry(404, 'anyone'),
  'too-large': entry(413, 'anyone'),
  'too-many-tries': entry(429, 'anyone'),
  'bad-request': entry(400, 'anyone'),
  'directory-refused': entry(503, 'administrator'),
  'directory-unavailable': entry(503, 'administrator'),
  'config-invalid': entry(500, 'administrator'),
  'practice-refused': entry(500, 'administrator'),
  'database-of-practice': entry(500, 'administrator'),
  'database-of-deployment': entry(500, 'administrator'),
  'bad-usage': entry(400, 'technician'),
  unexpected: entry(500, 'anyone'),
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof problems;

/** What goes over the wire and into frames: a code and the values its text names. */
export type Problem = { readonly code: ProblemCode; readonly detail?: ProblemDetail | undefined };

export type Failure = { readonly ok: false; readonly problem: Problem };
export type Result<T> = ({ readonly ok: true } & T) | Failure;

export function fail(code: ProblemCode, detail?: ProblemDetail): Failure {
  return { ok: false, problem: detail === undefined ? { code } : { code, detail } };
}

/** Thrown at the edges only; pure code returns a `Failure`. Its message is the code: no input ever gets into it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(code: ProblemCode, detail?: ProblemDetail, options?: ErrorOptions) {
    super(code, options);
    this.problem = detail === undefined ? { code } : { code, detail };
  }
}

export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === 'string' && Object.hasOwn(problems, value);
}
