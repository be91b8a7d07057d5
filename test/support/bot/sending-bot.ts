import { parseConfig } from '@token-desk/bot/config';
import { createDirectory } from '@token-desk/bot/graph/directory';
import { createLog } from '@token-desk/bot/log';
import { startOutbox } from '@token-desk/bot/outbox/worker';
import { openStore } from '@token-desk/bot/store/database';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { createTeamsDeps } from '@token-desk/bot/teams/wire';
import { practiceTenant } from '@token-desk/practice/people';
import { HandClock } from '../run/hand-clock.ts';
import { startCore } from './bot-core.ts';

/**
 * The part of the bot that sends, in a process of its own that may be killed: it works off the outbox of a database that another
 * process has filled. `SENDING_BOT`: JSON of `SendingBot`.
 */
export type SendingBot = {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What time it is, less what the computer says. */
  readonly skippedMs: number;
};

const { file, environment, skippedMs } = JSON.parse(process.env.SENDING_BOT ?? '') as SendingBot;
const config = parseConfig(environment);
const clock = new HandClock(Date.now() + skippedMs);
setInterval(() => clock.turnTo(Date.now() + skippedMs), 5);
const store = await openStore({ file });
const core = startCore(store, { clock, directory: createDirectory(config, clock), policy: config.policy });
const chat = createTeamsDeps(core.deps, { config, log: createLog(config, { write: () => {} }) });
const bot = createTeamsBot(chat, { practice: true, bot: null, tenantId: practiceTenant.id });
startOutbox(core.deps, bot.deliver);
process.send?.('started');
