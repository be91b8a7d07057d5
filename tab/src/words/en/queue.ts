import { fieldLabelsEn, handOversEn, reasonsEn, shortTypesEn } from '@token-desk/contract/words/en/form';
import { queueStatesEn } from '@token-desk/contract/words/en/states';
import { count } from './numbers.ts';

/** The queue and one request: what was asked for, and how far it is. */
export const queueEnglish = {
  queue: {
    title: 'Queue',
    search: 'Name, UPN or serial',
    emptySearch: 'Empty the search',
    mine: 'Mine',
    needsYou: 'Needs you now',
    waiting: 'Waiting for others',
    count: (shown: number, total: number) => `${count(shown)} of ${count(total)}`,
    live: 'updated live',
    polled: 'looked at every 3 s',
    more: 'Show more',
    emptyTitle: 'Nobody is waiting',
    emptyText: 'New requests from Teams chat appear here by themselves.',
    noneFoundTitle: 'Nobody found',
    noneFoundText: 'Search by name, UPN or the serial on a token.',
    clearSearch: 'Show everybody',
    askedBy: (name: string) => `asked by ${name}`,
    tokenLine: (serial: string) => `token ${serial}`,
  },
  request: {
    whatHappened: 'What happened',
    back: 'Back to the queue',
    page: 'Whole request',
    start: 'Start',
    carryOn: 'Continue',
    carryOnReader: 'Continue at the reader',
    handOverNow: 'Hand over',
    release: 'Give it back to the queue',
    takeOver: (name: string) => `Take over from ${name}`,
    takeOverConsequence: (name: string) => `What ${name} has open for it stops at once.`,
    heldBy: (name: string) => `${name} has it`,
    heldLine: (since: string, step: string) => `since ${since}, at “${step}”`,
    site: fieldLabelsEn.site,
    neededBy: fieldLabelsEn.neededBy,
    handOver: 'Hand-over',
    reason: 'Why',
    ticket: 'Ticket',
    costCentre: 'Cost centre',
    note: 'Note',
    token: 'Token',
    accountNotSeen: 'account not seen',
    requeue: 'Put it back into the queue',
  },
  types: shortTypesEn,
  reasons: reasonsEn,
  handOvers: handOversEn,
  states: queueStatesEn,
  attention: {
    empty: 'Token may be empty: bring in the code again',
    changed: 'Half written: bring in the code again',
    unknown: 'Check the token',
    other: 'Needs a look',
  },
  atStep: (step: string) => `At “${step}”`,
};

export type QueueStrings = typeof queueEnglish;
