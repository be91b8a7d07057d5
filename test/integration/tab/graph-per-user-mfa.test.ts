import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { ProblemError } from '@token-desk/contract/problem';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';
import { switchMfaOn } from '@token-desk/tab/graph/per-user-mfa';
import { application } from '../../support/entra/practice-graph.ts';
import { refusalOf, TechnicianGraph } from '../../support/entra/technician-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const { subject, secondTechnician, administrator } = cast;
const scope = 'Policy.ReadWrite.AuthenticationMethod';

describe('the tab at Microsoft: MFA of a person', () => {
  let clock: HandClock;
  let entra: PracticeEntra;
  let alex: TechnicianGraph;

  beforeEach(async () => {
    clock = new HandClock(Date.UTC(2026, 10, 20, 9));
    entra = createPracticeEntra({ clock: clock.now, ...application });
    await entra.start();
    alex = new TechnicianGraph(entra, clock, administrator.id);
  });
  afterEach(() => entra.close());

  const switchOn = (graph = alex, personId: string = subject.id) => switchMfaOn(graph.access, { personId });
  const state = () => entra.stateOf(subject.id).perUserMfa;
  const rejects = async (work: Promise<unknown>, code: string): Promise<ProblemError> => {
    const error = await work.then(
      () => assert.fail(`no ${code}`),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ProblemError, inspect(error));
    assert.equal(error.problem.code, code);
    return error;
  };

  it('is switched on by one call, which Entra can name a person for', async () => {
    const { requestId } = await switchOn();
    assert.match(requestId ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(state(), 'enabled');
    assert.deepEqual(alex.requests, [
      {
        method: 'PATCH',
        address: `/beta/users/${subject.id}/authentication/requirements`,
        scope,
        body: { perUserMfaState: 'enabled' },
      },
    ]);
  });

  it('is enforced at once where the person has a method', async () => {
    entra.changePerson(subject.id, { pushApps: 1 });
    await switchOn();
    assert.equal(state(), 'enforced');
    await switchOn();
    assert.equal(state(), 'enforced');
  });

  it('is refused to who lacks the role, and to whom it was taken away', async () => {
    const other = new TechnicianGraph(entra, clock, secondTechnician.id);
    const { problem } = await rejects(switchOn(other), 'mfa-refused');
    assert.match(String(problem.detail?.requestId), /^[0-9a-f-]{36}$/);
    const { assignments } = entra.settings;
    entra.change({ assignments: assignments.filter(({ personId }) => personId !== administrator.id) });
    await rejects(switchOn(), 'mfa-refused');
    assert.equal(state(), 'disabled');
  });

  it('names the permission that nobody consented to, before anything is asked', async () => {
    entra.setDelegated(entra.delegated.filter((name) => name !== scope));
    const { problem } = await rejects(switchOn(), 'graph-access-not-given');
    assert.deepEqual(problem.detail, { permission: scope });
    assert.deepEqual(alex.requests, []);
  });

  it('is impossible for somebody who is not there any more', async () => {
    await rejects(switchOn(alex, 'gone'), 'mfa-impossible');
  });

  for (const [status, code] of [
    [400, 'mfa-impossible'],
    [401, 'graph-access-not-given'],
    [409, 'mfa-impossible'],
  ] as const)
    it(`is ${code} with ${status}, and asked for once`, async () => {
      alex.answers = [refusalOf(status)];
      await rejects(switchOn(), code);
      assert.equal(alex.requests.length, 1);
    });

  it('waits as long as Microsoft says, and tells the screen', async () => {
    entra.throttleGraph(2, 7);
    await switchOn();
    assert.deepEqual(alex.waits, [7_000, 0, 7_000, 0]);
    assert.equal(state(), 'enabled');
  });

  for (const loss of ['before', 'after', 'trouble'] as const)
    it(`is asked for again where its answer is lost (${loss})`, async () => {
      alex.losses = [loss];
      await switchOn();
      assert.equal(alex.requests.length, 2);
      assert.equal(state(), 'enabled');
    });

  it('is given up after three lost answers', async () => {
    alex.losses = ['before', 'before', 'before'];
    await rejects(switchOn(), 'graph-busy');
    assert.equal(alex.requests.length, 3);
    assert.equal(state(), 'disabled');
  });

  it('stays off while Graph is down', async () => {
    entra.change({ isDown: true });
    await rejects(switchOn(), 'graph-busy');
    assert.equal(state(), 'disabled');
  });
});
