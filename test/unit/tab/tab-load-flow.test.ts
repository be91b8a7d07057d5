import assert from 'node:assert/strict';
import type { TokenState, TokenView } from '@token-desk/contract/token/record';
import type { JobView } from '@token-desk/contract/views';
import { type LoadEvent, type LoadState, reduceLoad, startLoad } from '@token-desk/tab/flow/load/load-flow';
import {
  algorithmFor,
  averageMs,
  isLoadRun,
  type LoadRun,
  mostLoaded,
  newLoadRun,
  withLeft,
  withLoaded,
} from '@token-desk/tab/flow/load/load-run';
import { deletableDevice } from '@token-desk/tab/flow/old-device';

const tom = { id: 'tom', name: 'Tom Weber', upn: 'tom.weber@contoso.example' };
const serial = '86596000004711';
const run = newLoadRun('Lyon 3', 2, 1_000);

function job(change: Partial<JobView>, of = serial): JobView {
  return {
    id: 'j1',
    attempt: 1,
    kind: 'burn',
    state: 'keyed',
    offer: {
      jobId: 'j1',
      attempt: 1,
      kind: 'burn',
      burnerId: 'desk',
      reader: null,
      serial: of,
      requestId: null,
      subject: null,
      technician: tom,
      config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
      expiresAt: 9,
      route: 'B',
      tabKey: 'k',
    },
    key: null,
    phase: null,
    outcome: null,
    problem: null,
    identified: null,
    ...change,
  };
}
const seen = (change: Partial<JobView>, of = serial): LoadEvent => ({
  type: 'job-seen',
  job: job(change, of),
});
const stateAfter = (...events: readonly LoadEvent[]): LoadState => events.reduce(reduceLoad, startLoad(run));

const write: LoadEvent = { type: 'write', serial, at: 2_000 };
const burned = seen({ state: 'done', outcome: 'burned', phase: 'written' });
const matched: LoadEvent = { type: 'code-matched', digits: '123456' };
const begun = seen({ phase: 'reading' });
const toCheck = [write, begun, burned];
const toCompare: readonly LoadEvent[] = [...toCheck, { type: 'code-sent' }, matched];
const toCreate: readonly LoadEvent[] = [...toCompare, { type: 'digits-same' }];
const toLook: readonly LoadEvent[] = [
  ...toCreate,
  { type: 'created', deviceId: 'd1', graphRequestId: 'r-d1', at: 3_000 },
];
const isThere: LoadEvent = { type: 'looked', found: 'loaded', at: 12_000 };

describe('loading a box', () => {
  const steps: readonly (readonly [string, readonly LoadEvent[], string])[] = [
    ['waits for a token', [], 'place'],
    ['writes it once Enter is pressed', [write], 'write'],
    ['while the desk is at it', [write, seen({ phase: 'writing-seed' })], 'write'],
    ['asks for its code', toCheck, 'check'],
    [
      'asks for the code of one that nobody knows was written',
      [write, begun, seen({ state: 'done', outcome: 'unknown' })],
      'check',
    ],
    ['shows digits to compare before the secret leaves', toCompare, 'compare'],
    ['gives it to Microsoft once they are the same', toCreate, 'create'],
    ['reads it back', toLook, 'look'],
    ['is ready for the next one', [...toLook, isThere], 'place'],
  ];
  for (const [name, events, kind] of steps)
    it(name, () => assert.equal(stateAfter(...events).work.kind, kind));

  it('gives nothing to Microsoft without a word about the digits', () => {
    for (const event of [
      { type: 'create-again' },
      { type: 'created', deviceId: 'd1', graphRequestId: 'r-d1', at: 3_000 },
      { type: 'code-sent' },
    ] as const)
      assert.equal(stateAfter(...toCompare, event).work.kind, 'compare', event.type);
    const differ = stateAfter(...toCompare, { type: 'digits-differ' });
    assert.ok(differ.work.kind === 'failed');
    assert.equal(differ.work.problem.code, 'digits-differ');
    assert.equal(
      stateAfter(...toCompare, { type: 'digits-differ' }, { type: 'digits-same' }).work.kind,
      'failed',
    );
  });

  it('shows the digits while the code can still be kept back, and stops there too', () => {
    const keyed: LoadEvent = { type: 'keyed', digits: '123456' };
    for (const events of [
      [write, begun, keyed, burned],
      [write, begun, burned, keyed],
    ]) {
      const { work } = stateAfter(...events);
      assert.ok(work.kind === 'check' && work.digits === '123456');
    }
    const differ = stateAfter(...toCheck, keyed, { type: 'digits-differ' });
    assert.ok(differ.work.kind === 'failed' && differ.work.problem.code === 'digits-differ');
  });

  it('counts what is loaded with the time it took, and ends with the last one', () => {
    const one = stateAfter(...toLook, isThere);
    assert.deepEqual(one.run.loaded, [{ serial, ms: 10_000 }]);
    const said = stateAfter(...toLook, { type: 'looked', found: 'said', at: 12_000 });
    assert.equal(said.run.loaded.length, 1);
    const other = '86596000004712';
    const second: readonly LoadEvent[] = [
      { type: 'write', serial: other, at: 20_000 },
      seen({ id: 'j2' }, other),
      seen({ id: 'j2', state: 'done', outcome: 'burned' }, other),
      matched,
      { type: 'digits-same' },
      { type: 'created', deviceId: 'd2', graphRequestId: 'r-d2', at: 23_000 },
      { type: 'looked', found: 'loaded', at: 24_000 },
    ];
    const both = second.reduce(reduceLoad, one);
    assert.equal(both.work.kind, 'ended');
    assert.equal(averageMs(both.run), 7_000);
    const more = reduceLoad(both, { type: 'more', wanted: 3 });
    assert.equal(more.work.kind, 'place');
  });

  it('ends with the last one where that was left over and found', () => {
    const found = (of: string): LoadEvent => ({ type: 'found-loaded', serial: of });
    const one = stateAfter(found(serial));
    assert.equal(one.work.kind, 'place');
    assert.equal(reduceLoad(one, found('86596000004712')).work.kind, 'ended');
    const other = '86596000004713';
    const inHand = [{ type: 'write', serial: other, at: 2_000 }, found('86596000004712')] as const;
    assert.equal(inHand.reduce(reduceLoad, one).work.kind, 'write', 'the token in hand is not dropped');
  });

  it('goes on reading while Microsoft does not list it yet, until somebody leaves it', () => {
    const state = stateAfter(...toLook, { type: 'looked', found: 'none', at: 3_000 });
    assert.equal(state.work.kind, 'look');
    const ended = reduceLoad(state, { type: 'looking-ended' });
    assert.ok(ended.work.kind === 'look' && !ended.work.isLooking);
    const again = reduceLoad(ended, { type: 'look-again' });
    assert.ok(again.work.kind === 'look' && again.work.isLooking && again.work.deviceId === 'd1');
    assert.equal(again.work.graphRequestId, 'r-d1');
    const left = reduceLoad(ended, { type: 'token-left', code: 'device-not-there' });
    assert.deepEqual([left.work.kind, left.run.left], ['place', [{ serial, code: 'device-not-there' }]]);
  });

  it('keeps the secret for another try when Microsoft says no, and says why', () => {
    const busy = stateAfter(...toCreate, { type: 'waits', until: 9_000 });
    assert.ok(busy.work.kind === 'create' && busy.work.waitsUntil === 9_000);
    const refused = reduceLoad(busy, { type: 'not-created', problem: { code: 'directory-unavailable' } });
    assert.ok(refused.work.kind === 'create');
    assert.deepEqual([refused.work.problem?.code, refused.work.waitsUntil], ['directory-unavailable', null]);
    const again = reduceLoad(refused, { type: 'create-again' });
    assert.ok(again.work.kind === 'create' && again.work.problem === null);
    assert.equal(reduceLoad(again, { type: 'secret-gone' }).work.kind, 'create', 'it is being used');
    const gone = reduceLoad(refused, { type: 'secret-gone' });
    assert.ok(gone.work.kind === 'failed');
    assert.equal(gone.work.problem.code, 'secret-gone-drawn');
  });

  it('has the server look by serial where Microsoft’s answer was lost, and can create it once more', () => {
    const unsure = stateAfter(...toCreate, { type: 'not-created', problem: { code: 'device-unsure' } });
    const look = reduceLoad(unsure, { type: 'look-anyway', at: 4_000 });
    assert.ok(look.work.kind === 'look' && look.work.deviceId === null);
    assert.equal(reduceLoad(look, { type: 'create-again' }).work.kind, 'create');
    assert.equal(reduceLoad(look, isThere).work.kind, 'place');
    assert.equal(stateAfter(...toLook, { type: 'create-again' }).work.kind, 'look', 'it is there already');
    assert.equal(stateAfter(...toCreate, { type: 'look-anyway', at: 4_000 }).work.kind, 'create');
  });

  it('says what became of the way out of a refusal before the token is begun', () => {
    const refused = stateAfter(
      write,
      { type: 'not-begun', problem: { code: 'device-exists' } },
      { type: 'place-told', problem: { code: 'device-assigned' } },
    );
    assert.deepEqual(refused.work, { kind: 'place', problem: { code: 'device-assigned' } });
    assert.equal(stateAfter(...toCheck, { type: 'place-told', problem: null }).work.kind, 'check');
  });

  it('is not loaded where its secret was gone before Microsoft was asked', () => {
    for (const code of ['secret-gone', 'secret-gone-drawn'] as const) {
      const gone = stateAfter(...toCreate, { type: 'not-created', problem: { code } });
      assert.ok(gone.work.kind === 'failed', code);
      assert.equal(gone.work.problem.code, 'secret-gone-drawn');
      assert.deepEqual(gone.run.left, [{ serial, code: 'secret-gone-drawn' }]);
    }
  });

  it('counts codes that did not fit, and gives up where the desk forgot its secret', () => {
    const wrong: LoadEvent = { type: 'code-wrong', problem: { code: 'code-wrong' } };
    const old: LoadEvent = { type: 'code-wrong', problem: { code: 'code-old' } };
    const state = stateAfter(...toCheck, { type: 'code-sent' }, wrong, { type: 'code-sent' }, old);
    assert.ok(state.work.kind === 'check');
    assert.deepEqual(
      [state.work.misses, state.work.isComparing, state.work.problem?.code],
      [1, false, 'code-old'],
    );
    for (const code of ['secret-gone', 'secret-gone-drawn'] as const) {
      const gone = stateAfter(...toCheck, { type: 'code-sent' }, { type: 'code-wrong', problem: { code } });
      assert.ok(gone.work.kind === 'failed');
      assert.equal(gone.work.problem.code, 'secret-gone-drawn');
    }
  });

  it('says why a token was not written, and goes on with the next', () => {
    const state = stateAfter(write, begun, seen({ state: 'refused', problem: { code: 'token-locked' } }));
    assert.ok(state.work.kind === 'failed');
    assert.equal(state.work.problem.code, 'token-locked');
    const next = reduceLoad(state, { type: 'next' });
    assert.deepEqual([next.work.kind, next.run.left], ['place', [{ serial, code: 'token-locked' }]]);
    const empty = stateAfter(write, begun, seen({ state: 'done', outcome: 'empty' }));
    assert.ok(empty.work.kind === 'failed');
    assert.equal(empty.work.problem.code, 'token-left-empty');
  });

  it('says why a token has to come back, and calls it begun by nobody where the order was refused', () => {
    const lifted = stateAfter(
      write,
      seen({ phase: 'writing-clock' }),
      seen({ phase: 'place-token', problem: { code: 'token-empty' } }),
    );
    assert.ok(lifted.work.kind === 'write');
    assert.equal(lifted.work.putBack?.code, 'token-empty');
    const refused = stateAfter(write, { type: 'not-begun', problem: { code: 'serial-in-use' } });
    assert.deepEqual(refused.work, { kind: 'place', problem: { code: 'serial-in-use' } });
    assert.deepEqual(refused.run.left, []);
    const foreign = stateAfter(...toCheck, {
      type: 'not-begun',
      problem: { code: 'burner-identity-changed' },
    });
    assert.ok(foreign.work.kind === 'failed', 'written, and its key was not the desk’s');
  });

  it('takes no job that was over before for the one it has just ordered', () => {
    for (const change of [
      { state: 'done', outcome: 'burned' },
      { state: 'done', outcome: 'empty' },
      { state: 'refused', problem: { code: 'token-locked' } },
      { state: 'cancelled' },
    ] as const) {
      const state = stateAfter(write, seen({ id: 'j0', ...change }));
      assert.ok(state.work.kind === 'write' && state.work.job === null, change.state);
      assert.equal(state.run.jobId, null);
      assert.equal([begun, burned].reduce(reduceLoad, state).work.kind, 'check');
    }
  });

  it('hears only of the token in hand', () => {
    const state = stateAfter(write, begun);
    const stranger = reduceLoad(state, seen({ id: 'j9', state: 'done', outcome: 'burned' }));
    assert.equal(stranger.work.kind, 'write');
    const another = reduceLoad(
      stateAfter(write),
      seen({ state: 'done', outcome: 'burned' }, '86596000004799'),
    );
    assert.equal(another.work.kind, 'write');
    const late = reduceLoad(state, seen({ phase: null }));
    assert.ok(late.work.kind === 'write' && late.work.job?.phase === 'reading');
  });

  it('sets apart what Microsoft has otherwise, and does not claim that somebody has it', () => {
    const state = stateAfter(...toLook, { type: 'looked', found: 'other', at: 3_000 });
    assert.ok(state.work.kind === 'failed');
    assert.deepEqual(state.work.problem, { code: 'device-other', detail: { serial } });
  });

  it('can be stopped between two tokens only', () => {
    assert.equal(stateAfter({ type: 'stopped' }).work.kind, 'ended');
    for (const events of [[write], toCheck, toCompare, toCreate, toLook])
      assert.notEqual(stateAfter(...events, { type: 'stopped' }).work.kind, 'ended');
  });

  it('knows the order of the desk until it is over, for a reload', () => {
    assert.equal(stateAfter(...toCheck).run.jobId, 'j1');
    assert.equal(stateAfter(...toLook, isThere).run.jobId, null);
  });
});

describe('the old device of a token at Microsoft', () => {
  const exists = { code: 'device-exists', detail: { serial } } as const;
  const inBooks = (state: TokenState) => ({ serial, state }) as TokenView;
  const lying = { serial, isRead: true, token: null };

  it('may be deleted where the token that was refused lies there', () => {
    assert.equal(deletableDevice(exists, lying), serial);
    for (const state of ['in_stock', 'burned_unverified', 'quarantine'] as const)
      assert.equal(deletableDevice(exists, { ...lying, token: inBooks(state) }), serial, state);
  });

  it('is not offered once another token lies there, or none, or the books were not read yet', () => {
    assert.equal(deletableDevice(exists, { ...lying, serial: '86596000004712' }), null);
    assert.equal(deletableDevice(exists, null), null);
    assert.equal(deletableDevice(exists, { ...lying, isRead: false }), null);
    assert.equal(deletableDevice({ code: 'device-exists' }, lying), null);
  });

  it('is not offered of a token that is loaded or taken for somebody, nor after another refusal', () => {
    for (const state of ['loaded', 'reserved'] as const)
      assert.equal(deletableDevice(exists, { ...lying, token: inBooks(state) }), null, state);
    assert.equal(deletableDevice({ code: 'device-assigned', detail: { serial } }, lying), null);
    assert.equal(deletableDevice(null, lying), null);
  });
});

describe('what a window keeps of a box', () => {
  it('is drawn for SHA-1 unless somebody chose otherwise, and stays so for the next token', () => {
    const chosen: LoadEvent = { type: 'hash-chosen', algorithm: 'SHA256' };
    assert.equal(run.algorithm, 'SHA1');
    const next = stateAfter(chosen);
    assert.equal(algorithmFor(next.run, serial), 'SHA256');
    assert.equal(algorithmFor(next.run, '7777777000001'), 'SHA1', 'a kind that nobody knows');
    const writing = stateAfter(write);
    assert.equal(reduceLoad(writing, chosen), writing, 'not while one is written');
    assert.ok(isLoadRun(JSON.parse(JSON.stringify(next.run))));
  });

  it('is as many as are wanted, within limits', () => {
    assert.equal(newLoadRun(' Lyon 3 ', 5, 1).box, 'Lyon 3');
    const wanted = [0, -3, Number.NaN, 12.7, 9_999].map((n) => newLoadRun('x', n, 1).wanted);
    assert.deepEqual(wanted, [1, 1, 1, 12, mostLoaded]);
  });

  it('has each token once: a loaded one is left no more', () => {
    const left = withLeft(withLeft(run, { serial, code: 'token-locked' }), {
      serial,
      code: 'directory-unavailable',
    });
    assert.deepEqual(left.left, [{ serial, code: 'directory-unavailable' }]);
    const loaded = withLoaded(left, { serial, ms: null });
    assert.deepEqual([loaded.left, loaded.loaded], [[], [{ serial, ms: null }]]);
    assert.equal(averageMs(loaded), null);
  });

  it('is read again only as it was kept', () => {
    const whole: LoadRun = {
      ...run,
      loaded: [{ serial, ms: 5 }],
      left: [{ serial: '1', code: 'token-locked' }],
    };
    assert.ok(isLoadRun(JSON.parse(JSON.stringify(whole))));
    const odd: readonly unknown[] = [
      null,
      'x',
      {},
      { ...whole, box: 3 },
      { ...whole, algorithm: 'SHA512' },
      { ...whole, loaded: [{ serial: 3, ms: 1 }] },
      { ...whole, loaded: [{ serial, ms: 'x' }] },
      { ...whole, left: [{ serial, code: 'no-such' }] },
      { ...whole, jobId: 3 },
      { ...whole, loaded: Array.from({ length: 3 * mostLoaded }, () => ({ serial, ms: 1 })) },
    ];
    for (const one of odd) assert.ok(!isLoadRun(one), JSON.stringify(one)?.slice(0, 80));
  });
});
