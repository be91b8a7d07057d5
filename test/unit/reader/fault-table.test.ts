import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { DeskBench } from '../../support/desk/desk-bench.ts';
import { answerCases, onUnrestricted } from '../../support/faults/fault-cases.ts';
import { FaultStation } from '../../support/faults/fault-station.ts';

const models = [
  ['a token that clears its secret when its clock is set', '86596220000001', true],
  ['a token that keeps its secret when its clock is set', '86596000000001', false],
] as const;

for (const [model, serial, isRestricted] of models)
  describe(`faults inside one job, ${model}`, () => {
    let station: FaultStation;

    before(() => {
      const desk = new DeskBench();
      const token = new VirtualToken({ serial, isRestricted, nowMs: desk.clock.now, random: randomBytes });
      station = new FaultStation(desk, token, (manner) => ({
        tap: () => desk.readers.tap(token, manner),
        lift: () => desk.readers.lift(),
      }));
    });
    after(() => station.desk.close());

    for (const one of answerCases) {
      const expected = isRestricted ? one : onUnrestricted(one);
      it(`${one.fault}, at ${one.place}: ${expected.told ?? 'helps itself'}, and the same job writes it after the re-tap`, async () => {
        const { told, holds } = await station.play(expected, 'same-job');
        assert.equal(told?.code ?? null, expected.told);
        assert.equal(holds, expected.holds);
      });
    }
  });
