import { ProblemError } from '@token-desk/contract/problem';
import type { Command, CommandEnd } from './cli/command.ts';
import { failureOf, failureOfError } from './cli/failure.ts';
import { isSm4Right } from './token/protocol/sm4.ts';

const checkCommand = async () => (await import('./cli/key/check.ts')).check;

/** Loaded one by one: `inspect` needs no reader, and a missing optional part breaks only its own command. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  readers: async () => (await import('./cli/token/readers.ts')).readers,
  identify: async () => (await import('./cli/token/identify.ts')).identify,
  burn: async () => (await import('./cli/token/burn.ts')).burn,
  blank: async () => (await import('./cli/token/blank.ts')).blank,
  'sync-clock': async () => (await import('./cli/token/sync-clock.ts')).syncClockCommand,
  doctor: async () => (await import('./cli/desk/doctor.ts')).doctor,
  check: checkCommand,
  /** What `check` was called before: it is in people's hands and scripts. */
  verify: checkCommand,
  inspect: async () => (await import('./cli/key/inspect.ts')).inspect,
  'virtual-token': async () => (await import('./cli/virtual-token.ts')).virtualToken,
  pair: async () => (await import('./cli/desk/pair.ts')).pair,
  run: async () => (await import('./cli/desk/run.ts')).run,
  identity: async () => (await import('./cli/desk/identity.ts')).identity,
  help: async () => (await import('./cli/help.ts')).help,
};

async function runCommand(name: string, args: readonly string[]): Promise<CommandEnd | null> {
  try {
    const wanted = asksForHelp(args) ? 'help' : name;
    const load = Object.hasOwn(commands, name) ? commands[wanted] : undefined;
    if (load === undefined) throw new ProblemError('bad-usage', { reason: 'there is no such command' });
    if (!isSm4Right()) return failureOf({ code: 'crypto-self-check' });
    const command = await load();
    return await command(args);
  } catch (error) {
    return failureOfError(error, isSaidHex(args));
  }
}

/** `--read-as hex`, however it is written. */
const isSaidHex = (args: readonly string[]) => /(^|\n)--read-as[=\n]hex(\n|$)/i.test(args.join('\n'));

const asksForHelp = (args: readonly string[]) => args.some((arg) => arg === '--help' || arg === '-h');
const [name = 'help', ...args] = process.argv.slice(2);
const end = await runCommand(asksForHelp([name]) ? 'help' : name, args);
if (end !== null) {
  const isJson = args.includes('--json');
  const stream = end.exitCode === 0 || isJson ? process.stdout : process.stderr;
  stream.write(`${isJson ? JSON.stringify(end.json) : end.text}\n`, () => process.exit(end.exitCode));
} else {
  process.exit(0);
}
