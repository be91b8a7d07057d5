import type { Problem, ProblemCode, ProblemText } from '@token-desk/contract/problem';
import { fillText } from '@token-desk/contract/text/fill';
import { describeProblem } from '@token-desk/contract/words/en/problems';

const again = 'Put it back and run the command again.';
const offOnAgain = 'Switch it off and on, put it back and run the command again.';
const orAnother = 'If it happens twice, take another token.';
const oldSecret = 'It still has its old secret';
const mayNotFit = 'whoever carries it may see codes that no longer fit';

/** Where the table speaks of a desk that goes on by itself, of a page or of the tab: here the command has ended, and nobody can be asked. */
const actions: Readonly<Partial<Record<ProblemCode, string>>> = {
  'input-ambiguous':
    'Give it again with “--read-as base32”, as the Microsoft page writes keys, or “--read-as hex”.',
  'lost-contact': 'Put it back, leave it there and run the command again.',
  'token-timeout': `Take it off. ${offOnAgain}`,
  'token-answer-garbled': `Take it off. ${offOnAgain}`,
  'token-empty': `It is empty now: the old secret is gone, the new one is not on it. ${again}`,
  'token-perhaps-empty': `It may be empty now, and the new secret is not on it. ${again}`,
  'token-emptied': `It is empty now: the old secret is gone, the new one is not on it. ${offOnAgain} ${orAnother}`,
  'token-perhaps-emptied': `It may be empty now: what this model does with its old secret then is not known. ${offOnAgain} ${orAnother}`,
  'token-changed': `${oldSecret}, now with the new settings: ${mayNotFit}. ${again}`,
  'token-perhaps-changed': `${oldSecret}, perhaps with the new settings: ${mayNotFit}. ${again}`,
  'token-half-written': `${oldSecret}, now with the new settings: ${mayNotFit}. ${offOnAgain} ${orAnother}`,
  'clock-not-set': `No secret was written; the old one is still there, perhaps with new settings. ${offOnAgain} ${orAnother}`,
  'clock-not-set-emptied': `No secret was written, and the old one may be gone. ${offOnAgain} ${orAnother}`,
  'clock-unknown': `Its secret is untouched; clock and settings may be the old or the new ones. ${again}`,
  'burn-unknown':
    'Nobody can know yet whether the secret is on it. Switch it off, then on, and check its code with “check”; or run the command again.',
  'token-would-be-emptied': 'Its secret has to be written again: use “burn”, which sets the clock too.',
  'unknown-model': 'It was not touched. “burn” and “blank” write it all the same with --allow-unknown-model.',
  'reader-busy':
    'Close other smart card programs on this PC, or wait until they are done, and run the command again.',
  'job-cancelled': 'Nothing was written. Run the command again when you are ready.',
  'clock-not-trusted': 'Set it to network time first: the token’s clock is set from it.',
};

const hexWords: Readonly<Partial<Record<ProblemCode, (problem: Problem) => ProblemText>>> = {
  'input-too-short': () => ({
    title: 'That key is too short.',
    action: 'Copy the whole key again: in hexadecimal it has at least 20 digits, 0 to 9 and A to F.',
  }),
  'input-bad-character': ({ detail }) => ({
    title: fillText('The key has “{character}” at position {position}, which hexadecimal never has.', detail),
    action: 'Hexadecimal keys use 0 to 9 and A to F. Without “--read-as hex” it is read as base32.',
  }),
};

/** What a problem is called at the command line, and what to do there. `isHex`: the key was said to be hexadecimal. */
export function commandLineWords(problem: Problem, isHex = false): ProblemText {
  const hex = isHex ? hexWords[problem.code] : undefined;
  if (hex !== undefined) return hex(problem);
  const action = actions[problem.code];
  const words = describeProblem(problem);
  return action === undefined ? words : { title: words.title, action };
}
