import * as z from 'zod/mini';
import type { Request } from './request.ts';

/** Where a technician is with a claimed request; derived from what is recorded, never stored. */
export const wizardSteps = ['person', 'secret', 'token', 'burn', 'check', 'finish', 'hand-over'] as const;
export const wizardStep = z.enum(wizardSteps);
export type WizardStep = (typeof wizardSteps)[number];

/** The step a claimed request is at, from what is recorded about it. */
export function stepOf(request: Request): WizardStep | null {
  switch (request.state) {
    case 'in_progress':
      if (request.identityCheck === null) return 'person';
      if (request.token?.loaded === true) return 'finish';
      return request.openJobId === null ? 'secret' : 'burn';
    case 'burned':
      return 'check';
    case 'checked':
      return 'finish';
    case 'bound':
      return 'hand-over';
    default:
      return null;
  }
}
