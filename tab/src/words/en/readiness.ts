import type { ReadinessCheck } from '@token-desk/contract/entra/readiness';

type Checks = Readonly<
  Record<
    ReadinessCheck,
    {
      /** What it is, where it is in order or not known. */
      readonly name: string;
      /** Must be mended first: what, and who can. */
      readonly missing?: (names: string) => string;
      readonly note?: (names: string) => string;
    }
  >
>;

/** Whether a person can be given a token, as far as Microsoft tells. */
export const readinessEnglish = {
  title: 'At Microsoft',
  firstMend: 'To be mended at Microsoft first',
  asking: 'Asking Microsoft …',
  beside: 'Also worth knowing at Microsoft',
  /** By way: what the token would become. */
  allWell: {
    A: 'Nothing at Microsoft stands in the way of registering the token as an authenticator app.',
    B: 'At Microsoft nothing about this person stands in the way of a hardware token.',
  },
  as: { A: 'As an authenticator app:', B: 'As a hardware token:' },
  /** A policy by its name. */
  quoted: (name: string) => `“${name}”`,
  inOrder: (names: string) => `In order: ${names}.`,
  states: { missing: 'Missing', note: 'Note', unknown: 'Not known' },
  /** One or more permissions, each of which is enough. */
  notAllowed: (permissions: string) =>
    `The server may not read it. An administrator gives it ${permissions}.`,
  notTold: 'Microsoft does not tell, or did not answer.',
  checks: {
    account: {
      name: 'account',
      missing: () => 'The account is disabled. An administrator of the directory enables it.',
    },
    guest: {
      name: 'member of this organisation',
      missing: () => 'The account is a guest’s. Guests register where they are at home.',
    },
    password: {
      name: 'password',
      missing: () =>
        'The next sign-in asks for a new password. Let the person sign in and choose one first; who does not know the password has it reset by whoever does that here.',
      note: () => 'The next sign-in asks for a new password. The token can be registered before that.',
    },
    'first-sign-in': {
      name: 'has signed in before',
      missing: (names: string) =>
        `Never signed in, and the page where a token is registered is guarded by ${names}. An administrator lets this person in there first.`,
      note: () => 'Never signed in yet: plan some minutes for the first sign-in.',
    },
    licence: {
      name: 'licence (Entra ID P1)',
      missing: () =>
        'The account has no Entra ID P1, which hardware tokens need. An administrator assigns it.',
    },
    beta: {
      name: 'Microsoft’s beta',
      missing: () =>
        'Microsoft answers about hardware tokens in a way that Token Desk does not know. An administrator sees under Set-up what changed.',
    },
    'method-allowed': {
      name: 'allowed by the policy',
      missing: () =>
        'The policy for authentication methods does not allow it for this person. An Authentication Policy Administrator includes them.',
    },
    room: {
      name: 'room for one more',
      missing: () =>
        'Five authenticator apps and tokens are registered, which is Microsoft’s most. The person, or an Authentication Administrator, removes one.',
    },
    privileged: {
      name: 'no administrator',
      note: () =>
        'Holds an administrator’s role, or could: only a Privileged Authentication Administrator may change how they sign in.',
    },
    'your-role': {
      name: 'your own role',
      missing: () =>
        'Your account may not change how this person signs in. That takes the role Authentication Administrator where they are, or Privileged Authentication Administrator for administrators.',
    },
    strength: {
      name: 'authentication strength',
      note: (names: string) =>
        `A stronger way to sign in than a token gives is asked for by ${names}. What that guards stays closed to the token.`,
    },
    registration: {
      name: 'page for registering',
      note: (names: string) =>
        `The page where the token is registered is guarded by ${names}. Do it from where that lets people in.`,
    },
    reset: {
      name: 'self-service reset',
      note: () =>
        'Has not registered what resetting the password oneself takes. Whether the next sign-in asks for that, Microsoft does not tell: plan some minutes, and let the person choose the token or a second way there.',
    },
    'old-policy': {
      name: 'policies moved',
      note: () =>
        'The old policies for sign-in methods are not moved yet and may still count. Microsoft does not tell what they say.',
    },
    'default-method': {
      name: 'what is asked for first',
      note: () =>
        'A phone is asked for first. After the token is registered, the person chooses its code as the default.',
    },
    'only-phone': {
      name: 'more than a phone',
      note: () =>
        'A phone is the only second way today. Microsoft ends its own codes by text message and call on 1 February 2027.',
    },
  } satisfies Checks as Checks,
};
