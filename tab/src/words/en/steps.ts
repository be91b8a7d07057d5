import type { CallIdentityKind, CaptureKind, IdentityCheckKind } from '@token-desk/contract/request';
import type { WizardStep } from '@token-desk/contract/wizard-step';

/** The steps of the wizard, and the kinds it records. */
export const stepsEnglish = {
  identities: {
    'badge-photo': 'Badge with photo',
    'picture-id': 'Picture ID',
    vouched: 'Somebody vouches',
    video: 'Video call',
    'call-back': 'Called back at the directory’s number',
  } satisfies Record<CallIdentityKind, string> as Record<CallIdentityKind, string>,
  identityHints: {
    'badge-photo': 'the face fits the photo and the name',
    'picture-id': 'looked at, nothing copied',
    vouched: 'a colleague you know says so',
    video: 'you see the person and the ID',
  } satisfies Record<IdentityCheckKind, string> as Record<IdentityCheckKind, string>,
  captures: {
    'paste-text': 'pasted text',
    'paste-image': 'pasted picture',
    'drop-image': 'dropped picture',
    file: 'picture file',
    screen: 'screen',
    camera: 'camera',
    'typed-key': 'typed key',
  } satisfies Record<CaptureKind, string> as Record<CaptureKind, string>,
  stepHints: {
    person: () => 'who is in front of you',
    secret: (given: string) => `from ${given}’s Microsoft page`,
    token: () => 'switch on, put on the reader',
    burn: () => 'about one second',
    check: () => 'type what it shows',
    finish: (given: string) => `the code, on ${given}’s page`,
    'hand-over': () => '',
  } satisfies Record<WizardStep, (given: string) => string> as Record<WizardStep, (given: string) => string>,
  stepper: {
    label: 'Steps',
    progress: (n: number, of: number, name: string) => `Step ${n} of ${of}: ${name}`,
    done: 'done',
    clockWas: (drift: string) => `clock was ${drift}, now right`,
    clockUntouched: 'clock was right',
    matched: 'the code matched',
    notChecked: 'not checked by the desk',
    seen: 'seen by the desk',
    said: 'said by the technician',
    accountNotSeen: 'account not seen',
  },
};

export type StepsStrings = typeof stepsEnglish;
