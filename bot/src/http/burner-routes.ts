import type { ServerResponse } from 'node:http';
import { maxBodyBytes } from '@token-desk/contract/api';
import { challengeReply, pairReply, pairRequest } from '@token-desk/contract/pairing';
import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import type { Challenges } from '../burners/challenges.ts';
import { pairBurner } from '../usecases/burners.ts';
import type { Deps } from '../usecases/deps.ts';
import { RateLimit } from './rate-limit.ts';
import { readJson } from './read-body.ts';
import { sendJson } from './reply.ts';
import type { ApiRequest } from './request.ts';

type Answer = (request: ApiRequest, response: ServerResponse) => Promise<void>;

/** The two addresses a burner uses before it has a link; neither knows who asks, so both count tries. */
export function createBurnerRoutes(deps: Deps, challenges: Challenges): { pair: Answer; challenge: Answer } {
  const pairLimit = new RateLimit({ tries: 10, windowMs: 60_000 }, deps.clock);
  // Behind a proxy all desks share one address: room for a site's desks coming back together.
  const challengeLimit = new RateLimit({ tries: 300, windowMs: 60_000 }, deps.clock);
  return {
    async pair(request, response) {
      pairLimit.take(request.from);
      const order = pairRequest.safeParse(await readJson(request.raw, maxBodyBytes));
      if (!order.success) throw new ProblemError('bad-request', { where: 'body' });
      sendJson(response, 200, z.parse(pairReply, await pairBurner(deps, order.data)));
    },
    async challenge(request, response) {
      challengeLimit.take(request.from);
      sendJson(response, 200, z.parse(challengeReply, { nonce: challenges.issue() }));
    },
  };
}
