import { detailWordsDe } from '@token-desk/contract/words/de/detail';
import type { privacyEnglish } from '../en/privacy.ts';
import { amount } from './numbers.ts';

export const privacyGerman: typeof privacyEnglish = {
  title: 'Datenschutz',
  text: 'Was Token Desk über Menschen aufhebt, und bis wann. Gelöscht wird von selbst.',
  class: 'Was',
  kept: 'Aufgehoben',
  rows: 'Jetzt',
  next: 'Nächste Löschung',
  readers: 'Wer es liest',
  nobody: 'niemand, auf keiner Seite',
  where: (tables) => `Datenbank, in ${tables}`,
  roles: detailWordsDe.roles,
  print: 'Drucken',
  sheet:
    'Erstellt aus den Rechten und Tabellen, mit denen dieser Server arbeitet. Wer angefragt hat, liest außerdem die eigenen Anfragen. Was fällig ist, löscht der Server selbst aus seiner Datenbank: einmal am Tag, was nur Minuten bleibt öfter. Kopien der Datenbank enden, wenn sie dort gelöscht werden, wo sie liegen.',
  days: (n) => (n % 365 === 0 ? amount(n / 365, 'year') : amount(n, 'day')),
  underDay: 'Minuten',
  forGood: 'auf Dauer',
  none: 'nichts zu löschen',
  classes: {
    'free-text': 'Notizen, freier Text und genannte Namen',
    'health-reason': 'Vertrauliche Gründe',
    'closed-requests': 'Anfragen, auch offene',
    'sealed-secrets': 'Versiegelte Geheimnisse auf dem Weg zu einem Platz',
    audit: 'Protokoll',
    custody: 'Wer welches Token hatte',
    'chat-references': 'Welche Chat-Nachricht eine Anfrage zeigt',
    chats: 'Wohin im Chat geschrieben wird',
    notices: 'Nachrichten, und was aus ihnen wurde',
    drafts: 'Im Chat begonnene, nicht abgeschickte Formulare',
    joiners: 'Menschen ohne Konto, für die ein Token angefragt wurde',
    tasks: 'Was bei verlorenen Token zu tun war',
    'token-jobs': 'Arbeit an Plätzen, die zu keiner Anfrage gehört',
    'token-holders': 'Wessen Token es ist oder war',
    'pairing-codes': 'Codes zum Koppeln von Plätzen',
    counts: 'Zähler dessen, was jemand verbraucht hat',
    desks: 'Plätze und ihre Schlüssel',
    settings: 'Die Regeln der Organisation; Arten von Token, nach denen gefragt wurde und die erlaubt sind',
    'need-days': 'Wie viele Menschen einen Token brauchen, nach Tagen',
  },
  why: {
    'free-text':
      'Wer anrief, wer bürgte, Notizen und Gründe in eigenen Worten; auch Notizen zu Token. Gezählt ab der letzten Änderung, in welchem Zustand die Anfrage auch ist.',
    'health-reason':
      'Lesen nur, wer genehmigt oder prüft. Gezählt ab der letzten Änderung, in welchem Zustand die Anfrage auch ist.',
    'closed-requests':
      'Wer fragte, für wen, und welches Token. Gezählt ab der letzten Änderung, in jedem Zustand.',
    'sealed-secrets': 'Öffnen kann sie nur der eine Platz, und nur bis die Prüfung vorbei ist.',
    audit:
      'Wer was tat. Ohne Notizen, ohne Codes, ohne Geheimnisse; ältere Zeilen nennen, wer anrief und wer bürgte.',
    custody: 'Jede Hand, durch die ein Token ging; die letzte bleibt, solange jemand das Token hat.',
    'chat-references': 'Damit eine Karte dort aktuell bleibt, wohin sie ging.',
    chats:
      'Damit eine Nachricht ihren Menschen findet; solange er schreibt oder sich eine Anfrage von ihm bewegt.',
    notices:
      'Welche Nachricht, für wen, ob sie zugestellt wurde, und wer es denen sagte, die keine erreichte. Damit niemand nichts erfährt.',
    drafts:
      'Damit ein Formular so wieder da ist, wie es verlassen wurde, nur für die Person, die es begann. Abgeschickt oder abgebrochen, geht es sofort.',
    joiners: 'Name, erster Tag und die erwartete Adresse oder Personalnummer, bis das Konto da ist.',
    tasks:
      'Token, wer ihn trug, wann es gemeldet wurde, wer davon erfuhr, wer es wann getan hat. Was noch wartet, bleibt, bis es getan ist.',
    'token-jobs':
      'Welches Token gelesen, geleert oder gestellt wurde, an welchem Platz, von wem aus der Technik.',
    'token-holders': 'Solange es jemand trägt; dann gezählt ab seiner letzten Änderung.',
    'pairing-codes': 'Wer einen machte, zehn Minuten lang.',
    counts:
      'Damit niemand verbraucht, was allen gehört: eine Kennung oder Adresse und eine Zeit, höchstens einen Tag.',
    desks: 'Ihre Namen und öffentlichen Schlüssel, mit denen signierte Belege geprüft werden.',
    settings: 'Wer aus der Technik nach einer Art fragte, und wer sie erlaubte.',
    'need-days': 'Zahlen für das Diagramm; keine Namen.',
  },
  neverTitle: 'Nie aufgehoben',
  never: [
    'Geheimnisse im Klartext, QR-Codes und Bilder',
    'Codes, die jemand tippte',
    'Nummern von Ausweisen: nur die Art der Prüfung',
    'Zahlen je Technikerin oder Techniker',
  ],
  elsewhereTitle: 'Anderswo aufbewahrt',
  elsewhere: [
    'An jedem Platz: was er für wen und in wessen Auftrag schreibt, bis der Server seinen signierten Beleg hat; dann 30 Tage die Kennungen und wie es ausging. Keine Geheimnisse.',
    'In den Protokolldateien von Platz und Server: Vorgänge mit Kennungen und Seriennummern, so lange, wie sie dort aufbewahrt werden.',
    'In Teams: Karten und Nachrichten in Chats und Kanälen, so lange, wie Ihre Organisation sie behält.',
    'Bei Microsoft: die Anmeldemethoden jeder Person.',
  ],
  noRole: 'Diese Seite sehen Auditorinnen, Auditoren und die Administration.',
};
