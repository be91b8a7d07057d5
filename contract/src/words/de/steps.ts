import type { WizardStep } from '../../wizard-step.ts';

export const stepsDe: Readonly<Record<WizardStep, string>> = {
  person: 'Person',
  secret: 'Geheimnis',
  token: 'Token',
  burn: 'Beschreiben',
  check: 'Prüfen',
  finish: 'Bei Microsoft abschließen',
  'hand-over': 'Übergeben',
};
