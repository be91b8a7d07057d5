import assert from 'node:assert/strict';
import type { Problem } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import type { JobView, RequestDetail } from '@token-desk/contract/views';
import { stepOf } from '@token-desk/contract/wizard-step';
import {
  type BurnEvent,
  type BurnState,
  type HeldFacts,
  isOver,
  problemOfWire,
  reduceBurn,
  startBurn,
} from '@token-desk/tab/flow/burn/burn-flow';
import { requestIn, sven, tina, tom } from '../../support/bot/requests.ts';

const facts: HeldFacts = {
  tenant: 'Contoso Ltd',
  account: sven.upn,
  algorithm: 'SHA1',
  stepSeconds: 30,
  sizeBytes: 10,
  capture: 'paste-image',
};
const otherFacts: HeldFacts = { ...facts, sizeBytes: 13, capture: 'typed-key' };
const refusal: Problem = { code: 'burner-offline' };
const restricted = '86596220004711';

const detail = (change: Partial<Request> = {}): RequestDetail => {
  const request = { ...requestIn('in_progress'), ...change };
  return { ...request, step: stepOf(request), history: [], may: [], isIdentified: true, cannotBurn: null };
};
const job = (change: Partial<JobView> = {}, offer: Partial<JobView['offer']> = {}): JobView =>
  ({
    id: 'job-1',
    kind: 'burn',
    state: 'sealed',
    offer: { requestId: 'request-1', serial: restricted, ...offer },
    phase: null,
    outcome: null,
    problem: null,
    ...change,
  }) as JobView;

const stateAfter = (...events: readonly BurnEvent[]): BurnState =>
  from(startBurn(detail(), tina.id), ...events);
const from = (state: BurnState, ...events: readonly BurnEvent[]) => events.reduce(reduceBurn, state);
const found: BurnEvent = { type: 'secret-found', facts, isAccountSeen: true };
const sealing: BurnEvent = { type: 'sealing', serial: restricted };
const seen = (...what: Parameters<typeof job>): BurnEvent => ({ type: 'job-seen', job: job(...what) });
const refused: BurnEvent = { type: 'refused', problem: refusal };
const read = (change: Partial<Request>): BurnEvent => ({
  type: 'request-read',
  request: detail({ version: 6, ...change }),
});

describe('what the wizard’s window knows by itself', () => {
  it('begins with nothing brought in, nothing refused, and looks at Microsoft by itself', () => {
    const { secret, alsoSeen, clipboard, sealed, check, isCheckSkipped, isAgain, finish, refused, left } =
      stateAfter();
    assert.deepEqual(
      { secret, check, finish },
      {
        secret: { kind: 'none', problem: null },
        check: { kind: 'typing', misses: 0, problem: null },
        finish: { problem: null, isLooking: true },
      },
    );
    assert.deepEqual(
      [alsoSeen, clipboard, sealed, isCheckSkipped, isAgain, refused],
      [[], null, null, false, false, null],
    );
    assert.equal(left, 'cancelBefore');
  });

  describe('a refusal of the server', () => {
    it('stands until it was seen', () => {
      assert.deepEqual(stateAfter(refused).refused, refusal);
      assert.equal(stateAfter(refused, { type: 'refusal-seen' }).refused, null);
      assert.deepEqual(stateAfter(refused, read({})).refused, refusal);
    });

    for (const next of [
      [{ type: 'secret-reading' }],
      [sealing],
      [{ type: 'check-skipped' }],
      [{ type: 'started-again' }],
    ] satisfies BurnEvent[][])
      it(`is gone with the next thing that is begun: ${next[0]?.type}`, () => {
        assert.equal(stateAfter(found, refused, ...next).refused, null);
      });
  });

  describe('a secret that is brought in', () => {
    it('is only being read until it is known, and leaves nothing of the one before', () => {
      const { secret, alsoSeen, clipboard } = stateAfter(
        { ...found, alsoSeen: [{ kind: 'web-link' }] } as BurnEvent,
        { type: 'pasted', clipboard: 'overwritten' },
        { type: 'secret-reading' },
      );
      assert.deepEqual([secret, alsoSeen, clipboard], [{ kind: 'reading' }, [], null]);
    });

    it('comes with what else was there, and with what became of the clipboard', () => {
      const { secret, alsoSeen, clipboard } = stateAfter(
        { ...found, alsoSeen: [{ kind: 'web-link' }] } as BurnEvent,
        {
          type: 'pasted',
          clipboard: 'kept',
        },
      );
      assert.deepEqual(secret, { kind: 'held', facts });
      assert.deepEqual([alsoSeen, clipboard], [[{ kind: 'web-link' }], 'kept']);
      assert.deepEqual(
        stateAfter({ ...found, alsoSeen: [{ kind: 'web-link' }] } as BurnEvent, found).alsoSeen,
        [],
      );
    });

    it('that can be read in two ways is held as both', () => {
      const { secret } = stateAfter({ type: 'secret-either', base32: otherFacts, hex: facts });
      assert.deepEqual(secret, { kind: 'either', base32: otherFacts, hex: facts });
    });

    it('is confirmed only where somebody was asked', () => {
      const asked = stateAfter({ ...found, isAccountSeen: false } as BurnEvent);
      assert.deepEqual(asked.secret, { kind: 'unconfirmed', facts });
      assert.deepEqual(from(asked, { type: 'secret-confirmed' }).secret, { kind: 'held', facts });
      for (const state of [stateAfter(), stateAfter(found), stateAfter({ type: 'secret-reading' })])
        assert.equal(from(state, { type: 'secret-confirmed' }), state);
    });

    it('is gone with the reason that was given', () => {
      const problem: Problem = { code: 'wrong-account' };
      for (const type of ['secret-wrong', 'secret-dropped'] as const)
        assert.deepEqual(stateAfter(found, { type, problem }).secret, { kind: 'none', problem });
    });

    it('is sealed for one token, once it is held, and still described while the desk writes', () => {
      const state = stateAfter(found, sealing);
      assert.deepEqual(state.secret, { kind: 'sealing', facts, serial: restricted });
      assert.deepEqual(from(state, seen({ phase: 'reading' })).sealed, facts);
      const unconfirmed = stateAfter({ ...found, isAccountSeen: false } as BurnEvent);
      assert.equal(from(unconfirmed, sealing), unconfirmed);
    });

    it('is given up when nobody has the request any more', () => {
      assert.deepEqual(stateAfter(found, read({ claim: null })).secret, { kind: 'none', problem: null });
      assert.equal(stateAfter(found, read({ claim: { by: tom, since: 1 } })).secret.kind, 'none');
      assert.deepEqual(stateAfter(found, read({})).secret, { kind: 'held', facts });
    });
  });

  describe('the job', () => {
    for (const [what, event] of [
      ['another kind', seen({ kind: 'sync-clock' })],
      ['another request', seen({}, { requestId: 'request-2' })],
    ] as const)
      it(`of ${what} changes nothing`, () => {
        const state = stateAfter(found, sealing);
        assert.equal(from(state, event), state);
      });

    it('keeps the secret described as sealing until the desk has it', () => {
      for (const state of ['offered', 'keyed'] as const)
        assert.equal(stateAfter(found, sealing, seen({ state })).secret.kind, 'sealing', state);
      assert.deepEqual(stateAfter(found, sealing, seen({ state: 'sealed' })).secret, {
        kind: 'none',
        problem: null,
      });
    });

    it('is over in every state but three', () => {
      assert.equal(isOver(null), false);
      for (const state of ['offered', 'keyed', 'sealed'] as const)
        assert.equal(isOver(job({ state })), false);
      for (const state of ['done', 'refused', 'cancelled', 'expired'] as const)
        assert.equal(isOver(job({ state })), true, state);
    });

    it('ends a new code for a burned token when that was written, or may be, and not when it failed', () => {
      const again = (outcome: JobView['outcome']) =>
        stateAfter({ type: 'started-again' }, found, sealing, seen({ state: 'done', outcome })).isAgain;
      assert.deepEqual([again('burned'), again('unknown'), again('failed')], [false, false, true]);
    });

    it('says by number what a newer server says and this page does not know', () => {
      assert.deepEqual(problemOfWire({ code: 'of-next-year' }), {
        code: 'unexpected',
        detail: { id: 'of-next-year' },
      });
      const known = { code: 'wrong-serial', detail: { serial: '1' } };
      assert.deepEqual(problemOfWire(known), known);
    });

    it('that was refused says why, and one without a word says how it ended', () => {
      const end = (change: Partial<JobView>) => {
        const { secret } = stateAfter(found, sealing, seen(change));
        return secret.kind === 'none' ? secret.problem?.code : secret.kind;
      };
      assert.equal(end({ state: 'refused', problem: { code: 'wrong-serial' } }), 'wrong-serial');
      assert.equal(end({ state: 'expired' }), 'job-expired');
      assert.equal(end({ state: 'cancelled' }), 'job-cancelled');
      assert.equal(end({ state: 'refused', phase: 'reading' }), 'job-cancelled');
      assert.equal(end({ state: 'cancelled', phase: 'reading', outcome: 'failed' }), 'job-cancelled');
    });

    it('that is another one is never taken for an older answer about this', () => {
      const over = stateAfter(
        found,
        sealing,
        seen({ state: 'done', outcome: 'failed', phase: 'writing-seed' }),
      );
      assert.equal(from(over, seen({ id: 'job-2', state: 'offered' })).job?.id, 'job-2');
      const running = stateAfter(found, sealing, seen({ phase: 'reading' }));
      assert.equal(from(running, seen({ id: 'job-2' })).job?.id, 'job-2');
      const waiting = stateAfter(found, sealing, seen({ phase: null }));
      assert.equal(from(waiting, seen({ state: 'keyed' })).job?.state, 'keyed');
    });
  });

  describe('why the token has to come back', () => {
    const at = (
      phase: JobView['phase'],
      more: Partial<JobView> = {},
      offer: Partial<JobView['offer']> = {},
    ) => seen({ phase, ...more }, offer);

    it('is nothing when the job begins, nor while a token that was never there is waited for', () => {
      assert.equal(stateAfter(at(null), at('place-token')).putBack, null);
      assert.equal(stateAfter(at('place-token'), at('place-token')).putBack, null);
    });

    it('stands through the next try, until it is written', () => {
      const lifted = stateAfter(at('reading'), at('place-token'));
      assert.deepEqual(lifted.putBack, { code: 'lost-contact' });
      const again = from(lifted, at('reading'), at('authenticating'), at('writing-clock'));
      assert.deepEqual(again.putBack, { code: 'lost-contact' });
      assert.equal(from(again, at('written')).putBack, null);
    });

    it('is the worst that may be where nobody knows which token it was', () => {
      for (const serial of [null, '0000000000000'])
        assert.deepEqual(
          stateAfter(at('writing-seed', {}, { serial }), at('place-token', {}, { serial })).putBack,
          { code: 'token-empty' },
        );
    });

    it('is not taken over by the next job', () => {
      const lifted = stateAfter(at('writing-seed'), at('place-token'));
      assert.deepEqual([lifted.putBack, lifted.left], [{ code: 'token-empty' }, 'cancelEmptied']);
      const next = from(lifted, seen({ id: 'job-2', phase: 'place-token' }));
      assert.deepEqual([next.putBack, next.left], [null, 'cancelBefore']);
    });
  });

  describe('the code', () => {
    const answered = (matched: boolean, problem: Problem | null): BurnEvent => ({
      type: 'code-answered',
      matched,
      problem,
    });

    it('is being compared with the misses so far, and asked for again with what was wrong', () => {
      const missed = stateAfter(answered(false, { code: 'code-wrong' }));
      assert.deepEqual(missed.check, { kind: 'typing', misses: 1, problem: { code: 'code-wrong' } });
      const comparing = from(missed, { type: 'code-sent' });
      assert.deepEqual(comparing.check, { kind: 'comparing', misses: 1 });
      assert.deepEqual(from(comparing, answered(false, null)).check, {
        kind: 'typing',
        misses: 2,
        problem: null,
      });
    });

    it('is no miss when it fits, whatever else is said', () => {
      assert.equal(stateAfter(answered(true, null)).check.misses, 0);
      assert.equal(stateAfter(answered(true, { code: 'code-clock-off' })).check.misses, 0);
    });

    it('may be left to Microsoft, until a new one is begun', () => {
      assert.equal(stateAfter({ type: 'check-skipped' }).isCheckSkipped, true);
      const again = stateAfter(found, { type: 'check-skipped' }, { type: 'started-again' });
      assert.deepEqual(
        [again.isCheckSkipped, again.isAgain, again.secret],
        [false, true, { kind: 'none', problem: null }],
      );
      const givenUp = from(again, found, { type: 'again-given-up' });
      assert.deepEqual([givenUp.isAgain, givenUp.secret], [false, { kind: 'none', problem: null }]);
    });
  });

  describe('looking at Microsoft', () => {
    const problem: Problem = { code: 'graph-access-not-given' };

    it('goes on with what it met, ends by itself, and begins anew', () => {
      const met = stateAfter({ type: 'looked', version: 5, problem });
      assert.deepEqual(met.finish, { problem, isLooking: true });
      const ended = from(met, { type: 'looking-ended' });
      assert.deepEqual(ended.finish, { problem, isLooking: false });
      assert.deepEqual(from(ended, { type: 'looked', version: 5, problem: null }).finish, {
        problem: null,
        isLooking: false,
      });
      assert.deepEqual(from(ended, { type: 'looking-resumed' }).finish, { problem: null, isLooking: true });
    });
  });

  it('forgets what it knew of the code and of Microsoft when the token is burned again, and only then', () => {
    const { token } = requestIn('burned');
    const burned = startBurn(detail({ state: 'burned', token }), tina.id);
    const known = from(
      burned,
      { type: 'code-answered', matched: false, problem: { code: 'code-wrong' } },
      { type: 'looking-ended' },
      { type: 'started-again' },
      found,
    );
    const same = from(known, read({ state: 'burned', token }));
    assert.deepEqual(
      [same.check.misses, same.finish.isLooking, same.isAgain, same.secret.kind],
      [1, false, true, 'held'],
    );
    assert.equal(same.request.version, 6);
    const again = from(known, read({ state: 'burned', token: token && { ...token, burnedAt: 9 } }));
    assert.deepEqual(again.check, { kind: 'typing', misses: 0, problem: null });
    assert.deepEqual(again.finish, { problem: null, isLooking: true });
    assert.deepEqual([again.isAgain, again.secret], [false, { kind: 'none', problem: null }]);
  });
});
