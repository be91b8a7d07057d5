import type { CreateTeams } from '../app.ts';
import {
  bindChannel,
  cardPlace,
  findConversation,
  rememberPersonal,
  saveCardPlace,
  unbindChannel,
} from '../usecases/conversations.ts';
import { findDeskNews } from '../usecases/desk-news.ts';
import { findRequest } from '../usecases/request-views.ts';
import { commandRequest, listMine, submitRequest } from '../usecases/requests.ts';
import { chatUrl, tabUrl } from './links.ts';
import { createTeamsBot } from './teams-bot.ts';

/** An invoke has to be answered within 10 s, so the directory gets less. */
const directoryTimeoutMs = 7_000;

/** The chat on the product's use cases. */
export const createTeams: CreateTeams = (deps, { config, log }) =>
  createTeamsBot(
    {
      clock: deps.clock,
      log,
      newId: () => deps.random.id(),
      sites: config.sites,
      tabUrl: (requestId) => tabUrl(config, requestId),
      chatUrl: chatUrl(config),
      submit: (caller, asked) => submitRequest(deps, caller, { ...asked, source: 'chat' }),
      command: (caller, requestId, command) =>
        commandRequest(deps, caller, { requestId, version: null, command }),
      findDeskNews: (seq) => findDeskNews(deps, seq),
      findRequest: (requestId) => findRequest(deps, requestId),
      listMine: (person) => listMine(deps, person),
      findPerson: (idOrUpn) => deps.directory.person(idOrUpn, AbortSignal.timeout(directoryTimeoutMs)),
      rolesOf: (personId) => deps.directory.rolesOf(personId, AbortSignal.timeout(directoryTimeoutMs)),
      rememberPersonal: (chat) => rememberPersonal(deps, chat),
      bindChannel: (caller, channel) => bindChannel(deps, caller, channel),
      unbindChannel: (caller, conversationId) => unbindChannel(deps, caller, conversationId),
      findConversation: (conversationId) => findConversation(deps, conversationId),
      cardPlace: (where) => cardPlace(deps, where),
      saveCardPlace: (where, place) => saveCardPlace(deps, where, place),
    },
    { practice: config.practice, bot: config.bot, tenantId: config.tenantId },
  );
