import { randomInt } from 'node:crypto';
import { type EntraStore, maxMethodsPerPerson } from '../store.ts';
import { acceptedStep } from './oath.ts';

/** Where the person is in “Add sign-in method”. A secret exists from `scan` to `code` only. */
export type Wizard =
  | { readonly stage: 'choose' | 'start' | 'setup' | 'setup-push' | 'done' | 'timed-out' | 'too-many' }
  | { readonly stage: 'scan-push' | 'try-push'; readonly activationCode: string; readonly isManual: boolean }
  | {
      readonly stage: 'scan' | 'code';
      readonly secret: Uint8Array;
      readonly shownAt: number;
      readonly isManual: boolean;
      readonly wasWrong: boolean;
    };

export type WizardAction =
  | 'add'
  | 'choose'
  | 'different'
  | 'next'
  | 'back'
  | 'manual'
  | 'restart'
  | 'time-out';

export type WizardRules = {
  readonly store: EntraStore;
  readonly clock: () => number;
  readonly randomBytes: (sizeBytes: number) => Uint8Array;
  readonly windowSteps: number;
  readonly timeoutMs: number;
};

const secretBytes = 10; // 16 base32 characters, as in every QR seen of this page

const wipe = (wizard: Wizard | null): void => {
  if (wizard && 'secret' in wizard) wizard.secret.fill(0);
};

/** Ends a pass: whatever secret it had is gone, and its QR with it. */
export const discard = (wizard: Wizard | null): null => {
  wipe(wizard);
  return null;
};

export const timeOut = (wizard: Wizard | null): Wizard | null => {
  if (!wizard || wizard.stage === 'done' || wizard.stage === 'too-many') return wizard;
  wipe(wizard);
  return { stage: 'timed-out' };
};

/** The wizard as it is now: one that showed its QR too long ago has timed out. */
export const current = (wizard: Wizard | null, { clock, timeoutMs }: WizardRules): Wizard | null =>
  wizard && 'shownAt' in wizard && clock() - wizard.shownAt >= timeoutMs ? timeOut(wizard) : wizard;

const goNext = (wizard: Wizard, personId: string, code: string, rules: WizardRules): Wizard => {
  switch (wizard.stage) {
    case 'start':
      return { stage: 'setup-push' };
    case 'setup-push':
      return {
        stage: 'scan-push',
        activationCode: String(randomInt(100_000_000, 1_000_000_000)),
        isManual: false,
      };
    case 'scan-push':
      return { ...wizard, stage: 'try-push' };
    case 'setup': // every pass has a new secret
      return {
        stage: 'scan',
        secret: rules.randomBytes(secretBytes),
        shownAt: rules.clock(),
        isManual: false,
        wasWrong: false,
      };
    case 'scan':
      return { ...wizard, stage: 'code', wasWrong: false };
    case 'code':
      return checkCode(wizard, personId, code, rules);
    default:
      return wizard;
  }
};

const checkCode = (
  wizard: Extract<Wizard, { stage: 'scan' | 'code' }>,
  personId: string,
  typed: string,
  rules: WizardRules,
): Wizard => {
  const { store, windowSteps } = rules;
  const nowMs = rules.clock();
  const step = acceptedStep(wizard.secret, typed.replace(/\s/g, ''), { nowMs, windowSteps, after: -1 });
  if (step === null) return { ...wizard, wasWrong: true };
  if (store.oathCountOf(personId) >= maxMethodsPerPerson) return timeOut(wizard) ?? { stage: 'timed-out' };
  store.add(personId, wizard.secret, { createdAt: nowMs, lastStep: step }); // that code is used up now
  wipe(wizard);
  return { stage: 'done' };
};

const goBack = (wizard: Wizard): Wizard | null => {
  switch (wizard.stage) {
    case 'start':
      return { stage: 'choose' };
    case 'setup':
    case 'setup-push':
      return { stage: 'start' };
    case 'scan-push':
    case 'try-push':
      return { stage: 'setup-push' };
    case 'scan':
    case 'code':
      wipe(wizard);
      return { stage: 'setup' };
    default:
      return null;
  }
};

/** One press on the page. Actions that its stage does not offer change nothing. */
export const advance = (
  wizard: Wizard | null,
  press: { readonly personId: string; readonly action: WizardAction; readonly code: string },
  rules: WizardRules,
): Wizard | null => {
  const { action, personId } = press;
  if (action === 'add' || action === 'restart') {
    wipe(wizard);
    return { stage: rules.store.oathCountOf(personId) >= maxMethodsPerPerson ? 'too-many' : 'choose' };
  }
  if (!wizard) return null;
  if (action === 'time-out') return timeOut(wizard);
  if (action === 'choose' && wizard.stage === 'choose') return { stage: 'start' };
  if (action === 'different' && wizard.stage === 'start') return { stage: 'setup' };
  if (action === 'manual' && (wizard.stage === 'scan' || wizard.stage === 'scan-push'))
    return { ...wizard, isManual: true };
  if (action === 'next') return goNext(wizard, personId, press.code, rules);
  if (action === 'back') return goBack(wizard);
  return wizard;
};
