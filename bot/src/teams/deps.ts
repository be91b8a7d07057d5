import type { AuditRow } from '@token-desk/contract/audit-row';
import type { UnheardWhy } from '@token-desk/contract/chat/notice';
import type { Topic } from '@token-desk/contract/chat/topic';
import type { Person, Role } from '@token-desk/contract/ids';
import type { Task } from '@token-desk/contract/life/task';
import type { Request, RequestCommand, RequestForm } from '@token-desk/contract/request';
import type { ListedPerson } from '../domain/asking/people-list.ts';
import type { Policy } from '../domain/policy.ts';
import type { DeskNotice, HolderNews } from '../domain/requests/notices.ts';
import type { Log } from '../log.ts';
import type { Clock, DirectoryPerson } from '../ports.ts';
import type { Draft, DraftKey } from '../usecases/asking/drafts.ts';
import type { Joiner } from '../usecases/asking/joiners.ts';
import type { LookedUp } from '../usecases/asking/look-up.ts';
import type { SeveralAsked, SeveralSent } from '../usecases/asking/send.ts';
import type { CardPlace, Conversation } from '../usecases/people/conversations.ts';

/** Who writes to the bot, with the app roles they have now. */
export type ChatCaller = { readonly person: Person; readonly roles: readonly Role[] };

/** What is told about a desk or a rule: what happened, the desk's name, and who said it. */
export type DeskNews = {
  readonly event: DeskNotice;
  readonly desk: string;
  readonly by: string;
  /** What its row says besides. */
  readonly data: AuditRow['data'];
};

/** What is told to whoever carries a token. */
export type HolderView = {
  readonly event: HolderNews;
  /** Its row in the audit, by which “this was not me” says what it means. */
  readonly seq: number;
  readonly at: number;
  readonly serial: string;
  /** Who did it. */
  readonly by: string;
};

type CardKey = { readonly conversationId: string; readonly requestId: string };
type Place = { readonly id: string; readonly reference: unknown; readonly locale: string | null };

/**
 * What the chat needs from the rest of the bot: the use cases, the directory and a few facts. `wire.ts` makes
 * it in the product. Everything here rejects with `ProblemError` when a rule is broken.
 */
export type TeamsDeps = {
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** The rules that hold now: sites to choose from, and where their counters are. */
  readonly policy: () => Promise<Policy>;
  /** Where the tab shows this request; null when the bot has no address for it. */
  readonly tabUrl: (requestId: string) => string | null;
  /** Opens a personal chat with the bot; null in practice, which has no such link. */
  readonly chatUrl: string | null;

  /** Rejects when this person has spent it. */
  readonly spend: (name: 'chat' | 'channel-chat' | 'chat-refusal', personId: string) => Promise<void>;
  readonly submit: (
    caller: ChatCaller,
    asked: {
      readonly subject: string;
      readonly form: RequestForm;
      readonly submissionId: string;
      /** Refused once where the person has a token in use already. */
      readonly warnOfToken: boolean;
      /** The message that becomes its card by being answered. */
      readonly shownIn?: { readonly conversationId: string; readonly activityId: string };
    },
  ) => Promise<Request>;
  /** Decides on the newest version: a card in a chat may be old. */
  readonly command: (caller: ChatCaller, requestId: string, command: RequestCommand) => Promise<unknown>;
  /** What the audit row with this number says about a desk; null when it says nothing to tell. */
  readonly findDeskNews: (seq: number) => Promise<DeskNews | null>;
  /** What the audit row with this number says of a token of a person; null when it says nothing to tell. */
  readonly findHolderNews: (seq: number) => Promise<HolderView | null>;
  /** “This was not me”, of that row; rejects where it is not about them. */
  readonly reportNotMe: (caller: ChatCaller, seq: number) => Promise<void>;
  readonly findRequest: (requestId: string) => Promise<Request | null>;
  /** What has to be done about a token, and which version of it that is. */
  readonly findTask: (taskId: string) => Promise<{ readonly version: number; readonly task: Task } | null>;
  /** Requests this person asked for or will carry, newest first. */
  readonly listMine: (person: Person) => Promise<readonly Request[]>;

  /** Of these, the ones in which this name, address or serial stands. */
  readonly findMine: (person: Person, text: string) => Promise<readonly Request[]>;
  /** What waits for this person to decide. */
  readonly listToDecide: (person: Person) => Promise<readonly Request[]>;
  /** Requests and tokens that may be named in a message by this person. */
  readonly searchRequests: (
    caller: ChatCaller,
    search: { readonly text: string; readonly limit: number },
  ) => Promise<readonly Request[]>;
  readonly searchTokens: (
    caller: ChatCaller,
    search: { readonly text: string; readonly limit: number },
  ) => Promise<
    readonly { readonly serial: string; readonly model: string | null; readonly holder: Person | null }[]
  >;
  /** Whose token it is, for whoever may ask for them. */
  readonly holderOf: (caller: ChatCaller, serial: string) => Promise<Person | null>;

  /** By object id or UPN. */
  readonly findPerson: (idOrUpn: string) => Promise<DirectoryPerson | null>;
  /** Asks once about a person and their manager, from which whoever asks about either in this turn is answered. */
  readonly askAbout: (personId: string) => Promise<void>;
  /** By the beginning of their names; people who may carry a token alone. */
  readonly searchPeople: (text: string) => Promise<readonly DirectoryPerson[]>;
  readonly rolesOf: (personId: string) => Promise<readonly Role[]>;

  /** Whom each line of a list means, and what stands against it. */
  readonly lookUpPeople: (
    caller: ChatCaller,
    asked: { readonly listed: readonly ListedPerson[]; readonly form: Pick<RequestForm, 'type' | 'site'> },
  ) => Promise<readonly LookedUp[]>;
  /** A file that somebody sent; null: it cannot be had. */
  readonly fetchFile: (address: string) => Promise<Uint8Array | 'too-big' | null>;
  /** Somebody who has no account yet: the request waits for it. */
  readonly askForJoiner: (
    caller: ChatCaller,
    asked: Pick<Joiner, 'name' | 'startsOn' | 'match' | 'form'> & { readonly submissionId: string },
  ) => Promise<Joiner>;
  readonly joinersOf: (person: Person) => Promise<readonly Joiner[]>;
  readonly bindJoiner: (
    caller: ChatCaller,
    asked: { readonly joinerId: string; readonly account: string },
  ) => Promise<Request>;
  readonly withdrawJoiner: (caller: ChatCaller, joinerId: string) => Promise<Joiner>;
  readonly submitSeveral: (caller: ChatCaller, asked: SeveralAsked) => Promise<SeveralSent>;
  /** The people of one submission, by name. */
  /** Of a list those who wait, and how many of them have no chat. */
  readonly findUnreached: (cohortId: string) => Promise<{ readonly unreached: number }>;
  readonly findCohort: (cohortId: string) => Promise<readonly Request[]>;
  /** The form this person began and has not sent. */
  readonly findDraft: (key: DraftKey) => Promise<Draft | null>;
  readonly keepDraft: (key: DraftKey, doc: string) => Promise<void>;
  readonly dropDraft: (key: DraftKey) => Promise<void>;

  readonly rememberPersonal: (chat: Place & { readonly personId: string }) => Promise<void>;
  /** Answers all that is told there now. */
  readonly bindChannel: (
    caller: ChatCaller,
    channel: Place & { readonly topics: readonly Topic[]; readonly teamId: string | null },
  ) => Promise<readonly Topic[]>;
  /** False when it was not bound; the caller is null when Teams removed the bot. */
  readonly unbindChannel: (
    caller: ChatCaller | null,
    conversationId: string,
    removal?: { readonly why?: UnheardWhy; readonly topics?: readonly Topic[] },
  ) => Promise<boolean>;
  /** The bot was taken out of a team. */
  readonly unbindTeam: (teamId: string) => Promise<void>;
  readonly findConversation: (conversationId: string) => Promise<Conversation | null>;
  readonly cardPlace: (where: CardKey) => Promise<CardPlace | null>;
  readonly saveCardPlace: (where: CardKey, place: CardPlace) => Promise<void>;
};
