import assert from 'node:assert/strict';
import { virtualReaderName } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { DeskBench } from '../../support/desk/desk-bench.ts';
import { at } from '../../support/faults/fault-cases.ts';

describe('the desk: while a job waits for its token', () => {
  let desk: DeskBench;
  beforeEach(() => {
    desk = new DeskBench();
  });
  afterEach(() => desk.close());

  const toldAtPlaceToken = () =>
    desk.frames.flatMap((frame) =>
      frame.type === 'progress' && frame.phase === 'place-token' ? [frame.problem?.code ?? null] : [],
    );

  it('says that the reader is gone, and goes on when it is back', async () => {
    const offer = desk.offer();
    await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
    desk.readers.unplug(virtualReaderName);
    await desk.next('progress', (frame) => frame.problem?.code === 'no-reader');
    desk.readers.plugIn(virtualReaderName);
    await desk.until(() => toldAtPlaceToken().length === 3);
    assert.deepEqual(toldAtPlaceToken(), [null, 'no-reader', null]);
    desk.readers.tap(desk.token);
    assert.equal((await desk.next('outcome')).problem, null);
  });

  it('tries again by itself when the reader did not notice that the token was lifted and put back', async () => {
    const lostOnce = at('challenge', { kind: 'answer', answer: new Uint8Array(1), when: 'before' }, 1);
    desk.readers.tap(desk.token, { faults: lostOnce });
    const offer = desk.offer();
    await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
    assert.equal((await desk.next('outcome')).problem, null);
    assert.deepEqual(toldAtPlaceToken(), [null, 'lost-contact']);
  });

  it('does so once only: a token that loses contact every time is left alone until it is lifted', async () => {
    let tries = 0;
    const plan = at('challenge', { kind: 'answer', answer: new Uint8Array(1), when: 'before' });
    desk.readers.tap(desk.token, {
      faults: (command) => {
        const fault = plan(command);
        tries += fault === null ? 0 : 1;
        return fault;
      },
    });
    const offer = desk.offer();
    await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
    await desk.until(() => toldAtPlaceToken().length === 3);
    assert.equal(tries, 2);
    desk.readers.lift();
    desk.readers.tap(desk.token);
    assert.equal((await desk.next('outcome')).problem, null);
  });
});
