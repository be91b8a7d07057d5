import { type GraphMethod, graphMethod } from '@token-desk/contract/entra/graph-device';
import { refusalProblem } from '@token-desk/contract/entra/graph-refusal';
import { ProblemError } from '@token-desk/contract/problem';
import type { GraphAccess } from './graph-access.ts';
import { bodyOf, callGraph, done, type GraphReply, refusedAs, rowsOf } from './graph-client.ts';
import type { Said } from './said.ts';

const scope = 'UserAuthMethod-HardwareOATH.ReadWrite.All';
const softwareScope = 'UserAuthMethod-SoftwareOATH.ReadWrite.All';
/** When Graph is looked at: after a lost answer it is given time to show what was just written. */
const looks = { now: [0], refused: [0, 2_000], lost: [0, 1_000, 2_000, 4_000] } as const;

/** A typed code is sent within this time, or not at all: an old one would be called wrong. */
const codeLastsMs = 20_000;

const ofPerson = (personId: string): string => `users/${encodeURIComponent(personId)}/authentication`;
const hardwareOf = (personId: string): string => `beta/${ofPerson(personId)}/hardwareOathMethods`;

type Typed = { readonly code: string; readonly displayName: string };
type Token = { readonly personId: string; readonly serial: string };

/** A person's hardware tokens. */
export async function methodsOf(access: GraphAccess, personId: string): Promise<readonly GraphMethod[]> {
  const reply = await callGraph(access, { method: 'GET', path: hardwareOf(personId), scope });
  return rowsOf(done(reply, 'reading'), graphMethod, 'methods-not-readable');
}

/**
 * Gives the token of this serial to a person and activates it with a code it shows. Once a call was left half-done
 * (`assign-code-wrong`, `method-not-activated`, `assign-unsure`) the same call with a fresh code goes on where it
 * stands. `requestId` is null where the answer never came and Graph shows that it was done.
 */
export async function assignAndActivate(access: GraphAccess, token: Token & Typed): Promise<Said> {
  const { personId, serial, code, displayName } = token;
  const path = `${hardwareOf(personId)}/assignAndActivateBySerialNumber`;
  const until = access.now() + codeLastsMs;
  const give = () =>
    callGraph(access, {
      method: 'POST',
      path,
      scope,
      until,
      body: bodyOf({ serialNumber: serial, verificationCode: code, displayName }),
    });
  const first = await give();
  if (first.kind === 'done') return { requestId: first.requestId };
  if (first.kind === 'refused') return await goOn(access, { ...token, until }, first);
  if (await isSeen(access, token)) return { requestId: null };
  const unsure = new ProblemError('assign-unsure', { serial });
  if (access.now() > until) throw unsure;
  const second = await give();
  if (second.kind === 'done') return { requestId: second.requestId };
  if (second.kind === 'refused' && isBusy(second)) throw unsure;
  if (second.kind === 'refused' && !mayBeTheirs(second)) throw refused('assignment', second, serial);
  if (await isSeen(access, token)) return { requestId: null };
  throw second.kind === 'refused' ? refused('assignment', second, serial) : unsure;
}

/** Refused: unless it is the person's already and takes the code now. */
async function goOn(
  access: GraphAccess,
  token: Token & Typed & { readonly until: number },
  reply: Refused,
): Promise<Said> {
  const held = mayBeTheirs(reply) ? await lookForToken(access, token, looks.refused) : null;
  if (held === null) throw refused('assignment', reply, token.serial);
  if (isActivated(held)) return { requestId: null };
  return activateBy(access, { ...token, methodId: held.methodId });
}

/**
 * Whether a call whose answer was lost was done. The code is not tried again where it was half-done: it may have been
 * taken, and Graph does not show it yet.
 */
async function isSeen(access: GraphAccess, token: Token): Promise<boolean> {
  if ((await lookForToken(access, token, looks.lost, isActivated)) !== null) return true;
  if ((await lookForToken(access, token, looks.now)) === null) return false;
  throw new ProblemError('method-not-activated', { serial: token.serial });
}

const isActivated = (method: GraphMethod): boolean => method.isActivated;

/** To a person without a code: they activate it themselves, or `activate` does. */
export async function assign(
  access: GraphAccess,
  token: Token & { readonly deviceId: string },
): Promise<Said & { readonly methodId: string }> {
  const { personId, serial, deviceId } = token;
  const body = bodyOf({ device: { id: deviceId } });
  const reply = await callGraph(access, { method: 'POST', path: hardwareOf(personId), scope, body });
  const made = reply.kind === 'done' ? graphMethod.safeParse(reply.body) : null;
  if (reply.kind === 'done' && made?.success === true)
    return { methodId: made.data.methodId, requestId: reply.requestId };
  if (reply.kind === 'refused' && !mayBeTheirs(reply)) throw refused('assignment', reply, serial);
  const held = await lookForToken(access, token, looks[reply.kind === 'refused' ? 'refused' : 'lost']);
  if (held !== null) return { methodId: held.methodId, requestId: null };
  if (reply.kind === 'refused') throw refused('assignment', reply, serial);
  throw new ProblemError('assign-unsure', { serial });
}

/** Activates a token that the person has, with a code it shows. */
export async function activate(
  access: GraphAccess,
  token: Token & Typed & { readonly methodId: string },
): Promise<Said> {
  return activateBy(access, { ...token, until: access.now() + codeLastsMs });
}

async function activateBy(
  access: GraphAccess,
  token: Token & Typed & { readonly methodId: string; readonly until: number },
): Promise<Said> {
  const { personId, serial, methodId, code, displayName, until } = token;
  const path = `${hardwareOf(personId)}/${encodeURIComponent(methodId)}/activate`;
  const body = bodyOf({ verificationCode: code, displayName });
  const reply = await callGraph(access, { method: 'POST', path, scope, body, until });
  if (reply.kind === 'done') return { requestId: reply.requestId };
  // A code counts once: one that was taken while its answer was lost is refused now.
  if (reply.kind === 'refused' && refusalProblem('activation', reply.answer) !== 'assign-code-wrong')
    throw refused('activation', reply, serial);
  const held = await lookForToken(access, token, looks[reply.kind], isActivated);
  if (held !== null) return { requestId: null };
  if (reply.kind === 'refused') throw refused('activation', reply, serial);
  throw new ProblemError('assign-unsure', { serial });
}

/** Its codes let nobody in from now on, while it stays the person's; what was deactivated already, or is gone, counts as done. */
export async function deactivate(
  access: GraphAccess,
  { personId, methodId }: { readonly personId: string; readonly methodId: string },
): Promise<Said> {
  const path = `${hardwareOf(personId)}/${encodeURIComponent(methodId)}/deactivate`;
  const reply = await callGraph(access, { method: 'POST', path, scope });
  const isDone = reply.kind === 'refused' && [400, 404].includes(reply.answer.status);
  return { requestId: isDone ? reply.requestId : done(reply, 'removal').requestId };
}

/** Takes a hardware token from a person; it goes back to the inventory. One that is gone already counts as taken. */
export async function unassign(
  access: GraphAccess,
  { personId, methodId }: { readonly personId: string; readonly methodId: string },
): Promise<Said> {
  return remove(access, { path: `${hardwareOf(personId)}/${encodeURIComponent(methodId)}`, scope });
}

/** Deletes one software OATH method of a person. A method that is gone already counts as removed. */
export async function removeMethod(
  access: GraphAccess,
  { personId, methodId }: { readonly personId: string; readonly methodId: string },
): Promise<Said> {
  const path = `v1.0/${ofPerson(personId)}/softwareOathMethods/${encodeURIComponent(methodId)}`;
  return remove(access, { path, scope: softwareScope });
}

async function remove(
  access: GraphAccess,
  call: { readonly path: string; readonly scope: typeof scope | typeof softwareScope },
): Promise<Said> {
  const reply = await callGraph(access, { method: 'DELETE', ...call });
  if (reply.kind === 'refused' && reply.answer.status === 404) return { requestId: reply.requestId };
  return { requestId: done(reply, 'removal').requestId };
}

type Refused = Extract<GraphReply, { kind: 'refused' }>;
const refused = (call: 'assignment' | 'activation', reply: Refused, serial: string): ProblemError =>
  refusedAs(refusalProblem(call, reply.answer), reply, { serial });

const isBusy = ({ answer }: Refused): boolean => refusalProblem('assignment', answer) === 'graph-busy';

/** Refused because somebody has it, or for a reason that is not known: it may be the person themselves. */
function mayBeTheirs({ answer }: Refused): boolean {
  const code = refusalProblem('assignment', answer);
  return code === 'token-assigned' || code === 'assign-impossible';
}

async function lookForToken(
  access: GraphAccess,
  { personId, serial }: Token,
  looksAfterMs: readonly number[],
  fits: (method: GraphMethod) => boolean = () => true,
): Promise<GraphMethod | null> {
  for (const afterMs of looksAfterMs) {
    if (afterMs > 0) await access.pause(afterMs);
    let held: readonly GraphMethod[];
    try {
      held = await methodsOf(access, personId);
    } catch (cause) {
      throw new ProblemError('assign-unsure', { serial }, { cause });
    }
    const found = held.find((method) => method.serial === serial && fits(method));
    if (found !== undefined) return found;
  }
  return null;
}
