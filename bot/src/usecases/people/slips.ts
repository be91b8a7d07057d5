import type { Reply } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import { doneStates } from '@token-desk/contract/request';
import { readSlipFiles, type SlipFile } from '../../domain/delivery/slip-words.ts';
import { nowhere } from '../../domain/organisation.ts';
import { requestsOfCohort } from '../../store/asked/cohorts.ts';
import { withoutChat } from '../../store/tables/conversations.ts';
import { findRequest } from '../../store/tables/requests.ts';
import type { Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';

/** What is printed for the people of a list, or of one request; whoever has their token needs none. */
export async function readSlips(
  deps: Deps,
  listId: string,
  files: readonly SlipFile[],
): Promise<Reply<'getSlips'>> {
  const { db } = deps.store;
  const list = await requestsOfCohort(db, listId);
  const one = list.length === 0 ? await findRequest(db, listId) : null;
  const all = one === null ? list : [one];
  if (all.length === 0) throw new ProblemError('request-not-found');
  const { places } = await policyNow(deps);
  const unreached = await withoutChat(
    db,
    all.map(({ subject }) => subject.id),
  );
  return {
    slips: all
      .filter(({ state }) => !doneStates.includes(state))
      .map(({ id, subject, form: { site, neededBy } }) => {
        const { pickUp, hours, phone } = places.get(site) ?? nowhere;
        return {
          requestId: id,
          subject,
          hasNoChat: unreached.has(subject.id),
          site,
          neededBy,
          pickUp,
          hours,
          phone,
        };
      }),
    ...readSlipFiles(files),
  };
}
