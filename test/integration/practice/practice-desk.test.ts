import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualReaders } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { cast } from '@token-desk/practice/people';
import { type PracticeDesk, startPracticeDesk } from '@token-desk/practice/practice-desk';
import { until } from '../../support/desk/desk-hands.ts';
import { WholeDesk } from '../../support/whole/whole-desk.ts';

describe('the desk of the practice', () => {
  let whole: WholeDesk;
  let folder: string;
  let desk: PracticeDesk;
  const readers = new VirtualReaders();

  before(async () => {
    whole = await WholeDesk.start();
    folder = await mkdtemp(join(tmpdir(), 'token-desk-practice-desk-'));
    desk = await startPracticeDesk({
      dataFolder: folder,
      botUrl: whole.botUrl,
      source: readers,
      accessToken: () => whole.entra.issueTabToken(cast.administrator.id),
      onError: (error) => assert.fail(String(error)),
    });
  });
  after(async () => {
    await desk?.close();
    await readers.close();
    await whole?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('tells the server what the doctor found, and nothing of readers that this PC does not need', async () => {
    await until('the report', async () => (await whole.burner(desk.burnerId())).doctor != null);
    const { doctor, online } = await whole.burner(desk.burnerId());
    assert.equal(online, true);
    const found = new Map(doctor?.lines.map(({ check, ok }) => [check, ok]));
    for (const check of ['node', 'readers', 'reader-free', 'data-folder', 'pairing', 'server'] as const)
      assert.equal(found.get(check), true, check);
    assert.equal(found.has('smart-card-service'), false);
    assert.equal(found.has('native-module'), false);
  });

  it('is paired again with new letters once it was shut out, however often that is pressed', async () => {
    const [before, letters] = [desk.burnerId(), desk.fingerprint()];
    const administrator = whole.user(cast.administrator);
    await administrator.api.call('commandBurner', { params: { burnerId: before }, body: { kind: 'revoke' } });
    await until('the link to end', async () => !(await whole.burner(before)).online);
    await Promise.all([desk.pairAgain(), desk.pairAgain()]);
    assert.notEqual(desk.fingerprint(), letters);
    await until('the link', async () => (await whole.burner(desk.burnerId())).online);
    const { state, fingerprint } = await whole.burner(desk.burnerId());
    assert.deepEqual([state, fingerprint], ['pending', desk.fingerprint()], 'nobody has compared them yet');
    assert.equal((await whole.burner(before)).state, 'revoked');
  });
});
