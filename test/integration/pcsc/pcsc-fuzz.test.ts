import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { PcscReaders } from '@token-desk/burner-service/reader/pcsc';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { VpcdCard } from '@token-desk/burner-service/reader/virtual/vpcd';
import fc from 'fast-check';
import { DeskBench } from '../../support/desk/desk-bench.ts';
import { at, places } from '../../support/faults/fault-cases.ts';
import { FaultStation } from '../../support/faults/fault-station.ts';
import { needsPcscd, type Pcscd } from '../../support/reader/pcscd.ts';

const serial = '86596220000001';
const runs = 10;

/** A token that says no has not done it, and one that says done has: the desk can know nothing else. */
const isNo = (answer: Uint8Array) => ((answer.at(-2) ?? 0) & 0xf0) === 0x60;
const isDone = (answer: Uint8Array) => answer.at(-2) === 0x90 && answer.at(-1) === 0;

describe('arbitrary bytes from a card, through a real pcscd', () => {
  let pcscd: Pcscd;
  let station: FaultStation;

  before(async function () {
    pcscd = await needsPcscd(this);
    const source = new PcscReaders({ apduTimeoutMs: 1000, retryMs: 100 });
    const desk = new DeskBench({ source, reader: pcscd.reader, isLive: true });
    const token = new VirtualToken({ serial, isRestricted: true, nowMs: Date.now, random: randomBytes });
    station = new FaultStation(
      desk,
      token,
      (manner) => new VpcdCard(token, { host: pcscd.host, port: pcscd.port, ...manner }),
    );
    await source.ready(AbortSignal.timeout(20_000));
  });
  after(async () => {
    station?.hand.lift();
    await station?.desk.close();
    await pcscd?.stop();
  });

  it('the burn ends, what is said is true, and the re-tap writes', async () => {
    const answer = fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 255 }));
    const when = fc.constantFrom('before' as const, 'after' as const);
    await fc.assert(
      fc.asyncProperty(answer, fc.constantFrom(...places), when, async (bytes, place, moment) => {
        await station.lie();
        const ordered = await station.order(() => {
          const answer = isDone(bytes) ? Uint8Array.of() : bytes;
          station.fault = at(place, { kind: 'answer', answer, when: isNo(bytes) ? 'before' : moment });
        });
        const told = await station.firstWord(ordered);
        station.fault = null;
        assert.ok(told !== null, 'nobody was told');
        const holds = station.holds(ordered);
        const outcome = await station.end(ordered);
        if (outcome === 'failed') assert.equal(holds, 'before');
        if (outcome === 'empty') assert.notEqual(holds, 'new');
        await station.retap();
        await station.expectBurned(await station.order());
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });
});
