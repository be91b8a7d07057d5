import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseConfig } from '@token-desk/bot/config';
import { standardPolicy } from '@token-desk/bot/domain/approval/approval-policy';
import { createDirectory } from '@token-desk/bot/graph/directory';
import { createLog } from '@token-desk/bot/log';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { findRequest } from '@token-desk/bot/store/tables/requests';
import type { TeamsDeps } from '@token-desk/bot/teams/deps';
import { createTeamsDeps } from '@token-desk/bot/teams/wire';
import { commandBurner } from '@token-desk/bot/usecases/desks/burners';
import { submitRequest } from '@token-desk/bot/usecases/requests/requests';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import type { ApprovalPolicy } from '@token-desk/contract/approval';
import type { Request } from '@token-desk/contract/request';
import { botSettings, tabClientId } from '@token-desk/practice/bot-settings';
import {
  createPracticeEntra,
  defaultPermissions,
  type PracticeEntra,
} from '@token-desk/practice/entra/practice-entra';
import { cast, type PracticePerson } from '@token-desk/practice/people';
import { type Core, startCore } from '../bot/bot-core.ts';
import { deskSteps, pairDeskOf } from '../bot/desk-steps.ts';
import type { DeskBurner } from '../desk/desk-burner.ts';
import { HandClock } from '../run/hand-clock.ts';

const callerOf = ({ id, name, upn, roles }: PracticePerson): Caller => ({ person: { id, name, upn }, roles });
const technician = callerOf(cast.technician);
const serialOf = (n: number) => `8659622${String(n).padStart(6, '0')}`;

/**
 * What the product gives its chat, on a fresh SQLite file for each test: the real use cases, and the practice's
 * Entra asked through Graph. In memory are only the desk, and which methods Microsoft shows.
 */
export function useChatCore(startsAt: number, approval: ApprovalPolicy = standardPolicy) {
  const clientSecret = randomBytes(24).toString('base64url');
  let entra: PracticeEntra;
  let folder: string;
  let store: Store;
  let core: Core;
  let chat: TeamsDeps;
  let burner: DeskBurner;
  let environment: Readonly<Record<string, string>>;
  let log: string[];
  let tokens: number;

  before(async () => {
    entra = createPracticeEntra({ clock: () => core.clock.now(), clientId: tabClientId, clientSecret });
    await entra.start();
  });
  after(() => entra.close());

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'token-desk-chat-'));
    const { url: entraUrl, issuer } = entra;
    const pageUrl = 'http://localhost:4000';
    environment = {
      ...botSettings({ pageUrl, entraUrl, issuer, clientSecret, port: 0, dataFolder: folder }),
      LOG_LEVEL: 'debug',
    };
    const config = parseConfig(environment);
    store = await openStore({ file: path.join(folder, 'chat.db') });
    const clock = new HandClock(startsAt);
    const softwareOathMethods = async () => core.directory.methods;
    const directory = { ...createDirectory(config, clock), softwareOathMethods };
    const { policy } = config;
    core = startCore(store, { clock, directory, policy, approval });
    log = [];
    tokens = 0;
    chat = createTeamsDeps(core.deps, {
      config,
      log: createLog(config, { write: (line) => log.push(line) }),
    });
    burner = await pairDeskOf(core, { administrator: callerOf(cast.administrator), technician });
  });
  afterEach(async () => {
    entra.setPermissions(defaultPermissions);
    await core.hub.settled();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const steps = () => deskSteps({ core, burner, technician });

  async function requests(): Promise<Request[]> {
    const rows = await store.db.selectFrom('requests').select('id').orderBy('created_at').execute();
    const found = await Promise.all(rows.map(({ id }) => findRequest(store.db, id)));
    return found.filter((one) => one !== null);
  }

  return {
    /** What the chat asks; a test may put something in the place of one thing. */
    get chat() {
      return chat;
    },
    get core() {
      return core;
    },
    /** For another process on the same database. */
    get shared() {
      return { file: path.join(folder, 'chat.db'), environment };
    },
    get burner() {
      return burner;
    },
    /** Lines of JSON. */
    get log() {
      return log;
    },
    technician,
    requests,

    /** What was consented to, until the test ends; before anything is asked. */
    consentTo(permissions: readonly string[]): void {
      entra.setPermissions(permissions);
    },

    async theRequest(): Promise<Request> {
      const [only, ...others] = await requests();
      assert.ok(only);
      assert.equal(others.length, 0);
      return only;
    },

    /** Which message shows which state, over all chats. */
    async cards(): Promise<{ activityId: string | null; version: number }[]> {
      const rows = await store.db.selectFrom('cards').select(['conversation_id', 'request_id']).execute();
      const places = rows.map(({ conversation_id: conversationId, request_id: requestId }) =>
        chat.cardPlace({ conversationId, requestId }),
      );
      return (await Promise.all(places)).filter((one) => one !== null);
    },

    async chatIds(): Promise<string[]> {
      return (await store.db.selectFrom('conversations').select('id').execute()).map(({ id }) => id);
    },

    /** Approved by a rule at once, so it waits for a technician. */
    submit: (asker: PracticePerson, subject: PracticePerson): Promise<Request> =>
      submitRequest(core.deps, callerOf(asker), {
        subject: subject.id,
        form: {
          type: 'new',
          reason: 'no-smartphone',
          site: 'Lyon',
          neededBy: '2026-11-30',
          handOver: 'desk',
        },
        source: 'chat',
      }),

    order: (requestId: string, command: Parameters<ReturnType<typeof steps>['order']>[1]) =>
      steps().order(requestId, command),

    /** Answers under which number the audit has it. */
    async reportStolen(): Promise<number> {
      const command = { kind: 'report-stolen' } as const;
      await commandBurner(core.deps, technician, { burnerId: burner.burnerId, command });
      const told = store.db.selectFrom('audit').select('seq').where('event', '=', 'burner_stolen');
      return (await told.executeTakeFirstOrThrow()).seq;
    },

    claim: (requestId: string) => steps().claim(requestId),

    /** From the queue, or claimed, to a token that Microsoft knows. */
    async bind(requestId: string): Promise<void> {
      const { state } = (await chat.findRequest(requestId)) ?? {};
      if (state === 'queued') await steps().claim(requestId);
      tokens += 1;
      await steps().burn(requestId, { serial: serialOf(tokens) });
      await steps().bind(requestId);
    },
  };
}
