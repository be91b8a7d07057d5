import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { commandLineWords } from '@token-desk/burner-service/words/en/problems';
import type { ProblemCode } from '@token-desk/contract/problem';
import { parseSeedInput, problemOfInput } from '@token-desk/contract/seed/input';
import { describeProblem, problemsEn } from '@token-desk/contract/words/en/problems';

const codes = Object.keys(problemsEn) as ProblemCode[];
const main = fileURLToPath(new URL('../../../burner-service/src/main.ts', import.meta.url));

/** What no command can hold: it has ended, and there is neither page nor tick. */
const promises = /by itself|once more, by|until the tick|the check will tell|on the page Tokens/;

describe('words at the command line', () => {
  for (const code of codes)
    it(`${code} promises nothing of a desk that goes on`, () => {
      // The tab alone says these: they tell of a job that waits, or of another server.
      if (['burn-unsure', 'challenge-expired', 'no-answer'].includes(code)) return;
      const { title, action } = commandLineWords({ code });
      assert.doesNotMatch(`${title} ${action}`, promises);
      assert.notEqual(action, '');
    });

  it('keeps the titles of the table', () => {
    for (const code of codes) assert.equal(commandLineWords({ code }).title, describeProblem({ code }).title);
  });

  const hexKeys: readonly (readonly [string, string, string])[] = [
    ['nine bytes', '0123456789ABCDEF01', 'That key is too short.'],
    [
      'a letter it does not have',
      '0123456789ABCDEF0123G1',
      'The key has “G” at position 21, which hexadecimal never has.',
    ],
  ];
  for (const [what, key, title] of hexKeys)
    it(`speaks of hexadecimal to whoever said it is: ${what}`, () => {
      const problem = problemOfInput(parseSeedInput(key, { readAs: 'hex' }));
      assert.ok(problem);
      const words = commandLineWords(problem, true);
      assert.equal(words.title, title);
      assert.match(words.action, /0 to 9 and A to F/);
      assert.doesNotMatch(words.action, /A to Z|16 letters/);
    });

  for (const [command, ...option] of [
    ['check', '--read-as', 'hex'],
    ['check', '--read-as=HEX'],
    ['verify', '--read-as', 'hex'],
  ] as const)
    it(`hears ${option.join(' ')} in a failure of ${command}, by its old name too`, () => {
      const args = [
        '--conditions=tokendesk:src',
        '--import=tsx',
        main,
        command,
        '--code',
        '123456',
        ...option,
      ];
      const { stderr, status } = spawnSync(process.execPath, args, {
        input: '0123456789ABCDEF01',
        encoding: 'utf8',
      });
      assert.equal(status, 1);
      assert.match(stderr, /in hexadecimal it has at least 20 digits/);
    });
});
