import { type GraphDevice, graphDevice } from '@token-desk/contract/entra/graph-device';
import { refusalProblem } from '@token-desk/contract/entra/graph-refusal';
import { ProblemError } from '@token-desk/contract/problem';
import { encodeBase32Bytes, utf8, wipe } from '@token-desk/contract/text/bytes';
import type { Algorithm, StepSeconds } from '@token-desk/contract/token/config';
import * as z from 'zod/mini';
import type { GraphAccess } from './graph-access.ts';
import { callGraph, done, type GraphReply, refusedAs, rowsOf } from './graph-client.ts';
import type { Said } from './said.ts';

const scope = 'Policy.ReadWrite.AuthenticationMethod';
const path = 'beta/directory/authenticationMethodDevices/hardwareOathDevices';
/** A list longer than this is not one to compare with. */
const mostDevices = 100_000;
/** How long Graph is given to show what was just written, and in which steps. */
const looksAfterMs = [0, 1_000, 2_000, 4_000] as const;

export type NewDevice = {
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  /** Stays its owner's: wipe it afterwards. */
  readonly seed: Uint8Array;
  readonly algorithm: Algorithm;
  readonly stepSeconds: StepSeconds;
  readonly displayName: string;
};

/**
 * Puts a token with its secret into the tenant's inventory; the only call that carries one. A device of this serial that
 * was there before is `device-exists`: its secret is another. After a lost answer Graph is looked at; `device-unsure`
 * where it then does not say. `requestId` is null where the answer never came.
 */
export async function createDevice(
  access: GraphAccess,
  device: NewDevice,
): Promise<{ readonly deviceId: string; readonly requestId: string | null }> {
  const { serial } = device;
  if ((await deviceBySerial(access, serial)) !== null) throw new ProblemError('device-exists', { serial });
  const body = creationBody(device);
  try {
    const first = await callGraph(access, { method: 'POST', path, scope, body });
    const made = madeBy(first);
    if (made !== null) return made;
    if (first.kind === 'refused') throw refused(first, serial);
    const found = await lookAgain(access, serial);
    if (found !== null) return { deviceId: found.deviceId, requestId: null };
    const second = await callGraph(access, { method: 'POST', path, scope, body });
    const madeNow = madeBy(second);
    if (madeNow !== null) return madeNow;
    // There was none before the first call: what is in the way of the second is what the first one made.
    if (second.kind === 'refused' && refusalProblem('creation', second.answer) !== 'device-exists')
      throw refused(second, serial);
    const late = await lookAgain(access, serial);
    if (late !== null) return { deviceId: late.deviceId, requestId: null };
    throw new ProblemError('device-unsure', { serial });
  } finally {
    wipe(body);
  }
}

/** The device of this serial in the inventory, or null. Needs the Entra role Authentication Policy Administrator. */
export async function deviceBySerial(access: GraphAccess, serial: string): Promise<GraphDevice | null> {
  const filter = encodeURIComponent(`serialNumber eq '${serial.replaceAll("'", "''")}'`);
  const reply = await callGraph(access, { method: 'GET', path: `${path}?$filter=${filter}`, scope });
  const rows = rowsOf(done(reply, 'inventory', { serial }), graphDevice, 'devices-not-readable', { serial });
  return rows.find((row) => row.serial === serial) ?? null;
}

/** Everything in the inventory, by serial; two devices of one serial are both there. */
export async function allDevices(access: GraphAccess): Promise<readonly GraphDevice[]> {
  const found: GraphDevice[] = [];
  let next: string | null = path;
  while (next !== null) {
    const reply: Extract<GraphReply, { kind: 'done' }> = done(
      await callGraph(access, { method: 'GET', path: next, scope }),
      'whole-inventory',
    );
    found.push(...rowsOf(reply, graphDevice, 'inventory-not-readable'));
    next = nextPage(reply, await access.url());
    if (found.length > mostDevices) throw new ProblemError('inventory-not-readable');
  }
  return found;
}

const page = z.object({ '@odata.nextLink': z.optional(z.string()) });

/** Microsoft's own address of the next page, never another host's: an access token goes with it. */
function nextPage({ body }: Extract<GraphReply, { kind: 'done' }>, url: string): string | null {
  const link = page.parse(body)['@odata.nextLink'];
  if (link === undefined) return null;
  if (!link.startsWith(`${url}/`)) throw new ProblemError('inventory-not-readable');
  return link.slice(url.length + 1);
}

/** Out of the inventory; one that is gone already counts as deleted, one that somebody has is `device-assigned`. */
export async function deleteDevice(
  access: GraphAccess,
  { deviceId, serial }: { readonly deviceId: string; readonly serial: string },
): Promise<Said> {
  const address = `${path}/${encodeURIComponent(deviceId)}`;
  const reply = await callGraph(access, { method: 'DELETE', path: address, scope });
  if (reply.kind === 'refused' && reply.answer.status === 404) return { requestId: reply.requestId };
  return { requestId: done(reply, 'deletion', { serial }).requestId };
}

function madeBy(reply: GraphReply): { readonly deviceId: string; readonly requestId: string | null } | null {
  if (reply.kind !== 'done') return null;
  const made = graphDevice.safeParse(reply.body);
  return made.success ? { deviceId: made.data.deviceId, requestId: reply.requestId } : null;
}

const refused = (reply: Extract<GraphReply, { kind: 'refused' }>, serial: string): ProblemError =>
  refusedAs(refusalProblem('creation', reply.answer), reply, { serial });

async function lookAgain(access: GraphAccess, serial: string): Promise<GraphDevice | null> {
  for (const afterMs of looksAfterMs) {
    if (afterMs > 0) await access.pause(afterMs);
    try {
      const found = await deviceBySerial(access, serial);
      if (found !== null) return found;
    } catch (cause) {
      throw new ProblemError('device-unsure', { serial }, { cause });
    }
  }
  return null;
}

/** As bytes from end to end, so that the secret can be wiped. */
function creationBody(device: NewDevice): Uint8Array<ArrayBuffer> {
  const { serial, manufacturer, model, seed, algorithm, stepSeconds, displayName } = device;
  const rest = {
    serialNumber: serial,
    manufacturer,
    model,
    timeIntervalInSeconds: stepSeconds,
    hashFunction: algorithm === 'SHA1' ? 'hmacsha1' : 'hmacsha256',
    displayName,
  };
  const secret = encodeBase32Bytes(seed);
  const [open, close] = [utf8(`${JSON.stringify(rest).slice(0, -1)},"secretKey":"`), utf8('"}')];
  const body = new Uint8Array(open.length + secret.length + close.length);
  body.set(open);
  body.set(secret, open.length);
  body.set(close, open.length + secret.length);
  wipe(secret);
  return body;
}
