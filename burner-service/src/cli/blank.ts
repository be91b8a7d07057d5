import { wipe } from '@token-desk/contract/bytes';
import { ProblemError } from '@token-desk/contract/problem';
import { type BurnResult, burnToken } from '../burn.ts';
import { isPaired } from '../config.ts';
import { drawSecret } from '../write-order.ts';
import { warnAboutClock } from './clock-sync.ts';
import { type Command, parseOptions, textOption } from './command.ts';
import { failureOf } from './failure.ts';
import { tokenOptions, withToken } from './with-token.ts';
import { configOf, settingOptions, writeOptions, writtenEnd } from './write-options.ts';

/** Overwrites the token's secret with a random one that is gone with this command: nobody can use the token any more. */
export const blank: Command = async (args) => {
  const values = parseOptions(args, { ...tokenOptions, ...settingOptions, ...writeOptions });
  const config = configOf(values);
  if (isPaired() && values.unrecorded !== true) throw new ProblemError('paired-burn-unrecorded');
  const secret = drawSecret({ config });
  try {
    const order = {
      seed: secret.seed,
      config,
      expectedSerial: textOption(values, 'serial') ?? undefined,
      allowUnknownModel: values['allow-unknown-model'] === true,
    };
    const onPhase = (phase: string) => setImmediate(() => console.error(phase));
    const [result] = await Promise.all([
      withToken<BurnResult>(values, {
        use: (channel, signal) => burnToken(order, { channel, signal, onPhase }),
        isLostEarly: (ended) =>
          ended.outcome === 'failed' && ended.token === null && ended.problem.code === 'lost-contact',
      }),
      warnAboutClock(),
    ]);
    if (result.outcome !== 'burned') {
      const { serial, model } = result.token ?? {};
      return failureOf(result.problem, result.outcome, { serial, model });
    }
    return writtenEnd('blanked', result, 'holds a random secret that nobody knows');
  } finally {
    wipe(secret.seed);
  }
};
