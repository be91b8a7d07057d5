import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { lateEndMs } from '../run/late-end.ts';

const main = fileURLToPath(new URL('../../../burner-service/src/main.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const runTimeoutMs = lateEndMs;

function spawnBurner(args: readonly string[], env: NodeJS.ProcessEnv, detached = false) {
  return spawn(process.execPath, ['--conditions=tokendesk:src', '--import=tsx', main, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached,
    timeout: args[0] === 'virtual-token' ? undefined : runTimeoutMs,
  });
}

export type BurnerRun = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one object on standard output. */
  readonly json: Record<string, unknown>;
};

export type BurnerRunOptions = {
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onStderr?: (text: string, pid: number | undefined) => void;
  /** A process group of its own, as a terminal makes one: a signal to minus its pid reaches its children too. */
  readonly isGroup?: boolean;
};

/** Runs one command of the burner's command line as a program of its own. */
export async function runBurner(
  args: readonly string[],
  { stdin = '', env = {}, onStderr = () => {}, isGroup = false }: BurnerRunOptions = {},
): Promise<BurnerRun> {
  const child = spawnBurner(args, env, isGroup);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
    onStderr(text, child.pid);
  });
  // A command that needs no input may be gone before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const [exitCode] = await once(child, 'close');
  return { exitCode, stdout, stderr, json: args.includes('--json') ? JSON.parse(stdout) : {} };
}

export type TokenEvent = { readonly event: string; readonly code?: string | null };

/** The virtual token as a program of its own, with a hand on it. */
export class TokenProgram {
  readonly #child: ReturnType<typeof spawnBurner>;
  readonly #events: TokenEvent[] = [];
  #taken = 0;
  #wake = () => {};

  constructor(args: readonly string[]) {
    this.#child = spawnBurner(['virtual-token', ...args], {});
    this.#child.stderr.resume();
    this.#child.once('exit', () => this.#wake());
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#events.push(JSON.parse(line));
      this.#wake();
    });
  }

  /** The next event of that name, from where the last call ended. */
  async next(event: string): Promise<TokenEvent> {
    for (;;) {
      while (this.#taken < this.#events.length) {
        const found = this.#events[this.#taken];
        this.#taken += 1;
        if (found?.event === event) return found;
      }
      if (!this.isRunning) throw new Error(`the virtual token ended before it said ${event}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async press(): Promise<string | null> {
    this.say('press');
    return (await this.next('display')).code ?? null;
  }

  say(hand: 'tap' | 'lift' | 'press'): void {
    this.#child.stdin.write(`${hand}\n`);
  }

  endInput(): void {
    this.#child.stdin.end();
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async stop(): Promise<number | null> {
    if (!this.isRunning) return this.#child.exitCode;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const [exitCode] = await exited;
    return exitCode;
  }
}
