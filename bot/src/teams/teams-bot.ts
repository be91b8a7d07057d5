import type { ServerResponse } from 'node:http';
import { Turns } from '@token-desk/contract/turns';
import type { Delivery, OutboxRow } from '../outbox/row.ts';
import { type ChatRequest, createAdapter, receiveActivity, type TeamsSettings } from './adapter.ts';
import { onActivity } from './bot.ts';
import type { TeamsDeps } from './deps.ts';
import { deliver } from './notifier.ts';
import { createSender } from './sender.ts';

/** The chat side of the bot. */
export type TeamsBot = {
  /** Answers `POST /api/messages`; the body is parsed JSON. Never rejects. */
  process(request: ChatRequest, response: ServerResponse): Promise<void>;
  /** Tells one conversation one thing; rejecting means "try again later". */
  deliver(row: OutboxRow): Promise<Delivery>;
};

/** Throws `config-invalid` without an app id outside practice. */
export function createTeamsBot(deps: TeamsDeps, settings: TeamsSettings): TeamsBot {
  const adapter = createAdapter(settings);
  const sender = createSender(adapter, settings);
  const lock = new Turns();
  const { log } = deps;
  return {
    process: (request, response) =>
      receiveActivity({ adapter, settings, log }, request, response, (context, activity) =>
        onActivity({ deps, lock }, context, activity),
      ),
    deliver: (row) => deliver({ deps, sender, lock }, row),
  };
}
