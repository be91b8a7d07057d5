import type { setUpEnglish } from '../en/set-up.ts';
import { counted } from './numbers.ts';

export const setUpGerman: typeof setUpEnglish = {
  language: 'de',
  title: 'Einrichtung bei Microsoft',
  text: 'Wovon Tokens bei Microsoft abhängen, höchstens eine Minute alt. Vom Nachsehen ändert sich nichts.',
  noRole: 'Was dem Mandanten fehlt, sieht hier die Administration.',
  asking: 'Microsoft wird gefragt …',
  askAgain: 'Noch einmal fragen',
  allWell: 'Es ist nichts zu tun.',
  toDo: (n) => counted(n, { one: '# Sache ist zu tun', other: '# Sachen sind zu tun' }),
  mustDo: 'Zu tun',
  note: 'Hinweis',
  who: (role) => `Wer das kann: ${role}`,
  inOrder: (n) => `In Ordnung (${n})`,
  ownRoles: 'Ihre Rollen bei Microsoft',
  consents: {
    title: 'Was Sie Token Desk bei Microsoft erlauben',
    asking: 'Microsoft wird für Sie gefragt, ohne Fenster …',
    given: (permission) => `Microsoft gibt ${permission} für Sie.`,
    asks: (permission) => `Microsoft gibt ${permission} für Sie nicht ohne Rückfrage.`,
    unknown: (permission) => `Nicht bekannt, ob Microsoft ${permission} für Sie gibt: keine Antwort.`,
    stops: (what) => `Bis dahin: ${what} Alles, was es nicht braucht, geht weiter.`,
    without: {
      'UserAuthMethod-SoftwareOATH.ReadWrite.All':
        'Die Authenticator-App einer Person entfernen Sie auf Microsofts Seite, nicht hier.',
      'UserAuthMethod-HardwareOATH.ReadWrite.All':
        'Geladene Tokens können Sie nicht ausgeben und keines zurücknehmen.',
      'User.RevokeSessions.All':
        'Offene Anmeldungen der Person, die ein Token verloren hat, beenden Sie im Entra Admin Center.',
      'Policy.ReadWrite.AuthenticationMethod':
        'Tokens können Sie nicht laden, und hier für niemanden MFA einschalten.',
    },
    agree: (permission) => `Microsoft soll mich nach ${permission} fragen`,
    note: 'Fragt Microsofts Fenster nach der Administration, stimmt diese einmal für alle zu.',
  },
};
