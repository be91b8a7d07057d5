import { envelopeLifetimeMs } from '@token-desk/contract/desk/job';
import { pairingCodeLifetimeMs } from '@token-desk/contract/desk/pairing';
import type { Role } from '@token-desk/contract/ids';

import type { KeptDays } from '@token-desk/contract/organisation';

import type { Retention } from '@token-desk/contract/report';
import { type Right, rolesFor } from '@token-desk/contract/rights';
import type { TokenState } from '@token-desk/contract/token/record';

export type KeptClass = Retention['classes'][number]['name'];

export const dayMs = 24 * 60 * 60_000;

/**
 * When a class of data ends. `setting`: so many days after the last change of what it belongs to, in whatever state
 * that rests: nothing is kept because it was left open. `afterMs`: by itself, soon. `kept`: for good, and why.
 */
export type End =
  | { readonly setting: keyof KeptDays }
  | { readonly afterMs: number }
  | { readonly kept: string };

export const ends: Readonly<Record<KeptClass, End>> = {
  'free-text': { setting: 'freeText' },
  'health-reason': { setting: 'healthReason' },
  'closed-requests': { setting: 'closedRequests' },
  'chat-references': { setting: 'chatReferences' },
  chats: { setting: 'chatReferences' },
  notices: { setting: 'chatReferences' },
  drafts: { afterMs: 30 * dayMs },
  joiners: { setting: 'closedRequests' },
  tasks: { setting: 'closedRequests' },
  'token-jobs': { setting: 'closedRequests' },
  'token-holders': { setting: 'closedRequests' },
  custody: { setting: 'closedRequests' },
  'sealed-secrets': { afterMs: envelopeLifetimeMs },
  'pairing-codes': { afterMs: pairingCodeLifetimeMs },
  counts: { afterMs: dayMs },
  audit: { kept: 'its rows are one chain' },
  desks: { kept: 'receipts are checked with their keys' },
  settings: { kept: 'what four eyes allowed stays allowed' },
  'need-days': { kept: 'numbers of people by day, without a name' },
};

/**
 * The right by which somebody reads a class on a page; null: nobody does. People see besides what is their own: who
 * asked, their request and its reasons.
 */
export const readBy: Readonly<Record<KeptClass, Right | null>> = {
  'free-text': 'read',
  'health-reason': 'read-reasons',
  'closed-requests': 'read',
  'chat-references': null,
  chats: null,
  notices: 'read',
  drafts: null,
  joiners: null,
  tasks: 'read',
  'token-jobs': 'read',
  'token-holders': 'read',
  custody: 'read',
  'sealed-secrets': null,
  'pairing-codes': null,
  counts: null,
  audit: 'audit',
  desks: 'read',
  settings: 'read',
  'need-days': 'see-needs',
};

export function readersOf(name: KeptClass): Role[] {
  const right = readBy[name];
  return right === null ? [] : [...rolesFor(right)];
}

export const tablesOf = (name: KeptClass): string[] =>
  Object.keys(classesOfTable).filter((table) => classesOfTable[table]?.includes(name));

/** Null: for good. */
export function keptMs(name: KeptClass, keptDays: KeptDays): number | null {
  const end = ends[name];
  if ('afterMs' in end) return end.afterMs;
  if ('kept' in end) return null;
  const days = keptDays[end.setting];
  return days === null ? null : days * dayMs;
}

/** Tokens that somebody carries: whose they are is known for as long as that is so. */
export const carriedStates: readonly TokenState[] = ['active', 'suspended'];
/** Tokens that come back to nobody. */
export const endedStates: readonly TokenState[] = ['retired', 'lost'];

/** Which classes stand in which table of the store: a table that is not here fails a test. */
export const classesOfTable: Readonly<Record<string, readonly KeptClass[]>> = {
  requests: ['free-text', 'health-reason', 'closed-requests'],
  jobs: ['closed-requests', 'token-jobs', 'sealed-secrets'],
  tokens: ['token-holders'],
  custody: ['custody', 'free-text'],
  burners: ['desks'],
  pairing_codes: ['pairing-codes'],
  audit: ['audit'],
  set_apart: ['audit'],
  outbox: ['notices'],
  lanes: ['notices'],
  lane_sends: ['notices'],
  notices: ['notices'],
  conversations: ['chats'],
  cards: ['chat-references'],
  settings: ['settings'],
  spent: ['counts'],
  need_days: ['need-days'],
  drafts: ['drafts'],
  joiners: ['joiners'],
  tasks: ['tasks'],
};
