import { type ChildProcess, spawn } from 'node:child_process';

const readyTimeoutMs = 180_000;
const readyLine = /^Token Desk is ready: (http:\/\/localhost:\d+)$/m;

export type Demo = {
  readonly url: string;
  readonly pid: number;
  readonly output: () => string;
  /** To the whole group, as a terminal does. Resolves with the exit code when the process has ended. */
  interrupt(signal?: NodeJS.Signals): Promise<number | null>;
};

/** `npm run demo` without npm: resolves at its last line. Rejects with everything it said. */
export async function startDemo(args: readonly string[]): Promise<Demo> {
  const child = spawn(
    process.execPath,
    ['--conditions=tokendesk:src', '--import=tsx', 'practice/src/main.ts', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The demo was not ready in time:\n${output}`)),
      readyTimeoutMs,
    );
    const read = (data: Buffer) => {
      output += data.toString('utf8');
      const found = readyLine.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    void ended.then((code) => reject(new Error(`The demo ended (${code}):\n${output}`)));
  }).catch((error: unknown) => {
    signalGroup(child, 'SIGKILL');
    throw error;
  });
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    interrupt: (signal = 'SIGINT') => {
      signalGroup(child, signal);
      return ended;
    },
  };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}
