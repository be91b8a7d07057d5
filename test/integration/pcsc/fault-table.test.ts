import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { PcscReaders } from '@token-desk/burner-service/reader/pcsc';
import {
  VirtualToken,
  type VirtualTokenOptions,
} from '@token-desk/burner-service/reader/virtual/virtual-token';
import { VpcdCard, type VpcdOptions } from '@token-desk/burner-service/reader/virtual/vpcd';
import { DeskBench } from '../../support/desk/desk-bench.ts';
import {
  answerCases,
  emptyFrameCases,
  type FaultCase,
  hangCases,
  liftCases,
} from '../../support/faults/fault-cases.ts';
import { type FaultScene, tokenScenes } from '../../support/faults/fault-scenes.ts';
import { FaultStation } from '../../support/faults/fault-station.ts';
import { surroundingScenes } from '../../support/faults/fault-surroundings.ts';
import { expectDocumented, type FaultRow } from '../../support/faults/faults-doc.ts';
import { needsPcscShim, type PcscShim } from '../../support/reader/pcsc-shim.ts';
import { needsPcscd, type Pcscd } from '../../support/reader/pcscd.ts';
import { needs } from '../../support/run/require-all.ts';

const serial = '86596220000001';

describe('the fault table, through a real pcscd', function () {
  this.slow(4000);
  const rows: FaultRow[] = [];
  let planned = 0;
  let pcscd: Pcscd;
  let shim: PcscShim;
  let station: FaultStation;

  before(async function () {
    shim = needsPcscShim(this);
    pcscd = await needsPcscd(this);
    needs(this, pcscd.process !== null, 'a pcscd of its own to kill', 'systemctl stop pcscd.socket pcscd');
    station = await openStation({ apduTimeoutMs: 1000 });
  });
  after(async () => {
    station?.hand.lift();
    await station?.desk.close();
    await pcscd?.stop();
    shim?.remove();
  });

  async function openStation({ apduTimeoutMs = 1000, token = makeToken(), isReady = true } = {}) {
    const source = new PcscReaders({ apduTimeoutMs, retryMs: 100 });
    const desk = new DeskBench({ source, reader: pcscd.reader, isLive: true });
    if (isReady) await source.ready(AbortSignal.timeout(20_000));
    return new FaultStation(desk, token, (manner) => layable(token, manner));
  }

  function layable(token: VirtualToken, manner: Partial<VpcdOptions> = {}): VpcdCard {
    return new VpcdCard(token, { host: pcscd.host, port: pcscd.port, ...manner });
  }

  function makeToken(tokenSerial = serial, options: Partial<VirtualTokenOptions> = {}): VirtualToken {
    return new VirtualToken({
      serial: tokenSerial,
      isRestricted: true,
      nowMs: Date.now,
      random: randomBytes,
      ...options,
    });
  }

  function plays(
    section: FaultRow['section'] | null,
    cases: readonly FaultCase[],
    how: 'cancel' | 'same-job',
  ): void {
    if (section !== null) planned += cases.length;
    for (const one of cases)
      it(`${one.fault}, at ${one.place}: ${one.told ?? 'helps itself'}`, async () => {
        const { told, holds, outcome } = await station.play(one, how);
        assert.equal(told?.code ?? null, one.told);
        assert.deepEqual([holds, outcome], [one.holds, one.outcome]);
        const after = outcome === 'burned' ? 'written at once' : 'put back: written';
        const { fault, place } = one;
        if (section !== null) rows.push({ section, fault, place, told, holds, outcome, after });
      });
  }

  function acts(scenes: readonly FaultScene[]): void {
    planned += scenes.length;
    for (const { name, play } of scenes)
      it(name, async () => {
        rows.push({
          fault: name,
          ...(await play({ pcscd, shim, station, openStation, makeToken, layable })),
        });
      });
  }

  describe('at every command, the job then being cancelled and started again', () => {
    const isRefusal = ({ fault }: FaultCase) => fault.startsWith('Refused');
    plays(
      'answers',
      answerCases.filter((one) => !isRefusal(one)),
      'cancel',
    );
    plays('refusals', answerCases.filter(isRefusal), 'cancel');
  });

  describe('no answer in time: the reader’s process is killed and started again', () => {
    plays('answers', hangCases, 'cancel');
    plays('answers', emptyFrameCases, 'cancel');
  });

  describe('lost contact, as real readers report it', () => {
    // Not transacted, communication error, card removed.
    const codes = [0x80100016, 0x8010002f, 0x80100069];
    for (const [index, code] of codes.entries())
      describe(`0x${code.toString(16)}`, () => {
        before(() => shim.rejectWith(code));
        after(() => shim.rejectWith(null));
        const cases = liftCases.filter((_, at) => at % codes.length === index);
        plays(null, cases, 'same-job');
      });
  });

  describe('the token', () => acts(tokenScenes));
  describe('what is around it', () => acts(surroundingScenes));

  // Inside a suite, which runs after the others and not before.
  describe('written down', () => {
    it('docs/faults.md says what was seen', () => {
      assert.equal(rows.length, planned, 'every row was played');
      expectDocumented(rows);
    });
  });
});
