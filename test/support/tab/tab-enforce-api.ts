import type { RouteName } from '@token-desk/contract/api';
import type { Person } from '@token-desk/contract/ids';
import type { PerUserMfa } from '@token-desk/contract/request';
import type { EnforcementGuards } from '@token-desk/contract/routes/enforcement';
import type { Page } from 'playwright-core';
import { tokenOf } from '../bot/requests.ts';
import { tom } from './tab-api.ts';
import type { TabCall } from './tab-server.ts';
import { TabWorkApi } from './tab-work-api.ts';

/** The tab's API with people whose token is bound, and a Microsoft that keeps per-user MFA. */
export class TabEnforceApi extends TabWorkApi {
  override isPractice = true;
  guards: EnforcementGuards = { securityDefaults: false, conditionalAccess: [] };
  /** What Microsoft answers a person with, once each. */
  readonly refuseGraph = new Map<string, { readonly status: number; readonly retryAfter?: string }>();
  /** Microsoft does not show what it was just told. */
  isBehind = false;
  /** Whom the tab asked Microsoft to switch on, in turn. */
  readonly switched: string[] = [];
  readonly #since = new Map<string, number>();

  /** Somebody whose token is bound for so many days, with per-user MFA as Microsoft has it. */
  bound(
    subject: Person,
    serial: string,
    { days = 1, mfa }: { days?: number; mfa?: PerUserMfa } = {},
  ): string {
    const id = this.add(subject);
    this.do(id, { kind: 'claim' }, tom);
    this.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: null }, tom);
    this.burnedAs(id, serial);
    const jobId = this.request(id).openJobId ?? 'job';
    this.do(
      id,
      { kind: 'record-check', jobId, isCurrent: true, matched: true, stepOffset: 0, problem: null },
      tom,
    );
    this.do(id, { kind: 'say-bound', methods: null, token: tokenOf(this.request(id)) }, tom);
    this.#since.set(id, Date.now() - days * 86_400_000);
    if (mfa !== undefined) this.perUserMfa.set(subject.id, mfa);
    return id;
  }

  /** Graph and the sign-in's settings, on the tab's own origin. */
  async answerGraph(page: Page): Promise<void> {
    const graphUrl = this.origin;
    const [authorizeUrl, tokenUrl] = [`${graphUrl}/authorize`, `${graphUrl}/token`];
    const settings = { clientId: 'app', authorizeUrl, tokenUrl, scope: 'access_as_user', graphUrl };
    await page.route('**/config.json', (route) =>
      route.fulfill({ contentType: 'application/json', body: JSON.stringify(settings) }),
    );
    await page.route(`${graphUrl}/beta/users/*/authentication/requirements`, (route) => {
      const personId = /users\/([^/]+)/.exec(route.request().url())?.[1] ?? '';
      const refused = this.refuseGraph.get(personId);
      this.refuseGraph.delete(personId);
      if (refused !== undefined) {
        const { status, retryAfter } = refused;
        const body = JSON.stringify({ error: { code: 'refused', message: '' } });
        const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
        return route.fulfill({ status, contentType: 'application/json', headers, body });
      }
      this.switched.push(personId);
      // Who has a method goes on to enforced at once.
      if (!this.isBehind) this.perUserMfa.set(personId, 'enforced');
      return route.fulfill({ status: 204 });
    });
  }

  protected override async beyond(name: RouteName, call: TabCall): Promise<unknown> {
    if (name !== 'listUnenforced') return super.beyond(name, call);
    const items = this.unenforced().map(({ id, version, subject, state, token }) => ({
      requestId: id,
      version,
      subject,
      state,
      serial: token?.serial ?? null,
      since: this.#since.get(id) ?? Date.now(),
      mfa: this.perUserMfa.get(subject.id) ?? null,
    }));
    return { items, next: null, total: items.length, guards: this.guards };
  }
}
