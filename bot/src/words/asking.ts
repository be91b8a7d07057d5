import type { LineFault } from '../domain/asking/line-fault.ts';
import type { Gathered } from '../domain/requests/notices.ts';

/** What the chat says to whoever asks for several people, changes a request, or writes a command. */
export type AskingStrings = {
  readonly several: {
    readonly title: string;
    readonly intro: string;
    readonly open: string;
    readonly people: string;
    readonly list: string;
    readonly listHint: string;
    /** Above the lines that were not right. */
    readonly listAgain: string;
    readonly check: string;
    readonly checkAgain: string;
    readonly send: (count: number) => string;
    readonly nobody: string;
    readonly tooMany: (count: number, most: number) => string;
    readonly good: (count: number) => string;
    readonly bad: (count: number) => string;
    readonly notSentYet: string;
    readonly line: (line: number, text: string) => string;
    readonly faults: Readonly<Record<Exclude<LineFault['kind'], 'several' | 'refused'>, string>>;
    readonly several: (people: string) => string;
    readonly sent: (count: number) => string;
    readonly sentBefore: string;
    readonly changed: string;
    readonly fileUnread: string;
    readonly fileTooBig: string;
    readonly fileRead: (name: string) => string;
  };
  readonly cohort: {
    readonly title: (count: number) => string;
    /** How many of those who wait have no chat. */
    readonly unreached: (count: number) => string;
    readonly andMore: (count: number) => string;
    readonly find: string;
    readonly refresh: string;
    readonly withdraw: string;
    readonly withdrawQuestion: (count: number) => string;
    readonly withdrawSure: string;
    readonly decide: (askedBy: string) => string;
    readonly approveAll: (count: number) => string;
    readonly rejectAll: string;
    readonly rejectAllSure: (count: number) => string;
    readonly some: string;
    readonly choose: string;
    readonly approveChosen: string;
    readonly rejectChosen: string;
    readonly noneChosen: string;
    /** What they did; and of those that could not be decided, who. */
    readonly notDecided: (names: string) => string;
    readonly lines: { readonly [event in Gathered]: (count: number, names: string) => string };
  };
  readonly draft: {
    readonly keep: string;
    readonly kept: string;
    readonly again: (day: string) => string;
    readonly anew: string;
  };
  readonly edit: {
    readonly open: string;
    readonly title: (subject: string) => string;
    readonly intro: string;
    readonly save: string;
    readonly back: string;
  };
  readonly nudge: {
    readonly button: string;
    readonly done: (subject: string) => string;
    readonly line: (by: string, subject: string, state: string) => string;
  };
  readonly commands: {
    readonly didYouMean: (line: string) => string;
    readonly yes: (line: string) => string;
    readonly noneFound: (what: string) => string;
    readonly severalFound: (what: string) => string;
    readonly approveTitle: string;
    readonly approveNone: string;
    readonly lostTitle: string;
    readonly serialUnknown: (serial: string) => string;
    /** The word by which each is written. */
    readonly names: Readonly<
      Record<
        | 'request'
        | 'several'
        | 'joiner'
        | 'status'
        | 'withdraw'
        | 'lost'
        | 'approve'
        | 'help'
        | 'notify-here'
        | 'stop-notify'
        | 'notify-list',
        string
      >
    >;
    readonly lines: readonly (readonly [command: string, meaning: string])[];
    readonly approverLine: readonly [command: string, meaning: string];
    readonly roles: {
      readonly technician: string;
      readonly approver: string;
      readonly auditor: string;
      readonly administrator: string;
    };
  };
  readonly joiner: {
    readonly open: string;
    readonly title: string;
    readonly intro: string;
    readonly name: string;
    readonly startsOn: string;
    readonly match: string;
    readonly matchHint: string;
    readonly send: string;
    readonly wrong: string;
    readonly waits: (name: string) => string;
    readonly waitsDetail: (match: string, day: string) => string;
    readonly bind: string;
    readonly bindLabel: string;
    readonly bound: (name: string, account: string) => string;
    readonly withdraw: string;
    readonly withdrawn: (name: string) => string;
    readonly gone: string;
  };
  readonly extension: {
    readonly waitsInChat: string;
    readonly noAuthor: string;
    readonly token: (serial: string) => string;
  };
};
