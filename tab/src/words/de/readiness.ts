import type { readinessEnglish } from '../en/readiness.ts';

export const readinessGerman: typeof readinessEnglish = {
  title: 'Bei Microsoft',
  firstMend: 'Zuerst bei Microsoft in Ordnung zu bringen',
  asking: 'Microsoft wird gefragt …',
  beside: 'Bei Microsoft außerdem wissenswert',
  allWell: {
    A: 'Bei Microsoft steht nichts im Weg, das Token als Authenticator-App zu registrieren.',
    B: 'Bei Microsoft steht bei dieser Person nichts einem Hardwaretoken im Weg.',
  },
  as: { A: 'Als Authenticator-App:', B: 'Als Hardwaretoken:' },
  quoted: (name: string) => `„${name}“`,
  inOrder: (names: string) => `In Ordnung: ${names}.`,
  states: { missing: 'Fehlt', note: 'Hinweis', unknown: 'Nicht bekannt' },
  notAllowed: (permissions: string) =>
    `Der Server darf es nicht lesen. Ein Administrator gibt ihm ${permissions}.`,
  notTold: 'Microsoft sagt es nicht oder hat nicht geantwortet.',
  checks: {
    account: {
      name: 'Konto',
      missing: () => 'Das Konto ist deaktiviert. Ein Administrator des Verzeichnisses aktiviert es.',
    },
    guest: {
      name: 'Mitglied dieser Organisation',
      missing: () => 'Das Konto ist das eines Gastes. Gäste registrieren sich dort, wo sie zu Hause sind.',
    },
    password: {
      name: 'Kennwort',
      missing: () =>
        'Die nächste Anmeldung verlangt ein neues Kennwort. Lassen Sie die Person sich zuerst anmelden und eines wählen; wer das Kennwort nicht kennt, bekommt es von der Stelle zurückgesetzt, die das hier tut.',
      note: () =>
        'Die nächste Anmeldung verlangt ein neues Kennwort. Das Token kann vorher registriert werden.',
    },
    'first-sign-in': {
      name: 'schon einmal angemeldet',
      missing: (names: string) =>
        `Noch nie angemeldet, und die Seite, auf der ein Token registriert wird, ist geschützt durch ${names}. Ein Administrator lässt diese Person dort zuerst hinein.`,
      note: () => 'Noch nie angemeldet: Planen Sie einige Minuten für die erste Anmeldung ein.',
    },
    licence: {
      name: 'Lizenz (Entra ID P1)',
      missing: () =>
        'Das Konto hat kein Entra ID P1, das Hardwaretoken brauchen. Ein Administrator weist es zu.',
    },
    beta: {
      name: 'Microsofts Beta',
      missing: () =>
        'Microsoft antwortet zu Hardwaretoken anders, als Token Desk es kennt. Unter Einrichtung sieht die Administration, was sich geändert hat.',
    },
    'method-allowed': {
      name: 'von der Richtlinie erlaubt',
      missing: () =>
        'Die Richtlinie für Authentifizierungsmethoden erlaubt es für diese Person nicht. Ein Authentifizierungsrichtlinien-Administrator nimmt sie auf.',
    },
    room: {
      name: 'Platz für eines mehr',
      missing: () =>
        'Fünf Authenticator-Apps und Token sind registriert, mehr lässt Microsoft nicht zu. Die Person oder ein Authentifizierungsadministrator entfernt eines.',
    },
    privileged: {
      name: 'kein Administrator',
      note: () =>
        'Hat eine Administratorrolle oder könnte sie haben: Nur ein privilegierter Authentifizierungsadministrator darf ändern, wie sich diese Person anmeldet.',
    },
    'your-role': {
      name: 'Ihre eigene Rolle',
      missing: () =>
        'Ihr Konto darf nicht ändern, wie sich diese Person anmeldet. Dafür braucht es die Rolle Authentifizierungsadministrator dort, wo die Person ist, oder für Administratoren die Rolle privilegierter Authentifizierungsadministrator.',
    },
    strength: {
      name: 'Authentifizierungsstärke',
      note: (names: string) =>
        `Eine stärkere Anmeldung, als ein Token sie gibt, wird verlangt von ${names}. Was damit geschützt ist, bleibt dem Token verschlossen.`,
    },
    registration: {
      name: 'Seite zum Registrieren',
      note: (names: string) =>
        `Die Seite, auf der das Token registriert wird, ist geschützt durch ${names}. Tun Sie es von dort, wo man damit hineinkommt.`,
    },
    reset: {
      name: 'Kennwort selbst zurücksetzen',
      note: () =>
        'Hat nicht registriert, was es braucht, um das Kennwort selbst zurückzusetzen. Ob die nächste Anmeldung danach fragt, sagt Microsoft nicht: Planen Sie einige Minuten ein, und lassen Sie die Person dort das Token oder einen zweiten Weg wählen.',
    },
    'old-policy': {
      name: 'Richtlinien umgezogen',
      note: () =>
        'Die alten Richtlinien für Anmeldemethoden sind noch nicht umgezogen und gelten vielleicht noch. Microsoft sagt nicht, was darin steht.',
    },
    'default-method': {
      name: 'wonach zuerst gefragt wird',
      note: () =>
        'Zuerst wird nach einem Telefon gefragt. Nachdem das Token registriert ist, wählt die Person dessen Code als Standard.',
    },
    'only-phone': {
      name: 'mehr als ein Telefon',
      note: () =>
        'Ein Telefon ist heute der einzige zweite Weg. Microsoft beendet seine eigenen Codes per SMS und Anruf am 1. Februar 2027.',
    },
  },
};
