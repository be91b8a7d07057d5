import type { NeedMethod } from '@token-desk/contract/entra/needs';
import type { Readiness } from '@token-desk/contract/entra/readiness';
import type { PerUserMfa, Request, RequestCommand } from '@token-desk/contract/request';
import { isPrivileged } from '../../domain/entra/facts.ts';
import { approvedListOf } from '../../domain/requests/approved-list.ts';
import { secondKinds } from '../../domain/requests/second-method.ts';
import type { Device, HardwareMethod, InHand } from '../../domain/tokens/device.ts';
import {
  allMethodsOf,
  directoryTimeoutMs,
  hardwareOf,
  methodsOf,
  nullUnanswered,
  waysOf,
} from '../people/directory.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';
import { mfaOf } from './enforcement.ts';
import { deviceOf, readInHand } from './in-hand.ts';
import { readinessOf } from './readiness.ts';
import { secondOf, waysMeanwhile } from './second-method.ts';

/** What Microsoft says of the things a command is decided by; null: not asked, or not readable. */
export type MicrosoftSays = {
  /** Ids of the subject's methods. */
  readonly methods: readonly string[] | null;
  /** The subject's hardware methods, for a token from loaded stock. */
  readonly hardware: readonly HardwareMethod[] | null;
  /** The device of the loaded token that is to be taken. */
  readonly device: Device | null | 'not-readable';
  readonly mfa: PerUserMfa | null;
  /** Kinds that count beside the token. */
  readonly second: readonly NeedMethod[] | null;
  readonly inHand: InHand | null;
  /** Kinds the subject can sign in with while a token waits for them. */
  readonly waysIn: readonly NeedMethod[] | null;
  /** A temporary access pass of the subject's. */
  readonly hasPass: boolean | null;
  /** The subject holds a role, or could be given one; asked for where a rule looks at it. */
  readonly isPrivileged: boolean | null;
  /** Which way to a token readiness offers. */
  readonly offered: Readiness | null;
};

const asksMethods: readonly RequestCommand['kind'][] = ['check-identity', 'look-for-method', 'say-bound'];

/** What ends the work on a request, and so gives back what it has in hand. */
const givesBack: readonly RequestCommand['kind'][] = [
  'take-loaded',
  'give-back-loaded',
  'release',
  'give-up',
  'hold',
  'reject-loss',
];

/** All that this command needs to know of Microsoft, asked at once and before the transaction begins. */
export async function askMicrosoft(
  deps: Deps,
  request: Request,
  { command, caller }: { readonly command: RequestCommand; readonly caller: Caller },
): Promise<MicrosoftSays> {
  const { kind } = command;
  const looks = kind === 'look-for-method' || kind === 'say-bound';
  const isFoundBefore = kind === 'waive-second' && request.second?.how === 'found';
  const [methods, hardware, device, inHand, mfa, second, offered, waysIn, listed, privileged] =
    await Promise.all([
      methodsFor(deps, request, kind),
      (looks || kind === 'leave-to-holder') && request.token?.loaded === true
        ? hardwareOf(deps, request.subject.id)
        : null,
      kind === 'take-loaded' ? deviceOf(deps, command.serial) : null,
      givesBack.includes(kind) ? readInHand(deps, request) : null,
      kind === 'look-for-enforcement' ? mfaOf(deps, [request.subject.id]) : null,
      kind === 'look-for-second' || isFoundBefore ? secondOf(deps, request) : null,
      kind === 'choose-route' ? nullUnanswered(readinessOf(deps, request, caller.person.id)) : null,
      kind === 'leave-to-holder' ? waysMeanwhile(deps, request) : null,
      kind === 'say-signed-in' ? waysOf(deps, request.subject.id) : null,
      kind === 'take-loaded' ? privilegedWhereAsked(deps, request) : null,
    ]);
  return {
    methods,
    hardware,
    device,
    inHand,
    offered,
    isPrivileged: privileged,
    waysIn,
    hasPass: listed?.some((way) => way.kind === 'pass') ?? null,
    mfa: mfa?.get(request.subject.id) ?? null,
    second: secondKinds(second?.ways ?? null),
  };
}

async function privilegedWhereAsked(deps: Deps, request: Request): Promise<boolean | null> {
  const { subject } = request;
  const { secondTechnician } = await policyNow(deps);
  // whom an approved list spares the second technician is known to have no role
  if (secondTechnician === 'never' || (secondTechnician === 'everybody' && approvedListOf(request) === null))
    return null;
  const signal = AbortSignal.timeout(directoryTimeoutMs);
  const tenant = await nullUnanswered(deps.directory.tenantFacts(signal));
  return tenant === null ? null : isPrivileged(tenant, subject.id);
}

async function methodsFor(
  deps: Deps,
  request: Request,
  kind: RequestCommand['kind'],
): Promise<readonly string[] | null> {
  const isTakenBack = kind === 'withdraw' && request.form.type === 'replace-lost';
  if (!isTakenBack && !asksMethods.includes(kind)) return null;
  if (kind === 'check-identity' && request.methodsBefore !== null) return request.methodsBefore;
  return isTakenBack ? allMethodsOf(deps, request.subject.id) : methodsOf(deps, request.subject.id);
}
