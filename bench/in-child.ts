import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Figure, roundsVariable } from './figure.ts';

/** What a figure's process tells its parent, once. */
export type ToParent = { readonly found: Figure } | { readonly notHere: string };

export type Measured =
  | { readonly kind: 'found'; readonly figure: Figure }
  | { readonly kind: 'not-here'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

export type ChildOptions = {
  readonly args: readonly string[];
  readonly limitMs: number;
  /** At most so many rounds, for a quick look. */
  readonly rounds: number | null;
  readonly signal: AbortSignal;
};

/**
 * One figure in a process of its own: pcsc-lite's library reads its socket's name once per process, so that a second
 * pcscd is never found, and one figure that hangs must not take the others with it. All it started ends with it.
 */
export async function measureInChild(
  program: string,
  { args, limitMs, rounds, signal }: ChildOptions,
): Promise<Measured> {
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], {
    // What it prints on the way is no figure.
    stdio: ['ignore', 2, 2, 'ipc'],
    detached: true,
    env: { ...process.env, ...(rounds === null ? {} : { [roundsVariable]: String(rounds) }) },
  });
  let answer: Measured | null = null;
  // Our own program at the other end.
  child.on('message', (said: ToParent) => {
    answer =
      'found' in said ? { kind: 'found', figure: said.found } : { kind: 'not-here', why: said.notHere };
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    endGroup(child);
  }, limitMs);
  const end = () => endGroup(child);
  signal.addEventListener('abort', end);
  try {
    const [exitCode, killedBy] = await once(child, 'exit');
    if (answer !== null) return answer;
    if (isLate) return { kind: 'failed', why: `no result within ${limitMs / 1000} s` };
    return { kind: 'failed', why: `ended with ${killedBy ?? `exit code ${exitCode}`}, without a result` };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    endGroup(child);
  }
}

/** The process and whatever it started: a daemon, a browser, a token. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group: that is what was wanted.
  }
}
