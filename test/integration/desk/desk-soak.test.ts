import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const soak = fileURLToPath(new URL('../../soak/desk-soak.ts', import.meta.url));

describe('many jobs with random faults at one desk', () => {
  it('end as what was said of them, a tenth of the long run', async () => {
    const options = ['--expose-gc', '--conditions=tokendesk:src', '--import=tsx', soak];
    // Too few to judge the memory by: that is for the long run.
    const child = spawn(process.execPath, [...options, '--jobs', '1000', '--seed', '7'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    const said = await text(child.stdout);
    await exited;
    const { jobs, unhandled, outcomes } = JSON.parse(said);
    assert.deepEqual([jobs, unhandled], [1000, 0]);
    for (const end of ['burn burned', 'burn unknown', 'blank burned', 'sync-clock burned'])
      assert.ok(outcomes[end] > 0, `${end} happened`);
  });
});
