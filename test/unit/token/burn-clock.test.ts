import assert from 'node:assert/strict';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { burnToken } from '@token-desk/burner-service/token/burn';
import { ins } from '@token-desk/burner-service/token/protocol/commands';
import { syncClock } from '@token-desk/burner-service/token/sync-clock';
import { makeToken, restrictedSerial, unrestrictedSerial } from '../../support/reader/virtual-tokens.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
const seed = new Uint8Array(20).fill(2);
const signal = AbortSignal.timeout(60_000);

/** A token behind a line that takes its time, with a clock that only the line moves. */
class SlowLine {
  readonly #clock = new HandClock(1_700_000_000_250);
  readonly nowMs = this.#clock.now;
  /** From sending to its arrival, and from there to the answer. */
  readonly #delays: (apdu: Uint8Array) => readonly [number, number];
  readonly token: VirtualToken;

  constructor(
    options: Parameters<typeof makeToken>[0],
    delays: (apdu: Uint8Array) => readonly [number, number] = () => [0, 0],
  ) {
    this.#delays = delays;
    this.token = makeToken({ ...options, nowMs: this.nowMs });
  }

  readonly transmit = (apdu: Uint8Array): Promise<Uint8Array> => {
    const [thereMs, backMs] = this.#delays(apdu);
    this.#clock.turn(thereMs);
    const answer = this.token.transmit(apdu);
    this.#clock.turn(backMs);
    return Promise.resolve(answer);
  };

  burn() {
    return burnToken({ seed, config }, { channel: this, signal, nowMs: this.nowMs });
  }

  sync() {
    return syncClock({ config }, { channel: this, signal, nowMs: this.nowMs });
  }

  get offSeconds(): number {
    return this.token.memory.clockOffsetMs / 1000;
  }
}

const stuckBy = (driftSeconds: number, serial: string) =>
  new SlowLine({ serial, isRestricted: serial === restrictedSerial, isClockStuck: true, driftSeconds });

describe('a clock that was not set', () => {
  for (const driftSeconds of [-86_400, -41, -4, 5, 3600]) {
    it(`${driftSeconds} s off in a burn: named before any secret goes out`, async () => {
      for (const [serial, code, outcome] of [
        [restrictedSerial, 'clock-not-set-emptied', 'empty'],
        [unrestrictedSerial, 'clock-not-set', 'settings-changed'],
      ] as const) {
        const line = stuckBy(driftSeconds, serial);
        const result = await line.burn();
        assert.ok(result.outcome !== 'burned');
        assert.deepEqual([result.outcome, result.problem.code], [outcome, code]);
        const told = Number(result.problem.detail?.driftSeconds);
        assert.ok(Math.abs(told - driftSeconds) <= 1, `said to be ${told} s off`);
        assert.equal(line.token.settings.seedBytes, 0);
      }
    });

    it(`${driftSeconds} s off after sync-clock: named`, async () => {
      const line = stuckBy(driftSeconds, unrestrictedSerial);
      const result = await line.sync();
      assert.ok(result.outcome !== 'burned');
      assert.deepEqual([result.outcome, result.problem.code], ['settings-changed', 'clock-not-set']);
    });
  }

  it('is none when the clock it kept was right', async () => {
    const result = await stuckBy(0, restrictedSerial).burn();
    assert.equal(result.outcome, 'burned');
  });

  it('is no matter of another token’s clock', async () => {
    const line = new SlowLine({ serial: unrestrictedSerial, isRestricted: false });
    const other = makeToken({ serial: '8659632000002', isRestricted: false, nowMs: line.nowMs });
    let isSet = false;
    const transmit = (apdu: Uint8Array) => {
      const here = isSet ? other : line.token;
      isSet ||= apdu[1] === ins.setConfig;
      return Promise.resolve(here.transmit(apdu));
    };
    const result = await syncClock({ config }, { channel: { transmit }, signal, nowMs: line.nowMs });
    assert.ok(result.outcome !== 'burned');
    assert.deepEqual([result.outcome, result.problem.code], ['unknown', 'clock-unknown']);
  });
});

describe('a slow token', () => {
  const halves = (ms: number) => () => [ms / 2, ms / 2] as const;
  const waysThere = (ms: number) => () => [ms, 0] as const;
  const waysBack = (ms: number) => () => [0, ms] as const;
  const shares = [
    ['both ways', halves],
    ['on the way there', waysThere],
    ['on the way back', waysBack],
  ] as const;
  for (const [where, delays] of shares)
    for (const ms of [500, 1500, 3000, 3700, 4500])
      it(`${ms} ms a command, ${where}: its clock is right within 2 s, or it is said`, async () => {
        for (const order of ['burn', 'sync'] as const) {
          const line = new SlowLine({ serial: unrestrictedSerial, isRestricted: false }, delays(ms));
          const result = await line[order]();
          assert.ok(result.outcome === 'burned');
          const said = Number(result.note?.detail?.offSeconds ?? 2);
          assert.ok(Math.abs(line.offSeconds) <= said, `${line.offSeconds} s off, said: ${said}`);
          assert.equal(
            result.note === null ? null : result.note.code,
            ms > 3000 ? 'token-clock-unsure' : null,
          );
        }
      });

  it('gets the time at which it arrives, not the one at which it was sent', async () => {
    const line = new SlowLine({ serial: unrestrictedSerial, isRestricted: false }, halves(4000));
    await line.burn();
    assert.ok(Math.abs(line.offSeconds) <= 0.5, `${line.offSeconds} s off`);
  });

  it('is told of when it was slow at its clock alone', async () => {
    const line = new SlowLine({ serial: restrictedSerial }, (apdu) =>
      apdu[1] === ins.setConfig ? [4000, 500] : [10, 10],
    );
    const result = await line.burn();
    assert.ok(result.outcome === 'burned');
    assert.equal(result.note?.code, 'token-clock-unsure');
    assert.ok(Number(result.note?.detail?.offSeconds) >= Math.abs(line.offSeconds));
  });

  it('is not told of when it was quick', async () => {
    const line = new SlowLine({ serial: restrictedSerial }, halves(40));
    const result = await line.burn();
    assert.ok(result.outcome === 'burned');
    assert.deepEqual([result.note, result.clockDriftAfterSeconds], [null, 0]);
  });
});
