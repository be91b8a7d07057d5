import type { Topic } from '@token-desk/contract/chat/topic';
import type { AheadCheck } from '@token-desk/contract/entra/readiness';
import type { HandOver, RequestState, RequestType } from '@token-desk/contract/request';
import type { ProblemField } from '@token-desk/contract/words/detail-in-words';
import type { HolderNews } from '../domain/requests/notices.ts';
import type { TokenGone } from '../domain/tokens/token-gone.ts';
import type { AskingStrings } from './asking.ts';
import type { TaskStrings } from './tasks.ts';

/** The field of the form something is said about; who vouched, and how a caller was identified, is asked at the desk alone. */
export type FormField = Exclude<ProblemField, 'vouchedBy' | 'identifiedBy'> | 'subjectText';

export type Strings = {
  /** Its tag, for screen readers. */
  readonly language: string;
  /** What people call it in any of ours, in small letters. */
  readonly languageNames: readonly string[];
  readonly dateLocale: string;
  readonly types: Readonly<Record<RequestType, string>>;
  readonly handOvers: Readonly<Record<HandOver, string>>;
  readonly states: Readonly<Record<RequestState, string>>;
  /** Replaces the state's word when somebody has the request. */
  readonly atIt: (technician: string) => string;
  /** It waits for this person's yes. */
  readonly sentTo: (name: string) => string;
  readonly sentToSeveral: (names: string) => string;
  /** In the words of whoever said no. */
  readonly rejectedWhy: (why: string) => string;
  /** What happens next, said to the person who asked. */
  readonly next: Readonly<Record<RequestState, (about: NextAbout) => string>>;
  readonly form: {
    readonly title: string;
    readonly intro: string;
    readonly labels: Readonly<Record<FormField, string>>;
    readonly placeholders: Readonly<Partial<Record<FormField, string>>>;
    /** What is missing or not right in a field, in plain words. */
    readonly wrong: Readonly<Record<FormField, string>>;
    /** The person that was looked up, or several of whom one is to be chosen. */
    readonly found: (name: string, upn: string) => string;
    readonly foundSeveral: (typed: string) => string;
    readonly choose: string;
    readonly submit: string;
    /** Shows or hides what of a form is fine. */
    readonly rest: string;
    readonly cancel: string;
    readonly cancelled: string;
  };
  readonly card: {
    readonly for: (subject: string) => string;
    readonly askedBy: string;
    readonly neededBy: string;
    readonly type: string;
    readonly site: string;
    readonly handOver: string;
    /** Where its counter is, and when it is open. */
    readonly pickUp: string;
    readonly approver: string;
    readonly next: string;
    readonly withdraw: string;
    readonly withdrawQuestion: (subject: string) => string;
    readonly withdrawSure: string;
    /** To whoever is asked to decide. */
    readonly youDecide: (askedBy: string) => string;
    /** The same to somebody whose role lets them. */
    readonly youApprove: (askedBy: string) => string;
    readonly approvedBy: (name: string) => string;
    readonly rejectedBy: (name: string) => string;
    readonly approve: string;
    readonly reject: string;
    readonly rejectWhy: (askedBy: string) => string;
    readonly rejectEmpty: string;
    readonly rejectSure: string;
    readonly close: string;
    readonly open: string;
    readonly show: string;
    /** Seen at Microsoft on a day, to be mended before anybody stands at the desk. */
    readonly beforeDesk: (day: string, what: string) => string;
    /** Asked of Microsoft on a day, and not told. */
    readonly notKnown: (day: string, what: string) => string;
  };
  /** What is missing there, and who can mend it. */
  readonly missing: Readonly<Record<AheadCheck, string>>;
  /** What was not told there, as a question. */
  readonly notKnown: Readonly<Record<AheadCheck, string>>;
  readonly list: {
    readonly title: string;
    readonly none: string;
    readonly asOf: (time: string) => string;
    readonly refresh: string;
    readonly withdrawTitle: string;
    readonly withdrawNone: string;
  };
  readonly help: {
    readonly title: string;
    readonly intro: string;
    readonly unknown: string;
    readonly channelTitle: string;
    readonly channelIntro: string;
    readonly channelLines: readonly (readonly [command: string, meaning: string])[];
    readonly request: string;
    readonly status: string;
    readonly personal: string;
    readonly openChat: string;
  };
  readonly channel: {
    readonly bound: string;
    /** What is told there, by its words. */
    readonly boundDetail: (topics: string) => string;
    /** Answers `notify list`. */
    readonly told: (topics: string) => string;
    readonly nothingTold: string;
    readonly stillTold: (topics: string) => string;
    readonly unbound: string;
    readonly wasNotBound: string;
    readonly onlyChannels: string;
  };
  readonly lines: {
    readonly ready: (subject: string, next: string) => string;
    readonly rejected: (subject: string) => string;
    readonly rejectedWhy: (subject: string, why: string) => string;
    readonly expired: (subject: string) => string;
    readonly failed: (subject: string) => string;
    readonly tokenGone: (subject: string, how: string) => string;
    readonly lossReported: (subject: string, by: string) => string;
    readonly lossRejected: (subject: string) => string;
    readonly held: (subject: string) => string;
    readonly handedOver: (subject: string) => string;
    readonly lapsed: (subject: string) => string;
    readonly changed: (subject: string, state: string) => string;
    readonly tokenEmpty: (subject: string) => string;
    readonly tokenChanged: (subject: string) => string;
    readonly burnUnknown: (subject: string) => string;
    readonly burnFailed: (subject: string) => string;
    /** To the security channel: they have a role at Microsoft. */
    readonly privilegedAsked: (subject: string, by: string) => string;
    readonly tokenLost: (serial: string, by: string) => string;
    readonly modelAllowed: (prefix: string, by: string) => string;
    /** Somebody said that what happened to a token in their name was not them. */
    readonly notThem: (name: string, serial: string, about: HolderNews) => string;
    readonly channelBound: (by: string, topics: string) => string;
    readonly channelUnbound: (by: string, topics: string) => string;
    readonly digest: (
      day: string,
      numbers: DigestNumbers,
      head: { readonly seq: number; readonly hash: string },
    ) => string;
    readonly technicianDay: (numbers: DigestNumbers) => string;
    /** To whoever is to decide. */
    readonly approvalReminder: (subject: string, askedBy: string) => string;
    /** To the channel, of a request that waits too long: who was asked. */
    readonly approvalPassedOn: (subject: string, asked: string) => string;
    readonly approvalNobodyAsked: (subject: string) => string;
    readonly deskStolen: (desk: string, by: string) => string;
    readonly recordApart: (desk: string) => string;
    readonly policyChanged: (by: string) => string;
  };
  /** What became of a request’s token, after “The token for NAME”. */
  readonly tokenGone: Readonly<Record<TokenGone, string>>;
  readonly asking: AskingStrings;
  readonly tasks: TaskStrings;
  readonly cardTooOld: string;
  /** To whoever carries a token. */
  readonly holder: {
    readonly titles: Readonly<Record<HolderNews, string>>;
    readonly texts: Readonly<Record<HolderNews, string>>;
    readonly serial: string;
    readonly by: string;
    readonly at: string;
    readonly notMe: string;
    readonly said: string;
    readonly saidText: string;
  };
  /** What a channel can be told. */
  readonly topics: Readonly<Record<Topic, string>>;
};

export type DigestNumbers = {
  readonly asked: number;
  readonly handedOver: number;
  readonly open: number;
  readonly atRisk: number;
  readonly failed: number;
  readonly waiting: number;
  readonly unheard: number;
};

export type NextAbout = {
  readonly subject: string;
  readonly site: string;
  readonly handOver: HandOver;
  readonly technician: string | null;
};
