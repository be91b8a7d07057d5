import assert from 'node:assert/strict';
import type { ProblemCode } from '@token-desk/contract/problem';
import {
  type HandOutEvent,
  type HandOutState,
  lastAnswer,
  listBehindMs,
  reduceHandOut,
  startHandOut,
} from '@token-desk/tab/flow/hand-out-flow';

const looked = (code: ProblemCode, at = 1_000, isLeftToThem = false): HandOutEvent => ({
  type: 'looked',
  problem: { code },
  ...{ at, isLeftToThem },
});
const refused = (code: ProblemCode): HandOutEvent => ({ type: 'not-accepted', problem: { code } });
const typed: HandOutEvent = { type: 'code-typed' };
const stateAfter = (...events: readonly HandOutEvent[]): HandOutState =>
  events.reduce(reduceHandOut, startHandOut(null));
const nobodys = looked('token-not-assigned');

const yes = { at: 5_000, requestId: 'b1f2-77' };

describe('handing out a loaded token', () => {
  it('looks where it stands before it asks for anything', () => {
    assert.equal(stateAfter().kind, 'finding-out');
    assert.deepEqual(stateAfter(nobodys), { kind: 'typing', order: 'assign', misses: 0, problem: null });
    assert.deepEqual(stateAfter(looked('method-not-activated')), {
      kind: 'typing',
      order: 'activate',
      misses: 0,
      problem: null,
    });
    const down = stateAfter(looked('no-answer'));
    assert.ok(down.kind === 'typing');
    assert.deepEqual([down.order, down.problem?.code], ['unsure', 'no-answer']);
    const unreadable = stateAfter(looked('methods-not-readable'));
    assert.ok(unreadable.kind === 'typing' && unreadable.problem === null);
  });

  it('sends the code once, and reads Microsoft’s list back', () => {
    const sending = stateAfter(nobodys, typed);
    assert.equal(sending.kind, 'sending');
    assert.equal(reduceHandOut(sending, typed), sending, 'not twice');
    const waiting = reduceHandOut(sending, { type: 'waits', until: 9_000 });
    assert.ok(waiting.kind === 'sending' && waiting.waitsUntil === 9_000);
    const reading = reduceHandOut(waiting, { type: 'accepted', ...yes });
    assert.deepEqual(reading, startHandOut(yes), 'with Microsoft’s number of its answer');
  });

  it('waits for its holder, also after a reload, until they are here after all', () => {
    const left = stateAfter(nobodys, typed, { type: 'left-to-them' });
    assert.deepEqual(left, { kind: 'awaiting', isLooking: true, problem: null });
    const again = stateAfter(looked('method-not-activated', 1_000, true));
    assert.deepEqual(again, left);
    assert.deepEqual(
      reduceHandOut(left, looked('method-not-activated')),
      left,
      'what it waits for is no problem',
    );
    const down = reduceHandOut(left, looked('no-answer'));
    assert.ok(down.kind === 'awaiting' && down.problem?.code === 'no-answer');
    const ended = reduceHandOut(down, { type: 'looking-ended' });
    assert.ok(ended.kind === 'awaiting' && !ended.isLooking);
    assert.deepEqual(reduceHandOut(ended, { type: 'look-again' }), left);
    const here = reduceHandOut(left, { type: 'type-here' });
    assert.ok(here.kind === 'typing' && here.order === 'activate');
  });

  it('asks again where it could not be left to its holder', () => {
    const refusedFor = (code: ProblemCode) => stateAfter(nobodys, typed, refused(code));
    assert.equal(refusedFor('no-other-way').kind, 'typing');
    assert.equal(refusedFor('graph-busy').kind, 'typing');
    assert.equal(refusedFor('left-not-readable').kind, 'typing');
    const unlisted = refusedFor('left-not-listed');
    assert.ok(unlisted.kind === 'typing' && unlisted.order === 'unsure', 'it may be theirs all the same');
  });

  it('comes back to reading after a reload, not to the code', () => {
    assert.deepEqual(startHandOut(yes), {
      kind: 'reading-back',
      since: 5_000,
      requestId: 'b1f2-77',
      isLooking: true,
      problem: null,
    });
  });

  it('asks for another code where another code helps, and counts only those that were wrong', () => {
    const twice = stateAfter(
      nobodys,
      typed,
      refused('assign-code-wrong'),
      typed,
      refused('assign-code-wrong'),
    );
    assert.ok(twice.kind === 'typing' && twice.misses === 2);
    const busy = reduceHandOut(reduceHandOut(twice, typed), refused('graph-busy'));
    assert.ok(busy.kind === 'typing' && busy.misses === 2 && busy.problem?.code === 'graph-busy');
  });

  it('stops where Microsoft would say the same to every code', () => {
    for (const code of ['assign-refused', 'methods-full', 'assign-guest', 'token-assigned'] as const) {
      const state = stateAfter(nobodys, typed, refused(code));
      assert.deepEqual(state, { kind: 'refused', order: 'assign', problem: { code } });
      assert.equal(reduceHandOut(state, { type: 'try-again' }).kind, 'typing');
    }
  });

  it('knows no more that nobody has it once a code may have given it', () => {
    for (const code of ['assign-code-wrong', 'assign-unsure'] as const) {
      const state = stateAfter(nobodys, typed, refused(code));
      assert.ok(state.kind === 'typing');
      assert.equal(state.order, 'unsure', code);
      const later: readonly HandOutEvent[] = [typed, refused('graph-busy'), typed, refused('assign-refused')];
      assert.deepEqual(later.reduce(reduceHandOut, state), {
        kind: 'refused',
        order: 'unsure',
        problem: { code: 'assign-refused' },
      });
      const again = reduceHandOut(later.reduce(reduceHandOut, state), { type: 'try-again' });
      assert.ok(again.kind === 'typing' && again.order === 'unsure');
    }
    for (const code of ['graph-busy', 'graph-access-not-given'] as const) {
      const state = stateAfter(nobodys, typed, refused(code));
      assert.ok(state.kind === 'typing' && state.order === 'assign', code);
    }
    const theirs = stateAfter(looked('method-not-activated'), typed, refused('assign-code-wrong'));
    assert.ok(theirs.kind === 'typing' && theirs.order === 'activate');
  });

  it('waits for the list, which is behind, and then asks for the code that is still missing', () => {
    const accepted: HandOutEvent = { type: 'accepted', at: 1_000, requestId: null };
    const reading = stateAfter(nobodys, typed, accepted);
    const early = reduceHandOut(reading, looked('method-not-activated', 2_000));
    assert.ok(early.kind === 'reading-back' && early.isLooking);
    const late = reduceHandOut(reading, looked('method-not-activated', 1_001 + listBehindMs));
    assert.ok(late.kind === 'typing');
    assert.deepEqual([late.order, late.problem?.code], ['activate', 'method-not-activated']);
  });

  it('knows Microsoft’s number of its last answer, whatever that was', () => {
    assert.equal(lastAnswer(stateAfter()), null);
    assert.equal(lastAnswer(startHandOut(yes)), 'b1f2-77');
    const detail = { requestId: 'c3-1' };
    const no = (code: ProblemCode) =>
      stateAfter(nobodys, typed, { type: 'not-accepted', problem: { code, detail } });
    assert.equal(lastAnswer(no('assign-code-wrong')), 'c3-1');
    assert.equal(lastAnswer(no('assign-refused')), 'c3-1');
    assert.equal(lastAnswer(stateAfter(nobodys, typed, refused('graph-busy'))), null);
  });

  it('ends its looking where the list cannot be read, and when it took too long', () => {
    const reading = startHandOut({ at: 1_000, requestId: 'b1f2-77' });
    const unreadable = reduceHandOut(reading, looked('methods-not-readable'));
    assert.ok(unreadable.kind === 'reading-back' && !unreadable.isLooking);
    const ended = reduceHandOut(reading, { type: 'looking-ended' });
    assert.ok(ended.kind === 'reading-back' && !ended.isLooking);
    const again = reduceHandOut(ended, { type: 'look-again' });
    assert.ok(again.kind === 'reading-back' && again.isLooking && again.since === 1_000);
    assert.equal(again.requestId, 'b1f2-77');
  });
});
