import type { WizardStep } from '../../wizard-step.ts';

/** The steps at the desk. */
export const stepsEn: Readonly<Record<WizardStep, string>> = {
  person: 'Person',
  secret: 'Secret',
  token: 'Token',
  burn: 'Burn',
  check: 'Check',
  finish: 'Finish at Microsoft',
  'hand-over': 'Hand over',
};
