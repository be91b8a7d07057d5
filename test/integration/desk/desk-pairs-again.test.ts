import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '@token-desk/burner-service/journal/journal';
import { deskFiles } from '@token-desk/burner-service/keys/pairing-file';
import type { JobOffer } from '@token-desk/contract/desk/job';
import { runBurner } from '../../support/desk/burner-cli.ts';

const offer: JobOffer = {
  jobId: 'job-2',
  attempt: 1,
  kind: 'burn',
  burnerId: 'b-1',
  reader: null,
  serial: '86596000004711',
  requestId: 'r-1',
  subject: { id: 'p-1', name: 'Sven Subject', upn: 'sven@contoso.example' },
  technician: { id: 'p-2', name: 'Tina Technician', upn: 'tina@contoso.example' },
  config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
  expiresAt: 1_800_000_300_000,
};
const outcome = { type: 'outcome', attempt: 1, problem: null, identified: null } as const;
const receipt = (seq: number) => ({
  seq,
  hash: `H${seq}`,
  frame: { ...outcome, jobId: `job-${seq}`, receipt: { body: '{}', signature: 'x' } },
});

describe('a desk that is paired again', () => {
  let folder: string;
  let server: Server;
  let asked: number;
  before(async () => {
    server = createServer((_request, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ burnerId: 'b-2', keyId: 'k-2', name: 'Desk', tenantName: 'Contoso' }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.close());
  beforeEach(() => {
    asked = 0;
    folder = mkdtempSync(join(tmpdir(), 'token-desk-pair-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const journalPath = () => deskFiles(folder).journal;
  const asideFiles = () => readdirSync(folder).filter((name) => name.startsWith('journal-unsent-'));
  const pair = (...more: string[]) => {
    const { port } = server.address() as AddressInfo;
    const where = ['--server', `http://127.0.0.1:${port}`, '--code', 'ABCD-EFGH-2345'];
    const env = { TOKEN_DESK_BURNER_DATA: folder, TOKEN_DESK_PRACTICE: '1' };
    return runBurner(['pair', ...where, '--json', ...more], { env });
  };

  it('refuses while its server lacks records of it, says how many, and asks nothing of the server', async () => {
    const journal = Journal.create(journalPath());
    journal.markReceipt(receipt(1));
    journal.markStored(1);
    journal.markWriting(offer); // its record follows: one, not two
    journal.markReceipt(receipt(2));
    journal.markWriting({ ...offer, jobId: 'job-3' }); // killed in the middle of it
    const before = readFileSync(journalPath(), 'utf8');
    const { exitCode, json } = await pair();
    assert.equal(exitCode, 1);
    const { code, title } = json.problem as { readonly code: string; readonly title: string };
    assert.equal(code, 'desk-records-unsent');
    assert.match(title, /does not have yet: 2\.$/);
    assert.equal(asked, 0, 'the code is not spent');
    assert.equal(readFileSync(journalPath(), 'utf8'), before);
  });

  it('with --leave-unsent puts them aside whole and says where', async () => {
    const journal = Journal.create(journalPath());
    journal.markReceipt(receipt(1));
    const before = readFileSync(journalPath(), 'utf8');
    const { exitCode, json, stderr } = await pair('--leave-unsent');
    assert.equal(exitCode, 0);
    const [name = '', ...others] = asideFiles();
    assert.deepEqual(others, []);
    assert.equal(json.unsentIn, join(folder, name));
    assert.ok(stderr.includes(join(folder, name)), stderr);
    assert.equal(readFileSync(join(folder, name), 'utf8'), before);
    assert.notEqual(Journal.idOf(journalPath()), journal.journalId);
  });

  it('pairs without a word when its server has everything, and with a damaged journal kept aside', async () => {
    const journal = Journal.create(journalPath());
    journal.markReceipt(receipt(1));
    journal.markStored(1);
    const plain = await pair();
    assert.deepEqual([plain.exitCode, plain.json.unsentIn, asideFiles()], [0, null, []]);
    writeFileSync(journalPath(), 'damaged\nmore\n');
    const damaged = await pair();
    assert.equal(damaged.exitCode, 0);
    assert.equal(readFileSync(String(damaged.json.unsentIn), 'utf8'), 'damaged\nmore\n');
  });
});
