import type { ServerResponse } from 'node:http';
import { challengeReply, pairReply, pairRequest } from '@token-desk/contract/desk/pairing';
import { ProblemError } from '@token-desk/contract/problem';
import { maxBodyBytes } from '@token-desk/contract/routes/route';
import * as z from 'zod/mini';
import type { Challenges } from '../burners/challenges.ts';
import { pairBurner } from '../usecases/desks/burners.ts';
import type { Deps } from '../usecases/write/deps.ts';
import { spendNow } from '../usecases/write/spending.ts';
import { readJson } from './read-body.ts';
import { sendJson } from './reply.ts';
import type { ApiRequest } from './request.ts';

type Answer = (request: ApiRequest, response: ServerResponse) => Promise<void>;

/**
 * The two addresses a burner uses before it has a link; neither knows who asks. Tries to pair are counted by where
 * they come from. A challenge costs nothing here and is not: a desk that returns is counted by its key, once proven.
 */
export function createBurnerRoutes(deps: Deps, challenges: Challenges): { pair: Answer; challenge: Answer } {
  return {
    async pair(request, response) {
      await spendNow(deps, 'pair', request.from);
      const order = pairRequest.safeParse(await readJson(request.raw, maxBodyBytes));
      if (!order.success) throw new ProblemError('bad-request', { where: 'body' });
      sendJson(response, 200, z.parse(pairReply, await pairBurner(deps, order.data)));
    },
    async challenge(_request, response) {
      sendJson(response, 200, z.parse(challengeReply, { nonce: challenges.issue() }));
    },
  };
}
