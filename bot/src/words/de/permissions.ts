import type { PermissionWords } from '../permission-words.ts';

export const permissionsDe: PermissionWords = {
  'User.Read.All': {
    why: 'um eine Person zu finden und zu sehen, ob das Konto aktiv und kein Gast ist, wer die Führungskraft ist, welche Lizenz und welche Gruppen es hat',
    without: 'Nichts geht: Niemand wird gefunden, und nichts kann angefragt werden.',
  },
  'Application.Read.All': {
    why: 'um zu lesen, wer welche App-Rolle hat, wozu zugestimmt wurde und wann geheime Clientschlüssel enden',
    without:
      'Der Chat sieht nicht, wer welche Rolle hat: Niemand kann „hier melden“ schreiben, und Karten haben keinen Verweis auf den Tab.',
  },
  'GroupMember.Read.All': {
    why: 'um zu lesen, wer in einer Gruppe ist, die eine App-Rolle hat, wer in einer ist oder eine besitzt, die eine Entra-Rolle haben kann, und wer in einer ist, die von den Richtlinien für SMS und Anrufe genannt wird',
    without:
      'Im Chat zählt eine App-Rolle nur bei denen, die sie selbst bekommen haben, und niemand erfährt, wer bei Microsoft als Administrator gilt. Ob SMS noch für jemanden gelten, ist dort nicht bekannt, wo eine Gruppe entscheidet.',
  },
  'UserAuthMethod-SoftwareOATH.Read.All': {
    why: 'um die Kennungen der Authenticator-Apps einer Person vorher und nachher zu sehen, was beweist, dass Microsoft das Token angenommen hat; ein Geheimnis gibt Graph nie heraus',
    without: 'Die Technik sagt, dass Microsoft das Token angenommen hat, und im Protokoll steht „gesagt“.',
  },
  'UserAuthMethod-HardwareOATH.Read.All': {
    why: 'um zu sehen, dass ein geladenes Token seiner Person zugewiesen und aktiviert ist; ein Geheimnis gibt Graph nie heraus',
    without:
      'Die Technik sagt, dass Microsoft ein geladenes Token angenommen hat, und im Protokoll steht „gesagt“. Keines kann einer Person zum Aktivieren überlassen werden.',
  },
  'UserAuthenticationMethod.Read.All': {
    why: 'um zu sehen, womit sich eine Person heute anmelden kann, und wonach Microsoft zuerst fragt',
    without:
      'Eine Anfrage zeigt nicht, ob Platz für ein weiteres Token ist oder bisher nur ein Telefon da ist, und keinen zweiten Anmeldeweg. Wer ein Token braucht, sagt nur der Bericht.',
  },
  'AuditLog.Read.All': {
    why: 'um zu sehen, ob sich eine Person schon einmal angemeldet und registriert hat, womit sie ihr Kennwort zurücksetzt, in einem Bericht, womit sich viele heute anmelden können, und wer die Anmeldemethoden anderer geändert hat',
    without:
      'Eine Anfrage zeigt nicht, dass jemandem die erste Anmeldung noch bevorsteht oder eine Anmeldung nach dem fragen kann, was das Zurücksetzen eines Kennworts braucht, und viele Personen auf einmal, auch wer ein Token braucht, brauchen mehr Abfragen. Von Änderungen der Technik an Token Desk vorbei erfährt niemand.',
  },
  'Policy.Read.All': {
    why: 'um zu lesen, ob und für wen Token erlaubt sind, Sicherheitsstandards und bedingten Zugriff, welche Hardwaretokens die Organisation hat und für wen MFA eingeschaltet ist',
    without:
      'Niemand erfährt, dass einem Token eine Richtlinie im Weg steht, ob Sicherheitsstandards gelten, für wen MFA noch aus ist oder ob SMS noch für jemanden gelten. Ein Token gilt als geladen, weil es gesagt wird, und im Protokoll steht „gesagt“; was bei Microsoft übrig ist, sagt allein der Bestand. Dass Microsofts Beta anders antwortet, merkt niemand.',
  },
  'RoleManagement.Read.Directory': {
    why: 'um zu lesen, wer welche Entra-Rolle hat, und wo',
    without:
      'Niemand erfährt, dass der Technik die Rolle für eine Person fehlt oder dass die Person Administrator ist. Wo Personen mit einer Rolle eine zweite Person aus der Technik brauchen, brauchen sie alle.',
  },
  'LicenseAssignment.Read.All': {
    why: 'um zu lesen, ob die Organisation Entra ID P1 hat',
    without: 'Die Prüfung der Einrichtung sagt nicht, ob Hardwaretoken verwendet werden können.',
  },
  'User.Read': {
    why: 'um sich im Tab anzumelden',
    without: 'Der Tab kann niemanden anmelden.',
  },
  'UserAuthMethod-SoftwareOATH.ReadWrite.All': {
    why: 'um die Methode eines Tokens bei Microsoft mit den eigenen Rechten der Technik zu entfernen, die dafür die Entra-Rolle Authentifizierungsadministrator braucht',
    without: 'Die Technik entfernt sie auf der Seite von Microsoft, auf die der Tab verweist.',
  },
  'UserAuthMethod-HardwareOATH.ReadWrite.All': {
    why: 'um einer Person mit den eigenen Rechten der Technik, die dafür die Entra-Rolle Authentifizierungsadministrator braucht, ein geladenes Token zu geben, es zu aktivieren und es zurückzunehmen',
    without:
      'Geladene Tokens lassen sich nicht aus dem Tab ausgeben; ein Token als Authenticator-App zu registrieren geht weiter.',
  },
  'User.RevokeSessions.All': {
    why: 'um mit den eigenen Rechten der Technik, die dafür die Entra-Rolle Authentifizierungsadministrator braucht, die offenen Anmeldungen der Person zu beenden, die ein Token verloren hat',
    without:
      'Offene Anmeldungen werden im Entra Admin Center beendet. Die Methode des verlorenen Tokens wird trotzdem entfernt.',
  },
  'Policy.ReadWrite.AuthenticationMethod': {
    why: 'um das Gerät eines Tokens, das geladen wird, mit den eigenen Rechten der Lagerverwaltung anzulegen und zu löschen und um mit denen der Administration MFA für eine Person einzuschalten; beide brauchen dafür die Entra-Rolle Authentifizierungsrichtlinienadministrator. Sonst geschieht nichts, was sie erlaubt',
    without:
      'Tokens lassen sich nicht aus dem Tab laden; was schon geladen ist, lässt sich ausgeben. MFA wird im Entra Admin Center eingeschaltet.',
  },
};
