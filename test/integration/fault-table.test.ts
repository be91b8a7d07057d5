import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { PcscReaders } from '@token-desk/burner-service/reader/pcsc';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual-token';
import { VpcdCard } from '@token-desk/burner-service/reader/vpcd';
import { DeskBench } from '../support/desk-bench.ts';
import {
  answerCases,
  emptyFrameCases,
  type FaultCase,
  hangCases,
  liftCases,
} from '../support/fault-cases.ts';
import { FaultStation } from '../support/fault-station.ts';
import { needsPcscShim, type PcscShim } from '../support/pcsc-shim.ts';
import { needsPcscd, type Pcscd } from '../support/pcscd.ts';

const serial = '86596220000001';

describe('the fault table, through a real pcscd', function () {
  this.timeout(20_000);
  this.slow(4000);
  let pcscd: Pcscd;
  let shim: PcscShim;
  let station: FaultStation;

  before(async function () {
    this.timeout(300_000);
    shim = needsPcscShim(this);
    pcscd = await needsPcscd(this);
    const source = new PcscReaders({ apduTimeoutMs: 1000, retryMs: 100 });
    station = makeStation(new DeskBench({ source, reader: pcscd.reader, isLive: true }));
    await source.ready(AbortSignal.timeout(20_000));
  });
  after(async () => {
    station?.hand.lift();
    await station?.desk.close();
    await pcscd?.stop();
    shim?.remove();
  });

  function makeToken(tokenSerial = serial): VirtualToken {
    return new VirtualToken({
      serial: tokenSerial,
      isRestricted: true,
      nowMs: Date.now,
      random: randomBytes,
    });
  }

  function makeStation(desk: DeskBench, token = makeToken()): FaultStation {
    return new FaultStation(desk, token, (manner) => {
      return new VpcdCard(token, { host: pcscd.host, port: pcscd.port, ...manner });
    });
  }

  function plays(cases: readonly FaultCase[], how: 'cancel' | 'same-job'): void {
    for (const one of cases)
      it(`${one.fault}, at ${one.place}: ${one.told ?? 'helps itself'}`, async () => {
        const { told, holds, outcome } = await station.play(one, how);
        assert.equal(told?.code ?? null, one.told);
        assert.deepEqual([holds, outcome], [one.holds, one.outcome]);
      });
  }

  describe('at every command, the job then being cancelled and started again', () => {
    plays(answerCases, 'cancel');
  });

  describe('lost contact, as real readers report it', () => {
    // Not transacted, communication error, card removed.
    const codes = [0x80100016, 0x8010002f, 0x80100069];
    for (const [index, code] of codes.entries())
      describe(`0x${code.toString(16)}`, () => {
        before(() => shim.rejectWith(code));
        after(() => shim.rejectWith(null));
        plays(
          liftCases.filter((_, at) => at % codes.length === index),
          'same-job',
        );
      });
  });

  describe('no answer in time: the reader’s process is killed and started again', () => {
    plays(hangCases, 'same-job');
    plays(emptyFrameCases, 'cancel');
  });
});
