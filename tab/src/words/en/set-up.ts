import { counted } from './numbers.ts';

export const setUpEnglish = {
  /** In which language the server says what it found. */
  language: 'en' as 'en' | 'de',
  title: 'Set-up at Microsoft',
  text: 'What tokens depend on at Microsoft, at most a minute old. Nothing is changed by looking.',
  noRole: 'Administrators see this page.',
  asking: 'Microsoft is being asked…',
  askAgain: 'Ask again',
  allWell: 'Nothing has to be done.',
  toDo: (n: number) => counted(n, { one: '# thing to do', other: '# things to do' }),
  mustDo: 'To do',
  note: 'Note',
  who: (role: string) => `Who can: ${role}`,
  inOrder: (n: number) => `In order (${n})`,
};
