import assert from 'node:assert/strict';
import { ContactError } from '@token-desk/burner-service/reader/channel';
import { VirtualReaders, virtualReaderName } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { withinTime } from '@token-desk/burner-service/reader/within-time';
import { burnToken } from '@token-desk/burner-service/token/burn';
import { ins } from '@token-desk/burner-service/token/protocol/commands';
import { ProblemError } from '@token-desk/contract/problem';
import { DeskBench } from '../../support/desk/desk-bench.ts';
import { makeToken } from '../../support/reader/virtual-tokens.ts';

const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
const seed = new Uint8Array(20).fill(2);

describe('a limit for all commands together', () => {
  for (const [instruction, outcome, problem] of [
    [ins.answer, 'failed', 'token-timeout'],
    [ins.setSeed, 'unknown', 'burn-unknown'],
  ] as const)
    it(`is no cancelling: ${problem}`, async () => {
      const readers = new VirtualReaders();
      const hang = { kind: 'hang', when: 'before' } as const;
      readers.tap(makeToken(), { faults: ({ apdu }) => (apdu[1] === instruction ? hang : null) });
      const timed = withinTime(readers.openChannel(virtualReaderName), 50);
      const signal = new AbortController().signal;
      const result = await burnToken({ seed, config }, { channel: timed.channel, signal });
      timed.stop();
      await readers.close();
      assert.ok(result.outcome !== 'burned');
      assert.deepEqual([result.outcome, result.problem.code], [outcome, problem]);
    });

  it('leaves what somebody cancelled cancelled', async () => {
    const readers = new VirtualReaders();
    readers.tap(makeToken());
    const timed = withinTime(readers.openChannel(virtualReaderName), 60_000);
    const asked = timed.channel.transmit(Uint8Array.of(0x80, 0x41), AbortSignal.abort());
    await assert.rejects(
      asked,
      (error) => error instanceof ContactError && error.problem.code === 'job-cancelled',
    );
    timed.stop();
  });
});

describe('a reader that another program writes on', () => {
  it('is told of, and the job writes when the token is put back', async () => {
    let isTaken = true;
    class Shared extends VirtualReaders {
      override hold() {
        return isTaken ? Promise.reject(new ProblemError('reader-busy')) : super.hold();
      }
    }
    const source = new Shared();
    const desk = new DeskBench({ source });
    source.tap(desk.token);
    const offer = desk.offer();
    await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
    const told = await desk.next('progress', (frame) => frame.problem !== null);
    assert.equal(told.problem?.code, 'reader-busy');
    assert.equal(desk.token.settings.seedBytes, 0);
    isTaken = false;
    source.lift();
    source.tap(desk.token);
    assert.equal((await desk.next('outcome')).problem, null);
    await desk.close();
  });
});
