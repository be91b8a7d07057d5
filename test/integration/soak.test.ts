import assert from 'node:assert/strict';
import { soak } from '../support/soak.ts';

describe('many jobs with random faults, through the real bot and the real desk', () => {
  it('end with one outcome at bot, journal and token, nothing unhandled', async function () {
    this.timeout(400_000);
    // A tenth of `npm run soak`, which also watches the memory.
    const { outcomes, unhandledRejections } = await soak({ jobs: 200, seed: 20_261_122 });
    assert.equal(unhandledRejections, 0);
    assert.ok((outcomes.burned ?? 0) > 100, JSON.stringify(outcomes));
    assert.ok(
      (outcomes.failed ?? 0) + (outcomes.empty ?? 0) + (outcomes.unknown ?? 0) > 0,
      'some went wrong',
    );
  });
});
