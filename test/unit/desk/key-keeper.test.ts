import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeys, loadKeys, openKeys } from '@token-desk/burner-service/keys/identity';
import { findKeyKeeper, type KeyKeeper } from '@token-desk/burner-service/keys/key-keeper';
import { ProblemError } from '@token-desk/contract/problem';

const withBus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
const isProblem = (code: string) => (error: unknown) =>
  error instanceof ProblemError && error.problem.code === code;

class MemoryKeeper implements KeyKeeper {
  readonly name = 'Memory';
  readonly entries = new Map<string, string>();
  load(entry: string) {
    return Promise.resolve(this.entries.get(entry) ?? null);
  }
  save(entry: string, secret: string) {
    this.entries.set(entry, secret);
    return Promise.resolve();
  }
  forget(entry: string) {
    this.entries.delete(entry);
    return Promise.resolve();
  }
}

describe('where a desk keeps its private keys', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'token-desk-keys-'));
    path = join(folder, 'keys.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is a file that only its user may read, where the system keeps none', async () => {
    const keys = createKeys();
    await keys.save(path);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(loadKeys(path)?.identity.publicKey, keys.identity.publicKey);
    const opened = await openKeys(path);
    assert.deepEqual([opened?.link.publicKey, opened?.keptBy], [keys.link.publicKey, path]);
  });

  it('is the system’s keeper where there is one: the file then holds no key', async () => {
    const keeper = new MemoryKeeper();
    const keys = createKeys();
    await keys.save(path, keeper);
    assert.doesNotMatch(readFileSync(path, 'utf8'), /PRIVATE/);
    const opened = await openKeys(path, () => Promise.resolve({ keeper }));
    assert.deepEqual([opened?.identity.publicKey, opened?.keptBy], [keys.identity.publicKey, 'Memory']);
    assert.throws(() => loadKeys(path), isProblem('key-keeper-silent'));
  });

  it('forgets the older keys when the desk is paired again', async () => {
    const keeper = new MemoryKeeper();
    await createKeys().save(path, keeper);
    await createKeys().save(path, keeper);
    assert.equal(keeper.entries.size, 1);
  });

  it('says so when the keeper does not answer any more, and when it lost them', async () => {
    const keeper = new MemoryKeeper();
    await createKeys().save(path, keeper);
    const silent = () => Promise.resolve({ keeper: null, why: 'not-answering' } as const);
    await assert.rejects(openKeys(path, silent), isProblem('key-keeper-silent'));
    keeper.entries.clear();
    await assert.rejects(
      openKeys(path, () => Promise.resolve({ keeper })),
      isProblem('burner-not-paired'),
    );
  });

  it('is looked for without waiting where nobody answers', async () => {
    class Silent {
      setPassword = () => new Promise<void>(() => {});
      getPassword = () => new Promise<string>(() => {});
      deleteCredential = () => new Promise<boolean>(() => {});
    }
    const load = () => Promise.resolve({ AsyncEntry: Silent } as never);
    assert.deepEqual(await findKeyKeeper({ env: withBus, load, timeoutMs: 20 }), {
      keeper: null,
      why: 'not-answering',
    });
  });

  it('is a file without a session bus, with a bus that is not there, and when asked for', async () => {
    const why = async (env: NodeJS.ProcessEnv) => {
      const found = await findKeyKeeper({ env });
      return found.keeper === null ? found.why : found.keeper.name;
    };
    assert.equal(await why({ ...withBus, TOKEN_DESK_KEY_KEEPER: 'file' }), 'switched-off');
    if (process.platform !== 'linux') return;
    assert.equal(await why({}), 'not-answering');
    assert.equal(await why(withBus), 'not-answering');
  });

  it('is a file where the package is missing', async () => {
    const load = () => Promise.reject(new Error('no such module'));
    assert.deepEqual(await findKeyKeeper({ env: withBus, load }), { keeper: null, why: 'not-installed' });
  });
});
