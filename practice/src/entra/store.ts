import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const method = z.object({
  id: z.string(),
  personId: z.string(),
  secretHex: z.string(),
  createdAt: z.number(),
  lastStep: z.number(),
});
const saved = z.object({ version: z.literal(1), isGraphReadable: z.boolean(), methods: z.array(method) });

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

/** What the practice tenant remembers: registered methods and its one switch; kept in a file if asked. */
export class EntraStore {
  readonly #file: string | null;
  #methods: OathMethod[] = [];
  #isGraphReadable = true;

  constructor(dataFolder: string | undefined) {
    this.#file = dataFolder === undefined ? null : join(dataFolder, 'practice-entra.json');
    if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true });
    this.#load();
  }

  get isGraphReadable(): boolean {
    return this.#isGraphReadable;
  }

  set isGraphReadable(isReadable: boolean) {
    this.#isGraphReadable = isReadable;
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

  reset(): void {
    this.#methods = [];
    this.#isGraphReadable = true;
    this.save();
  }

  save(): void {
    if (this.#file === null) return;
    const methods = this.#methods.map(({ secret, ...rest }) => ({
      ...rest,
      secretHex: Buffer.from(secret).toString('hex'),
    }));
    const text = JSON.stringify({ version: 1, isGraphReadable: this.#isGraphReadable, methods });
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
    this.#isGraphReadable = parsed.data.isGraphReadable;
    this.#methods = parsed.data.methods.map(({ secretHex, ...rest }) => ({
      ...rest,
      secret: Uint8Array.from(Buffer.from(secretHex, 'hex')),
    }));
  }
}

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // the caller sets the file aside, the same as one with the wrong shape
  }
};
