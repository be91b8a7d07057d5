import assert from 'node:assert/strict';
import type { InBooks } from '@token-desk/contract/routes/loads';
import {
  type FactoryEvent,
  type FactoryRun,
  type FactoryStep,
  type JudgedToken,
  judgeTokens,
  leftMs,
  leftOf,
  reduceFactory,
  type Verdict,
} from '@token-desk/tab/flow/load/factory-flow';
import { leftCsv, leftRows } from '@token-desk/tab/views/factory/left-rows';
import { english } from '../../support/tab/tab-words.ts';

const minuteMs = 60_000;
const token = (serial: string, verdict: Verdict = 'new'): JudgedToken => ({
  ...{ line: Number(serial), serial, model: 'C-200' },
  verdict,
});
const made = { deviceId: 'device-1', requestId: null };
const done: FactoryStep = { kind: 'done' };
const failed: FactoryStep = {
  kind: 'failed',
  problem: { code: 'device-unsure', detail: { serial: '1' } },
  made,
};
const runOf = (run: FactoryRun | null, ...events: FactoryEvent[]) => events.reduce(reduceFactory, run);
const begun = (...wanted: string[]): FactoryEvent => ({ type: 'begun', box: 'Box 7', wanted, at: minuteMs });
const step = (serial: string, one: FactoryStep): FactoryEvent => ({ type: 'step', serial, step: one });

describe('a maker’s list, against what is there already', () => {
  const cases: readonly (readonly [what: string, InBooks | null, holders: (string | null)[], Verdict])[] = [
    ['nobody knows it', null, [], 'new'],
    ['it is in stock', 'blank', [], 'new'],
    ['Microsoft has it, of nobody', null, [null], 'there'],
    ['Microsoft has it, of somebody', null, ['ana'], 'given'],
    ['Microsoft has two, one of somebody', 'blank', ['ana', null], 'given'],
    ['it was loaded by this list before', 'loaded', [null], 'loaded'],
    ['it was written here', 'written', [], 'written'],
    ['it is somebody’s here', 'in-use', ['ana'], 'in-use'],
  ];
  for (const [what, books, holders, verdict] of cases)
    it(`${verdict}: ${what}`, () => {
      const { verdict: _, ...listed } = token('1');
      const known = new Map(books === null ? [] : [['1', books]]);
      const devices = [...holders, 'other'].map((holderId, at) => ({
        serial: at === holders.length ? '2' : '1',
        holderId,
      }));
      assert.deepEqual(judgeTokens([listed], known, devices), [{ ...listed, verdict }]);
    });
});

describe('the run over a maker’s list', () => {
  const tokens = [token('1'), token('2'), token('3', 'there'), token('4', 'given'), token('5', 'loaded')];
  const left = (run: FactoryRun | null, withThere = false) =>
    leftOf(tokens, { steps: run?.steps ?? {}, withThere }).map(({ serial }) => serial);

  it('takes what is new; what is there already only when somebody says so', () => {
    assert.deepEqual(left(null), ['1', '2']);
    assert.deepEqual(left(null, true), ['1', '2', '3']);
  });

  it('leaves over what failed and what was not begun, and goes on with both', () => {
    const ended = runOf(null, begun('1', '2', '3'), step('1', failed), step('3', done), {
      type: 'ended',
    });
    assert.deepEqual([ended?.isRunning, left(ended, true)], [false, ['1', '2']]);
    const again = runOf(ended, begun('1', '2'), step('1', done));
    assert.deepEqual([again?.before, again?.steps['3'], left(again, true)], [1, done, ['2']]);
    assert.equal(runOf(again, { type: 'forgotten' }), null, 'another list');
  });

  it('waits, stops and ends, and says nothing of another list’s steps', () => {
    const stopping = runOf(null, begun('1'), { type: 'waits', until: 5 }, { type: 'stopping' });
    assert.deepEqual([stopping?.waitUntil, stopping?.isStopping], [5, true]);
    const ended = runOf(stopping, { type: 'ended' });
    assert.deepEqual([ended?.waitUntil, ended?.isStopping, ended?.isRunning], [null, false, false]);
    assert.equal(runOf(null, step('1', done), { type: 'ended' }), null);
  });

  it('tells how long it will take by what it took, once there is enough to tell by', () => {
    const serials = Array.from({ length: 20 }, (_, at) => String(at));
    const steps = serials.slice(0, 5).map((serial) => step(serial, done));
    const run = runOf(null, begun(...serials), ...steps);
    assert.equal(leftMs(runOf(null, begun(...serials), ...steps.slice(1))!, 2 * minuteMs), null);
    assert.equal(leftMs(run!, 2 * minuteMs), 3 * minuteMs);
    assert.equal(leftMs(runOf(run, begun('7'))!, 2 * minuteMs), null, 'counted anew');
  });
});

describe('what is left of a maker’s list', () => {
  const { strings, describe: say } = {
    strings: english,
    describe: () => ({ title: 'Why.', action: 'What to do.' }),
  };
  it('is every line that should be loaded and is not, in the file’s order, with its reason and no secret', () => {
    const tokens = [token('2', 'given'), token('3'), token('4'), token('5', 'loaded'), token('6', 'there')];
    const faults = [
      { line: 7, serial: null, why: 'serial-malformed' as const },
      { line: 1, serial: '=1', why: 'secret-missing' as const },
    ];
    const steps = { '3': failed, '6': done };
    const rows = leftRows({ tokens, faults, steps }, { strings, describe: say });
    assert.deepEqual(
      rows.map(({ line, why }) => [line, why]),
      [
        [1, strings.factory.lines['secret-missing']],
        [2, strings.factory.verdicts.given],
        [3, 'Why. What to do.'],
        [7, strings.factory.lines['serial-malformed']],
      ],
    );
    const [heading, first, , , last] = leftCsv(rows).split('\r\n');
    assert.equal(heading, '\uFEFFline,serial,why');
    assert.ok(first?.startsWith("1,'=1,"), first);
    assert.ok(last?.startsWith('7,,'), last);
  });
});
