import { id as idText, instant } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';
import type { RequestSort } from '@token-desk/contract/request-list';
import { fold } from '@token-desk/contract/text/fold';
import * as z from 'zod/mini';
import { queueKey } from '../../domain/requests/queue-order.ts';
import { type PagePlace, readPlace, writePlace } from '../page-place.ts';

/** `needed`: open work by need; `recent`: newest change first; else by one column. */
export type RequestOrder = {
  readonly by: 'needed' | 'recent' | RequestSort;
  /** The other way round. */
  readonly isReversed: boolean;
};

const maxKeyChars = 60;
/** A name as it is sorted: without case and accents, and short enough to be an index and a place. */
export const sortKey = (name: string): string => fold(name).slice(0, maxKeyChars);

/** Each has an index with the id behind it: equal ones have an order too. */
const columns = {
  needed: 'queue_key',
  recent: 'updated_at',
  person: 'subject_key',
  site: 'site',
  due: 'needed_by',
  asker: 'requester_key',
  token: 'serial',
} as const satisfies Record<RequestOrder['by'], string>;

export const orderColumn = ({ by }: RequestOrder) => columns[by];

export function isDescending({ by, isReversed }: RequestOrder): boolean {
  return (by === 'recent') !== isReversed;
}

const text = z.tuple([z.string().check(z.maxLength(80)), idText]);
const time = z.tuple([instant, idText]);

/** Where a page in this order ended, as its reader gives it back: of another order it is refused. */
export function readRequestPlace(given: string | undefined, { by }: RequestOrder): PagePlace | null {
  return by === 'recent' ? readPlace<number>(given, time) : readPlace<string>(given, text);
}

export function writeRequestPlace(last: Request, { by }: RequestOrder): string {
  return writePlace({ key: keyOf(last, by), id: last.id });
}

function keyOf(request: Request, by: RequestOrder['by']): string | number {
  switch (by) {
    case 'needed':
      return queueKey(request);
    case 'recent':
      return request.updatedAt;
    case 'person':
      return sortKey(request.subject.name);
    case 'site':
      return request.form.site;
    case 'due':
      return request.form.neededBy;
    case 'asker':
      return sortKey(request.requestedBy.name);
    case 'token':
      return request.token?.serial ?? '';
  }
}
