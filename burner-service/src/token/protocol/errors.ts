import type { ProblemCode } from '@token-desk/contract/problem';
import type { Answer } from './apdu.ts';
import { readingOfAnswer } from './status-words.ts';

/** The commands by the word the design uses for them. */
export type CommandName = 'get-info' | 'get-challenge' | 'answer' | 'set-config' | 'set-seed';

/**
 * What an answer means for the command it answers. `garbled`: nobody can know whether the command was carried out.
 * `session-lost`: authenticate again and repeat once. `answer-refused`: once is an accident, twice is a lock.
 */
export type Meaning = 'done' | 'session-lost' | 'answer-refused' | 'refused' | 'not-a-token' | 'garbled';

/** These answer with nothing but a status word: data beside 9000 is the answer to something else. */
const withoutData: readonly CommandName[] = ['answer', 'set-config', 'set-seed'];

/**
 * 6983 has four causes: the key is locked, the answer was wrong, the MAC is wrong, nobody is authenticated.
 * We know our answer and our MAC to be right (self-check at start), so to `answer` it is a lost challenge or a
 * lock, and to a secured command a lost session: the token was switched off and on in between.
 */
export function meaningOf(command: CommandName, answer: Answer): Meaning {
  const reading = readingOfAnswer(answer);
  if (reading === 'unknown') return 'garbled';
  if (reading === 'carried-out')
    return answer.data.length > 0 && withoutData.includes(command) ? 'garbled' : 'done';
  switch (answer.statusWord) {
    case 0x6983:
      if (command === 'answer') return 'answer-refused';
      return command === 'set-config' || command === 'set-seed' ? 'session-lost' : 'refused';
    case 0x6d00:
    case 0x6e00:
      // A card that has said its serial is a token, whatever it refuses later.
      return command === 'get-info' ? 'not-a-token' : 'refused';
    default:
      return 'refused';
  }
}

const problemOfMeaning: Readonly<Record<Exclude<Meaning, 'done'>, ProblemCode>> = {
  'session-lost': 'token-refused',
  'answer-refused': 'token-locked',
  refused: 'token-refused',
  'not-a-token': 'not-a-token',
  garbled: 'token-answer-garbled',
};

export function problemOf(meaning: Exclude<Meaning, 'done'>): ProblemCode {
  return problemOfMeaning[meaning];
}
