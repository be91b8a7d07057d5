import type { FirstSignInStrings } from '../en/first-sign-in.ts';

export const firstSignInGerman: FirstSignInStrings = {
  title: 'Die erste Anmeldung, hier am Schalter',
  mayBe: 'Wenn dies die erste Anmeldung ist oder das Passwort nicht bekannt ist',
  active: (serial) => `Token ${serial} ist bei Microsoft aktiv. Das kommt zuerst und ist getan.`,
  accepted: (serial) =>
    `Token ${serial} ist als von Microsoft angenommen eingetragen. Dass es dort jetzt aktiv ist, ist nicht zu sehen.`,
  password: 'Jetzt das Passwort, durch wen es hier vergeben wird. Die Person bekommt ein erstes.',
  signIn:
    'Die Person meldet sich hier an: Name, Passwort, der Code, den das Token zeigt, und ein neues Passwort, wo Microsoft danach fragt. Fragt Microsoft nach keinem Code, wird MFA von ihr noch nicht verlangt, und das Token wurde nicht erprobt.',
  passLeft:
    'Bei Microsoft gibt es einen befristeten Zugriffspass. Löschen Sie ihn vor der Anmeldung: Microsoft fragt zuerst nach ihm, und das Token würde nicht erprobt.',
  passOver:
    'Bei Microsoft steht noch ein befristeter Zugriffspass, der verbraucht oder abgelaufen ist. Mit ihm kommt niemand mehr hinein, also steht er nichts im Weg; die Administration kann ihn löschen.',
  passLink: 'Anmeldemethoden dieser Person im Entra Admin Center',
  passLook: 'Er ist gelöscht: noch einmal nachsehen',
  passOnly:
    'Ein befristeter Zugriffspass ist für den Fall, dass Microsoft das Token ablehnt. Die Administration erstellt ihn bei Microsoft; bevor das Token wieder erprobt wird, ist er gelöscht.',
  done: 'Anmeldung mit dem Token gesehen',
  yourWord:
    'Das steht als Ihr Wort im Protokoll: Was bei der Anmeldung getippt wurde, wird bei Microsoft nicht gelesen.',
  notDone: 'Nicht versucht',
  why: 'Warum nicht?',
  fact: 'Erste Anmeldung',
  states: { done: 'mit dem Token, nach dem Wort derer am Schalter', 'not-done': 'nicht versucht' },
};
