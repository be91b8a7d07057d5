import type { Request } from '@token-desk/contract/request';
import type { Turns } from '@token-desk/contract/turns';
import { counterIn } from '@token-desk/contract/words/hours';
import { isDecider } from '../domain/approval/deciders.ts';
import { timeZoneAt } from '../domain/organisation.ts';
import type { Policy } from '../domain/policy.ts';
import { isGathered } from '../domain/requests/notices.ts';
import { Again, type Delivery as Delivered, type OutboxRow, Throttled } from '../outbox/row.ts';
import type { Conversation } from '../usecases/people/conversations.ts';
import { languageOf, stringsFor } from '../words/languages.ts';
import type { Strings } from '../words/strings.ts';
import { channelRequestCard } from './cards/channel-request.ts';
import { cohortCard, versionOfCohort } from './cards/cohort.ts';
import { gatheredLine, stillIs } from './cards/gathered-lines.ts';
import { holderCard } from './cards/holder.ts';
import { channelLine, deskLine, personalLine } from './cards/lines.ts';
import { relationTo, requestStateCard, type Trouble } from './cards/request-state.ts';
import { stateWord } from './cards/state-words.ts';
import { taskCard } from './cards/task.ts';
import type { TeamsDeps } from './deps.ts';
import { savedReference } from './incoming.ts';
import { rolesTold } from './roles-told.ts';
import {
  askedToWaitMs,
  type CardMessage,
  goneFrom,
  isUnanswered,
  type Sender,
  whyUnheard,
} from './sender.ts';
import { NoAnswer } from './within.ts';

/** What a request looks like in a conversation: the whole card for its people, the short one for a channel. */
export async function cardFor(
  deps: TeamsDeps,
  request: Request,
  reader: Reader & {
    /** The rules, where they were just read. */
    readonly policy?: Policy;
  },
): Promise<CardMessage> {
  const { strings, personId } = reader;
  const summary = `${strings.card.for(request.subject.name)}: ${stateWord(request, strings)}`;
  if (personId === null) {
    return { summary, card: channelRequestCard({ request, tabUrl: deps.tabUrl(request.id) }, strings) };
  }
  // Without a role the tab would only say that one is missing.
  const hasTab = (await rolesTold(deps, personId)).length > 0;
  const place = (reader.policy ?? (await deps.policy())).places.get(request.form.site);
  const view = {
    request,
    ...relationTo(request, personId),
    now: deps.clock.now(),
    tabUrl: hasTab ? deps.tabUrl(request.id) : null,
    pickUp: place === undefined ? null : counterIn(strings.dateLocale, place),
    approver: place?.approver ?? null,
  };
  return { summary, card: requestStateCard(view, strings) };
}

/**
 * Delivers one outbox row: brings a card to the newest state, or says one line. Rejects when it should be
 * tried again; answers `unheard` when nobody is left to tell.
 */
export async function deliver(
  { deps, sender, lock }: { deps: TeamsDeps; sender: Sender; lock: Turns },
  row: OutboxRow,
): Promise<Delivered> {
  // A submission in the chat is about to turn its own message into the card; without waiting for it there
  // would be two.
  return lock.take(row.conversationId, async () => {
    const conversation = await deps.findConversation(row.conversationId);
    if (conversation === null) return { unheard: 'gone' };
    try {
      return await tell({ deps, sender, conversation }, row);
    } catch (error) {
      const why = whyUnheard(error);
      if (why === null) throw asLater(error);
      deps.log.warn({ conversationKind: conversation.kind, why }, 'a message reaches nobody');
      if (conversation.kind === 'channel' && goneFrom(error) === 'conversation') {
        await deps.unbindChannel(null, conversation.id, { why });
      }
      return { unheard: why };
    }
  });
}

/** The same failure, by what the outbox makes of it. */
function asLater(error: unknown): unknown {
  const waitMs = askedToWaitMs(error, Date.now());
  if (waitMs !== null) return new Throttled(waitMs, { cause: error });
  return isUnanswered(error) ? new NoAnswer('', { cause: error }) : error;
}

type Place = { readonly deps: TeamsDeps; readonly sender: Sender; readonly conversation: Conversation };
type RequestRow = Extract<OutboxRow, { kind: 'card' | 'notice' }>;
type Delivery = Place & { readonly request: Request; readonly row: RequestRow };

async function tell(place: Place, row: OutboxRow): Promise<Delivered> {
  switch (row.kind) {
    case 'desk-notice':
      return sayDeskLine(place, row);
    case 'holder':
      return tellHolder(place, row);
    case 'task':
      return tellOfTask(place, row.taskId);
    case 'card':
    case 'notice':
      return tellOfRequest(place, row);
  }
}

async function tellHolder({ deps, sender, conversation }: Place, row: OutboxRow): Promise<Delivered> {
  const news = await deps.findHolderNews(row.seq);
  if (news === null) return 'nothing';
  const { strings } = await readerOf(deps, conversation);
  const message = { card: holderCard(news, strings), summary: strings.holder.titles[news.event] };
  await sender.post(savedReference.parse(conversation.reference), message);
  return 'delivered';
}

async function tellOfRequest(place: Place, row: RequestRow): Promise<Delivered> {
  const request = await place.deps.findRequest(row.requestId);
  if (request === null) return 'nothing';
  return (row.kind === 'card' ? bringCard : sayLine)({ ...place, request, row });
}

async function sayDeskLine({ deps, sender, conversation }: Place, row: OutboxRow): Promise<Delivered> {
  const news = await deps.findDeskNews(row.seq);
  if (news === null) return 'nothing';
  const { strings } = await readerOf(deps, conversation);
  const text = deskLine(news, conversation.topics, strings);
  if (text === null) return 'nothing';
  await sender.say(savedReference.parse(conversation.reference), text, null);
  return 'delivered';
}

/** Of the people of one submission those that a reader is shown on one card: whoever decides, whom they decide about. */
export const shownOf = (requests: readonly Request[], personId: string | null): readonly Request[] =>
  requests.filter((one) => personId === null || one.requestedBy.id === personId || isDecider(one, personId));

type Reader = { readonly personId: string | null; readonly strings: Strings };
/** Under which id the card stands, what it shows, and how it is made. */
type Shown = { readonly requestId: string; readonly version: number; card(): Promise<CardMessage> };

async function shownFor(deps: TeamsDeps, request: Request, reader: Reader): Promise<Shown> {
  const { cohort } = request;
  const requests = cohort === undefined ? [] : shownOf(await deps.findCohort(cohort), reader.personId);
  if (cohort === undefined || requests.length === 0)
    return { requestId: request.id, version: request.version, card: () => cardFor(deps, request, reader) };
  const card = () => cohortMessage(deps, { cohort, requests }, reader);
  return { requestId: cohort, version: versionOfCohort(requests), card };
}

/** The one card of the people of one submission. */
export async function cohortMessage(
  deps: TeamsDeps,
  { cohort, requests }: { readonly cohort: string; readonly requests: readonly Request[] },
  { personId, strings }: Reader,
  trouble?: Trouble,
): Promise<CardMessage> {
  const [first] = requests;
  const hasTab = personId === null || (await rolesTold(deps, personId)).length > 0;
  const tabUrl = hasTab && first !== undefined ? deps.tabUrl(first.id) : null;
  const isMine = first?.requestedBy.id === personId;
  const toDecide = personId === null || isMine ? null : requests.filter(({ state }) => state === 'submitted');
  const { unreached } = isMine ? await deps.findUnreached(cohort) : { unreached: 0 };
  const view = {
    cohort,
    requests,
    isMine,
    toDecide,
    tabUrl,
    unreached,
    ...(trouble === undefined ? {} : { trouble }),
  };
  return { summary: strings.asking.cohort.title(requests.length), card: cohortCard(view, strings) };
}

async function tellOfTask({ deps, sender, conversation }: Place, taskId: string): Promise<Delivered> {
  const found = await deps.findTask(taskId);
  if (found === null) return 'nothing';
  const { strings, personId } = await readerOf(deps, conversation);
  const shown: Shown = {
    requestId: taskId,
    version: found.version,
    card: async () => {
      const hasTab = personId === null || (await rolesTold(deps, personId)).length > 0;
      const { task } = found;
      const timeZone = timeZoneAt(await deps.policy(), task.site ?? '');
      const view = { task, timeZone, tabUrl: hasTab ? deps.tabUrl(taskId) : null };
      return { card: taskCard(view, strings), summary: strings.tasks.title(task.subject.name, task.serial) };
    },
  };
  return bring({ deps, sender, conversation }, shown);
}

async function bringCard({ request, ...place }: Delivery): Promise<Delivered> {
  const reader = await readerOf(place.deps, place.conversation);
  return bring(place, await shownFor(place.deps, request, reader));
}

/** Posts a card, or brings the one that stands there to what it shows now. */
async function bring(
  { deps, sender, conversation }: Place,
  { requestId, version, card }: Shown,
): Promise<Delivered> {
  const where = { conversationId: conversation.id, requestId };
  const place = await deps.cardPlace(where);
  if (place !== null && place.version >= version) return 'nothing';
  const reference = savedReference.parse(conversation.reference);
  const message = await card();
  if (place !== null && place.activityId !== null) {
    try {
      await sender.update(reference, place.activityId, message);
      await deps.saveCardPlace(where, { activityId: place.activityId, version });
      return 'delivered';
    } catch (error) {
      if (goneFrom(error) !== 'activity') throw error;
      // A message of its own, to be counted as one.
      await deps.saveCardPlace(where, { activityId: null, version: place.version });
      throw new Again('', { cause: error });
    }
  }
  const activityId = await sender.post(reference, message);
  await deps.saveCardPlace(where, { activityId, version });
  return 'delivered';
}

async function sayLine({ deps, sender, conversation, request, row }: Delivery): Promise<Delivered> {
  const { strings, personId } = await readerOf(deps, conversation);
  const text = await lineOf(deps, request, { event: row.event, reader: { personId, strings } });
  if (text === null) return 'nothing';
  const where = { conversationId: conversation.id, requestId: request.cohort ?? request.id };
  const place = await deps.cardPlace(where);
  const under = place?.activityId ?? null;
  try {
    await sender.say(savedReference.parse(conversation.reference), text, under);
  } catch (error) {
    if (place === null || under === null || goneFrom(error) !== 'activity') throw error;
    // The card it stands below was deleted.
    await deps.saveCardPlace(where, { activityId: null, version: place.version });
    throw new Again('', { cause: error });
  }
  return 'delivered';
}

/** Of the people of one submission all to whom it happened are named in one line. */
async function lineOf(
  deps: TeamsDeps,
  request: Request,
  { event, reader }: { readonly event: RequestRow['event']; readonly reader: Reader },
): Promise<string | null> {
  const { personId, strings } = reader;
  const ofOne = (one: Request) => (personId === null ? channelLine : personalLine)(event, one, strings);
  const { cohort } = request;
  if (cohort === undefined || !isGathered(event)) return ofOne(request);
  const all = shownOf(await deps.findCohort(cohort), personId).filter((one) => stillIs(event, one));
  const [only] = all;
  if (all.length <= 1) return ofOne(only ?? request);
  return gatheredLine(event, all, strings);
}

/** Each reader's own language: what their Teams said last, else what the directory knows of them. */
async function readerOf(
  deps: TeamsDeps,
  { kind, personId, locale }: Conversation,
): Promise<{ personId: string | null; strings: Strings }> {
  if (kind !== 'personal' || personId === null) {
    return { personId: null, strings: stringsFor(languageOf(locale)) };
  }
  const known = locale ?? (await deps.findPerson(personId))?.preferredLanguage;
  return { personId, strings: stringsFor(languageOf(known)) };
}
