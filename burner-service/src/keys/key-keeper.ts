import { ProblemError } from '@token-desk/contract/problem';

/**
 * The system's own keeper of secrets: Keychain (macOS), Credential Manager (Windows, encrypted by DPAPI), Secret
 * Service (Linux desktops). Every call ends within two seconds: without a desktop session some never answer.
 */
export type KeyKeeper = {
  /** What people know it by. */
  readonly name: string;
  /** Null when it holds nothing under this name. */
  load(entry: string): Promise<string | null>;
  save(entry: string, secret: string): Promise<void>;
  forget(entry: string): Promise<void>;
};

export type KeeperFound =
  | { readonly keeper: KeyKeeper }
  | { readonly keeper: null; readonly why: 'not-installed' | 'not-answering' | 'switched-off' };

const service = 'Token Desk burner';
const probeEntry = 'probe';
const answerTimeoutMs = 2_000;
const names: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Keychain',
  win32: 'Credential Manager',
  linux: 'Secret Service',
};

type Module = Pick<typeof import('@napi-rs/keyring'), 'AsyncEntry'>;
type Surroundings = {
  readonly env?: NodeJS.ProcessEnv;
  readonly load?: () => Promise<Module>;
  readonly timeoutMs?: number;
};

/** Looks whether the system keeps secrets for this process: writes, reads and removes a word of no value. */
export async function findKeyKeeper({
  env = process.env,
  load = () => import('@napi-rs/keyring'),
  timeoutMs = answerTimeoutMs,
}: Surroundings = {}): Promise<KeeperFound> {
  if (env.TOKEN_DESK_KEY_KEEPER === 'file') return { keeper: null, why: 'switched-off' };
  // Without a session bus there is no Secret Service, and its client would try to start one.
  if (process.platform === 'linux' && !env.DBUS_SESSION_BUS_ADDRESS)
    return { keeper: null, why: 'not-answering' };
  let module: Module;
  try {
    module = await load();
  } catch {
    return { keeper: null, why: 'not-installed' }; // an optional package: no binary for this system, or left out
  }
  const keeper = keeperOf(module, timeoutMs);
  try {
    const word = String(Math.random());
    await keeper.save(probeEntry, word);
    const kept = await keeper.load(probeEntry);
    await keeper.forget(probeEntry);
    return kept === word ? { keeper } : { keeper: null, why: 'not-answering' };
  } catch {
    return { keeper: null, why: 'not-answering' }; // locked, refused or silent: the reason differs by system, the end does not
  }
}

function keeperOf({ AsyncEntry }: Module, timeoutMs: number): KeyKeeper {
  // The kernel's keyring, its other Linux store, forgets everything at the next start.
  const open = (entry: string) => new AsyncEntry(service, entry, { linux: { store: 'secret-service' } });
  const within = <T>(ask: (signal: AbortSignal) => Promise<T>) => answerWithin(timeoutMs, ask);
  return {
    name: names[process.platform] ?? 'key keeper',
    load: (entry) => within((signal) => open(entry).getPassword(signal)),
    save: (entry, secret) => within((signal) => open(entry).setPassword(secret, signal)),
    forget: async (entry) => {
      await within((signal) => open(entry).deleteCredential(signal));
    },
  };
}

function answerWithin<T>(timeoutMs: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    // A call already inside the system is not cancelled by its signal; it is left behind.
    const timer = setTimeout(() => reject(new ProblemError('key-keeper-silent')), timeoutMs);
    ask(signal)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
