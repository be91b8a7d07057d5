import { randomUUID } from 'node:crypto';
import { isWithdrawable } from '@token-desk/bot/domain/requests/request-steps';
import type { DeskNews, TeamsDeps } from '@token-desk/bot/teams/deps';
import type { Conversation } from '@token-desk/bot/usecases/people/conversations';
import type { Role } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import { doneStates, type Request, type RequestState } from '@token-desk/contract/request';
import { people } from '@token-desk/practice/people';

export type LogLine = { readonly level: string; readonly fields: object; readonly message: string };

/** A desk that keeps everything in memory: what the chat needs, with the rules that show in a chat. */
export type MemoryDesk = {
  readonly deps: TeamsDeps;
  readonly requests: Map<string, Request>;
  readonly conversations: Map<string, Conversation>;
  readonly cards: Map<string, { activityId: string | null; version: number }>;
  readonly log: LogLine[];
  /** What the audit says about a desk, by row. */
  readonly deskNews: Map<number, DeskNews>;
  /** Moves a request as the rest of the bot would. */
  move(requestId: string, state: RequestState, more?: Partial<Request>): Request;
};

export function createMemoryDesk(options: { readonly now?: () => number } = {}): MemoryDesk {
  const now = options.now ?? Date.now;
  const requests = new Map<string, Request>();
  const submissions = new Map<string, string>();
  const conversations = new Map<string, Conversation>();
  const cards = new Map<string, { activityId: string | null; version: number }>();
  const log: LogLine[] = [];
  const deskNews = new Map<number, DeskNews>();
  const write = (level: string) => (fields: object, message: string) =>
    void log.push({ level, fields, message });
  const cardKey = (where: { conversationId: string; requestId: string }): string =>
    `${where.conversationId} ${where.requestId}`;
  const existing = (requestId: string): Request => {
    const found = requests.get(requestId);
    if (found === undefined) throw new ProblemError('request-not-found');
    return found;
  };
  const move: MemoryDesk['move'] = (requestId, state, more = {}) => {
    const before = existing(requestId);
    const after = { ...before, ...more, state, version: before.version + 1, updatedAt: now() };
    requests.set(requestId, after);
    return after;
  };
  const demandDesk = (roles: readonly Role[]): void => {
    if (!roles.includes('Technician') && !roles.includes('Administrator')) {
      throw new ProblemError('role-missing', { roles: 'Technician, Administrator' });
    }
  };

  const deps: TeamsDeps = {
    clock: { now },
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    newId: () => randomUUID(),
    sites: ['Lyon', 'Stuttgart', 'Kraków'],
    tabUrl: (requestId) => `http://localhost:4000/?request=${requestId}`,
    chatUrl: null,

    spend: async () => {},
    submit: async (caller, asked) => {
      const known = submissions.get(`${caller.person.id} ${asked.submissionId}`);
      if (known !== undefined) return existing(known);
      const person = people.find(({ id }) => id === asked.subject);
      if (person === undefined) throw new ProblemError('subject-unknown');
      const subject = { id: person.id, name: person.name, upn: person.upn };
      if (!person.isEnabled) throw new ProblemError('subject-disabled', { subject: person.name });
      if (subject.id === caller.person.id) throw new ProblemError('request-for-self');
      const isOpen = ({ state, subject: { id } }: Request) =>
        id === subject.id && !doneStates.includes(state);
      if ([...requests.values()].some(isOpen)) {
        throw new ProblemError('request-duplicate', { subject: person.name });
      }
      const made = aRequest({ subject, requestedBy: caller.person, form: asked.form, createdAt: now() });
      requests.set(made.id, made);
      submissions.set(`${caller.person.id} ${asked.submissionId}`, made.id);
      return made;
    },
    command: async (caller, requestId, command) => {
      const request = existing(requestId);
      const { state, requestedBy } = request;
      const mayWithdraw = command.kind === 'withdraw' && isWithdrawable(request);
      const mayClose = command.kind === 'close' && state === 'handed_over';
      if (requestedBy.id !== caller.person.id || !(mayWithdraw || mayClose)) {
        throw new ProblemError('request-wrong-state', { state });
      }
      return move(requestId, command.kind === 'withdraw' ? 'withdrawn' : 'closed');
    },
    findDeskNews: async (seq) => deskNews.get(seq) ?? null,
    findRequest: async (requestId) => requests.get(requestId) ?? null,
    listMine: async (person) =>
      [...requests.values()]
        .filter(({ requestedBy, subject }) => requestedBy.id === person.id || subject.id === person.id)
        .reverse(),

    findPerson: async (idOrUpn) => {
      const found = people.find(({ id, upn }) => id === idOrUpn || upn === idOrUpn);
      if (found === undefined) return null;
      return {
        id: found.id,
        name: found.name,
        upn: found.upn,
        enabled: found.isEnabled,
        guest: found.isGuest,
        site: found.office,
        preferredLanguage: found.preferredLanguage,
      };
    },
    searchPeople: async (text) => {
      const words = text.toLowerCase().split(/\s+/);
      const fits = ({ name }: { name: string }) =>
        words.every((word) =>
          name
            .toLowerCase()
            .split(' ')
            .some((part) => part.startsWith(word)),
        );
      const found = people.filter((one) => one.isEnabled && !one.isGuest && fits(one));
      return (await Promise.all(found.map(({ id }) => deps.findPerson(id)))).filter((one) => one !== null);
    },
    rolesOf: async (personId) => people.find(({ id }) => id === personId)?.roles ?? [],

    rememberPersonal: async ({ id, personId, reference, locale }) => {
      conversations.set(id, { id, kind: 'personal', personId, reference, locale });
    },
    bindChannel: async (caller, { id, reference, locale }) => {
      demandDesk(caller.roles);
      conversations.set(id, { id, kind: 'channel', personId: null, reference, locale });
    },
    unbindChannel: async (caller, conversationId) => {
      if (caller !== null) demandDesk(caller.roles);
      return conversations.delete(conversationId);
    },
    findConversation: async (conversationId) => conversations.get(conversationId) ?? null,
    cardPlace: async (where) => cards.get(cardKey(where)) ?? null,
    saveCardPlace: async (where, place) => void cards.set(cardKey(where), { ...place }),
  };
  return { deps, deskNews, requests, conversations, cards, log, move };
}

const nobody = { id: 'a1b2c3d4-0000-4000-8000-0000000000aa', name: 'Ana Moreau', upn: 'ana@contoso.example' };

/** A request in the queue; anything may be set otherwise. */
export function aRequest(more: Partial<Request> = {}): Request {
  return {
    id: randomUUID(),
    version: 1,
    state: 'queued',
    heldFrom: null,
    subject: nobody,
    requestedBy: { ...nobody, id: 'a1b2c3d4-0000-4000-8000-0000000000bb', name: 'Ada Keller' },
    source: 'chat',
    form: { type: 'new', reason: 'no-smartphone', site: 'Lyon', neededBy: '2026-11-30', handOver: 'desk' },
    createdAt: 0,
    updatedAt: 0,
    approvedBy: 'policy',
    claim: null,
    identityCheck: null,
    methodsBefore: null,
    openJobId: null,
    token: null,
    checkedAt: null,
    binding: null,
    handedOverAt: null,
    enforcement: 'undecided',
    attention: null,
    ...more,
  };
}
