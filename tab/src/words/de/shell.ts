import type { ShellStrings } from '../en/shell.ts';
import { ago, amount } from './numbers.ts';

export const shellGerman: ShellStrings = {
  time: {
    today: 'heute',
    yesterday: 'gestern',
    tomorrow: 'morgen',
    justNow: 'gerade eben',
    secondsAgo: (n) => ago(n, 'second'),
    minutesAgo: (n) => ago(n, 'minute'),
    overdueSince: (day) => `überfällig, ${day}`,
    seconds: (n) => amount(n, 'second'),
    minutes: (n) => amount(n, 'minute'),
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
    organisation: 'Organisation',
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
    deskRevoked: (desk) => `${desk} · gesperrt`,
    deskUnknown: (desk) => `${desk} · Server antwortet nicht`,
    noDesk: 'Kein Platz gewählt',
    tryAgain: 'Noch einmal versuchen',
    microsoftNumber: (number) => `Microsofts Nummer dieser Antwort: ${number}`,
  },
  leave: { title: 'Das hier verlassen?', stay: 'Hier bleiben', go: 'Verlassen' },
};
