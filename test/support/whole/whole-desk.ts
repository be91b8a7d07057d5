import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '@token-desk/bot/app';
import { parseConfig } from '@token-desk/bot/config';
import { createLog } from '@token-desk/bot/log';
import type { Deps } from '@token-desk/bot/usecases/write/deps';
import { type Desk, startDesk } from '@token-desk/burner-service/desk';
import type { MatchDigits } from '@token-desk/burner-service/jobs/runner';
import { pairDesk } from '@token-desk/burner-service/link/pairing-client';
import type { ReaderSource } from '@token-desk/burner-service/reader/channel';
import { VirtualReaders } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { modelOf } from '@token-desk/contract/token/model';
import type { BurnerView } from '@token-desk/contract/views';
import { botSettings, tabClientId } from '@token-desk/practice/bot-settings';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast, type PracticePerson, people } from '@token-desk/practice/people';
import { pinIdentity } from '@token-desk/tab/seed/identity-pin';
import { TabUser, until } from '../desk/desk-hands.ts';
import { EntraBrowser } from '../entra/entra-browser.ts';
import { WireTap } from '../leaks/wire-tap.ts';
import { freePort } from '../run/free-port.ts';
import { type ChatClient, chatClient } from '../teams/chat-client.ts';
import { type FakeConnector, startFakeConnector } from '../teams/fake-connector.ts';

export type WholeDeskOptions = {
  /** Other readers than the virtual ones of this process; closed with the desk. */
  readonly source?: ReaderSource;
  /** So many more people in the directory. */
  readonly crowd?: number;
  readonly wizardSeed?: (sizeBytes: number) => Uint8Array;
  /** Route B: what the desk shows. */
  readonly onDigits?: (shown: MatchDigits) => void;
  /** `trace` unless something is measured. */
  readonly logLevel?: 'trace' | 'warn';
};

export const channelId = '19:it-tokens@thread.tacv2';
const deskName = 'Lyon, ground floor';

/** The practice Entra, the real bot on SQLite and the real desk, paired over the real API; every wire is tapped. */
export class WholeDesk {
  readonly folder: string;
  readonly entra: PracticeEntra;
  readonly connector: FakeConnector;
  readonly readers = new VirtualReaders();
  /** In front of the bot: people, chat and desk come through here. */
  readonly front: WireTap;
  /** From the bot to Entra and Graph, and to the chat's connector. */
  readonly toEntra: WireTap;
  readonly toConnector: WireTap;
  readonly botLog: string[] = [];
  readonly deskLog: string[] = [];
  readonly #source: ReaderSource;
  readonly #secret = randomBytes(24).toString('base64url');
  readonly #logLevel: 'trace' | 'warn';
  readonly #onDigits: (shown: MatchDigits) => void;
  #app: App | null = null;
  #deps: Deps | null = null;
  #desk: Desk | null = null;
  #skippedMs = 0;

  private constructor(
    parts: Pick<WholeDesk, 'folder' | 'connector' | 'front' | 'toEntra' | 'toConnector'>,
    options: WholeDeskOptions,
  ) {
    this.folder = parts.folder;
    this.connector = parts.connector;
    this.front = parts.front;
    this.toEntra = parts.toEntra;
    this.toConnector = parts.toConnector;
    this.#source = options.source ?? this.readers;
    this.#logLevel = options.logLevel ?? 'trace';
    this.#onDigits = options.onDigits ?? (() => {});
    this.entra = createPracticeEntra({
      clock: Date.now,
      clientId: tabClientId,
      clientSecret: this.#secret,
      crowd: options.crowd ?? 0,
      ...(options.wizardSeed === undefined ? {} : { randomBytes: options.wizardSeed }),
    });
  }

  static async start(options: WholeDeskOptions = {}): Promise<WholeDesk> {
    const whole = new WholeDesk(
      {
        folder: await mkdtemp(join(tmpdir(), 'token-desk-whole-')),
        connector: await startFakeConnector(),
        front: await WireTap.open(await freePort()),
        toEntra: await WireTap.open(),
        toConnector: await WireTap.open(),
      },
      options,
    );
    whole.toConnector.targetPort = Number(new URL(whole.connector.url).port);
    whole.toEntra.targetPort = Number(new URL((await whole.entra.start()).url).port);
    await whole.startBot();
    await whole.pair();
    await whole.startDesk();
    return whole;
  }

  /** Everybody's clock here but Entra's. */
  readonly now = (): number => Date.now() + this.#skippedMs;

  skip(ms: number): void {
    this.#skippedMs += ms;
  }

  get deps(): Deps {
    if (this.#deps === null) throw new Error('the bot does not run');
    return this.#deps;
  }

  /** The bot itself, without the tapped wire in front. */
  get botUrl(): string {
    return `http://127.0.0.1:${this.front.targetPort}`;
  }

  /** For another process that is this desk's bot: same place, same books. */
  get botEnvironment(): Readonly<Record<string, string>> {
    return botSettings({
      pageUrl: this.front.url,
      entraUrl: this.toEntra.url,
      issuer: this.entra.issuer,
      clientSecret: this.#secret,
      port: this.front.targetPort,
      dataFolder: join(this.folder, 'bot'),
    });
  }

  async startBot(): Promise<void> {
    const config = parseConfig({ ...this.botEnvironment, LOG_LEVEL: this.#logLevel });
    const log = createLog(config, { write: (line) => this.botLog.push(line) });
    this.#app = createApp(config, { clock: { now: this.now }, log, jobKeyWaitMs: 2_000 });
    this.#deps = (await this.#app.start()).deps;
  }

  async stopBot(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
    this.#deps = null;
  }

  /** New keys for the desk, through the door a real one takes; then somebody compares the fingerprint. */
  async pair(): Promise<void> {
    const administrator = this.user(cast.administrator);
    const { code } = await administrator.api.call('createPairingCode', { body: { name: deskName } });
    const { burnerId } = await pairDesk({
      server: this.front.url,
      code: code.toLowerCase().replace('-', ' '),
      hostName: 'lyon-pc-7',
      version: '0.1.0',
      practice: true,
      dataFolder: this.deskFolder,
    });
    const { fingerprint } = await this.burner(burnerId);
    const command = { kind: 'confirm', fingerprint } as const;
    const confirmed = await this.user(cast.technician).api.call('commandBurner', {
      params: { burnerId },
      body: command,
    });
    pinIdentity(confirmed);
  }

  get deskFolder(): string {
    return join(this.folder, 'desk');
  }

  async startDesk(): Promise<void> {
    this.#desk = startDesk({
      dataFolder: this.deskFolder,
      source: this.#source,
      isPractice: true,
      nowMs: this.now,
      onDigits: this.#onDigits,
      onState: (state, problem) => this.deskLog.push(JSON.stringify({ state, problem })),
      onError: (error) => this.deskLog.push(error instanceof Error ? (error.stack ?? '') : String(error)),
    });
    await until('the desk to be online', async () => (await this.burner()).online);
  }

  async stopDesk(): Promise<void> {
    await this.#desk?.close();
    this.#desk = null;
    const { burnerId } = this;
    await until('the desk to be gone', () => !this.deps.hub.isOnline(burnerId));
  }

  #burnerId = '';
  get burnerId(): string {
    this.#burnerId = this.#desk?.pairing.burnerId ?? this.#burnerId;
    return this.#burnerId;
  }

  async burner(burnerId = this.burnerId): Promise<BurnerView> {
    const { items } = await this.user(cast.technician).api.call('listBurners', {});
    const found = items.find((one) => one.id === burnerId);
    if (found === undefined) throw new Error('no such burner');
    return found;
  }

  user(person: PracticePerson, claims: Readonly<Record<string, unknown>> = {}): TabUser {
    return new TabUser(this.front.url, () => this.entra.issueTabToken(person.id, { claims }));
  }

  chat(person: PracticePerson, place: 'personal' | 'channel' = 'personal'): ChatClient {
    return chatClient(
      { url: `${this.front.url}/api/messages` },
      { ...this.connector, url: this.toConnector.url },
      {
        person,
        place: { kind: place, id: place === 'channel' ? channelId : `chat-${person.givenName}` },
      },
    );
  }

  /** The form of the subject's own manager, filled in and sent; answers the request's id. */
  async ask(subject: PracticePerson = cast.subject): Promise<string> {
    const manager = this.chat(people.find(({ id }) => id === subject.managerId) ?? cast.manager);
    // what was decided meanwhile may be told between
    const told = await manager.say('request');
    const text = JSON.stringify(told.map(({ activity }) => activity.attachments?.[0]?.content ?? null));
    const { status } = await manager.press('message-form', {
      verb: 'form.submit',
      nonce: /"nonce":"([^"]+)"/.exec(text)?.[1] ?? '',
      subject: subject.id,
      type: 'new',
      reason: 'no-smartphone',
      site: 'Lyon',
      neededBy: new Date(Date.now() + 3 * 24 * 3600_000).toISOString().slice(0, 10),
      handOver: 'desk',
    });
    if (status !== 200) throw new Error(`the chat answered ${status}`);
    const { items } = await this.user(cast.technician).api.call('listRequests', { query: { scope: 'open' } });
    const found = items.find((one) => one.subject.id === subject.id);
    if (found === undefined) throw new Error(`there is no request for ${subject.name}`);
    // who has no manager waits for an approver
    if (found.state === 'submitted') await this.user(cast.approver).order(found.id, { kind: 'approve' });
    return found.id;
  }

  makeToken(serial: string, driftSeconds = -41): VirtualToken {
    const isRestricted = modelOf(serial)?.clearsSeedOnConfig ?? true;
    return new VirtualToken({ serial, isRestricted, nowMs: this.now, random: randomBytes, driftSeconds });
  }

  /** The subject, signed in at Microsoft and looking at the QR of “a different authenticator app”. */
  async atMicrosoft(person: PracticePerson = cast.subject): Promise<EntraBrowser> {
    const browser = new EntraBrowser(this.entra.url);
    const { password, mustChangePassword } = this.entra.stateOf(person.id);
    await browser.signIn(person.upn, password ?? person.password);
    // Who is new here is asked for a password of their own first.
    const own = `own-${person.password}`;
    if (mustChangePassword) await browser.press({ newPassword: own, repeated: own });
    return browser.openOtherAppQr();
  }

  async close(): Promise<void> {
    await this.#desk?.close();
    await this.#app?.close();
    await this.#source.close();
    await this.entra.close();
    await this.connector.close();
    for (const tap of [this.front, this.toEntra, this.toConnector]) await tap.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
