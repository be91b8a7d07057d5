import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ins } from '@token-desk/burner-service/token/protocol/commands';
import { clear, type FaultScene, surroundings, toldNext, withOwn } from './fault-scenes.ts';
import type { FaultStation, Told } from './fault-station.ts';

const exclusiveProgram = fileURLToPath(new URL('../reader/exclusive-program.mjs', import.meta.url));

/** What an order is answered with that cannot be taken now. */
async function refusal({ desk, token }: FaultStation, jobId: string): Promise<Told> {
  const frames = desk.frames.length;
  await desk.runner.take({ type: 'offer', offer: desk.offer({ jobId, serial: token.serial }) });
  const refused = desk.frames.slice(frames).find((frame) => frame.type === 'job-refused');
  assert.ok(refused?.type === 'job-refused');
  return refused.problem;
}

/** Kills pcscd as the secret arrives; the token has it by then. */
const midWrite = (signal: 'SIGKILL' | 'SIGTERM', how: 'cancel' | 'same-job'): FaultScene => ({
  name: `The smart card service ends (${signal}) during a burn`,
  play: async ({ pcscd, station }) => {
    await station.lie();
    const ended = once(pcscd.process as ChildProcess, 'exit');
    const ordered = await station.order(() => {
      station.fault = ({ apdu }) => {
        if (apdu[1] !== ins.setSeed) return null;
        pcscd.process?.kill(signal);
        // A polite end waits for the card's answer, so the token must leave.
        return { kind: signal === 'SIGTERM' ? 'lift' : 'hang', when: 'after' };
      };
    });
    const told = [
      await toldNext(station, ordered, 'burn-unknown'),
      await toldNext(station, ordered, 'reader-service-down'),
    ];
    station.fault = null;
    const holds = station.holds(ordered);
    await ended;
    const outcome = how === 'cancel' ? await station.end(ordered) : null;
    await pcscd.restart();
    if (how === 'cancel') await station.lie();
    await station.expectBurned(how === 'cancel' ? await station.order() : ordered);
    const after = `service started: written${how === 'cancel' ? '' : ' without touching it'}`;
    return surroundings({ told, holds, place: 'seed', outcome, after });
  },
});

const idle = (signal: 'SIGKILL' | 'SIGTERM', hasCard: boolean): FaultScene => ({
  name: `The smart card service ends (${signal}) ${hasCard ? 'under a token that lies there' : 'while the token is waited for'}`,
  play: async ({ pcscd, station }) => {
    const { desk } = station;
    if (hasCard) await station.lie();
    else await clear(station);
    const ordered = hasCard ? null : await station.order();
    const ended = once(pcscd.process as ChildProcess, 'exit');
    pcscd.process?.kill(signal);
    await ended;
    await desk.until(() => desk.watch.obstacle(desk.reader)?.code === 'reader-service-down');
    const told =
      ordered === null
        ? await refusal(station, `refused-${signal}`)
        : await toldNext(station, ordered, 'reader-service-down');
    await pcscd.restart();
    if (ordered !== null) station.hand.tap();
    else await station.lie();
    await station.expectBurned(ordered ?? (await station.order()));
    return surroundings({ told, holds: 'before', outcome: null, after: 'service started: written' });
  },
});

export const surroundingScenes: readonly FaultScene[] = [
  idle('SIGTERM', false),
  idle('SIGKILL', false),
  idle('SIGTERM', true),
  idle('SIGKILL', true),
  midWrite('SIGTERM', 'cancel'),
  midWrite('SIGKILL', 'same-job'),
  {
    name: 'The smart card service is not running when the desk starts',
    play: async ({ pcscd, station, openStation }) => {
      station.hand.lift();
      const ended = once(pcscd.process as ChildProcess, 'exit');
      pcscd.process?.kill('SIGKILL');
      await ended;
      const row = await withOwn(openStation({ isReady: false }), async (own) => {
        await own.desk.until(() => own.desk.watch.obstacle(own.desk.reader)?.code === 'reader-service-down');
        const told = await refusal(own, 'refused-at-start');
        await pcscd.restart();
        await own.lie();
        await own.expectBurned(await own.order());
        return surroundings({ told, holds: 'before', outcome: null, after: 'service started: written' });
      });
      await station.desk.until(() => station.desk.watch.find(station.desk.reader)?.state === 'empty');
      return row;
    },
  },
  {
    name: 'The reader is unplugged while the token is waited for',
    play: async ({ shim, station }) => {
      await clear(station);
      const ordered = await station.order();
      shim.unplug();
      const told = await toldNext(station, ordered, 'no-reader');
      const holds = station.holds(ordered);
      shim.plugIn();
      station.hand.tap();
      await station.expectBurned(ordered);
      return surroundings({ told, holds, outcome: null, after: 'plugged in: written' });
    },
  },
  {
    name: 'The reader is unplugged during a burn',
    play: async ({ shim, station }) => {
      await station.lie();
      const ordered = await station.order(() => {
        station.fault = ({ apdu }) => {
          if (apdu[1] === ins.setSeed) shim.unplug();
          return null;
        };
      });
      const told = [
        await toldNext(station, ordered, 'burn-unknown'),
        await toldNext(station, ordered, 'no-reader'),
      ];
      station.fault = null;
      const holds = station.holds(ordered);
      shim.plugIn();
      await station.expectBurned(ordered);
      const after = 'plugged in: written without touching it';
      return surroundings({ told, holds, place: 'seed', outcome: null, after });
    },
  },
  {
    name: 'Another program holds the reader for itself',
    play: async ({ pcscd, station, openStation }) => {
      await station.desk.close();
      const program = spawn(process.execPath, [exclusiveProgram, pcscd.reader], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      station.hand.tap();
      assert.equal(String((await once(program.stdout, 'data'))[0]).trim(), 'held');
      return withOwn(openStation({ token: station.token }), async (own) => {
        const ordered = await own.order();
        const told = await toldNext(own, ordered, 'reader-busy');
        const holds = own.holds(ordered);
        const ended = once(program, 'exit');
        program.stdin.end();
        await ended;
        await own.expectBurned(ordered);
        return surroundings({ told, holds, outcome: null, after: 'the other program closed: written' });
      });
    },
  },
];
