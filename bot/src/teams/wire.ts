import type { Config } from '../config.ts';
import type { ProcessActivity } from '../http/messages.ts';
import type { Log } from '../log.ts';
import type { Deliver } from '../outbox/row.ts';
import { dropDraft, keepDraft, readDraft } from '../usecases/asking/drafts.ts';
import { askForJoiner, bindJoiner, joinersOf, withdrawJoiner } from '../usecases/asking/joiners.ts';
import { lookUpPeople } from '../usecases/asking/look-up.ts';
import {
  findMine,
  holderOf,
  listToDecide,
  searchRequestsFor,
  searchTokensFor,
} from '../usecases/asking/mine.ts';
import { findCohort, submitSeveral } from '../usecases/asking/send.ts';
import { findDeskNews } from '../usecases/audit/audit.ts';
import { findHolderNews, reportNotMe } from '../usecases/audit/incidents.ts';
import { readTask } from '../usecases/life/tasks.ts';
import {
  bindChannel,
  cardPlace,
  findConversation,
  rememberPersonal,
  saveCardPlace,
  unbindChannel,
  unbindTeam,
} from '../usecases/people/conversations.ts';
import { listOf } from '../usecases/people/unheard.ts';
import { findRequest } from '../usecases/requests/request-views.ts';
import { commandRequest, listMine, submitRequest } from '../usecases/requests/requests.ts';
import type { Deps } from '../usecases/write/deps.ts';
import { policyNow } from '../usecases/write/policy-now.ts';
import { spendNow } from '../usecases/write/spending.ts';
import { fetchFile } from './asking/list-file.ts';
import type { TeamsDeps } from './deps.ts';
import { chatUrl, tabUrl } from './links.ts';
import { createTeamsBot } from './teams-bot.ts';

/** An invoke has to be answered within 10 s, so the directory gets less. */
const directoryTimeoutMs = 7_000;

export type TeamsPart = { readonly process: ProcessActivity; readonly deliver: Deliver };
export type CreateTeams = (deps: Deps, context: { readonly config: Config; readonly log: Log }) => TeamsPart;

type ChatSettings = Pick<Config, 'practice' | 'frameOrigins' | 'teamsAppId' | 'bot'>;

/** The product's use cases and directory, as the chat asks for them. */
export function createTeamsDeps(
  deps: Deps,
  { config, log }: { readonly config: ChatSettings; readonly log: Log },
): TeamsDeps {
  return {
    clock: deps.clock,
    log,
    newId: () => deps.random.id(),
    policy: () => policyNow(deps),
    tabUrl: (requestId) => tabUrl(config, requestId),
    chatUrl: chatUrl(config),
    spend: (name, personId) => spendNow(deps, name, personId),
    submit: (caller, asked) => submitRequest(deps, caller, { ...asked, source: 'chat' }),
    command: (caller, requestId, command) =>
      commandRequest(deps, caller, { requestId, version: null, command }),
    findDeskNews: (seq) => findDeskNews(deps, seq),
    findHolderNews: (seq) => findHolderNews(deps, seq),
    reportNotMe: (caller, seq) => reportNotMe(deps, caller, seq),
    findRequest: (requestId) => findRequest(deps, requestId),
    findTask: (taskId) => readTask(deps, taskId),
    listMine: (person) => listMine(deps, person),
    findMine: (person, text) => findMine(deps, person, text),
    listToDecide: (person) => listToDecide(deps, person),
    searchRequests: (caller, search) => searchRequestsFor(deps, caller, search),
    searchTokens: (caller, search) => searchTokensFor(deps, caller, search),
    holderOf: (caller, serial) => holderOf(deps, caller, serial),
    findPerson: (idOrUpn) => deps.directory.person(idOrUpn, AbortSignal.timeout(directoryTimeoutMs)),
    askAbout: async (personId) => {
      await deps.directory.withManager(personId, AbortSignal.timeout(directoryTimeoutMs));
    },
    searchPeople: (text) => deps.directory.search(text, AbortSignal.timeout(directoryTimeoutMs)),
    rolesOf: (personId) => deps.directory.rolesOf(personId),
    lookUpPeople: (caller, asked) => lookUpPeople(deps, caller, asked),
    askForJoiner: (caller, asked) => askForJoiner(deps, caller, asked),
    joinersOf: ({ id }) => joinersOf(deps, id),
    bindJoiner: (caller, asked) => bindJoiner(deps, caller, asked),
    withdrawJoiner: (caller, joinerId) => withdrawJoiner(deps, caller, joinerId),
    fetchFile: (address) => fetchFile(address, config.practice),
    submitSeveral: (caller, asked) => submitSeveral(deps, caller, asked),
    findUnreached: (cohortId) => listOf(deps.store.db, cohortId),
    findCohort: (cohortId) => findCohort(deps, cohortId),
    findDraft: (key) => readDraft(deps, key),
    keepDraft: (key, doc) => keepDraft(deps, key, doc),
    dropDraft: (key) => dropDraft(deps, key),
    rememberPersonal: (chat) => rememberPersonal(deps, chat),
    bindChannel: (caller, channel) => bindChannel(deps, caller, channel),
    unbindChannel: (caller, conversationId, removal) => unbindChannel(deps, caller, conversationId, removal),
    unbindTeam: (teamId) => unbindTeam(deps, teamId),
    findConversation: (conversationId) => findConversation(deps, conversationId),
    cardPlace: (where) => cardPlace(deps, where),
    saveCardPlace: (where, place) => saveCardPlace(deps, where, place),
  };
}

/** The chat on the product's use cases. */
export const createTeams: CreateTeams = (deps, { config, log }) =>
  createTeamsBot(createTeamsDeps(deps, { config, log }), {
    practice: config.practice,
    bot: config.bot,
    tenantId: config.tenantId,
  });
