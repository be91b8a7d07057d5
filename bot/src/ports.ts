import type { LiveEvent } from '@token-desk/contract/api';
import type { FromBurner, ToBurner } from '@token-desk/contract/desk/job';
import type { Person, Role } from '@token-desk/contract/ids';
import type { PerUserMfa } from '@token-desk/contract/request';
import type { BurnerView } from '@token-desk/contract/views';
import type { BetaArea } from './domain/entra/beta.ts';
import type { MicrosoftBooks } from './domain/entra/differences.ts';
import type { ApplicationFacts, Fact, PersonFacts, TenantFacts } from './domain/entra/facts.ts';
import type { NeedFacts } from './domain/entra/needs.ts';
import type { ListedWay } from './domain/requests/second-method.ts';
import type { Device, HardwareMethod } from './domain/tokens/device.ts';

/** What the use cases need from outside; `app.ts` wires the real ones, tests hand in small whole programs. */

export type Clock = { now(): number };

export type DirectoryPerson = Person & {
  readonly enabled: boolean;
  readonly guest: boolean;
  readonly site: string | null;
  readonly preferredLanguage: string | null;
};

export type WantedDevice = { readonly id: string } | { readonly serial: string } | 'all';

/** Microsoft Graph as this product uses it. Rejects with `directory-unavailable` or `directory-refused`. */
export type Directory = {
  /** By object id or UPN; null when there is no such person. */
  person(idOrUpn: string, signal?: AbortSignal): Promise<DirectoryPerson | null>;
  /**
   * At most 20 people whose name or UPN has words that begin like those of `text`, or whose badge has this number;
   * guests and disabled accounts last.
   */
  search(text: string, signal?: AbortSignal): Promise<readonly DirectoryPerson[]>;
  /** Whose personnel number is exactly this. */
  withNumber(number: string, signal?: AbortSignal): Promise<readonly DirectoryPerson[]>;
  /** A person and who their manager is, in one question, perhaps half a minute old; null when there is no such person. */
  withManager(
    idOrUpn: string,
    signal?: AbortSignal,
  ): Promise<{ readonly person: DirectoryPerson; readonly manager: DirectoryPerson | null } | null>;
  /** Object id of the person's manager; null where the directory has none. */
  managerOf(personId: string, signal?: AbortSignal): Promise<string | null>;
  /** What Microsoft tells of the product's own registration; what it does not tell stands in the facts. */
  applicationFacts(signal?: AbortSignal): Promise<ApplicationFacts>;
  /** App roles a person has, directly or by a group; at most five minutes old. */
  rolesOf(personId: string): Promise<readonly Role[]>;
  /** How many people have each app role; as old as that. */
  peopleByRole(): Promise<ReadonlyMap<Role, number>>;
  /** Ids of the person's software OATH methods; null where Graph may not be read. */
  softwareOathMethods(personId: string, signal?: AbortSignal): Promise<readonly string[] | null>;
  /** The same, perhaps a second old: for whoever only waits, however many they are. */
  recentSoftwareOathMethods(personId: string, signal?: AbortSignal): Promise<readonly string[] | null>;
  /** The person's hardware OATH methods; null where Graph may not be read. */
  hardwareMethods(personId: string, signal?: AbortSignal): Promise<readonly HardwareMethod[] | null>;
  /** The same, perhaps a second old. */
  recentHardwareMethods(personId: string, signal?: AbortSignal): Promise<readonly HardwareMethod[] | null>;
  /** Everything the person can sign in with, now; null where Graph may not be read. */
  waysIn(personId: string, signal?: AbortSignal): Promise<readonly ListedWay[] | null>;
  /** What the tenant's inventory has under this id or serial, or all of it; null where Graph may not be read. */
  hardwareDevices(wanted: WantedDevice, signal?: AbortSignal): Promise<readonly Device[] | null>;
  /** The tenant's policies, licences and roles, perhaps a minute old. */
  tenantFacts(signal?: AbortSignal): Promise<TenantFacts>;
  /** What of Microsoft's beta does not answer as it is documented, read now; empty: nothing was seen to have changed. */
  betaShapes(signal?: AbortSignal): Promise<Fact<readonly BetaArea[]>>;
  /** Per-user MFA of each, by id, read now; null: nobody can tell. */
  perUserMfa(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, PerUserMfa | null>>;
  /** What there is to know of people before they are given a token, by object id, read now. */
  peopleFacts(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, PersonFacts>>;
  /** Everybody's ways in, read once for all who ask. `again`: anew, unless that was just done. Never waits. */
  needs(options: { readonly again: boolean }): NeedState;
  /** What Microsoft has of tokens, and of these people by object id, to be compared with our books; in the same way. */
  books(
    options: { readonly again: boolean },
    asked: { readonly people: readonly string[]; readonly since: number },
  ): ReadingState<MicrosoftBooks>;
};

/** Where a long reading stands. */
export type ReadingState<Found> = {
  readonly last: Found | null;
  /** Of the reading under way; `of` null: not known yet how many they are. */
  readonly progress: { readonly done: number; readonly of: number | null } | null;
  /** Why the last one came to nothing. */
  readonly failure: 'directory-unavailable' | 'directory-refused' | null;
  /** Ends with the reading under way, well or not. */
  readonly settled: Promise<void>;
};

/** Where reading everybody stands. */
export type NeedState = ReadingState<NeedFacts>;

export type CheckedCode = {
  readonly said: Extract<FromBurner, { type: 'checked' }>;
  /** What the desk is told once the secret it drew has been handed on, whereupon it wipes it; null: nothing is owed. */
  readonly owed: ToBurner | null;
};

/** The live side of a paired burner. */
export type BurnerHub = {
  isOnline(burnerId: string): boolean;
  readersOf(burnerId: string): BurnerView['readers'];
  /** False when the burner is not connected; what must arrive is in the database and is sent again on reconnect. */
  send(burnerId: string, frame: ToBurner): boolean;
  /**
   * Sends a typed code and waits until what the desk signed of it is in the books, once. Rejects with `burner-offline`,
   * `burner-silent` (10 s), or the problem its record had.
   */
  check(
    burnerId: string,
    frame: Extract<ToBurner, { type: 'check' }>,
    signal?: AbortSignal,
  ): Promise<CheckedCode>;
  /** Closes the link of a revoked burner. */
  drop(burnerId: string): void;
};

/** The other bots on the same database. */
export type Peers = {
  /** Whether the burner's link was with one of them a moment ago. */
  holds(burnerId: string): boolean;
  /** Has them close the link of a revoked burner. */
  drop(burnerId: string): void;
};

/** Live hints to open tabs. Never throws, never waits. */
export type LiveBus = {
  publish(event: LiveEvent): void;
  subscribe(listener: (event: LiveEvent) => void): () => void;
};
