import type { TokenConfig } from '@token-desk/contract/token/config';
import { choiceOption, type Values } from '../command.ts';

const displayTimeouts = [15, 30, 60, 120] as const;

export const displayOption = { 'display-timeout': { type: 'string' } } as const;
export const settingOptions = {
  algorithm: { type: 'string' },
  step: { type: 'string' },
  ...displayOption,
} as const;

export function displayTimeoutOf(values: Values): TokenConfig['displayTimeoutSeconds'] {
  return choiceOption(values, 'display-timeout', displayTimeouts) ?? 30;
}

/** The settings of the options, those of an ordinary burn where there are none. */
export function configOf(values: Values): TokenConfig {
  return {
    algorithm: choiceOption(values, 'algorithm', ['SHA1', 'SHA256'] as const) ?? 'SHA1',
    stepSeconds: choiceOption(values, 'step', [30, 60] as const) ?? 30,
    displayTimeoutSeconds: displayTimeoutOf(values),
  };
}
