import { randomUUID } from 'node:crypto';
import type { RouteName } from '@token-desk/contract/api';
import type { BurnPhase, JobOffer, SealedEnvelope } from '@token-desk/contract/desk/job';
import type { Readiness } from '@token-desk/contract/entra/readiness';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { DeviceFound } from '@token-desk/contract/routes/loads';
import type { DrawnOffer } from '@token-desk/contract/seed/envelope';
import type { JobView } from '@token-desk/contract/views';
import type { Page } from 'playwright-core';
import { tom, withPremium } from './tab-api.ts';
import type { TabCall } from './tab-server.ts';
import { TabWorkApi } from './tab-work-api.ts';

type Order = Pick<JobOffer, 'serial' | 'config' | 'tabKey'> & { readonly box: string };
type Load = { job: JobView; readonly box: string; sealed: () => Promise<SealedEnvelope> };
export const methodOf = (serial: string) => ({
  id: 'method-1',
  deviceId: 'device-1',
  serial,
  isActivated: false,
});
const away = (): never => {
  throw new Error('nothing was drawn');
};

/** The tab's API with boxes of loaded tokens, and a Microsoft that has hardware tokens. */
export class TabLoadApi extends TabWorkApi {
  override isPractice = true;
  override readiness: Readiness | ProblemCode = withPremium;
  /** Devices at Microsoft, by serial. */
  readonly devices = new Map<string, string>();
  /** What Microsoft answers the next call that writes with. */
  refuseGraph: { readonly status: number; readonly message: string; readonly retryAfter?: string } | null =
    null;
  /** The next list of devices is answered with this body. */
  nextList: unknown = null;
  /** What a look at Microsoft finds for sure; null: as it is. */
  found: DeviceFound | null = null;
  /** Its list does not show what it was just told. */
  isBehind = false;
  refuseLoad: ProblemCode | null = null;
  /** The next load stays at this phase until `goOn` is called. */
  holdLoadAt: BurnPhase | null = null;
  /** Public: shown at the desk. */
  readonly loads = new Map<string, Load>();

  /** Graph and the sign-in's settings, on the tab's own origin. */
  async answerGraph(page: Page): Promise<void> {
    const graphUrl = this.origin;
    const [authorizeUrl, tokenUrl] = [`${graphUrl}/authorize`, `${graphUrl}/token`];
    const settings = { clientId: 'app', authorizeUrl, tokenUrl, scope: 'access_as_user', graphUrl };
    await page.route('**/config.json', (route) =>
      route.fulfill({ contentType: 'application/json', body: JSON.stringify(settings) }),
    );
    await page.route(`${graphUrl}/beta/**`, (route) => {
      const request = route.request();
      const url = new URL(request.url());
      const json = (status: number, body: unknown) =>
        route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
      if (request.method() === 'GET') {
        const list = this.nextList;
        this.nextList = null;
        if (list !== null) return json(200, list);
        const value = [...this.devices].map(([serialNumber, id]) => ({
          id,
          serialNumber,
          status: 'available',
        }));
        const asked = /serialNumber eq '(\w+)'/.exec(url.searchParams.get('$filter') ?? '')?.[1];
        return json(200, { value: value.filter((one) => asked === undefined || one.serialNumber === asked) });
      }
      const refused = this.refuseGraph;
      this.refuseGraph = null;
      if (refused !== null) {
        const { status, message, retryAfter } = refused;
        return route.fulfill({
          status,
          contentType: 'application/json',
          headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
          body: JSON.stringify({ error: { code: 'refused', message } }),
        });
      }
      if (request.method() === 'DELETE') {
        const id = url.pathname.split('/').at(-1);
        for (const [serial, known] of this.devices) if (known === id) this.devices.delete(serial);
        return route.fulfill({ status: 204 });
      }
      const { serialNumber, device } = request.postDataJSON() as {
        serialNumber: string;
        device?: { id: string };
      };
      if (device !== undefined) {
        const serial = [...this.books.values()].find(({ deviceId }) => deviceId === device.id)?.serial ?? '';
        this.hardware = [methodOf(serial)];
        return json(201, { id: 'method-1', device: { id: device.id, serialNumber: serial } });
      }
      if (url.pathname.endsWith('/assignAndActivateBySerialNumber')) {
        this.hardware = this.isBehind ? [] : [{ ...methodOf(serialNumber), isActivated: true }];
        return route.fulfill({ status: 204 });
      }
      const id = randomUUID();
      this.devices.set(serialNumber, id);
      return json(201, { id, serialNumber, status: 'available' });
    });
  }

  /** A token that a break left in a box: burned, and not loaded. */
  leaveOver(serial: string, box: string, isLoadChecked = true): void {
    this.book(serial, {
      state: 'burned_unverified',
      box,
      isLoadChecked,
      route: 'B',
      burns: 1,
      burnedAt: Date.now(),
    });
  }

  load(serial: string, box: string): void {
    this.book(serial, { state: 'loaded', box, isLoadChecked: true, route: 'B', deviceId: randomUUID() });
  }

  protected override async beyond(name: RouteName, call: TabCall): Promise<unknown> {
    const { jobId = '', serial = '' } = call.params;
    const load = this.loads.get(jobId);
    switch (name) {
      case 'listBoxes':
        return { items: this.#boxes() };
      case 'listTokens': {
        const [box, state] = [call.query.get('box'), call.query.get('state')];
        const items = [...this.books.values()].filter((one) => one.box === box && one.state === state);
        return { items, next: null, total: items.length };
      }
      case 'openLoad':
        return this.#open(call.body);
      case 'getJob':
        return load?.job ?? super.beyond(name, call);
      case 'cancelJob':
        return load === undefined ? super.beyond(name, call) : this.#turn(load, { state: 'cancelled' });
      case 'checkLoad':
        return this.#check(load, (call.body as { code: string }).code);
      case 'findTokens': {
        const { serials } = call.body as { serials: string[] };
        const known = serials.filter((one) => this.books.has(one));
        return { items: known.map((one) => ({ serial: one, books: 'loaded' })) };
      }
      case 'loadFactory':
        this.load(serial, (call.body as { box: string }).box);
        return { found: 'loaded' };
      case 'lookForDevice':
        return this.#look(serial);
      default:
        return super.beyond(name, call);
    }
  }

  #boxes() {
    const names = new Set([...this.books.values()].flatMap(({ box }) => (box === null ? [] : [box])));
    const inBox = (box: string, state: string) =>
      [...this.books.values()].filter((one) => one.box === box && one.state === state).length;
    return [...names].map((box) => ({
      box,
      loaded: inBox(box, 'loaded'),
      unfinished: inBox(box, 'burned_unverified'),
      setAside: inBox(box, 'quarantine'),
      lastAt: Date.now(),
    }));
  }

  async #open({ serial, config, tabKey = '', box }: Order): Promise<JobView> {
    const refused = this.refuseLoad;
    this.refuseLoad = null;
    if (refused !== null) throw new ProblemError(refused, { serial: serial ?? '' });
    const jobId = randomUUID();
    const offer: JobOffer & DrawnOffer = {
      jobId,
      attempt: 1,
      kind: 'burn',
      burnerId: this.burnerId,
      reader: null,
      serial,
      requestId: null,
      subject: null,
      technician: tom,
      config,
      expiresAt: Date.now() + 300_000,
      route: 'B',
      tabKey,
    };
    const key = await this.burner.keyFor(offer);
    const job: JobView = {
      id: jobId,
      attempt: 1,
      kind: 'burn',
      state: 'keyed',
      offer,
      key,
      phase: null,
      outcome: null,
      problem: null,
      identified: null,
    };
    const load: Load = { job, box, sealed: away };
    this.loads.set(jobId, load);
    void this.#write(load, offer);
    return job;
  }

  async #write(load: Load, offer: JobOffer & DrawnOffer): Promise<void> {
    for (const phase of ['reading', 'authenticating', 'writing-clock', 'writing-seed', 'written'] as const) {
      this.#turn(load, { phase });
      if (this.holdLoadAt !== phase) continue;
      this.holdLoadAt = null;
      await new Promise<void>((resolve) => {
        this.goOn = resolve;
      });
    }
    load.sealed = this.burner.draw(offer);
    this.leaveOver(offer.serial ?? '', load.box, false);
    this.#turn(load, { state: 'done', outcome: 'burned' });
  }

  #turn(load: Load, change: Partial<JobView>): JobView {
    load.job = { ...load.job, ...change };
    this.tell({ type: 'job', job: load.job });
    return load.job;
  }

  async #check(load: Load | undefined, code: string) {
    if (load === undefined) throw new ProblemError('not-found');
    const { matched, problem } = this.burner.check(code);
    if (matched) this.leaveOver(load.job.offer.serial ?? '', load.box);
    return {
      matched,
      stepOffset: matched ? 0 : null,
      problem: problem === null ? null : { code: problem },
      sealed: matched ? await load.sealed() : null,
    };
  }

  #look(serial: string) {
    const token = this.books.get(serial);
    if (token === undefined) throw new ProblemError('token-not-in-books', { serial });
    const found = this.found ?? (this.devices.has(serial) ? 'loaded' : 'none');
    if (found === 'loaded' || found === 'said') this.load(serial, token.box ?? '');
    return { found, token: this.books.get(serial) };
  }
}
