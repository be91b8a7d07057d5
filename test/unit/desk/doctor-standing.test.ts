import assert from 'node:assert/strict';
import { StandingReport } from '@token-desk/burner-service/doctor/standing-report';
import type { DoctorReport } from '@token-desk/contract/desk/job';

const report = (at: number, ok: boolean, days = 90): DoctorReport => ({
  ok,
  at,
  lines: [
    {
      check: 'tls',
      ok,
      what: `${days} days`,
      todo: null,
      fact: ok ? 'tls-fine' : 'tls-ends',
      detail: { days },
    },
  ],
});
const everyMs = 5;

/** Looks in turn, the last one for ever; `seen` resolves at each look. */
function watch(looks: readonly (DoctorReport | Error)[]) {
  const changes: number[] = [];
  const errors: unknown[] = [];
  let count = 0;
  let wake = () => {};
  const standing = new StandingReport({
    first: report(0, true),
    examine: async () => {
      const look = looks[Math.min(count, looks.length - 1)];
      count += 1;
      setImmediate(() => wake());
      if (look instanceof Error || look === undefined) throw look;
      return look;
    },
    onChange: ({ at }) => changes.push(at),
    onError: (error) => errors.push(error),
    everyMs,
  });
  const looked = async (looksDone: number) => {
    while (count < looksDone)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    await standing.close();
  };
  return { standing, changes, errors, looked };
}

describe('what doctor says of a desk that runs', () => {
  it('is looked at again, and a change is told once', async () => {
    const { standing, changes, looked } = watch([report(1, true), report(2, false), report(3, false)]);
    await looked(4);
    assert.deepEqual(changes, [2]);
    assert.deepEqual(standing.report, report(3, false));
  });

  it('is kept fresh without a word while nothing becomes right or wrong', async () => {
    const { standing, changes, looked } = watch([report(1, true, 89), report(2, true, 88)]);
    await looked(2);
    assert.deepEqual(changes, []);
    assert.equal(standing.report.at, 2);
  });

  it('stays as it was when a look fails', async () => {
    const failure = new Error('no answer');
    const { standing, errors, looked } = watch([failure]);
    await looked(1);
    assert.deepEqual(errors, [failure]);
    assert.deepEqual(standing.report, report(0, true));
  });
});
