import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { PracticePerson } from '../people.ts';
import { type HardwareToken, hardwareTokenKept, thawToken } from './tenant/hardware-token.ts';
import { firstStates, type PersonState, personState } from './tenant/person-state.ts';
import { firstSettings, type TenantSettings, tenantSettings } from './tenant/settings.ts';

const method = z.object({
  id: z.string(),
  personId: z.string(),
  secretHex: z.string(),
  createdAt: z.number(),
  lastStep: z.number(),
});
const methods = z.array(method);
/** Somebody changed how somebody else signs in, as the directory's log tells of it. */
const change = z.object({
  id: z.string(),
  at: z.number(),
  activity: z.string(),
  byId: z.string(),
  targetId: z.string(),
});
export type DirectoryChange = z.infer<typeof change>;
const saved = z.union([
  z.object({
    version: z.literal(2),
    settings: tenantSettings,
    methods,
    tokens: z.array(hardwareTokenKept),
    people: z.record(z.string(), personState),
    changes: z.optional(z.array(change)),
  }),
  z.object({ version: z.literal(1), isGraphReadable: z.boolean(), methods }),
]);

/** One registered authenticator app. The secret stays in here: it is what the real Entra keeps too. */
export type OathMethod = {
  readonly id: string;
  readonly personId: string;
  readonly secret: Uint8Array;
  readonly createdAt: number;
  lastStep: number;
};

/** Microsoft's limit for authenticator apps and hardware tokens together. */
export const maxMethodsPerPerson = 5;

/** Microsoft keeps thirty days of them; here, the last ones. */
const maxChanges = 500;

/** What the practice tenant remembers: methods, hardware tokens, people and settings; kept in a file if asked. */
export class EntraStore {
  readonly #file: string | null;
  #methods: OathMethod[] = [];
  #tokens: HardwareToken[] = [];
  #changes: DirectoryChange[] = [];
  readonly people: readonly PracticePerson[];
  #states: Map<string, PersonState>;
  #settings = firstSettings();

  constructor(dataFolder: string | undefined, people: readonly PracticePerson[]) {
    this.people = people;
    this.#states = firstStates(people);
    this.#file = dataFolder === undefined ? null : join(dataFolder, 'practice-entra.json');
    if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true });
    this.#load();
  }

  get settings(): Readonly<TenantSettings> {
    return this.#settings;
  }

  change(settings: Partial<TenantSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
    this.save();
  }

  stateOf(personId: string): PersonState {
    const state = this.#states.get(personId);
    if (!state) throw new Error(`No practice person has the id ${personId}`);
    return state;
  }

  changePerson(personId: string, change: Partial<PersonState>): void {
    this.#states.set(personId, { ...this.stateOf(personId), ...change });
    this.save();
  }

  methodsOf(personId: string): readonly OathMethod[] {
    return this.#methods.filter((known) => known.personId === personId);
  }

  add(
    personId: string,
    secret: Uint8Array,
    at: { readonly createdAt: number; readonly lastStep: number },
  ): OathMethod {
    const added: OathMethod = { id: randomUUID(), personId, secret: Uint8Array.from(secret), ...at };
    this.#methods.push(added);
    this.save();
    return added;
  }

  /** True if there was such a method. */
  remove(personId: string, methodId: string): boolean {
    const before = this.#methods.length;
    this.#methods = this.#methods.filter((known) => known.personId !== personId || known.id !== methodId);
    if (this.#methods.length === before) return false;
    this.save();
    return true;
  }

  get tokens(): readonly HardwareToken[] {
    return this.#tokens;
  }

  tokensOf(personId: string): readonly HardwareToken[] {
    return this.#tokens.filter((token) => token.assigned?.personId === personId);
  }

  /** Authenticator apps and hardware tokens together, as Microsoft's limit counts them. */
  oathCountOf(personId: string): number {
    return this.methodsOf(personId).length + this.tokensOf(personId).length;
  }

  /** Whether this person has anything that shows codes which a sign-in takes. */
  hasOath(personId: string): boolean {
    return (
      this.methodsOf(personId).length > 0 ||
      this.tokensOf(personId).some(({ status }) => status === 'activated')
    );
  }

  get changes(): readonly DirectoryChange[] {
    return this.#changes;
  }

  note(change: Omit<DirectoryChange, 'id'>): void {
    this.#changes = [...this.#changes, { id: randomUUID(), ...change }].slice(-maxChanges);
    this.save();
  }

  addToken(token: HardwareToken): void {
    this.#tokens.push(token);
    this.save();
  }

  removeToken(id: string): void {
    this.#tokens = this.#tokens.filter((token) => token.id !== id);
    this.save();
  }

  reset(): void {
    this.#methods = [];
    this.#tokens = [];
    this.#changes = [];
    this.#states = firstStates(this.people);
    this.#settings = firstSettings();
    this.save();
  }

  save(): void {
    if (this.#file === null) return;
    const hex = <T extends { readonly secret: Uint8Array }>({ secret, ...rest }: T) => ({
      ...rest,
      secretHex: Buffer.from(secret).toString('hex'),
    });
    const text = JSON.stringify({
      version: 2,
      settings: this.#settings,
      methods: this.#methods.map(hex),
      tokens: this.#tokens.map(hex),
      people: Object.fromEntries(this.#states),
      changes: this.#changes,
    });
    const draft = `${this.#file}.new`;
    writeFileSync(draft, text, { mode: 0o600 });
    chmodSync(draft, 0o600);
    renameSync(draft, this.#file); // so that a stop in the middle leaves the old file whole
  }

  #load(): void {
    if (this.#file === null || !existsSync(this.#file)) return;
    const parsed = saved.safeParse(readJson(this.#file));
    if (!parsed.success) {
      renameSync(this.#file, `${this.#file}.unreadable`);
      return;
    }
    this.#methods = parsed.data.methods.map(({ secretHex, ...rest }) => ({
      ...rest,
      secret: Uint8Array.from(Buffer.from(secretHex, 'hex')),
    }));
    if (parsed.data.version === 1) {
      this.#settings = { ...this.#settings, isGraphReadable: parsed.data.isGraphReadable };
      return;
    }
    this.#settings = parsed.data.settings;
    this.#tokens = parsed.data.tokens.map(thawToken);
    this.#changes = [...(parsed.data.changes ?? [])];
    // People who came to the practice since the file was written keep their first state.
    for (const [id, state] of Object.entries(parsed.data.people))
      if (this.#states.has(id)) this.#states.set(id, state);
  }
}

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // the caller sets the file aside, the same as one with the wrong shape
  }
};
