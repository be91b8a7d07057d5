import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ProblemError } from '@token-desk/contract/problem';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import { parseDemoOptions, usage } from './options.ts';
import { AlreadyRunning, type Practice, startPractice } from './practice.ts';
import { StartFailure } from './world.ts';

/** Less than a person waits after Ctrl-C; what still runs then ends with this process. */
const closeTimeoutMs = 4_000;
const buildTimeoutMs = 10 * 60_000;

/** Process glue: command line, progress lines, signals, exit codes (0: asked to stop; 1: could not start; 2: usage). */
async function main(): Promise<void> {
  const options = parseDemoOptions(process.argv.slice(2));
  if (options === 'help') return console.log(usage);
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

  const stopping = new AbortController();
  let practice: Practice | null = null;
  const stop = () => {
    // Ctrl-C comes twice: from the terminal, and passed on by the program that started us.
    if (stopping.signal.aborted) return;
    stopping.abort();
    setTimeout(() => process.exit(1), closeTimeoutMs).unref();
    // Still starting: `main` sees the abort and ends by itself.
    if (practice !== null) practice.close().then(() => process.exit(0), fail);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  // The program that started us is gone without a word.
  if (process.channel) process.on('disconnect', stop);

  try {
    await buildTab(stopping.signal);
    console.log('Starting the practice …');
    practice = await startPractice({
      ...options,
      signal: stopping.signal,
      onProgress: (line) => console.log(`  ${line}`),
      onError: (error) => console.error(error),
    });
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    throw error;
  }
  if (stopping.signal.aborted) return practice.close().then(() => process.exit(0), fail);
  console.log(
    '  Stop with Ctrl-C. Requests, tokens and desks are kept, the chats begin empty; npm run demo -- --fresh forgets all.',
  );
  console.log(`Token Desk is ready: ${practice.url}`);
}

/** Does nothing when the built tab is newer than its sources. */
async function buildTab(signal: AbortSignal): Promise<void> {
  const build = spawn(process.execPath, ['scripts/build-tab.mjs'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // A group of its own, so that the bundler it starts ends with it.
    detached: process.platform !== 'win32',
  });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(buildTimeoutMs)]);
  const end = () => killGroup(build);
  limit.addEventListener('abort', end, { once: true });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    build.once('error', reject);
    build.once('exit', resolve);
  });
  limit.removeEventListener('abort', end);
  if (exitCode !== 0) throw new StartFailure('the tab: it could not be built (see above)', null);
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It ended in this moment.
  }
}

function fail(error: unknown): never {
  if (error instanceof AlreadyRunning) {
    console.error(`${error.message}\nOpen that address, or stop it first (Ctrl-C where it runs).`);
  } else if (error instanceof TypeError && !(error.cause instanceof Error)) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  } else console.error(describeFailure(error));
  process.exit(1);
}

/** The part that failed and why, each cause on its line; a stack only when nobody knows what it is. */
function describeFailure(error: unknown): string {
  if (error instanceof ProblemError) {
    const { title, action } = describeProblem(error.problem);
    return `${title} ${action}`;
  }
  if (error instanceof StartFailure || (error instanceof Error && error.cause !== undefined)) {
    const cause =
      error.cause === null || error.cause === undefined ? '' : `\n${describeFailure(error.cause)}`;
    return `${error.message}${cause}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch(fail);
