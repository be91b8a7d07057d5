import assert from 'node:assert/strict';
import { seenIn } from '@token-desk/bot/domain/requests/binding';
import { decide } from '@token-desk/bot/domain/requests/request-machine';
import { requestTokenOf } from '@token-desk/bot/domain/tokens/load';
import { methodProblems, methodSeen } from '@token-desk/contract/entra/method-seen';
import { fail } from '@token-desk/contract/problem';
import { requestState } from '@token-desk/contract/request';
import {
  asManager,
  asTina,
  asTom,
  loadedTokenOf,
  monday,
  requestIn,
  tokenOf,
} from '../../support/bot/requests.ts';

describe('what is told of Microsoft’s list', () => {
  it('is the answer that the order to bind would have, by everybody in every state', () => {
    const told = new Set<string>();
    for (const state of requestState.options)
      for (const who of [asTina, asTom, asManager])
        for (const methods of [null, [], ['new'], ['old-method'], ['old-method', 'new'], ['new', 'newer']]) {
          const request = requestIn(state);
          const command = { kind: 'look-for-method', methods, token: tokenOf(request) } as const;
          const decided = decide(request, command, who, monday);
          const seen = seenIn(decided);
          const where = `${state}, ${methods}`;
          if (seen.ok) {
            told.add(seen.seen);
            assert.equal(decided.ok ? null : decided.problem.code, methodProblems[seen.seen], where);
          } else assert.equal(seen, decided, where);
        }
    const request = requestIn('in_progress', { openJobId: null, token: requestTokenOf(loadedTokenOf()) });
    const token = loadedTokenOf({
      state: 'reserved',
      stateBefore: 'loaded',
      holder: request.subject,
      requestId: request.id,
    });
    const its = { id: 'm', deviceId: 'device-1', serial: token.serial, isActivated: true };
    for (const who of [asTina, asTom, asManager])
      for (const hardware of [null, [], [its], [{ ...its, isActivated: false }]]) {
        const command = { kind: 'look-for-method', methods: null, hardware, token } as const;
        const decided = decide(request, command, who, monday);
        const seen = seenIn(decided);
        if (seen.ok) {
          told.add(seen.seen);
          assert.equal(decided.ok ? null : decided.problem.code, methodProblems[seen.seen]);
        } else assert.equal(seen, decided);
      }
    assert.deepEqual([...told].sort(), [...methodSeen.options].sort());
  });

  it('is no answer about the list where something else stands against binding', () => {
    for (const refusal of [fail('request-claimed', { holder: 'Tom' }), fail('not-its-token')])
      assert.equal(seenIn(refusal), refusal);
  });
});
