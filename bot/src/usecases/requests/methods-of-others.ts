import type { Request } from '@token-desk/contract/request';
import { isOf } from '../../domain/requests/second-method.ts';
import type { Db } from '../../store/database.ts';
import { tokensOfMethods } from '../../store/tables/token-list.ts';

/** A person may have two requests open: a method that our books have for another token is no sign of this one's. */
export async function withoutOthers(
  db: Db,
  methods: readonly string[] | null,
  { token, methodsBefore }: Pick<Request, 'token' | 'methodsBefore'>,
): Promise<readonly string[] | null> {
  if (methods === null) return null;
  const added = methods.filter((method) => methodsBefore?.includes(method) !== true);
  const others = (await tokensOfMethods(db, added)).filter(({ serial }) => serial !== token?.serial);
  return methods.filter((method) => !others.some((other) => isOf(other, method)));
}
