import assert from 'node:assert/strict';
import type { RouteName } from '@token-desk/contract/api';
import type { MethodSeen } from '@token-desk/contract/entra/method-seen';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { RequestDetail } from '@token-desk/contract/views';
import { lookForMethod } from '@token-desk/tab/burning/look-for-method';
import { type BurnEvent, reduceBurn, startBurn } from '@token-desk/tab/flow/burn/burn-flow';
import type { Api } from '@token-desk/tab/server/api';
import { requestIn, tina } from '../../support/bot/requests.ts';

const shown = requestIn('checked', { version: 5 }) as RequestDetail;
const newer = requestIn('bound', { version: 7 }) as RequestDetail;

type Answers = { [N in RouteName]?: unknown };
const refused = (code: ProblemCode) => new ProblemError(code);

/** What was called and what the page was told when the server answers like this. */
async function lookWith(answers: Answers) {
  const called: [string, unknown][] = [];
  const told: BurnEvent[] = [];
  const api = {
    call: async (name: RouteName, { body }: { body?: unknown }) => {
      called.push([name, body]);
      const answer = answers[name];
      if (answer instanceof Error || answer === undefined) throw answer ?? new Error(name);
      return answer;
    },
  } as unknown as Api;
  await lookForMethod({ api }, { shown }, (event) => told.push(event));
  const state = told.reduce(reduceBurn, startBurn(shown, tina.id));
  return { called, names: called.map(([name]) => name), told, state };
}
const seen = (what: MethodSeen, version = 5) => ({ watchForMethod: { seen: what, version } });

describe('a look at Microsoft’s list', () => {
  it('only reads while there is no new method, or more than one', async () => {
    for (const [what, code] of [
      ['none', 'no-new-method'],
      ['several', 'several-new-methods'],
    ] as const) {
      const { names, state } = await lookWith(seen(what));
      assert.deepEqual(names, ['watchForMethod'], what);
      assert.deepEqual(state.finish, { problem: { code }, isLooking: true });
    }
  });

  it('is the last one where the list cannot be read', async () => {
    const { names, state } = await lookWith(seen('not-readable'));
    assert.deepEqual(names, ['watchForMethod']);
    assert.deepEqual(state.finish, { problem: { code: 'methods-not-readable' }, isLooking: false });
    const answers = { ...seen('one'), commandRequest: refused('methods-not-readable') };
    assert.equal((await lookWith(answers)).state.finish.isLooking, false, 'found out by the order');
  });

  it('orders once, for the version it was told about, where exactly one is seen', async () => {
    const { called, state } = await lookWith({ ...seen('one'), commandRequest: newer });
    const body = { version: 5, command: { kind: 'look-for-method' } };
    assert.deepEqual(called, [
      ['watchForMethod', undefined],
      ['commandRequest', body],
    ]);
    assert.equal(state.request, newer);
  });

  it('reads the request again, and orders nothing, when the answer is about a newer version', async () => {
    const { names, state } = await lookWith({ ...seen('one', 6), getRequest: newer });
    assert.deepEqual(names, ['watchForMethod', 'getRequest']);
    assert.equal(state.request, newer);
    assert.equal(state.finish.problem, null);
  });

  for (const code of ['request-wrong-state', 'request-claimed', 'request-not-claimed'] as const)
    it(`shows the newer request instead of “${code}”`, async () => {
      const { names, state } = await lookWith({ watchForMethod: refused(code), getRequest: newer });
      assert.deepEqual(names, ['watchForMethod', 'getRequest']);
      assert.deepEqual([state.request, state.finish.problem], [newer, null]);
    });

  it('does so when somebody else was quicker to order', async () => {
    const answers = { ...seen('one'), commandRequest: refused('request-changed'), getRequest: newer };
    const { names, state } = await lookWith(answers);
    assert.deepEqual(names, ['watchForMethod', 'commandRequest', 'getRequest']);
    assert.deepEqual([state.request, state.finish.problem], [newer, null]);
  });

  it('says why where it came to nothing, and goes on looking', async () => {
    for (const answers of [
      { watchForMethod: refused('no-answer') },
      { ...seen('one'), commandRequest: refused('no-answer') },
      { ...seen('one', 6), getRequest: refused('no-answer') },
    ]) {
      const { state } = await lookWith(answers);
      assert.deepEqual(state.finish, { problem: { code: 'no-answer' }, isLooking: true });
    }
    const { state } = await lookWith({ watchForMethod: refused('request-claimed') });
    assert.deepEqual(state.finish.problem, { code: 'request-claimed' }, 'and nothing newer could be read');
  });

  it('tells nothing of an older version than the page shows', () => {
    const state = startBurn(newer, tina.id);
    for (const code of ['no-new-method', 'methods-not-readable'] as const)
      assert.equal(reduceBurn(state, { type: 'looked', version: 6, problem: { code } }), state);
    const { finish } = reduceBurn(state, { type: 'looked', version: 7, problem: { code: 'no-answer' } });
    assert.deepEqual(finish, { problem: { code: 'no-answer' }, isLooking: true });
  });
});
