import assert from 'node:assert/strict';
import { CodeChecker, checkCode, codeAt, explainMiss } from '@token-desk/burner-service/token/code-check';

const nowMs = 1_700_000_010_000;
const source = { seed: new Uint8Array(20).fill(3), algorithm: 'SHA1', stepSeconds: 30 } as const;
const codeOf = (steps: number) => codeAt(source, nowMs + steps * 30_000);

describe('the desk’s check of a typed code', () => {
  const cases: readonly (readonly [number, boolean, number | null])[] = [
    [0, true, 0],
    [-1, true, -1],
    [1, true, 1],
    [-2, false, -2],
    [2, false, 2],
    [-20, false, -20],
    [20, false, 20],
    [-21, false, null],
    [21, false, null],
  ];
  for (const [steps, matched, stepOffset] of cases)
    it(`${steps} steps from now ${matched ? 'matches' : stepOffset === null ? 'is wrong' : 'is only explained'}`, () =>
      assert.deepEqual(checkCode(source, codeOf(steps), nowMs), { matched, stepOffset }));

  it('looks at no step before 1970', () =>
    assert.equal(checkCode(source, codeAt(source, 0), 30_000).matched, true));

  it('leaves the seed as it was', () => assert.deepEqual(source.seed, new Uint8Array(20).fill(3)));

  it('accepts no step twice, nor one before it', () => {
    const checker = new CodeChecker(source);
    assert.deepEqual(checker.check(codeOf(0), nowMs), { matched: true, stepOffset: 0, isUsed: false });
    assert.deepEqual(checker.check(codeOf(0), nowMs), { matched: false, stepOffset: 0, isUsed: true });
    assert.deepEqual(checker.check(codeOf(-1), nowMs), { matched: false, stepOffset: -1, isUsed: true });
    assert.deepEqual(checker.check(codeOf(1), nowMs), { matched: true, stepOffset: 1, isUsed: false });
    assert.equal(checker.check('000000', nowMs).isUsed, false);
  });

  it('says why a code did not match, as far as a desk can know', () => {
    const why = (stepOffset: number | null, isUsed = false) =>
      explainMiss({ stepOffset, isUsed, stepSeconds: 60 });
    assert.deepEqual(why(0, true), { code: 'code-old' });
    assert.deepEqual(why(null), { code: 'code-wrong' });
    assert.deepEqual(why(-3), { code: 'code-clock-off', detail: { offsetSeconds: -180 } });
  });
});
