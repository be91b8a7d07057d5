import { fail, type Result } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { whyNotTaken } from './load.ts';
import { isBlank, isFactorySeeded, type Token } from './token.ts';

/** A hardware OATH token in Microsoft's inventory. */
export type Device = {
  readonly id: string;
  readonly serial: string;
  /** Object id of whoever it is assigned to; null: it is nobody's. */
  readonly assignedTo: string | null;
};

/** A hardware OATH method of a person: which device it is, and whether a code has made it theirs. */
export type HardwareMethod = {
  readonly id: string;
  readonly deviceId: string | null;
  readonly serial: string | null;
  readonly isActivated: boolean;
};

export type Found =
  | { readonly found: 'loaded' | 'said'; readonly deviceId: string }
  | { readonly found: 'none' | 'other' };

/**
 * Whether the device of a token that was checked, or has its maker's secret, is at Microsoft. `devices`: what is there under the id that was named or, without one,
 * under its serial; null where nobody can tell, which is enough only for whoever made the device and names it.
 */
export function judgeDevice(
  token: Token,
  devices: readonly Device[] | null,
  named: string | null,
): Result<Found> {
  const { serial, leftDevices } = token;
  if (!mayBeLoaded(token)) return fail('token-wrong-state', { serial, state: token.state });
  if (token.load?.checkedAt == null && !isFactorySeeded(token)) return fail('token-not-checked', { serial });
  if (devices === null) {
    // Whoever made its device says nothing of what became of it since.
    if (token.state === 'quarantine') return fail('devices-not-readable', { serial });
    const deviceId = named ?? token.deviceId;
    if (deviceId === null) return fail('devices-not-readable', { serial });
    if (leftDevices.includes(deviceId)) return { ok: true, found: 'other' };
    return { ok: true, found: 'said', deviceId };
  }
  if (devices.length === 0) return { ok: true, found: 'none' };
  const [its, ...more] = devices.filter(
    (one) => one.serial === serial && one.assignedTo === null && !leftDevices.includes(one.id),
  );
  if (its === undefined || more.length > 0) return { ok: true, found: 'other' };
  return { ok: true, found: 'loaded', deviceId: its.id };
}

/** Loaded, or to be, and nobody's since; also one that was set aside while it was loaded. */
function mayBeLoaded(token: Token): boolean {
  const { state, load, requestId, takenBackFrom, unsaid } = token;
  if (load === null || requestId !== null || unsaid.length > 0 || isBlank(token)) return false;
  if (state === 'quarantine') return load.loadedAt !== null && takenBackFrom === null;
  return state === 'loaded' || state === (isFactorySeeded(token) ? 'in_stock' : 'burned_unverified');
}

/** The token after a look that found its device. */
export function loadedAs(token: Token, deviceId: string, now: number): Token {
  const { load } = token;
  if (load === null) throw new TypeError('a token that was never loaded');
  return {
    ...token,
    state: 'loaded',
    deviceId,
    load: { ...load, loadedAt: load.loadedAt ?? now },
    lostFor: null,
    updatedAt: now,
  };
}

/** What Microsoft says of the loaded token that a request has in hand. */
export type InHand = {
  readonly device: Device | null | 'not-readable';
  /** The hardware method by which it is the subject's; null: there is none, or nobody can tell. */
  readonly methodId: string | null;
};

/** Microsoft shows this token's device, and that it is nobody's: only then it is stock again. */
export function isNobodys(serial: string, inHand: InHand | null): boolean {
  if (inHand === null || inHand.methodId !== null) return false;
  const { device } = inHand;
  if (device === null || device === 'not-readable') return false;
  return device.serial === serial && device.assignedTo === null;
}

/** What Microsoft says against handing it out to this person; it may be theirs already, from a try that broke off. */
export function whyNotHandOut(
  token: Token | null,
  request: Request,
  { serial, device }: { readonly serial: string; readonly device: Device | null | 'not-readable' },
): Result<{ readonly token: Token }> {
  const taken = whyNotTaken(token, request, serial);
  if (!taken.ok || device === 'not-readable') return taken;
  if (device === null) return fail('device-not-there', { serial });
  // Loaded anew since Microsoft was asked.
  if (device.id !== taken.token.deviceId) return fail('request-changed');
  const isOthers = device.assignedTo !== null && device.assignedTo !== request.subject.id;
  return isOthers ? fail('token-assigned', { serial }) : taken;
}
