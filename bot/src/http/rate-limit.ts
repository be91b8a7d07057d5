import type { RouteName } from '@token-desk/contract/api';
import { limits } from '../domain/limits.ts';
import type { Deps } from '../usecases/write/deps.ts';
import { spendNow } from '../usecases/write/spending.ts';
import { routeLimits } from './route-limits.ts';
import type { AnyCall, Handlers, OnSent } from './routes.ts';

type Handler = (call: AnyCall, onSent: OnSent) => Promise<unknown>;

/**
 * Counts each call for whoever makes it before its handler runs. Of a check of one request or load each person has their own
 * count: only who holds the claim gets further, and anybody else would use up their tries.
 */
export function limited(deps: Deps, handlers: Handlers): Handlers {
  const counted = Object.entries(handlers).map(([name, handler]) => {
    const limit = routeLimits[name as RouteName];
    if (limit === null) return [name, handler];
    const run: Handler = async (call, onSent) => {
      const { caller, params } = call;
      const isOfRequest = limits[limit].whose === 'person and request';
      const who = isOfRequest ? `${caller.person.id} ${params.requestId ?? params.jobId}` : caller.person.id;
      await spendNow(deps, limit, who);
      return await (handler as Handler)(call, onSent);
    };
    return [name, run];
  });
  return Object.fromEntries(counted) as Handlers;
}
