import { insertOutbox } from '@token-desk/bot/store/tables/outbox';
import { untilWon } from '@token-desk/bot/store/until-won';
import type { Deps } from '@token-desk/bot/usecases/write/deps';
import { newRow } from '@token-desk/bot/usecases/write/tell';
import { taskIdStart } from '@token-desk/contract/life/task';
import { cast } from './people.ts';
import type { PlaygroundView } from './playground/playground-config.ts';

const mostShown = 20;

/**
 * The Playground's page keeps no message: loaded anew, or after a restart, it is empty. The newest cards of its conversations are
 * posted again, as they are now, the newest last; what was written besides is gone.
 */
export async function showAgain(deps: Deps, view: PlaygroundView): Promise<void> {
  await untilWon(deps.store, async (tx) => {
    const places = await tx
      .selectFrom('cards')
      .innerJoin('conversations', 'conversations.id', 'cards.conversation_id')
      .select(['cards.conversation_id', 'cards.request_id'])
      .where((eb) => (view === 'chat' ? eb('person_id', '=', cast.manager.id) : eb('kind', '=', 'channel')))
      .execute();
    for (const conversationId of new Set(places.map(({ conversation_id }) => conversation_id))) {
      const shown = places.flatMap((one) => (one.conversation_id === conversationId ? [one.request_id] : []));
      const requests = await tx
        .selectFrom('requests')
        .select(['id', 'cohort_id', 'updated_at as at'])
        .where((eb) => eb.or([eb('id', 'in', shown), eb('cohort_id', 'in', shown)]))
        .execute();
      const tasks = await tx
        .selectFrom('tasks')
        .select(['id', 'opened_at as at'])
        .where('id', 'in', shown)
        .execute();
      // one card for the people of one submission
      const byCard = new Map(requests.map((one) => [one.cohort_id ?? one.id, one]));
      const newest = [...byCard.values(), ...tasks].sort((a, b) => a.at - b.at).slice(-mostShown);
      await tx.deleteFrom('cards').where('conversation_id', '=', conversationId).execute();
      await insertOutbox(
        tx,
        newest.map(({ id }, at) => {
          const isTask = id.startsWith(taskIdStart);
          return newRow(deps, {
            ...{ seq: at + 1, conversation_id: conversationId, request_id: id },
            ...(isTask ? { kind: 'task', event: 'token_lost' } : { kind: 'card', event: 'submitted' }),
          });
        }),
      );
    }
  });
  deps.wakeOutbox();
}
