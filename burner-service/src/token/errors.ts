import type { ProblemCode } from '@token-desk/contract/problem';

/** The commands by the word the design uses for them. */
export type CommandName = 'get-info' | 'get-challenge' | 'answer' | 'set-config' | 'set-seed';

/**
 * What a status word means for the command it answers.
 * `session-lost`: authenticate again and repeat once. `answer-refused`: once is an accident, twice is a lock.
 */
export type Meaning = 'done' | 'session-lost' | 'answer-refused' | 'refused' | 'not-a-token' | 'garbled';

/**
 * 6983 has four causes: the key is locked, the answer was wrong, the MAC is wrong, nobody is authenticated.
 * We know our answer and our MAC to be right (self-check at start), so to `answer` it is a lost challenge or a
 * lock, and to a secured command a lost session: the token was switched off and on in between.
 */
export function meaningOf(command: CommandName, statusWord: number): Meaning {
  switch (statusWord) {
    case 0x9000:
      return 'done';
    case 0x6983:
      if (command === 'answer') return 'answer-refused';
      return command === 'set-config' || command === 'set-seed' ? 'session-lost' : 'refused';
    case 0x6d00:
    case 0x6e00:
      return command === 'get-info' || command === 'get-challenge' ? 'not-a-token' : 'refused';
    case 0x6700:
    case 0x6a80:
      // No challenge outstanding is answered with 6A80 to `answer`.
      return 'refused';
    default:
      return isErrorClass(statusWord) ? 'refused' : 'garbled';
  }
}

/** ISO/IEC 7816-4 §5.6: 64xx to 6Fxx say that the command was not carried out. */
function isErrorClass(statusWord: number): boolean {
  const high = statusWord >> 8;
  return high >= 0x64 && high <= 0x6f;
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
