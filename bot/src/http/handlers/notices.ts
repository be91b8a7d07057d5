import type { noticeRoutes } from '@token-desk/contract/routes/notices';
import { listUnheard, settleNotice, unheardTotal } from '../../usecases/people/unheard.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of lines that reached nobody. */
export function createNoticeHandlers(deps: Deps): Pick<Handlers, keyof typeof noticeRoutes> {
  return {
    listUnheard: ({ query }) => listUnheard(deps, query),
    countUnheard: () => unheardTotal(deps),
    settleNotice: async ({ caller, params }) => {
      await settleNotice(deps, caller, params.noticeId);
      return {};
    },
  };
}
