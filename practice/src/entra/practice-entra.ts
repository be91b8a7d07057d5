import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { applicationPermissions } from '@token-desk/bot/domain/entra/permissions';
import type { JWTPayload } from 'jose';
import { crowd, type PracticePerson, people, practiceTenant } from '../people.ts';
import { answerAdmin } from './admin.ts';
import { withCors } from './cors.ts';
import { answerGraph } from './graph/graph.ts';
import {
  BodyTooLarge,
  type Incoming,
  isLoopbackHost,
  parseIncoming,
  plain,
  type Reply,
  send,
} from './http.ts';
import { SecurityInfoSite } from './site/site.ts';
import type { Wizard } from './site/wizard.ts';
import { EntraStore } from './store.ts';
import type { PersonState } from './tenant/person-state.ts';
import type { TenantSettings } from './tenant/settings.ts';
import { stableGuid } from './tenant/stable-guid.ts';
import {
  createTokenSigner,
  graphClaims,
  lifetimeSeconds,
  type TokenSigner,
  tabClaims,
} from './tokens/access-tokens.ts';
import { AuthorizationCodes } from './tokens/authorize.ts';
import { type AppRegistration, answerOAuth } from './tokens/oauth.ts';

/** What an administrator would have consented to for the bot; the least that its calls need. */
export const defaultPermissions: readonly string[] = applicationPermissions.map(({ name }) => name);

/** What an administrator would have consented to for the technicians; each acts with their own rights only. */
export const defaultDelegated = [
  'UserAuthMethod-SoftwareOATH.ReadWrite.All',
  'UserAuthMethod-HardwareOATH.ReadWrite.All',
  'UserAuthMethod-Phone.ReadWrite.All',
  'UserAuthMethod-TAP.ReadWrite.All',
  'UserAuthenticationMethod.ReadWrite.All',
  'Policy.ReadWrite.AuthenticationMethod',
  'User.RevokeSessions.All',
] as const;

export type PracticeEntraOptions = {
  readonly clock: () => number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM of a certificate by which the application may sign in besides. */
  readonly certificate?: string;
  /** Keeps registered methods in `practice-entra.json` there; without it they end with the process. */
  readonly dataFolder?: string;
  /** 0 (the default) takes a free one. */
  readonly port?: number;
  /** Codes of this many steps before and after now are accepted; 1 by default. */
  readonly codeWindowSteps?: number;
  /** How long a shown QR stays good; 10 minutes by default. */
  readonly wizardTimeoutMs?: number;
  readonly permissions?: readonly string[];
  /** So many more people in the directory, who have a phone and no role. */
  readonly crowd?: number;
  readonly randomBytes?: (sizeBytes: number) => Uint8Array;
};

/**
 * A stand-in for Microsoft Entra on loopback: issuer, a Graph subset and the security info page.
 * It refuses what the real one refuses. Design: practice only, never for real identities.
 */
export class PracticeEntra {
  readonly tenantId: string = practiceTenant.id;
  readonly people: readonly PracticePerson[];
  readonly #options: PracticeEntraOptions;
  readonly #store: EntraStore;
  readonly #app: AppRegistration;
  readonly #codes: AuthorizationCodes;
  readonly #site: SecurityInfoSite;
  readonly #server: Server;
  #permissions: readonly string[];
  #delegated: readonly string[] = defaultDelegated;
  #throttle = { count: 0, retryAfterSeconds: 1 };
  #running: { readonly url: string; readonly signer: TokenSigner } | null = null;

  constructor(options: PracticeEntraOptions) {
    const { clock, clientId, clientSecret } = options;
    this.#options = options;
    this.people = [...people, ...crowd(options.crowd ?? 0)];
    this.#permissions = options.permissions ?? defaultPermissions;
    this.#store = new EntraStore(options.dataFolder, this.people);
    this.#app = {
      clientId,
      clientSecret,
      certificate: options.certificate ?? null,
      servicePrincipalId: stableGuid(`service-principal/${clientId}`),
      permissions: () => this.#permissions,
      delegated: () => this.#delegated,
    };
    this.#codes = new AuthorizationCodes(this.#app, clock);
    this.#site = new SecurityInfoSite({
      store: this.#store,
      clock,
      randomBytes: options.randomBytes ?? randomBytes,
      windowSteps: options.codeWindowSteps ?? 1,
      timeoutMs: options.wizardTimeoutMs ?? 10 * 60_000,
      finishAuthorize: (authorize, personId) => this.#codes.finish(authorize, personId),
    });
    this.#server = createServer(
      { requestTimeout: 30_000 },
      (request, response) => void this.#serve(request, response),
    );
  }

  /** Listens on 127.0.0.1 only; `url` has no slash at its end. */
  async start(): Promise<{ url: string }> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port ?? 0, '127.0.0.1', resolve);
    });
    const url = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
    this.#running = {
      url,
      signer: await createTokenSigner(`${url}/${practiceTenant.id}/v2.0`, this.#options.clock),
    };
    return { url };
  }

  async close(): Promise<void> {
    this.#site.reset();
    if (!this.#server.listening) return;
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  get url(): string {
    return this.#ready().url;
  }

  get issuer(): string {
    return `${this.#ready().url}/${practiceTenant.id}/v2.0`;
  }

  /** “Start over”: no methods, nobody signed in, every switch as at first. */
  reset(): void {
    this.#store.reset();
    this.#site.reset();
    this.#codes.clear();
    this.#throttle = { count: 0, retryAfterSeconds: 1 };
    this.#permissions = this.#options.permissions ?? defaultPermissions;
    this.#delegated = defaultDelegated;
  }

  /** What Teams gives the tab for this person; `claims` replaces single claims (`undefined` removes one). */
  issueTabToken(
    personId: string,
    {
      claims = {},
      lifetimeSeconds: seconds = lifetimeSeconds,
    }: { claims?: JWTPayload; lifetimeSeconds?: number } = {},
  ): Promise<string> {
    const person = this.#personWith(personId);
    return this.#ready().signer.sign({ ...tabClaims(person, this.#app.clientId), ...claims }, seconds);
  }

  /** Ids and times of registered authenticator apps; never their secrets. */
  methodsOf(personId: string): { id: string; createdAt: number }[] {
    return this.#store.methodsOf(personId).map(({ id, createdAt }) => ({ id, createdAt }));
  }

  /** When somebody ended this person's open sign-ins; null: nobody has. */
  sessionsEndedAt(personId: string): number | null {
    return this.#store.stateOf(personId).sessionsFrom ?? null;
  }

  /** False: Graph refuses to show methods, as in a tenant without that consent. */
  setGraphReadable(isReadable: boolean): void {
    this.#store.change({ isGraphReadable: isReadable });
  }

  /** What an administrator of the tenant would set: licence, policies, roles; and how Graph behaves. */
  change(settings: Partial<TenantSettings>): void {
    this.#store.change(settings);
  }

  get settings(): Readonly<TenantSettings> {
    return this.#store.settings;
  }

  /** What the directory keeps of a person beside `people`. */
  stateOf(personId: string): Readonly<PersonState> {
    return this.#store.stateOf(personId);
  }

  changePerson(personId: string, change: Partial<PersonState>): void {
    this.#store.changePerson(personId, change);
  }

  /** Serial, status and holder of every hardware token in the tenant; never a secret. */
  hardwareTokens(): { serialNumber: string; status: string; holderId: string | null }[] {
    return this.#store.tokens.map(({ serialNumber, status, assigned }) => ({
      serialNumber,
      status,
      holderId: assigned?.personId ?? null,
    }));
  }

  /** An access token to Graph for this person through the application, with these scopes. */
  issueGraphToken(personId: string, scopes: readonly string[]): Promise<string> {
    const person = this.#personWith(personId);
    return this.#ready().signer.sign(graphClaims(person, this.#app.clientId, scopes), lifetimeSeconds);
  }

  /** As when an administrator revokes every session: nobody is signed in anywhere, in no application. */
  revokeSignIns(): void {
    this.#codes.forget();
  }

  setPermissions(permissions: readonly string[]): void {
    this.#permissions = permissions;
  }

  get delegated(): readonly string[] {
    return this.#delegated;
  }

  /** What people may let the application do at Graph for them. */
  setDelegated(permissions: readonly string[]): void {
    this.#delegated = permissions;
  }

  /** The next `count` Graph calls are answered 429. */
  throttleGraph(count: number, retryAfterSeconds = 1): void {
    this.#throttle = { count, retryAfterSeconds };
  }

  /** Lets open “Add sign-in method” pages time out now: everybody's, or one person's. */
  expireWizard(personId?: string): void {
    this.#site.expireWizards(personId);
  }

  /** Where a person is in “Add sign-in method” right now, if anywhere. */
  wizardStageOf(personId: string): Wizard['stage'] | null {
    return this.#site.wizardStageOf(personId);
  }

  #personWith(id: string): PracticePerson {
    const person = this.people.find((known) => known.id === id);
    if (!person) throw new Error(`No practice person has the id ${id}`);
    return person;
  }

  #ready(): { readonly url: string; readonly signer: TokenSigner } {
    if (!this.#running) throw new Error('The practice Entra was not started');
    return this.#running;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!isLoopbackHost(request.headers.host))
        return send(response, plain(421, 'Only names of this computer are served here.'));
      const incoming = await parseIncoming(request, this.#ready().url);
      send(response, withCors(incoming, await this.#answer(incoming)));
    } catch (error) {
      // The text of an unknown error could hold what was typed: only its name goes out.
      if (response.headersSent) return void response.destroy();
      send(
        response,
        error instanceof BodyTooLarge
          ? plain(413, 'Too large.')
          : plain(500, `Practice Entra failed: ${error instanceof Error ? error.name : 'unknown'}`),
      );
    }
  }

  async #answer(request: Incoming): Promise<Reply> {
    const { url: origin, signer } = this.#ready();
    const { clock } = this.#options;
    if (request.method === 'OPTIONS') return { status: 204 };
    const shared = { origin, app: this.#app, signer, clock };
    return (
      this.#site.answer(request) ??
      this.#codes.answer(request, (wish) => this.#site.beginSignIn(wish)) ??
      (await answerOAuth(request, {
        ...shared,
        issuer: this.issuer,
        redeemCode: (form) => this.#codes.redeem(form, signer),
        renew: (form) => this.#codes.renew(form, signer),
      })) ??
      (await answerGraph(request, {
        ...shared,
        store: this.#store,
        takeThrottle: () => this.#takeThrottle(),
        endSignIns: (personId) => this.#codes.forget(personId),
      })) ??
      answerAdmin(request, this) ??
      plain(404, 'There is nothing here.')
    );
  }

  #takeThrottle(): number | null {
    if (this.#throttle.count <= 0) return null;
    this.#throttle.count -= 1;
    return this.#throttle.retryAfterSeconds;
  }
}

export const createPracticeEntra = (options: PracticeEntraOptions): PracticeEntra =>
  new PracticeEntra(options);
