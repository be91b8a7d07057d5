import assert from 'node:assert/strict';
import { soundOfLoad } from '@token-desk/tab/flow/burn-sound';
import type { LoadState, LoadWork } from '@token-desk/tab/flow/load/load-flow';
import { newLoadRun } from '@token-desk/tab/flow/load/load-run';

const token = { serial: '86596000004711', startedAt: 1 };
const run = newLoadRun('Lyon 3', 2, 1);
const at = (work: LoadWork): LoadState => ({ run, work });
const write: LoadWork = { kind: 'write', token, job: null, digits: null, putBack: null };
const check: LoadWork = { kind: 'check', token, digits: null, misses: 0, problem: null, isComparing: false };
const create: LoadWork = { kind: 'create', token, waitsUntil: null, problem: null };
const wrong: LoadWork = { ...check, problem: { code: 'code-wrong' } };
const back: LoadWork = { ...write, putBack: { code: 'token-empty' } };

describe('what is heard while a box is loaded', () => {
  const cases: readonly (readonly [string, LoadWork, LoadWork, string | null])[] = [
    ['written', write, check, 'burned'],
    ['the code matched', check, { kind: 'compare', token, digits: '123456' }, 'matched'],
    ['the code was wrong', check, wrong, 'wrong'],
    ['told once', wrong, { ...wrong, isComparing: true }, null],
    ['not loaded', write, { kind: 'failed', token, problem: { code: 'token-locked' } }, 'wrong'],
    ['it has to come back', write, back, 'needs-you'],
    ['told once while it is waited for', back, { ...back }, null],
    ['Microsoft says no', create, { ...create, problem: { code: 'no-answer' } }, 'needs-you'],
    ['nothing is new', create, { ...create, waitsUntil: 9 }, null],
    ['the next one', create, { kind: 'place', problem: null }, null],
  ];
  for (const [name, old, now, sound] of cases)
    it(`${name}: ${sound ?? 'nothing'}`, () => assert.equal(soundOfLoad(at(old), at(now)), sound));
});
