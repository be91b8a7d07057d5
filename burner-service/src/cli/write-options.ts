import { describeProblem } from '@token-desk/contract/problem';
import type { TokenConfig } from '@token-desk/contract/token-config';
import type { Burned } from '../burn.ts';
import { type CommandEnd, choiceOption, type Values } from './command.ts';

export const settingOptions = {
  algorithm: { type: 'string' },
  step: { type: 'string' },
  'display-timeout': { type: 'string' },
} as const;

export const writeOptions = {
  serial: { type: 'string' },
  'allow-unknown-model': { type: 'boolean' },
  unrecorded: { type: 'boolean' },
} as const;

/** The settings of the options, those of an ordinary burn where there are none. */
export function configOf(values: Values): TokenConfig {
  return {
    algorithm: choiceOption(values, 'algorithm', ['SHA1', 'SHA256'] as const) ?? 'SHA1',
    stepSeconds: choiceOption(values, 'step', [30, 60] as const) ?? 30,
    displayTimeoutSeconds: choiceOption(values, 'display-timeout', [15, 30, 60, 120] as const) ?? 30,
  };
}

type Written = Pick<Burned, 'token' | 'clockDriftAfterSeconds' | 'note' | 'durationMs'>;

export function writtenEnd(outcome: 'blanked' | 'synced', written: Written, said: string): CommandEnd {
  const { token, clockDriftAfterSeconds, note, durationMs } = written;
  const warning = note === null ? null : { code: note.code, ...describeProblem(note) };
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
    text: `Token ${token.serial} ${said}.${warning === null ? '' : ` ${warning.title}`}`,
    exitCode: 0,
  };
}
