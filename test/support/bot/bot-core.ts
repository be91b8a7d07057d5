import { randomBytes, randomUUID } from 'node:crypto';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { standardRules } from '@token-desk/bot/domain/requests/approval-policy';
import type { BurnerHub, CheckedCode, Directory, DirectoryPerson, LiveBus } from '@token-desk/bot/ports';
import type { Store } from '@token-desk/bot/store/database';
import { receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import type { Caller, Deps } from '@token-desk/bot/usecases/write/deps';
import type { LiveEvent } from '@token-desk/contract/api';
import type { Person, Role } from '@token-desk/contract/ids';
import type { FromBurner, ToBurner } from '@token-desk/contract/job';
import { ProblemError } from '@token-desk/contract/problem';
import type { DeskBurner } from '../desk/desk-burner.ts';
import { HandClock } from '../run/hand-clock.ts';
import { ada, anna, mara, monday, olga, sven, tina, tom } from './requests.ts';

/** Burners in this process: frames go over without a socket, in order, each answer worked off before the next. */
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

  async search(text: string) {
    return [...this.people.values()].filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  }

  async managerOf(personId: string): Promise<string | null> {
    return this.managers.get(personId) ?? null;
  }

  async rolesOf() {
    return [];
  }

  async softwareOathMethods() {
    this.asked += 1;
    return this.methods;
  }

  async recentSoftwareOathMethods() {
    return this.kept === null ? this.softwareOathMethods() : this.kept.methods;
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
    rules: standardRules,
    policy: standardPolicy,
    practice: true,
    tenantName: 'Contoso',
    jobKeyWaitMs: 2_000,
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
