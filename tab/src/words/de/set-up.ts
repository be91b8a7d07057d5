import type { setUpEnglish } from '../en/set-up.ts';
import { counted } from './numbers.ts';

export const setUpGerman: typeof setUpEnglish = {
  language: 'de',
  title: 'Einrichtung bei Microsoft',
  text: 'Wovon Tokens bei Microsoft abhängen, höchstens eine Minute alt. Vom Nachsehen ändert sich nichts.',
  noRole: 'Diese Seite sieht die Administration.',
  asking: 'Microsoft wird gefragt …',
  askAgain: 'Noch einmal fragen',
  allWell: 'Es ist nichts zu tun.',
  toDo: (n) => counted(n, { one: '# Sache ist zu tun', other: '# Sachen sind zu tun' }),
  mustDo: 'Zu tun',
  note: 'Hinweis',
  who: (role) => `Wer das kann: ${role}`,
  inOrder: (n) => `In Ordnung (${n})`,
};
