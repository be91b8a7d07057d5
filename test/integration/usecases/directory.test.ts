import assert from 'node:assert/strict';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { watchForMethod } from '@token-desk/bot/usecases/requests/watch-for-method';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import { auditor, technician } from '../../support/bot/bot-core.ts';
import { useDeskCore } from '../../support/bot/desk-core.ts';

describe('a directory that does not answer about somebody’s methods', () => {
  const desk = useDeskCore();
  const answer = (error: Error) => {
    const never = () => Promise.reject(error);
    Object.assign(desk.core.directory, { softwareOathMethods: never, recentSoftwareOathMethods: never });
  };

  for (const code of ['directory-unavailable', 'directory-refused'] as const satisfies readonly ProblemCode[])
    it(`(${code}) leaves them unknown, and nobody is kept from a token by that`, async () => {
      answer(new ProblemError(code));
      const { requestId } = await desk.burned();
      const { methodsBefore, state } = await getRequestDetail(desk.core.deps, auditor, requestId);
      assert.deepEqual([methodsBefore, state], [null, 'burned']);
      const watching = await watchForMethod(desk.core.deps, technician, requestId);
      assert.equal(watching.seen, 'not-readable');
      const bound = await desk.order(requestId, { kind: 'say-bound' });
      assert.equal(bound.binding?.how, 'said');
    });

  for (const error of [new ProblemError('unexpected'), new TypeError('a mistake of ours')])
    it(`is not what any other failure is: ${error.message}`, async () => {
      const { requestId } = await desk.burned();
      answer(error);
      const isThat = (thrown: unknown) => thrown === error;
      await assert.rejects(watchForMethod(desk.core.deps, technician, requestId), isThat);
      await assert.rejects(desk.order(requestId, { kind: 'look-for-method' }), isThat);
      assert.equal(await desk.stateOf(requestId), 'burned');
    });
});
