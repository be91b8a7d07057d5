import { personActor, personData } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import { numbered } from '../../domain/entra/answer-number.ts';
import type { LeftMethod, Token } from '../../domain/tokens/token.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import { devicesOf, hardwareOf, methodsOf } from '../people/directory.ts';
import type { OtherRow } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import type { Caller, Deps } from '../write/deps.ts';

export type SeenMethod = LeftMethod & { readonly isThere: boolean | null };

type SeenDevice = { readonly deviceId: string; readonly isThere: boolean | null };

/** Each method this token left behind, and whether Microsoft still lists it; null where nobody can tell. */
export async function seeLeftMethods(
  deps: Deps,
  { leftMethods }: Pick<Token, 'leftMethods'>,
): Promise<readonly SeenMethod[]> {
  const asked = new Map<string, Promise<readonly string[] | null>>();
  const listOf = (left: LeftMethod) => {
    const key = `${left.route ?? 'A'} ${left.owner.id}`;
    const list = asked.get(key) ?? methodIdsOf(deps, left);
    asked.set(key, list);
    return list;
  };
  return Promise.all(
    leftMethods.map(async (left) => {
      const methods = await listOf(left);
      return { ...left, isThere: methods === null ? null : methods.includes(left.methodId) };
    }),
  );
}

/** Each device of a secret it carries no more, and whether it is still in Microsoft's inventory. */
export async function seeLeftDevices(
  deps: Deps,
  { serial, leftDevices }: Pick<Token, 'serial' | 'leftDevices'>,
): Promise<readonly SeenDevice[]> {
  if (leftDevices.length === 0) return [];
  const there = await devicesOf(deps, { serial });
  return leftDevices.map((deviceId) => ({
    deviceId,
    isThere: there === null ? null : there.some(({ id }) => id === deviceId),
  }));
}

/** Whether Microsoft lists a method; null where nobody can tell. */
export async function isListed(deps: Deps, method: LeftMethod): Promise<boolean | null> {
  const ids = await methodIdsOf(deps, method);
  return ids === null ? null : ids.includes(method.methodId);
}

/** Of the kind it is: a hardware token stands in another list than an authenticator app. */
async function methodIdsOf(deps: Deps, { owner, route }: LeftMethod): Promise<readonly string[] | null> {
  if (route !== 'B') return methodsOf(deps, owner.id);
  return (await hardwareOf(deps, owner.id))?.map(({ id }) => id) ?? null;
}

/** Takes off the lists of what is to be removed what Microsoft says is gone, and nothing else. */
export async function lookForMethods(
  deps: Deps,
  caller: Caller,
  order: { readonly serial: string; readonly graphRequestId: string | undefined },
): Promise<Token> {
  const { serial } = order;
  const seen = await findToken(deps.store.db, serial);
  if (seen === null) throw new ProblemError('token-not-in-books', { serial });
  const isGone = new Set(
    (await seeLeftMethods(deps, seen)).flatMap(({ isThere, methodId }) =>
      isThere === false ? [methodId] : [],
    ),
  );
  const areGone = new Set(
    (await seeLeftDevices(deps, seen)).flatMap(({ isThere, deviceId }) =>
      isThere === false ? [deviceId] : [],
    ),
  );
  const { value } = await commit<Token>(deps, async (tx) => {
    const token = (await findToken(tx, serial)) ?? seen;
    const gone = token.leftMethods.filter(({ methodId }) => isGone.has(methodId));
    const goneDevices = token.leftDevices.filter((deviceId) => areGone.has(deviceId));
    if (gone.length + goneDevices.length === 0) return { value: token };
    const leftMethods = token.leftMethods.filter(({ methodId }) => !isGone.has(methodId));
    const leftDevices = token.leftDevices.filter((deviceId) => !areGone.has(deviceId));
    const after = { ...token, leftMethods, leftDevices, updatedAt: deps.clock.now() };
    await saveToken(tx, after);
    // of one removal: where more is gone, nobody knows of which
    const isOne = gone.length + goneDevices.length === 1;
    const number = isOne ? numbered(order) : {};
    const row = (data: OtherRow['data']): OtherRow => ({
      event: 'token_method_gone',
      actor: personActor(caller.person),
      data: { serial, ...data, ...number },
    });
    const rows = [
      ...gone.map(({ owner, methodId }) => row({ ...personData('holder', owner), methodId })),
      ...goneDevices.map((deviceId) => row({ deviceId })),
    ];
    return { value: after, rows };
  });
  return value;
}
