import type { BurnerView, LiveEvent } from '@token-desk/contract/api';
import type { Person, Role } from '@token-desk/contract/ids';
import type { FromBurner, ToBurner } from '@token-desk/contract/job';

/** What the use cases need from outside; `app.ts` wires the real ones, tests hand in small whole programs. */

export type Clock = { now(): number };

export type DirectoryPerson = Person & {
  readonly enabled: boolean;
  readonly guest: boolean;
  readonly site: string | null;
  readonly preferredLanguage: string | null;
};

/** Microsoft Graph as this product uses it. Rejects with `directory-unavailable` or `directory-refused`. */
export type Directory = {
  /** By object id or UPN; null when there is no such person. */
  person(idOrUpn: string, signal?: AbortSignal): Promise<DirectoryPerson | null>;
  /** At most 20 enabled members whose name or UPN has words that begin like those of `text`. */
  search(text: string, signal?: AbortSignal): Promise<readonly DirectoryPerson[]>;
  /** Object id of the person's manager; null where the directory has none. */
  managerOf(personId: string, signal?: AbortSignal): Promise<string | null>;
  /** App roles assigned to a person, cached for five minutes. */
  rolesOf(personId: string, signal?: AbortSignal): Promise<readonly Role[]>;
  /** Ids of the person's software OATH methods; null where Graph may not be read. */
  softwareOathMethods(personId: string, signal?: AbortSignal): Promise<readonly string[] | null>;
  /** The same, perhaps a second old: for whoever only waits, however many they are. */
  recentSoftwareOathMethods(personId: string, signal?: AbortSignal): Promise<readonly string[] | null>;
};

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
