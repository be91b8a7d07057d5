import { randomBytes, randomUUID } from 'node:crypto';
import type { BetaArea } from '@token-desk/bot/domain/entra/beta';
import type { MicrosoftBooks } from '@token-desk/bot/domain/entra/differences';
import { type Fact, read } from '@token-desk/bot/domain/entra/facts';
import { nowhere } from '@token-desk/bot/domain/organisation';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import type { ListedWay } from '@token-desk/bot/domain/requests/second-method';
import type { Device, HardwareMethod } from '@token-desk/bot/domain/tokens/device';
import type {
  BurnerHub,
  CheckedCode,
  Directory,
  DirectoryPerson,
  LiveBus,
  NeedState,
  ReadingState,
  WantedDevice,
} from '@token-desk/bot/ports';
import type { Store } from '@token-desk/bot/store/database';
import { receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import type { Caller, Deps } from '@token-desk/bot/usecases/write/deps';
import type { LiveEvent } from '@token-desk/contract/api';
import type { ApprovalPolicy } from '@token-desk/contract/approval';
import type { FromBurner, ToBurner } from '@token-desk/contract/desk/job';
import type { Person, Role } from '@token-desk/contract/ids';
import type { Site } from '@token-desk/contract/organisation';
import { usualReasons } from '@token-desk/contract/organisation';
import { ProblemError } from '@token-desk/contract/problem';
import type { PerUserMfa } from '@token-desk/contract/request';
import type { DeskBurner } from '../desk/desk-burner.ts';
import { knownApplication, readyPerson, readyTenant } from '../entra/facts.ts';
import { HandClock } from '../run/hand-clock.ts';
import { ada, anna, mara, monday, olga, sven, tina, tom } from './requests.ts';

/** Burners in this process: frames go over without a socket, in order, each answer worked off before the next. */
/** One of an organisation's own, which technicians do not read. */
export const privateReason = {
  ...{ id: 'accessibility', en: 'Cannot use a phone app', de: 'Kann keine Telefon-App benutzen' },
  ...{ isOffered: true, isPrivate: true },
};

export class MemoryHub implements BurnerHub {
  readonly burners = new Map<string, DeskBurner>();
  dropped: string[] = [];
  deps: Deps | null = null;
  /** Failures of the use cases that took a frame, for tests to look at. */
  failures: unknown[] = [];
  #work: Promise<void> = Promise.resolve();

  isOnline(burnerId: string): boolean {
    return this.burners.has(burnerId);
  }

  readersOf(burnerId: string) {
    return this.burners.get(burnerId)?.readers() ?? [];
  }

  send(burnerId: string, frame: ToBurner): boolean {
    const burner = this.burners.get(burnerId);
    if (burner === undefined) return false;
    for (const answer of burner.answer(frame)) this.receive(burnerId, answer);
    return true;
  }

  receive(burnerId: string, frame: FromBurner): void {
    this.#work = this.#work.then(async () => {
      if (this.deps === null) return;
      try {
        const stored = await receiveFrame(this.deps, burnerId, frame);
        if (stored !== null) this.burners.get(burnerId)?.answer(stored);
      } catch (error) {
        this.failures.push(error);
      }
    });
  }

  /** When every frame so far has been worked off. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async check(burnerId: string, frame: Extract<ToBurner, { type: 'check' }>) {
    const burner = this.burners.get(burnerId);
    if (burner === undefined) throw new ProblemError('burner-offline', { burner: burnerId });
    const answer = burner.answer(frame).find((one) => one.type === 'checked');
    if (answer === undefined) throw new ProblemError('burner-silent', { burner: burnerId });
    return this.recorded(burnerId, answer);
  }

  /** As the hub does it: what the desk signed is in the books before anybody hears of it. */
  async recorded(burnerId: string, said: Extract<FromBurner, { type: 'checked' }>): Promise<CheckedCode> {
    if (this.deps === null) return { said, owed: null };
    const stored = await receiveFrame(this.deps, burnerId, said);
    if (said.sealed !== undefined) return { said, owed: stored };
    if (stored !== null) this.burners.get(burnerId)?.answer(stored);
    return { said, owed: null };
  }

  drop(burnerId: string): void {
    this.dropped.push(burnerId);
    this.burners.delete(burnerId);
  }
}

export class MemoryBus implements LiveBus {
  readonly events: LiveEvent[] = [];
  readonly #listeners = new Set<(event: LiveEvent) => void>();

  publish(event: LiveEvent): void {
    this.events.push(event);
    for (const listener of this.#listeners) listener(event);
  }

  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** A directory of the people in `requests.ts`; `methods` is what Microsoft shows, null where it may not be read. */
export class MemoryDirectory implements Directory {
  methods: string[] | null = ['old-method'];
  /** What it showed within the last second, where that is something else; null: it is not kept. */
  kept: { readonly methods: string[] | null } | null = null;
  asked = 0;
  readonly people = new Map<string, DirectoryPerson>();
  /** Of whom this one is the manager, by id. */
  readonly managers = new Map<string, string>();

  constructor() {
    for (const one of [mara, sven, tina, tom, anna, olga, ada]) this.add(one);
  }

  add(one: Person, change: Partial<DirectoryPerson> = {}): void {
    const full = { ...one, enabled: true, guest: false, site: null, preferredLanguage: null, ...change };
    this.people.set(one.id, full);
  }

  async person(idOrUpn: string) {
    return [...this.people.values()].find((one) => one.id === idOrUpn || one.upn === idOrUpn) ?? null;
  }

  async withManager(idOrUpn: string) {
    const person = await this.person(idOrUpn);
    if (person === null) return null;
    const manager = this.managers.get(person.id);
    return { person, manager: manager === undefined ? null : await this.person(manager) };
  }

  async search(text: string) {
    return [...this.people.values()].filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  }

  /** Personnel numbers, by id. */
  readonly numbers = new Map<string, string>();

  async withNumber(number: string) {
    return [...this.people.values()].filter(({ id }) => this.numbers.get(id) === number);
  }

  async managerOf(personId: string): Promise<string | null> {
    return this.managers.get(personId) ?? null;
  }

  readonly roles = new Map<string, readonly Role[]>();

  async rolesOf(personId: string) {
    return this.roles.get(personId) ?? [];
  }

  /** Null: Microsoft does not tell. */
  roleCounts: ReadonlyMap<Role, number> | null = new Map([['Technician', 2]]);

  async peopleByRole() {
    if (this.roleCounts === null) throw new ProblemError('directory-refused');
    return this.roleCounts;
  }

  async softwareOathMethods() {
    this.asked += 1;
    return this.methods;
  }

  async recentSoftwareOathMethods() {
    return this.kept === null ? this.softwareOathMethods() : this.kept.methods;
  }

  /** The person's hardware tokens; null where they may not be read. */
  hardware: HardwareMethod[] | null = [];
  /** Everything the person signs in with; null where it may not be read. */
  ways: ListedWay[] | null = [];

  async waysIn() {
    this.asked += 1;
    return this.ways;
  }

  /** The tenant's inventory; null where it may not be read. */
  devices: Device[] | null = [];

  async hardwareMethods() {
    this.asked += 1;
    return this.hardware;
  }

  async recentHardwareMethods() {
    return this.hardwareMethods();
  }

  async hardwareDevices(wanted: WantedDevice) {
    this.asked += 1;
    const isMeant = (one: Device) =>
      wanted === 'all' || ('id' in wanted ? one.id === wanted.id : one.serial === wanted.serial);
    return this.devices?.filter(isMeant) ?? null;
  }

  tenant = readyTenant();

  async tenantFacts() {
    return this.tenant;
  }

  beta: Fact<readonly BetaArea[]> = read([]);

  async betaShapes() {
    return this.beta;
  }

  application = knownApplication();

  async applicationFacts() {
    return this.application;
  }

  /** What has been read of everybody. */
  needState: NeedState = { last: null, progress: null, failure: null, settled: Promise.resolve() };

  needs() {
    return this.needState;
  }

  /** What Microsoft has of tokens, as it was read. */
  booksState: ReadingState<MicrosoftBooks> = {
    last: null,
    progress: null,
    failure: null,
    settled: Promise.resolve(),
  };

  books() {
    return this.booksState;
  }

  /** Per-user MFA by person; who is not in it has it off. Null: it may not be read. */
  mfa: Map<string, PerUserMfa> | null = new Map();

  async perUserMfa(ids: readonly string[]) {
    this.asked += 1;
    const { mfa } = this;
    return new Map(ids.map((id) => [id, mfa === null ? null : (mfa.get(id) ?? ('disabled' as const))]));
  }

  async peopleFacts(ids: readonly string[]) {
    const known = ids.flatMap((id) => this.people.get(id) ?? []);
    return new Map(
      known.map(({ id, enabled, guest }) => [id, readyPerson({ id, isEnabled: enabled, isGuest: guest })]),
    );
  }
}

export type Core = {
  readonly deps: Deps;
  readonly hub: MemoryHub;
  readonly bus: MemoryBus;
  readonly directory: MemoryDirectory;
  readonly clock: HandClock;
};

type Change = Partial<Omit<Deps, 'clock'>> & { readonly clock?: HandClock };

/** Use cases on a real store, with everything else in memory. */
export function startCore(store: Store, change: Change = {}): Core {
  const hub = new MemoryHub();
  const bus = new MemoryBus();
  const directory = new MemoryDirectory();
  const clock = change.clock ?? new HandClock(monday);
  const deps: Deps = {
    store,
    random: { id: () => randomUUID(), bytes: (sizeBytes) => new Uint8Array(randomBytes(sizeBytes)) },
    directory,
    hub,
    bus,
    approval: nobodyDecides,
    policy: { ...standardPolicy, reasons: [...usualReasons, privateReason] },
    practice: true,
    tenantName: 'Contoso',
    // A desk here answers at once: who waits for one has missed it, and a test that is slow instead of red says nothing.
    jobKeyWaitMs: 60_000,
    wakeOutbox: () => {},
    ...change,
    clock,
  };
  hub.deps = deps;
  return { deps, hub, bus, directory, clock };
}

export const caller = (person: Person, ...roles: Role[]): Caller => ({ person, roles });
export const manager = caller(mara);
export const technician = caller(tina, 'Technician');
export const otherTechnician = caller(tom, 'Technician');
export const approver = caller(anna, 'Approver');
export const auditor = caller(olga, 'Auditor');
export const administrator = caller(ada, 'Administrator');
export const otherAdministrator = caller(anna, 'Administrator');

/** Whoever asks, it goes on at once: for tests of what comes then. */
export const nobodyDecides: ApprovalPolicy = {
  rules: [
    {
      name: 'asked-for',
      types: ['new', 'replace-lost', 'replace-faulty'],
      approve: 'none',
    },
    { name: 'everything-else', approve: 'approver' },
  ],
};

/** Nothing goes on without an approver. */
export const approverDecides: ApprovalPolicy = { rules: [{ name: 'everything', approve: 'approver' }] };

/** A site about which nothing is said but its name. */
export const siteNamed = (name: string): Site => ({
  name,
  isOpen: true,
  ...nowhere,
  holidays: [],
  secondMethods: null,
});
