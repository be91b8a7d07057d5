import { describeProblem, ProblemError } from '@token-desk/contract/problem';
import { burnToken } from '../burn.ts';
import { isPaired } from '../config.ts';
import { warnAboutClock } from './clock-sync.ts';
import {
  type Command,
  type CommandEnd,
  choiceOption,
  parseOptions,
  textOption,
  type Values,
} from './command.ts';
import { failureOf } from './failure.ts';
import { readStdin } from './read-stdin.ts';
import { readSeedSource, type SeedSource, seedOptions } from './seed-source.ts';
import { tokenOptions, withToken } from './with-token.ts';

const options = {
  ...tokenOptions,
  ...seedOptions,
  'display-timeout': { type: 'string' },
  serial: { type: 'string' },
  'allow-unknown-model': { type: 'boolean' },
  unrecorded: { type: 'boolean' },
} as const;

export const burn: Command = async (args) => {
  const values = parseOptions(args, options);
  choiceOption(values, 'display-timeout', displayTimeouts);
  if (isPaired() && values.unrecorded !== true) throw new ProblemError('paired-burn-unrecorded');
  const source = readSeedSource(await readStdin(), values);
  try {
    const [end] = await Promise.all([burnSeed(source, values), warnAboutClock()]);
    return end;
  } finally {
    source.seed.fill(0);
  }
};

const displayTimeouts = [15, 30, 60, 120] as const;

async function burnSeed({ seed, algorithm, stepSeconds }: SeedSource, values: Values): Promise<CommandEnd> {
  const displayTimeoutSeconds = choiceOption(values, 'display-timeout', displayTimeouts) ?? 30;
  const order = {
    seed,
    config: { algorithm, stepSeconds, displayTimeoutSeconds },
    expectedSerial: textOption(values, 'serial') ?? undefined,
    allowUnknownModel: values['allow-unknown-model'] === true,
  };
  // Printed as they come, but not in the way of the next command.
  const onPhase = (phase: string) => setImmediate(() => console.error(phase));
  const result = await withToken(values, {
    use: (channel, signal) => burnToken(order, { channel, signal, onPhase }),
    isLostEarly: (ended) =>
      ended.outcome === 'failed' && ended.token === null && ended.problem.code === 'lost-contact',
  });
  if (result.outcome !== 'burned') {
    const { serial, model } = result.token ?? {};
    return failureOf(result.problem, result.outcome, { serial, model });
  }
  const { token, clockDriftAfterSeconds, note, durationMs } = result;
  const warning = note === null ? null : { code: note.code, ...describeProblem(note) };
  return {
    json: {
      outcome: 'burned',
      serial: token.serial,
      model: token.model,
      clockDriftBeforeSeconds: token.clockDriftSeconds,
      clockDriftAfterSeconds,
      durationMs,
      ...(warning === null ? {} : { warning }),
    },
    text: `${warning === null ? '' : `${warning.title} ${warning.action}\n`}Token ${token.serial} is written. Switch it off and on, then check its code with “verify”.`,
    exitCode: 0,
  };
}
