import type { ProblemText } from '../../problem.ts';
import type { FirstProblem } from '../en/first-problems.ts';
import { text } from '../filled-problem.ts';

/** What a page can meet before it has all its words, in German. */
// biome-ignore format: read as a table, one line a problem
export const firstProblemsDe: Readonly<Record<FirstProblem, ProblemText>> = {
  'not-signed-in': text('Sie sind nicht angemeldet.', 'Melden Sie sich noch einmal an.'),
  'access-token-refused': text('Ihre Anmeldung gilt hier nicht.', 'Schließen Sie Token Desk und öffnen Sie es wieder; geschieht es noch einmal, wenden Sie sich an Ihre Administration.'),
  'sign-in-failed': text('Sie konnten hier nicht angemeldet werden.', 'Bietet die Seite an, sich neu anzumelden, tun Sie das; sonst schließen Sie Token Desk und öffnen Sie es wieder. Geschieht es noch einmal, wenden Sie sich an Ihre Administration.'),
  'no-answer': text('Token Desk antwortet nicht.', 'Prüfen Sie das Netzwerk dieses PCs. Was aufgezeichnet ist, bleibt es; was gerade geschieht, ist hier wieder bekannt, sobald eine Antwort kommt. Die Seite fragt von selbst wieder.'),
  'role-missing': text('Sie haben nicht die Rolle, die dafür nötig ist ({roles}).', 'Bitten Sie Ihre Administration darum.'),
  'not-found': text('Unter dieser Adresse ist nichts.', 'Gehen Sie zurück und versuchen Sie es noch einmal.'),
  'too-many-tries': text('Das wurde zu oft versucht.', 'Warten Sie {seconds} und versuchen Sie es dann noch einmal.'),
  'bad-request': text('Das war nicht zu verstehen ({where}).', 'Laden Sie die Seite neu und versuchen Sie es noch einmal.'),
  'directory-unavailable': text('Das Verzeichnis antwortet nicht.', 'Versuchen Sie es in einer Minute noch einmal; geschieht es wieder, wenden Sie sich an Ihre Administration.'),
  unexpected: text('Etwas ist schiefgegangen ({id}).', 'Versuchen Sie es noch einmal. Geschieht es wieder, nennen Sie Ihrer Administration diese Nummer.'),
};
