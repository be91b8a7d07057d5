import assert from 'node:assert/strict';
import { soak } from '../../support/whole/soak.ts';

describe('many jobs with random faults, through the real bot and the real desk', () => {
  it('end with one outcome at bot, journal and token, nothing unhandled', async () => {
    // A tenth of `npm run soak`, which also watches the memory.
    const { outcomes, unhandledRejections } = await soak({ jobs: 200, seed: 7 });
    assert.equal(unhandledRejections, 0);
    const seen = JSON.stringify(outcomes);
    assert.ok((outcomes['burn burned'] ?? 0) > 60, seen);
    for (const end of ['burn empty', 'burn unknown', 'blank burned', 'sync-clock burned'])
      assert.ok((outcomes[end] ?? 0) > 0, `${end}: ${seen}`);
  });
});
