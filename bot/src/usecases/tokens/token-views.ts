import type { Reply } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import { pageSize } from '@token-desk/contract/routes/route';
import { modelOf } from '@token-desk/contract/token/model';
import type { TokenDetail, TokenState, TokenView } from '@token-desk/contract/token/record';
import { isFactorySeeded, methodOwner, type Token } from '../../domain/tokens/token.ts';
import { listBoxes } from '../../store/tables/boxes.ts';
import { custodyOf } from '../../store/tables/custody.ts';
import { searchTokens } from '../../store/tables/token-list.ts';
import { findToken } from '../../store/tables/tokens.ts';
import type { Deps } from '../write/deps.ts';
import { isListed, seeLeftDevices, seeLeftMethods } from './left-methods.ts';

const batteryYears = 5;

function batteryDueAt(addedAt: number): number {
  const due = new Date(addedAt);
  due.setUTCFullYear(due.getUTCFullYear() + batteryYears);
  return due.getTime();
}

export function tokenView(token: Token): TokenView {
  const { serial, model, site, state, holder, requestId, route, burns, burnedAt, burnerId } = token;
  const { addedAt, lastDriftSeconds, box, load, deviceId, updatedAt } = token;
  return {
    serial,
    model,
    // A model nobody knows is treated like the one that loses more.
    clearsSeedOnConfig: modelOf(serial)?.clearsSeedOnConfig ?? true,
    state,
    holder,
    requestId,
    site,
    route,
    burns,
    burnedAt,
    burnerId,
    addedAt,
    batteryDueAt: batteryDueAt(addedAt),
    lastDriftSeconds,
    box,
    isFactorySeeded: isFactorySeeded(token),
    isLoadChecked: load === null || load.jobId === null ? null : load.checkedAt !== null,
    deviceId,
    updatedAt,
  };
}

type TokenQuery = {
  readonly q?: string | undefined;
  readonly state?: TokenState | undefined;
  readonly box?: string | undefined;
  readonly notHandedOverFrom?: string | undefined;
  readonly cursor?: string | undefined;
};

/** The inventory by serial; the cursor is the last serial of the page before. */
export async function listTokens(deps: Deps, query: TokenQuery): Promise<Reply<'listTokens'>> {
  const text = query.q?.trim() ?? '';
  const { items, total } = await searchTokens(
    deps.store.db,
    {
      text: text === '' ? null : text,
      state: query.state ?? null,
      box: query.box ?? null,
      notHandedOverFrom: query.notHandedOverFrom ?? null,
    },
    { after: query.cursor ?? null, limit: pageSize + 1 },
  );
  const shown = items.slice(0, pageSize);
  return {
    items: shown.map(tokenView),
    next: items.length > pageSize ? (shown.at(-1)?.serial ?? null) : null,
    total,
  };
}

const maxBoxes = 100;

/** Where loaded tokens lie, and how many. */
export const readBoxes = (deps: Deps): Promise<Reply<'listBoxes'>['items']> =>
  listBoxes(deps.store.db, maxBoxes);

/** Whether Microsoft still lists the method bound with this token; null where nobody can tell. */
export async function isMethodThere(deps: Deps, token: Token): Promise<boolean | null> {
  const owner = methodOwner(token);
  if (owner === null || token.methodId === null) return null;
  return isListed(deps, { owner, methodId: token.methodId, ...(token.route === 'B' ? { route: 'B' } : {}) });
}

/**
 * Asked before a transaction, for a token that came back: whether Microsoft lists its method, as far as the token
 * read inside still has that one.
 */
export async function methodFactOf(
  deps: Deps,
  serial: string,
): Promise<(token: Token | null) => boolean | null> {
  const seen = await findToken(deps.store.db, serial);
  const isThere = seen?.state === 'quarantine' ? await isMethodThere(deps, seen) : null;
  return (token) => (token !== null && token.methodId === seen?.methodId ? isThere : null);
}

export async function detailOfToken(deps: Deps, token: Token): Promise<TokenDetail> {
  return {
    ...tokenView(token),
    custody: await custodyOf(deps.store.db, token.serial),
    methodStillThere: await isMethodThere(deps, token),
    methodId: methodOwner(token) === null ? null : token.methodId,
    leftMethods: [...(await seeLeftMethods(deps, token))],
    leftDevices: [...(await seeLeftDevices(deps, token))],
  };
}

/** `showsMethod`: only who may take a token back needs to know which method to remove; `showsDevices`: who may load too, which device. */
export async function getToken(deps: Deps, serial: string, shows: Shows = {}): Promise<TokenDetail> {
  const token = await findToken(deps.store.db, serial);
  if (token === null) throw new ProblemError('token-not-in-books', { serial });
  return detailShown(deps, token, shows);
}

type Shows = { readonly showsMethod?: boolean; readonly showsDevices?: boolean };

export async function detailShown(deps: Deps, token: Token, shows: Shows): Promise<TokenDetail> {
  const { showsMethod = false, showsDevices = showsMethod } = shows;
  const detail = await detailOfToken(deps, token);
  return {
    ...detail,
    ...(showsMethod ? {} : { methodId: null, leftMethods: [] }),
    ...(showsDevices ? {} : { leftDevices: [] }),
  };
}
