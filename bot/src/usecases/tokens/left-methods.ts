import { ProblemError } from '@token-desk/contract/problem';
import type { LeftMethod, Token } from '../../domain/tokens/token-machine.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import { methodsOf } from '../people/directory.ts';
import type { DeskRow } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import type { Caller, Deps } from '../write/deps.ts';

export type SeenMethod = LeftMethod & { readonly isThere: boolean | null };

/** Each method this token left behind, and whether Microsoft still lists it; null where nobody can tell. */
export async function seeLeftMethods(
  deps: Deps,
  { leftMethods }: Pick<Token, 'leftMethods'>,
): Promise<readonly SeenMethod[]> {
  const owners = [...new Set(leftMethods.map(({ owner }) => owner.id))];
  const lists = new Map(
    await Promise.all(owners.map(async (id) => [id, await methodsOf(deps, id)] as const)),
  );
  return leftMethods.map((left) => {
    const methods = lists.get(left.owner.id) ?? null;
    return { ...left, isThere: methods === null ? null : methods.includes(left.methodId) };
  });
}

/** Takes off the list of those to remove what Microsoft says is gone, and nothing else. */
export async function lookForMethods(deps: Deps, caller: Caller, serial: string): Promise<Token> {
  const seen = await findToken(deps.store.db, serial);
  if (seen === null) throw new ProblemError('token-not-in-books', { serial });
  const isGone = new Set(
    (await seeLeftMethods(deps, seen)).flatMap(({ isThere, methodId }) =>
      isThere === false ? [methodId] : [],
    ),
  );
  const { value } = await commit<Token>(deps, async (tx) => {
    const token = (await findToken(tx, serial)) ?? seen;
    const gone = token.leftMethods.filter(({ methodId }) => isGone.has(methodId));
    if (gone.length === 0) return { value: token };
    const leftMethods = token.leftMethods.filter(({ methodId }) => !isGone.has(methodId));
    const after = { ...token, leftMethods, updatedAt: deps.clock.now() };
    await saveToken(tx, after);
    const rows = gone.map(
      ({ owner, methodId }): DeskRow => ({
        event: 'token_method_gone',
        actor: { kind: 'person', person: caller.person },
        data: { serial, holder: owner.upn, holderId: owner.id, methodId },
      }),
    );
    return { value: after, rows };
  });
  return value;
}
