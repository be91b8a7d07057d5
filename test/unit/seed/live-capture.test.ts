import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { ProblemError } from '@token-desk/contract/problem';
import type { LiveSource } from '@token-desk/tab/seed/live-capture';
import { lendGlobals, StandInBitmap } from '../../support/browser/browser-pictures.ts';
import { linkText, pushText, seedText } from '../../support/browser/qr-images/texts.ts';
import { answering, type StandInWorker, workersOpened } from '../../support/browser/worker-stand-in.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

await import('@token-desk/tab/seed/qr'); // else the first test that reads a picture loads it
// awaited, so that mocha imports this file: of one that it requires, `import()` in the tab would see other modules
const { openStream, stopStream, watchForCodes, whyNotLive } = await import(
  '@token-desk/tab/seed/live-capture'
);

describe('whether a screen or a camera can be looked at', () => {
  const all = { getDisplayMedia: () => {}, getUserMedia: () => {} };
  const both: readonly LiveSource[] = ['screen', 'camera'];
  const why = (source: LiveSource, mediaDevices: unknown, page: object = {}) => {
    using _ = lendGlobals({ navigator: { mediaDevices }, document: page });
    return whyNotLive(source);
  };
  const allowing = (...features: readonly string[]) => ({
    featurePolicy: { allowsFeature: (feature: string) => features.includes(feature) },
  });

  it('is yes where the browser has it and nobody forbids it', () => {
    for (const source of both) assert.equal(why(source, all), null);
    for (const source of both) assert.equal(why(source, all, allowing('display-capture', 'camera')), null);
  });

  it('is no, by the browser, where it has no such thing', () => {
    for (const source of both) assert.equal(why(source, undefined), 'browser');
    assert.equal(why('screen', { getUserMedia: () => {} }), 'browser');
    assert.equal(why('camera', { getUserMedia: () => {} }), null);
    assert.equal(why('camera', { getDisplayMedia: () => {} }), 'browser');
    assert.equal(why('screen', { getDisplayMedia: () => {} }), null);
  });

  it('is no, by the host, where the page around ours forbids it', () => {
    assert.equal(why('screen', all, allowing('camera')), 'host');
    assert.equal(why('camera', all, allowing('camera')), null);
    assert.equal(why('camera', all, allowing('display-capture')), 'host');
  });
});

describe('the stream of a screen or a camera', () => {
  function asked(source: LiveSource) {
    const calls: [string, MediaStreamConstraints][] = [];
    const media = (name: string) => async (wanted: MediaStreamConstraints) => void calls.push([name, wanted]);
    using _ = lendGlobals({
      navigator: { mediaDevices: { getDisplayMedia: media('screen'), getUserMedia: media('camera') } },
    });
    void openStream(source);
    return calls;
  }

  it('is asked for as pictures and never as sound', () => {
    for (const source of ['screen', 'camera'] as const) {
      const [[name, wanted] = [], ...more] = asked(source);
      assert.deepEqual([name, wanted?.audio, more.length], [source, false, 0]);
      assert.equal(typeof wanted?.video, 'object');
    }
  });

  it('is the camera that looks away from the person, sharp enough for a code on a display', () => {
    const video = asked('camera')[0]?.[1].video as MediaTrackConstraints;
    assert.equal(video.facingMode, 'environment');
    const ideal = (wanted: ConstrainULong | undefined) => (wanted as { ideal: number }).ideal;
    assert.ok(ideal(video.width) >= 1280 && ideal(video.height) >= 720, 'sharp enough');
  });

  it('is a few pictures of the screen a second, not a film', () => {
    const video = asked('screen')[0]?.[1].video as MediaTrackConstraints;
    assert.ok(Number(video.frameRate) >= 1 && Number(video.frameRate) <= 10, 'a few a second');
  });

  it('ends with all its tracks', () => {
    const tracks = [{ isOn: true }, { isOn: true }].map((track) => ({
      ...track,
      stop() {
        this.isOn = false;
      },
    }));
    stopStream({ getTracks: () => tracks } as unknown as MediaStream);
    assert.deepEqual(
      tracks.map(({ isOn }) => isOn),
      [false, false],
    );
  });
});

/** Each wait between frames is over at once, and the clock moves on. The look is stopped soon after the last scene. */
describe('watching for codes', () => {
  let browser: Disposable;
  let clock: HandClock;
  let frames: StandInBitmap[];
  let workers: readonly StandInWorker[];
  /** What is to be seen in each frame; after the last nothing. */
  let scenes: (readonly string[])[];
  let video: { readyState: number; videoWidth: number };
  let stop: AbortController;
  let onWait: () => void;
  let onFrame: () => void;
  let onQuestion: () => void;
  let isStopped: boolean;

  beforeEach(() => {
    clock = new HandClock(5_000);
    frames = [];
    scenes = [];
    video = { readyState: 2, videoWidth: 1920 };
    stop = new AbortController();
    onWait = onFrame = onQuestion = () => {};
    isStopped = true;
    let frame = 0;
    const standIn = workersOpened(
      answering(({ image }) => {
        if (image === undefined) return { ok: true, texts: [] };
        onQuestion();
        return { ok: true, texts: scenes[frame++] ?? [] };
      }),
    );
    workers = standIn.opened;
    browser = lendGlobals({
      Worker: standIn.Worker,
      ImageBitmap: StandInBitmap,
      HTMLMediaElement: { HAVE_CURRENT_DATA: 2 },
      createImageBitmap: async (shown: unknown) => {
        assert.equal(shown, video);
        frames.push(new StandInBitmap({ width: 1920, height: 1080 }));
        onFrame();
        return frames.at(-1);
      },
      setTimeout: (then: () => void, afterMs: number) => {
        if (afterMs > 1000) return undefined; // the late end of an answer: here every answer comes
        clock.turn(afterMs);
        if (clock.now() > 1_000_000) throw new Error('it watches for ever');
        onWait();
        if (isStopped && frames.length > scenes.length) stop.abort();
        setImmediate(then);
      },
    });
    mock.method(performance, 'now', clock.now);
  });
  afterEach(() => {
    mock.restoreAll();
    browser[Symbol.dispose]();
  });

  async function watch(...seen: readonly (readonly string[])[]) {
    scenes = [...seen];
    const told: (readonly string[])[] = [];
    const how = await watchForCodes(video as unknown as HTMLVideoElement, stop.signal, (texts) => {
      told.push(texts);
    });
    return { how, told };
  }

  it('tells what is seen, once while it stays in the picture', async () => {
    const { told } = await watch([], [pushText], [pushText], [], [pushText], [pushText, seedText]);
    assert.deepEqual(told, [[pushText], [pushText, seedText]]);
  });

  it('does not tell two codes again that are found in another order', async () => {
    const { told } = await watch([linkText, seedText], [seedText, linkText], [seedText]);
    assert.deepEqual(told, [[linkText, seedText], [seedText]]);
  });

  it('tells a code again that comes back after another', async () => {
    const { told } = await watch([pushText], [linkText], [pushText]);
    assert.deepEqual(told, [[pushText], [linkText], [pushText]]);
  });

  it('gives up by itself after a minute, and not before', async () => {
    isStopped = false;
    const { how, told } = await watch();
    assert.deepEqual([how, told], ['given-up', []]);
    assert.equal(clock.now(), 5_000 + 60_200, 'the first frame that is later than a minute');
  });

  it('keeps no frame: each is closed, and the worker ends', async () => {
    await watch([pushText], []);
    assert.ok(frames.length === 3 && frames.every(({ isClosed }) => isClosed), 'every picture is closed');
    assert.deepEqual(
      workers.map(({ isEnded }) => isEnded),
      [true],
    );
  });

  it('takes no picture before there is one', async () => {
    let waits = 0;
    video = { readyState: 1, videoWidth: 1920 };
    onWait = () => {
      waits += 1;
      assert.equal(frames.length, waits > 20 ? frames.length : 0);
      if (waits === 10) video.readyState = 2;
      if (waits === 10) video.videoWidth = 0; // a track that has begun and has no size yet
      if (waits === 20) video.videoWidth = 1920;
    };
    const { told } = await watch([seedText]);
    assert.deepEqual(told, [[seedText]]);
  });

  it('ends when it is stopped, with the worker', async () => {
    onWait = () => {
      if (frames.length === 3) stop.abort();
    };
    isStopped = false;
    const { how } = await watch();
    assert.deepEqual([how, frames.length, workers[0]?.isEnded], ['ended', 3, true]);
  });

  for (const when of ['taken', 'read'] as const)
    it(`ends at once, and tells nothing, when it is stopped while a frame is ${when}`, async () => {
      isStopped = false;
      if (when === 'taken') onFrame = () => stop.abort();
      else onQuestion = () => stop.abort();
      const { how, told } = await watch([seedText]);
      assert.deepEqual([how, told, frames.length], ['ended', [], 1]);
      assert.ok(frames[0]?.isClosed && workers[0]?.isEnded, 'the worker ends');
    });

  it('takes no picture when it was stopped before', async () => {
    stop.abort();
    const { how } = await watch([seedText]);
    assert.deepEqual([how, frames.length], ['ended', 0]);
  });

  it('says so when the worker breaks, closes the frame and ends the worker', async () => {
    onWait = () => {
      if (frames.length === 2) workers[0]?.fail('out of memory');
    };
    isStopped = false;
    await assert.rejects(
      watch(),
      (error) => error instanceof ProblemError && error.problem.code === 'qr-reader-unavailable',
    );
    assert.ok(
      frames.every(({ isClosed }) => isClosed),
      'every picture is closed',
    );
    assert.ok(workers[0]?.isEnded, 'the worker ends');
  });
});
