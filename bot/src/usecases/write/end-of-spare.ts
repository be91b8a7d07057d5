import type { Request } from '@token-desk/contract/request';
import type { RequestEvent } from '../../domain/requests/request-events.ts';
import { spareEnded } from '../../domain/requests/second-method.ts';
import type { Db } from '../../store/database.ts';
import { findRequest } from '../../store/tables/requests.ts';
import type { Change } from './change.ts';

/** What these events of a spare token's request do to the one that it was asked for; null: nothing. */
export async function endOfSpare(
  tx: Db,
  spare: Request,
  events: readonly RequestEvent[],
): Promise<Change | null> {
  const last = events.at(-1);
  if (spare.spareFor === undefined || last === undefined) return null;
  const before = await findRequest(tx, spare.spareFor);
  if (before === null) return null;
  const { at, actor } = last;
  const ended = spareEnded(before, spare).map((body) => ({ ...body, at, actor }));
  return ended.length === 0 ? null : { before, events: ended };
}
