import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { holdReader } from '@token-desk/burner-service/reader/reader-hold';

const busy = { problem: { code: 'reader-busy' } };
const program = `
  const { holdReader } = await import('@token-desk/burner-service/reader/reader-hold');
  await holdReader(process.argv[1]);
  console.log('held');
  setInterval(() => {}, 2 ** 30);
`;

describe('a hold on a reader', () => {
  let other: ChildProcess | null = null;
  afterEach(() => other?.kill('SIGKILL'));

  const name = (of: string) => `${of} of ${process.pid}`;

  it('is for one at a time, and for one reader', async () => {
    const first = await holdReader(name('Reader A'));
    await assert.rejects(holdReader(name('Reader A')), busy);
    await (await holdReader(name('Reader B'))).release();
    await first.release();
    await (await holdReader(name('Reader A'))).release();
  });

  it('keeps other processes away, and ends with its process however that ends', async () => {
    const args = ['--conditions=tokendesk:src', '--import=tsx', '--input-type=module', '-e', program];
    other = spawn(process.execPath, [...args, name('Reader C')], { stdio: ['ignore', 'pipe', 'inherit'] });
    assert.ok(other.stdout);
    await once(other.stdout, 'data');
    await assert.rejects(holdReader(name('Reader C')), busy);
    const ended = once(other, 'exit');
    other.kill('SIGKILL');
    await ended;
    await (await holdReader(name('Reader C'))).release();
  });

  it('is of one smart card service: another one has other readers of that name', async () => {
    const first = await holdReader(name('Reader D'));
    const before = process.env.PCSCLITE_CSOCK_NAME;
    process.env.PCSCLITE_CSOCK_NAME = '/run/another/pcscd.comm';
    try {
      await (await holdReader(name('Reader D'))).release();
    } finally {
      if (before === undefined) delete process.env.PCSCLITE_CSOCK_NAME;
      else process.env.PCSCLITE_CSOCK_NAME = before;
      await first.release();
    }
  });
});
