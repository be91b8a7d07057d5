import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkNativeModule } from '@token-desk/burner-service/doctor/pc-checks';
import { driverOrder } from '@token-desk/burner-service/reader/pcsc-messages';
import { winscardLibrary } from '@token-desk/burner-service/reader/winscard';

const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'));
type Locked = {
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly optional?: boolean;
};
const packages: Readonly<Record<string, Locked>> = lock.packages;

describe('the drivers of the readers', () => {
  for (const [os, cpu] of [
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'arm64'],
    ['darwin', 'x64'],
    ['win32', 'x64'],
    ['win32', 'arm64'],
  ] as const)
    it(`have a binary that needs no compiler for ${os} on ${cpu}`, () => {
      const binary = packages[`node_modules/@koromix/koffi-${os}-${cpu}`];
      assert.deepEqual([binary?.os, binary?.cpu, binary?.optional], [[os], [cpu], true]);
      assert.ok(winscardLibrary(os));
    });

  it('are all optional: an install without a compiler goes on without them', () => {
    for (const name of ['nfc-pcsc', '@pokusew/pcsclite', 'koffi'])
      assert.equal(packages[`node_modules/${name}`]?.optional, true, name);
  });

  it('are tried with nfc-pcsc first, or the one alone that TOKEN_DESK_PCSC names', () => {
    assert.deepEqual(driverOrder(undefined), ['nfc-pcsc', 'koffi']);
    assert.deepEqual(driverOrder(''), ['nfc-pcsc', 'koffi']);
    assert.deepEqual(driverOrder('koffi'), ['koffi']);
    assert.deepEqual(driverOrder('nfc-pcsc'), ['nfc-pcsc']);
    assert.deepEqual(driverOrder('pcsc'), []);
  });

  it('doctor names one that does not load, and what to do', async () => {
    const line = await checkNativeModule('pcsc');
    assert.equal(line.ok, false);
    assert.match(line.what, /\(pcsc\)/);
    assert.match(line.todo ?? '', /TOKEN_DESK_PCSC/);
  });
});
