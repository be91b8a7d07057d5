import type { UnheardWhy } from '@token-desk/contract/chat/notice';
import { counted, span } from './numbers.ts';

/** Lines that have not reached whom they are for. */
export const unheardEnglish = {
  title: 'Not heard',
  text: 'Messages of Token Desk that have not reached their person or channel. Tell them yourself, then say so here.',
  emptyTitle: 'Nothing is open',
  emptyText: 'No message waits for somebody to see to it.',
  waiting: (total: number) =>
    counted(total, {
      one: '# message has not reached whom it is for',
      other: '# messages have not reached whom they are for',
    }),
  channel: 'A channel',
  ofList: (unreached: number, people: number) =>
    `${unreached} of ${people} people of a list have no chat with Token Desk`,
  listText: 'Nobody has told them when and where they get their token. The slips say it, in their language.',
  somebody: 'Whoever asked',
  line: (who: string, what: string) => `${who} has not heard: ${what}`,
  noAnswerYet: 'Teams has not taken it yet; it is tried again.',
  why: {
    'not-installed': 'They have no chat with Token Desk.',
    removed: 'Token Desk was taken out of that conversation.',
    blocked: 'They have blocked Token Desk.',
    gone: 'That conversation is not there any more.',
    unbound: 'The channel was unbound while the message waited.',
    'too-big': 'The message is larger than Teams takes.',
    refused: 'Teams does not take this message.',
    throttled: 'Teams asks us to wait.',
    'no-answer': 'Teams did not take it for days.',
  } satisfies Record<UnheardWhy, string> as Record<UnheardWhy, string>,
  waits: (hours: number) => `Made ${span(hours)} ago.`,
  maybeTwice: 'A server ended or got no answer while it was on its way: it may come twice.',
  duty: (name: string, due: string) => `To be told by ${name} until ${due}.`,
  request: (name: string) => `Request for ${name}`,
  told: 'I have told them',
  seen: 'I have seen to it',
};

export type UnheardStrings = typeof unheardEnglish;
