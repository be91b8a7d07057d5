import { type MethodSeen, methodProblems, methodSeen } from '@token-desk/contract/entra/method-seen';
import { type NeedMethod, phoneCodesEnd } from '@token-desk/contract/entra/needs';
import { fail, type Result } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { numbered } from '../entra/answer-number.ts';
import { lasting } from '../entra/needs.ts';
import { loadedInHand } from '../jobs/job-steps.ts';
import type { HardwareMethod } from '../tokens/device.ts';
import { isItsToken } from '../tokens/its-token.ts';
import type { Token } from '../tokens/token.ts';
import type { Command } from './request-commands.ts';
import type { EventBody } from './request-events.ts';
import { waitsForSecond } from './second-technician.ts';

type Found = { readonly how: 'seen' | 'said'; readonly methodId: string | null };

/**
 * Microsoft's word that the token is bound. Looking needs both pictures of the person's methods; saying is only
 * for where one of them could not be taken, so that a readable tenant never records a belief.
 */
export function decideBinding(
  before: readonly string[] | null,
  now: readonly string[] | null,
  kind: 'look-for-method' | 'say-bound',
): Result<Found> {
  if (before === null || now === null) {
    return kind === 'say-bound' ? { ok: true, how: 'said', methodId: null } : fail('methods-not-readable');
  }
  const added = now.filter((methodId) => !before.includes(methodId));
  const [methodId] = added;
  if (methodId === undefined) return fail('no-new-method');
  return added.length === 1 ? { ok: true, how: 'seen', methodId } : fail('several-new-methods');
}

/**
 * The same of a token from loaded stock: what was assigned to the person and activated is told by the device itself, so
 * that no picture of before is needed.
 */
export function decideLoadedBinding(
  token: ItsNames,
  methods: readonly HardwareMethod[] | null,
  kind: 'look-for-method' | 'say-bound',
): Result<Found> {
  const { serial } = token;
  if (methods === null) {
    return kind === 'say-bound' ? { ok: true, how: 'said', methodId: null } : fail('methods-not-readable');
  }
  const its = methodOfToken(token, methods);
  if (its === null) return fail('token-not-assigned', { serial });
  if (!its.isActivated) return fail('method-not-activated', { serial });
  return { ok: true, how: 'seen', methodId: its.id };
}

/** What a decision about `look-for-method` tells whoever waits for it; what has nothing to do with the list stays a refusal. */
export function seenIn(decided: Result<object>): Result<{ readonly seen: MethodSeen }> {
  if (decided.ok) return { ok: true, seen: 'one' };
  const { code } = decided.problem;
  const seen = methodSeen.options.find((one) => methodProblems[one] === code);
  return seen === undefined ? decided : { ok: true, seen };
}

const phonesEnd = Date.parse(phoneCodesEnd);

/**
 * Left to its holder: whoever has no other way in could not activate it, and it waits for them only once Microsoft's list
 * of their tokens has it. Not known counts as no.
 */
export function decideAwaiting(
  request: Request,
  command: Extract<Command, { kind: 'leave-to-holder' }>,
  now: number,
): Result<{ readonly events: readonly EventBody[] }> {
  const { waysIn: ways, isAssigned, token, hardware = null } = command;
  const serial = loadedInHand(request);
  if (serial === null) return fail('request-wrong-state', { state: request.state });
  if (token === null || !isItsToken(request, token, 'reserved')) return fail('not-its-token', { serial });
  const subject = request.subject.name;
  if (waitsForSecond(request)) return fail('second-technician-missing', { subject });
  const isWay = (way: NeedMethod) => lasting.includes(way) || (way === 'phone' && now < phonesEnd);
  if (ways === null || !ways.some(isWay)) return fail('no-other-way', { subject });
  if (hardware === null) return fail('left-not-readable', { subject });
  if (!isAssigned || request.awaitsHolder === true) return { ok: true, events: [] };
  const its = methodOfToken(token, hardware);
  if (its === null) return fail('left-not-listed', { serial, subject });
  // Activated meanwhile: the next look binds it.
  return {
    ok: true,
    events: its.isActivated ? [] : [{ kind: 'holder_awaited', serial, ...numbered(command) }],
  };
}

type ItsNames = Pick<Token, 'serial' | 'deviceId'>;

/** The person's method that this token is. */
function methodOfToken(
  { serial, deviceId }: ItsNames,
  methods: readonly HardwareMethod[],
): HardwareMethod | null {
  const byDevice = methods.find((one) => one.deviceId !== null && one.deviceId === deviceId);
  return byDevice ?? methods.find((one) => one.serial === serial) ?? null;
}
