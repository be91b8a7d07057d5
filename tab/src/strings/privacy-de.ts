import type { privacyEnglish } from './privacy-en.ts';

export const privacyGerman: typeof privacyEnglish = {
  title: 'Datenschutz',
  text: 'Was Token Desk über Menschen aufhebt, und bis wann. Gelöscht wird von selbst.',
  class: 'Was',
  kept: 'Aufgehoben',
  rows: 'Jetzt',
  next: 'Nächste Löschung',
  days: (n) =>
    n === 1 ? '1 Tag' : n % 365 === 0 ? (n === 365 ? '1 Jahr' : `${n / 365} Jahre`) : `${n} Tage`,
  underDay: 'Minuten',
  forGood: 'auf Dauer',
  none: 'nichts zu löschen',
  classes: {
    'free-text': 'Notizen und freier Text in Anfragen',
    'health-reason': 'Gründe, die die Gesundheit berühren',
    'closed-requests': 'Abgeschlossene Anfragen',
    'sealed-secrets': 'Versiegelte Geheimnisse auf dem Weg zu einem Platz',
    audit: 'Protokoll',
    custody: 'Wer welches Token hatte',
    'chat-references': 'Wohin im Chat geschrieben wird',
  },
  why: {
    'free-text': 'Lesen nur, wer genehmigt oder prüft.',
    'health-reason': 'Lesen nur, wer genehmigt oder prüft.',
    'closed-requests': 'Wer fragte, für wen, und welches Token.',
    'sealed-secrets': 'Öffnen kann sie nur der eine Platz, und nur bis die Prüfung vorbei ist.',
    audit:
      'Wer was tat, mit den Namen, wer anrief und wer bürgte. Ohne Notizen, ohne Codes, ohne Geheimnisse.',
    custody: 'Jede Hand, durch die ein Token ging, und Notizen zum Token, die auch die Technik liest.',
    'chat-references': 'Damit eine Nachricht in ihren Chat oder Kanal findet.',
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
    'An jedem Platz 30 Tage: welches Token er für wen beschrieb, im Auftrag welcher Technikerin oder welches Technikers, und wie es ausging. Keine Geheimnisse.',
    'In den Protokolldateien von Platz und Server: Vorgänge mit Kennungen und Seriennummern, so lange, wie sie dort aufbewahrt werden.',
    'In Teams: Karten und Nachrichten in Chats und Kanälen, so lange, wie Ihre Organisation sie behält.',
    'Bei Microsoft: die Anmeldemethoden jeder Person.',
  ],
  noRole: 'Diese Seite sehen Auditorinnen, Auditoren und die Administration.',
};
