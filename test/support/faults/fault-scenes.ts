import assert from 'node:assert/strict';
import type { CardManner } from '@token-desk/burner-service/reader/virtual/virtual-card';
import type {
  VirtualToken,
  VirtualTokenOptions,
} from '@token-desk/burner-service/reader/virtual/virtual-token';
import type { VpcdCard, VpcdEvent } from '@token-desk/burner-service/reader/virtual/vpcd';
import type { PcscShim } from '../reader/pcsc-shim.ts';
import type { Pcscd } from '../reader/pcscd.ts';
import { at } from './fault-cases.ts';
import type { FaultStation, Ordered, Told } from './fault-station.ts';
import type { FaultRow } from './faults-doc.ts';

export type Stage = {
  readonly pcscd: Pcscd;
  readonly shim: PcscShim;
  readonly station: FaultStation;
  openStation(options?: {
    apduTimeoutMs?: number;
    token?: VirtualToken;
    isReady?: boolean;
  }): Promise<FaultStation>;
  makeToken(serial?: string, options?: Partial<VirtualTokenOptions>): VirtualToken;
  layable(token: VirtualToken, manner?: CardManner & { onEvent?: (event: VpcdEvent) => void }): VpcdCard;
};

/** A fault that is more than an answer: plays it to its good end and gives its row. */
export type FaultScene = {
  readonly name: string;
  play(stage: Stage): Promise<Omit<FaultRow, 'fault'>>;
};

const otherSerial = '86596220000002';

/** The job's next word of that code. */
export async function toldNext({ desk }: FaultStation, { offer }: Ordered, code: string): Promise<Told> {
  const { problem } = await desk.next(
    'progress',
    (frame) => frame.jobId === offer.jobId && frame.problem?.code === code,
  );
  assert.ok(problem);
  return problem;
}

/** Nothing lies on the reader, and the desk has seen it. */
export async function clear({ desk, hand }: FaultStation): Promise<void> {
  hand.lift();
  await desk.until(() => desk.watch.find(desk.reader)?.state === 'empty');
}

export async function withOwn<T>(
  opening: Promise<FaultStation>,
  work: (own: FaultStation) => Promise<T>,
): Promise<T> {
  const own = await opening;
  try {
    return await work(own);
  } finally {
    own.hand.lift();
    await own.desk.close();
  }
}

const slow = (
  name: string,
  options: { apduTimeoutMs?: number; isTold: boolean },
  plan: FaultStation['fault'],
): FaultScene => ({
  name,
  play: async ({ station, openStation }) => {
    await clear(station);
    return withOwn(openStation(options), async (own) => {
      await own.lie();
      const ordered = await own.order(() => {
        own.fault = plan;
      });
      await own.expectBurned(ordered);
      const told = (await own.desk.outcomeOf(ordered.offer)).note ?? null;
      assert.equal(told?.code ?? null, options.isTold ? 'token-clock-unsure' : null);
      const clockOffsetMs = Math.abs(own.token.memory.clockOffsetMs);
      const mayBeOffMs = Number(told?.detail?.offSeconds ?? 2) * 1000;
      assert.ok(clockOffsetMs <= mayBeOffMs, `its clock is ${clockOffsetMs} ms off`);
      return surroundings({ told, holds: 'new', outcome: 'burned', after: 'written at once' }, 'answers');
    });
  },
});

export function surroundings(
  row: Pick<FaultRow, 'told' | 'holds' | 'outcome' | 'after'> & { place?: FaultRow['place'] },
  section: FaultRow['section'] = 'surroundings',
): Omit<FaultRow, 'fault'> {
  return { place: null, section, ...row };
}

export const tokenScenes: readonly FaultScene[] = [
  slow('Slow: 0.5 s for every command', { isTold: false }, () => ({ kind: 'slow', delayMs: 500 })),
  slow(
    'Slow: 5.2 s while its clock is set, quick before',
    { apduTimeoutMs: 10_000, isTold: true },
    at('config', { kind: 'slow', delayMs: 5200 }),
  ),
  {
    name: 'Takes the time, and its clock stays as it was',
    play: async ({ station, openStation, makeToken }) => {
      await clear(station);
      const token = makeToken(otherSerial, { isClockStuck: true, driftSeconds: -41 });
      return withOwn(openStation({ token }), async (own) => {
        await own.lie();
        const ordered = await own.order();
        const told = await toldNext(own, ordered, 'clock-not-set-emptied');
        const holds = own.holds(ordered);
        const outcome = await own.end(ordered);
        const after = 'the same again; another token is burned';
        return surroundings({ told, holds, place: 'read-back', outcome, after }, 'answers');
      });
    },
  },
  {
    name: 'Locked for good',
    play: async ({ station, makeToken, layable }) => {
      await clear(station);
      const locked = makeToken(otherSerial);
      locked.lockKey();
      const card = layable(locked);
      card.tap();
      await station.desk.until(
        () => station.desk.watch.find(station.desk.reader)?.token?.serial === otherSerial,
      );
      const first = await station.desk.outcomeOf((await station.order(() => {}, locked)).offer);
      const again = await station.desk.outcomeOf((await station.order(() => {}, locked)).offer);
      assert.deepEqual(first.problem, again.problem);
      assert.equal(station.desk.read(first.receipt).seen.outcome, 'failed');
      assert.equal(locked.settings.seedBytes, 0);
      card.lift();
      await station.lie();
      await station.expectBurned(await station.order());
      const after = 'refused again; another token is burned';
      return surroundings({ told: first.problem, holds: 'before', outcome: 'failed', after }, 'refusals');
    },
  },
  {
    name: 'Exchanged for another token within one look of the reader',
    play: async ({ station, makeToken, layable }) => {
      const other = makeToken(otherSerial);
      const otherCard = layable(other);
      await station.lie();
      let isSwapped = false;
      const ordered = await station.order(() => {
        const isReadBack = at('read-back', { kind: 'lift', when: 'before' });
        station.fault = (command) => {
          if (isSwapped || isReadBack(command) === null) return null;
          isSwapped = true;
          station.hand.lift();
          otherCard.tap();
          return null;
        };
      });
      const told = [
        await toldNext(station, ordered, 'token-empty'),
        await toldNext(station, ordered, 'wrong-serial'),
      ];
      station.fault = null;
      assert.equal(other.settings.seedBytes, 0, 'the other token was not written');
      assert.equal(other.memory.clockOffsetMs, 0, 'nor was its clock set');
      const holds = station.holds(ordered);
      const outcome = await station.end(ordered);
      otherCard.lift();
      await station.lie();
      await station.expectBurned(await station.order());
      return surroundings({
        told,
        holds,
        place: 'read-back',
        outcome,
        after: 'the right one put back: written',
      });
    },
  },
  {
    name: 'On the reader since before the desk started',
    play: async ({ station, openStation }) => {
      await station.lie();
      return withOwn(openStation({ token: station.token }), async (own) => {
        await own.desk.until(() => own.desk.watch.find(own.desk.reader)?.token?.serial === own.token.serial);
        await own.expectBurned(await own.order());
        return surroundings({ told: null, holds: 'new', outcome: 'burned', after: 'written at once' });
      });
    },
  },
  {
    name: 'Laid down and lifted between two looks of the reader',
    play: async ({ station, layable }) => {
      await clear(station);
      const ordered = await station.order();
      await new Promise<void>((resolve) => {
        const brief = layable(station.token, {
          onEvent: (event) => {
            if (event === 'tapped') brief.lift();
            if (event === 'lifted') resolve();
          },
        });
        brief.tap();
      });
      const holds = station.holds(ordered);
      await station.lie();
      await station.expectBurned(ordered);
      return surroundings({
        told: null,
        holds,
        outcome: null,
        after: 'still asked for; put back: written',
      });
    },
  },
];
