import { ProblemError } from '@token-desk/contract/problem';
import { isPaired } from '../config.ts';
import { syncClock } from '../sync-clock.ts';
import { warnAboutClock } from './clock-sync.ts';
import { type Command, parseOptions, textOption } from './command.ts';
import { failureOf } from './failure.ts';
import { tokenOptions, withToken } from './with-token.ts';
import { configOf, settingOptions, writeOptions, writtenEnd } from './write-options.ts';

/** Sets the clock of a token whose secret survives it. Its other settings are written with it: the token has no command for one alone. */
export const syncClockCommand: Command = async (args) => {
  const values = parseOptions(args, { ...tokenOptions, ...settingOptions, ...writeOptions });
  const config = configOf(values);
  if (isPaired() && values.unrecorded !== true) throw new ProblemError('paired-burn-unrecorded');
  const { algorithm, stepSeconds, displayTimeoutSeconds } = config;
  console.error(
    `With the clock the token gets ${algorithm}, ${stepSeconds} s and a display of ${displayTimeoutSeconds} s: give the options it was written with.`,
  );
  const order = { config, expectedSerial: textOption(values, 'serial') ?? undefined };
  const onPhase = (phase: string) => setImmediate(() => console.error(phase));
  const [result] = await Promise.all([
    withToken(values, {
      use: (channel, signal) => syncClock(order, { channel, signal, onPhase }),
      isLostEarly: (ended) =>
        ended.outcome === 'failed' && ended.token === null && ended.problem.code === 'lost-contact',
    }),
    warnAboutClock(),
  ]);
  if (result.outcome !== 'burned') {
    const { serial, model } = result.token ?? {};
    return failureOf(result.problem, result.outcome, { serial, model });
  }
  return writtenEnd('synced', result, 'has the time of this PC');
};
