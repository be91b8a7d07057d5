import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import { ins } from '@token-desk/burner-service/token/protocol/commands';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import { cast } from '@token-desk/practice/people';
import { runBurner } from '../../support/desk/burner-cli.ts';
import { refusedWith, until } from '../../support/desk/desk-hands.ts';
import { codeInFileNeedle, codeNeedle, findings, seedNeedles } from '../../support/leaks/canary.ts';
import { CanaryWatch } from '../../support/leaks/canary-watch.ts';
import { WholeJob } from '../../support/whole/whole-job.ts';

/** Ten bytes, as Microsoft's page makes them; none of them a letter, so that a text that holds them holds them raw. */
const seed = Uint8Array.from([0x9e, 0x17, 0xf3, 0x6a, 0x05, 0xc8, 0xd1, 0x8b, 0xe4, 0x92]);
const written = encodeBase32(seed);

describe('canary: the secret and the codes', () => {
  let job: WholeJob;
  let watch: CanaryWatch;
  /** Every code somebody typed at the desk. */
  let typed: string[];

  beforeEach(async () => {
    typed = [];
    job = await WholeJob.start({ wizardSeed: () => Uint8Array.from(seed) });
    watch = new CanaryWatch(job.whole);
  });
  afterEach(async () => {
    watch.stop();
    await job.close();
  });

  async function nothingLeaked(): Promise<void> {
    assert.deepEqual(await watch.search(seedNeedles(seed)), []);
    const { lines, rows, files } = await watch.kept();
    assert.deepEqual(findings([...lines, ...rows], typed.map(codeNeedle)), []);
    assert.deepEqual(findings(files, typed.map(codeInFileNeedle)), []);
    for (const code of typed) {
      const needles = [codeNeedle(code)];
      assert.deepEqual(findings(watch.bodies(), needles), [
        `a code in POST /api/requests/${job.requestId}/check HTTP/1.1`,
      ]);
      assert.deepEqual(findings(watch.frames(), needles), ['a code in frame toClient check']);
    }
  }

  async function type(code: string): Promise<boolean> {
    typed.push(code);
    return (await job.tom.check(job.requestId, code)).matched;
  }

  it('are nowhere but where they must be, through the whole job and what goes wrong in it', async () => {
    const { whole, tom, token } = job;
    await whole.chat(cast.technician, 'channel').say('notify here');
    await job.begin();
    const ana = await whole.atMicrosoft();
    const text = ana.qrText();
    assert.ok(text.includes(written.toLowerCase()), 'the canary sings');

    let isClockSet = false;
    const faults: FaultPlan = ({ apdu }) => {
      if (isClockSet) return { kind: 'lift', when: 'before' };
      isClockSet = apdu[1] === ins.setConfig;
      return null;
    };
    whole.readers.tap(token, { faults });
    const burner = await whole.burner();
    const sent = await tom.send(job.requestId, { text, burner, serial: token.serial });
    await tom.untilJob(sent.id, ({ problem }) => problem?.code === 'token-empty');
    await nothingLeaked();
    whole.readers.tap(token);
    await tom.untilState(job.requestId, 'burned');
    await nothingLeaked();

    const right = token.press() ?? '';
    const wrong = String((Number(right) + 271_828) % 1_000_000).padStart(6, '0');
    assert.equal(await type(wrong), false);
    assert.equal(await type(right), true);
    await nothingLeaked();
    const { envelope } = (await whole.deps.store.db
      .selectFrom('jobs')
      .select('envelope')
      .where('id', '=', sent.id)
      .executeTakeFirst()) ?? { envelope: 'no such job' };
    assert.equal(envelope, null, 'the sealed bytes went with the check');

    assert.equal(await job.tellMicrosoft(ana, right), 'Success!');
    await tom.order(job.requestId, { kind: 'look-for-method' });
    await tom.order(job.requestId, { kind: 'hand-over', to: 'subject' });
    await whole.stopDesk();
    await whole.startDesk();
    await whole.stopBot();
    await whole.startBot();
    await nothingLeaked();
  });

  it('stay out of logs, rows and files when people put them in wrong places', async () => {
    const { whole, tom } = job;
    await job.begin();
    const ana = await whole.atMicrosoft();
    await job.burn(ana.qrText());
    const code = job.token.press() ?? '';
    await assert.rejects(tom.check(job.requestId, written), refusedWith('bad-request'));
    await assert.rejects(tom.check(job.requestId, `${code} `), refusedWith('bad-request'));
    const ada = whole.chat(cast.manager);
    await ada.say(`my key is ${written}, the code ${code}`);
    await ada.press('message-1', { verb: written, note: code });
    const address = `${whole.front.url}/api/requests/${written}?q=${written}&code=${code}`;
    const authorization = `Bearer ${await whole.entra.issueTabToken(cast.technician.id)}`;
    await fetch(address, { headers: { authorization } });
    await fetch(`${whole.front.url}/api/requests/${job.requestId}/commands`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: `{"version":1,"command":{"kind":"${written}","why":${code}`,
    });
    const { lines, rows, files } = await watch.kept();
    assert.deepEqual(findings([...lines, ...rows, ...files], seedNeedles(seed)), []);
    assert.deepEqual(findings([...lines, ...rows], [codeNeedle(code)]), []);
    assert.deepEqual(findings(files, [codeInFileNeedle(code)]), []);
  });

  it('are not in what the command line prints', async () => {
    const stdin = `otpauth://totp/Contoso+Ltd%3aana%40contoso.example?secret=${written}&issuer=Microsoft`;
    const env = { TOKEN_DESK_BURNER_DATA: job.whole.deskFolder };
    const runs = [
      await runBurner(['inspect', '--json'], { stdin, env }),
      await runBurner(['check', '--json', '--code', '482913'], { stdin, env }),
      await runBurner(['burn', '--json', '--reader', 'no such reader', '--wait', '1'], { stdin, env }),
    ];
    const printed = runs.map(({ stdout, stderr }, at) => ({
      where: `command ${at}`,
      bytes: Buffer.from(stdout + stderr),
    }));
    assert.equal(runs[0]?.json.kind, 'seed');
    assert.deepEqual(findings(printed, [...seedNeedles(seed), codeNeedle('482913')]), []);
  });

  it('would be found in every form and place', async () => {
    const { whole } = job;
    const bytes = Buffer.from(seed);
    const forms: readonly (readonly [string, string])[] = [
      ['hex', bytes.toString('hex')],
      ['hex', bytes.toString('hex').toUpperCase()],
      ['spaced hex', bytes.toString('hex').match(/../g)?.join(':') ?? ''],
      ['base32 at 0', `secret=${written.toLowerCase()}&issuer=Microsoft`],
      ['base32 at 0', written],
      ['base32 in groups', written.match(/.{4}/g)?.join(' ') ?? ''],
      ['base64 at 0', bytes.toString('base64')],
      ['base64url at 0', bytes.toString('base64url')],
      ['base64 at 1', Buffer.concat([Buffer.from('x'), bytes, Buffer.from('yz')]).toString('base64')],
      ['base64 at 2', Buffer.concat([Buffer.from('xy'), bytes, Buffer.from('z')]).toString('base64')],
      ['base32 at 3', encodeBase32(Buffer.concat([Buffer.from('xyz'), bytes, Buffer.from('w')]))],
      ['raw', bytes.toString('latin1')],
      ['numbers', JSON.stringify([...bytes])],
      ['an object of numbers', JSON.stringify(seed)],
    ];
    for (const [at, [name, form]] of forms.entries()) {
      const needles = seedNeedles(seed);
      whole.botLog.push(`{"message":${JSON.stringify(form)}}\n`);
      whole.deskLog.push(form);
      await whole.deps.store.db
        .insertInto('settings')
        .values({ name: `plant-${at}`, version: 1, value: form })
        .execute();
      writeFileSync(join(whole.folder, 'plant.txt'), form);
      await fetch(`${whole.front.url}/api/nothing`, { method: 'POST', body: JSON.stringify({ form }) });
      const welcome = { type: 'welcome', protocol: 1, burnerId: 'x', now: 0, name: form } as const;
      // A frame is on the wire a moment after it was sent.
      const frameCount = watch.frames().length;
      assert.ok(whole.deps.hub.send(whole.burnerId, welcome));
      await until('the frame', () => watch.frames().length > frameCount);
      const { lines, rows, files } = await watch.kept();
      const places = { line: lines, row: rows, file: files, body: watch.bodies(), frame: watch.frames() };
      for (const [place, haystacks] of Object.entries(places)) {
        // JSON escapes quotes in a body; the numbers stand there all the same.
        const escaped = name === 'an object of numbers' && place !== 'file' && place !== 'row';
        const found = findings(haystacks, needles);
        assert.ok(escaped || found.some((finding) => finding.startsWith(name)), `${name} in a ${place}`);
      }
    }
    writeFileSync(join(whole.folder, 'plant.bin'), Buffer.concat([Buffer.from('x'), bytes]));
    assert.ok((await watch.search(seedNeedles(seed))).includes('raw in file plant.bin'));
    for (const planted of ['code 482913', '{"code":"482913"}', '482 913', 'Code: 482-913.'])
      assert.equal(codeNeedle('482913').isIn(Buffer.from(planted)), true, planted);
    for (const other of ['1482913', 'a482913f', '4829131', '1795349482913'])
      assert.equal(codeNeedle('482913').isIn(Buffer.from(other)), false, other);
  });
});
