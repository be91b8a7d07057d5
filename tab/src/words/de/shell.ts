import type { ShellStrings } from '../en/shell.ts';

export const shellGerman: ShellStrings = {
  time: {
    today: 'heute',
    yesterday: 'gestern',
    tomorrow: 'morgen',
    justNow: 'gerade eben',
    secondsAgo: (n) => `vor ${n} s`,
    minutesAgo: (n) => `vor ${n} min`,
    overdueSince: (day) => `überfällig, ${day}`,
    seconds: (n) => `${n} s`,
    minutes: (n) => `${n} min`,
    fast: (size) => `geht ${size} vor`,
    slow: (size) => `geht ${size} nach`,
    clockRight: 'richtig',
  },
  nav: {
    queue: 'Warteschlange',
    tokens: 'Tokens',
    load: 'Laden',
    enforce: 'MFA einschalten',
    burners: 'Plätze',
    audit: 'Protokoll',
    reports: 'Berichte',
    privacy: 'Datenschutz',
    needs: 'Bedarf',
    setUp: 'Einrichtung',
    label: 'Seiten',
  },
  shell: {
    loading: 'Einen Moment …',
    notHostedTitle: 'Öffnen Sie Token Desk in Teams',
    notHostedText:
      'Diese Seite arbeitet in Microsoft Teams, denn dort weiß sie, wer Sie sind. Öffnen Sie Teams und wählen Sie links Token Desk.',
    deskReady: (desk) => `${desk} · Leser bereit`,
    deskNoReader: (desk) => `${desk} · kein Leser`,
    deskOffline: (desk) => `${desk} · nicht verbunden`,
    noDesk: 'Kein Platz gewählt',
    tryAgain: 'Noch einmal versuchen',
    microsoftNumber: (number) => `Microsofts Nummer dieser Antwort: ${number}`,
  },
  leave: { title: 'Das hier verlassen?', stay: 'Hier bleiben', go: 'Verlassen' },
};
