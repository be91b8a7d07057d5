import { type Problem, ProblemError, type ProblemText } from '@token-desk/contract/problem';
import { isPaired } from '../../config.ts';
import { warnAboutClock } from '../../doctor/clock-sync.ts';
import type { Burned, NotBurned } from '../../token/burn-result.ts';
import type { BurnSurroundings } from '../../token/token-writing.ts';
import { tokenEnglish } from '../../words/en/command-line.ts';
import { commandLineWords } from '../../words/en/problems.ts';
import type { CommandEnd, Values } from '../command.ts';
import { failureOf } from '../failure.ts';
import { Interruption } from './interruption.ts';
import { withToken } from './with-token.ts';

export const writeOptions = {
  serial: { type: 'string' },
  'allow-unknown-model': { type: 'boolean' },
  unrecorded: { type: 'boolean' },
} as const;

/** A desk that belongs to a server writes what the server ordered; anything else would be in nobody's books. */
export function refuseUnrecorded(values: Values): void {
  if (isPaired() && values.unrecorded !== true) throw new ProblemError('paired-burn-unrecorded');
}

/** Whoever named the token did so here, not by laying it down before. */
function wordsFor(problem: Problem, values: Values): ProblemText {
  if (problem.code !== 'wrong-serial' || values.serial === undefined) return commandLineWords(problem);
  const { serial = '', expected = '' } = problem.detail ?? {};
  return tokenEnglish.otherThanNamed(serial, expected);
}

type Written = Pick<Burned, 'outcome' | 'token' | 'clockDriftAfterSeconds' | 'note' | 'durationMs'>;

export type TokenWrite = {
  readonly write: (surroundings: BurnSurroundings) => Promise<Written | NotBurned>;
  /** What `--json` calls success. */
  readonly outcome: 'burned' | 'blanked' | 'synced';
  /** What the token is or has afterwards: “Token 8659… {said}.” */
  readonly said: string;
};

/** Waits for the token, writes it, and says how that ended; meanwhile looks whether this PC's clock can be trusted. */
export async function writeToken(values: Values, { write, outcome, said }: TokenWrite): Promise<CommandEnd> {
  // Printed as they come, but not in the way of the next command.
  using interruption = new Interruption();
  const onPhase = (phase: string) => {
    if (phase === 'writing-clock') interruption.writing();
    setImmediate(() => console.error(phase));
  };
  const [result] = await Promise.all([
    withToken(values, {
      use: (channel, signal) => write({ channel, signal, onPhase }),
      isWriting: true,
      ended: interruption.signal,
      refusedBy: (ended) => (ended.outcome === 'failed' && ended.token === null ? ended.problem : null),
      isLostEarly: (ended) =>
        ended.outcome === 'failed' && ended.token === null && ended.problem.code === 'lost-contact',
    }),
    warnAboutClock(),
  ]);
  if (result.outcome !== 'burned') {
    const { serial, model } = result.token ?? {};
    return failureOf(result.problem, result.outcome, { serial, model }, wordsFor(result.problem, values));
  }
  const { token, clockDriftAfterSeconds, note, durationMs } = result;
  const warning = note === null ? null : { code: note.code, ...commandLineWords(note) };
  return {
    json: {
      outcome,
      serial: token.serial,
      model: token.model,
      clockDriftBeforeSeconds: token.clockDriftSeconds,
      clockDriftAfterSeconds,
      durationMs,
      ...(warning === null ? {} : { warning }),
    },
    text: `${warning === null ? '' : `${warning.title} ${warning.action}\n`}${tokenEnglish.done(token.serial, said)}`,
    exitCode: 0,
  };
}
