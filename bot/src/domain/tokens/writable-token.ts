import type { Person } from '@token-desk/contract/ids';
import { type Failure, fail } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { isBlank, isTakenLoad, isUnderLoad, type Token } from './token.ts';

type Burning = {
  readonly by: Person;
  /** What Microsoft says about the method bound with this token; null: nobody can tell. */
  readonly methodStillThere: boolean | null;
};

/**
 * Null when this token may be burned for this request. One that somebody else had in use needs two people: one takes
 * it back, another writes it, unless it is empty and Microsoft has said that its old method is gone.
 */
export function whyNotBurnable(
  token: Token | null,
  request: Request,
  { by, methodStillThere }: Burning,
): Failure | null {
  if (token === null || token.state === 'in_stock') return null;
  if (token.state === 'quarantine') {
    return whyNotAnew(token, { by, methodStillThere, forId: request.subject.id });
  }
  if (token.state === 'loaded' || isTakenLoad(token)) {
    return fail('token-is-loaded', { serial: token.serial });
  }
  const underway =
    token.state === 'reserved' || token.state === 'burning' || token.state === 'burned_unverified';
  if (underway && token.requestId === request.id) return null;
  return token.holder === null
    ? fail('token-wrong-state', { serial: token.serial, state: token.state })
    : fail('serial-in-use', { serial: token.serial, holder: token.holder.name });
}

/** Of a token set aside: `forId` is who it will be written for, null: nobody yet. */
function whyNotAnew(
  token: Token,
  { by, methodStillThere, forId }: Burning & { readonly forId: string | null },
): Failure | null {
  const { serial, takenBackFrom, takenBackBy } = token;
  const isOwn = takenBackFrom === null || takenBackFrom.id === forId;
  if (isOwn || (isBlank(token) && methodStillThere === false)) return null;
  const isSecond = takenBackBy !== null && takenBackBy.id !== by.id;
  return isSecond ? null : fail('second-technician', { serial, holder: takenBackFrom.name });
}

/** Null when this token may be written ahead of any request. Its own load may be written once more. */
export function whyNotLoadable(token: Token | null, burning: Burning): Failure | null {
  if (token === null || token.state === 'in_stock' || isUnderLoad(token)) return null;
  const { serial, state, holder } = token;
  if (state === 'quarantine') return whyNotAnew(token, { ...burning, forId: null });
  if (state === 'loaded' || isTakenLoad(token)) return fail('token-is-loaded', { serial });
  return holder === null
    ? fail('token-wrong-state', { serial, state })
    : fail('serial-in-use', { serial, holder: holder.name });
}
