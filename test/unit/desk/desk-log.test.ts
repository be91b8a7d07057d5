import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFrame, openDeskLog } from '@token-desk/burner-service/journal/desk-log';
import { DeskBench } from '../../support/desk/desk-bench.ts';

describe('the desk’s log', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'token-desk-log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = (name: string) => readFileSync(join(folder, 'log', name), 'utf8');

  it('is JSON lines with a time, for this user’s eyes alone', () => {
    const log = openDeskLog(folder);
    log.info({ jobId: 'job-1' }, 'sent');
    log.close();
    const line = JSON.parse(read('desk.log'));
    assert.deepEqual([line.jobId, line.msg], ['job-1', 'sent']);
    assert.ok(Date.parse(line.time) > 0);
    if (process.platform !== 'win32')
      assert.equal(statSync(join(folder, 'log', 'desk.log')).mode & 0o777, 0o600);
  });

  it('puts a full file aside, keeps a few, and goes on in it after a restart', () => {
    for (let start = 0; start < 2; start += 1) {
      const log = openDeskLog(folder, { maxBytes: 1_000, keep: 2 });
      for (let at = 0; at < 50; at += 1) log.info({ start, at }, 'a line of some length');
      log.close();
    }
    assert.deepEqual(readdirSync(join(folder, 'log')).sort(), ['desk.log', 'desk.log.1', 'desk.log.2']);
    const lines = ['desk.log.2', 'desk.log.1', 'desk.log'].flatMap((name) => read(name).trim().split('\n'));
    const numbers = lines.map((line) => JSON.parse(line).at as number);
    assert.deepEqual(
      numbers,
      numbers.map((_, at) => 50 - numbers.length + at),
      'the youngest lines, in order',
    );
    for (const name of readdirSync(join(folder, 'log'))) assert.ok(read(name).length <= 1_000);
  });

  it('removes secrets that somebody logs by mistake', () => {
    const log = openDeskLog(folder);
    const secret = 'JNLL6MRQKND57PMN';
    for (const name of ['seed', 'secret', 'code', 'sealed', 'envelope', 'receipt', 'key']) {
      log.info({ [name]: secret }, 'x');
      log.info({ frame: { [name]: secret } }, 'x');
      log.info({ a: { b: { [name]: secret } } }, 'x');
    }
    log.close();
    assert.ok(!read('desk.log').includes(secret));
  });

  it('says of a whole burn and its check neither code nor sealed bytes', async () => {
    const desk = new DeskBench();
    desk.readers.tap(desk.token);
    const offer = desk.offer();
    const envelope = await desk.envelope(offer, await desk.key(offer));
    await desk.runner.take(envelope);
    await desk.outcomeOf(offer);
    const code = desk.token.press()!;
    const technician = offer.technician;
    await desk.check(code);
    const verify = { type: 'check', jobId: offer.jobId, checkId: 'c', code, technician } as const;
    const text = [...desk.frames, { type: 'offer', offer } as const, envelope, verify]
      .map((frame) => JSON.stringify(describeFrame(frame)))
      .join('\n');
    await desk.close();
    assert.match(text, /"outcome"/);
    assert.match(text, /"checked"/);
    for (const secret of [code, envelope.envelope.ciphertext, envelope.envelope.enc, 'ana.moreau'])
      assert.ok(!text.includes(secret), 'it is in the log');
  });
});
