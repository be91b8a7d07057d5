/** Somebody who cannot sign in yet: the token comes first, then the password, then a sign-in at the desk. */
export const firstSignInEnglish = {
  title: 'The first sign-in, here at the desk',
  mayBe: 'If this is a first sign-in, or the password is not known',
  active: (serial: string) => `Token ${serial} is active at Microsoft. That comes first, and is done.`,
  accepted: (serial: string) =>
    `Token ${serial} is recorded as accepted by Microsoft. That it is active there now is not seen.`,
  password: 'Now the password, by whoever does that here. The person is given a first one.',
  signIn:
    'The person signs in here: name, password, the code that the token shows, and a new password where Microsoft asks for one. Where Microsoft asks for no code, MFA is not asked of them yet, and the token was not tried.',
  passLeft:
    'There is a temporary access pass at Microsoft. Delete it before the person signs in: Microsoft asks for it first, and the token would not be tried.',
  passOver:
    'A temporary access pass that is used up or expired is still listed at Microsoft. Nobody gets in with it, so it is in nothing’s way; an administrator can delete it.',
  passLink: 'Sign-in methods of this person in the Entra admin center',
  passLook: 'It is deleted: look again',
  passOnly:
    'A temporary access pass is for when Microsoft refuses the token. An administrator makes it at Microsoft; it is deleted before the token is tried again.',
  done: 'They signed in with the token',
  yourWord: 'That is recorded as your word: what was typed at the sign-in is not read at Microsoft.',
  notDone: 'Not tried',
  why: 'Why not?',
  fact: 'First sign-in',
  states: { done: 'with the token, by the word of who was at the desk', 'not-done': 'not tried' },
};

export type FirstSignInStrings = typeof firstSignInEnglish;
