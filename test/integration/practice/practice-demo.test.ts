import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasProc, isRunning, listeners, processTree } from '../../support/run/process-tree.ts';
import { needs } from '../../support/run/require-all.ts';
import { type Demo, startDemo } from '../../support/whole/demo-process.ts';

/** At once, where nothing else is at work. */
const endsWithinMs = 30_000;

async function until(isTrue: () => boolean, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (!isTrue()) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/** The status of one request, with headers a browser would not let a page set. */
function statusOf(
  url: string,
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, url), { ...options, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('npm run demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-demo-'));
  const data = join(folder, 'data');
  const args = ['--port', '0', '--data', data];
  let demo: Demo | null = null;
  const running = (): Demo => {
    assert.ok(demo, 'the demo runs');
    return demo;
  };
  const worldOf = async (url: string) => (await fetch(`${url}/practice/alive`)).text();

  before(async function () {
    needs(this, hasProc, '/proc', 'Linux');
    demo = await startDemo([...args, '--fresh']);
  });
  after(async () => {
    await demo?.interrupt('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('ends what it says with the address, which answers 200 without a redirect', async () => {
    const { url, output } = running();
    assert.equal(output().trimEnd().split('\n').at(-1), `Token Desk is ready: ${url}`);
    const reply = await fetch(url, { redirect: 'manual' });
    assert.equal(reply.status, 200);
    assert.match(await reply.text(), /<title>Token Desk/);
  });

  it('listens on loopback only, with every process it started', () => {
    const open = listeners(processTree(running().pid));
    assert.ok(open.length >= 5, `page, directory, bot and two chats: ${JSON.stringify(open)}`);
    assert.deepEqual(
      open.filter(({ address }) => address !== '127.0.0.1' && address !== '::1'),
      [],
    );
  });

  it('serves no foreign name and no page of another site', async () => {
    const { url } = running();
    const bot = { method: 'POST', headers: { 'content-type': 'application/json' } };
    for (const [headers, path] of [
      [{ host: 'rebind.example' }, '/'],
      [{ host: `rebind.example:${new URL(url).port}` }, '/tab/'],
      [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, '/practice/alive'],
    ] as const)
      assert.ok((await statusOf(url, path, { headers })) >= 400, JSON.stringify(headers));
    for (const path of [
      '/practice/state',
      '/practice/start-over',
      '/practice/access-token',
      '/practice/press',
    ])
      assert.equal(
        await statusOf(url, path, { ...bot, headers: { ...bot.headers, origin: url } }),
        403,
        path,
      );
    assert.equal(await statusOf(url, '/api/messages', bot), 404, 'chats have their own way to the bot');
    assert.equal(await statusOf(url, '/api/burner/challenge'), 404, 'desks have their own way to the bot');
    assert.equal(await statusOf(url, '/api/me'), 401, 'the API is there, and wants an access token');
  });

  it('refuses what a page on another port of this computer asks in our name', async () => {
    const { url } = running();
    const key = /"key":"([^"]+)"/.exec(await (await fetch(url)).text())?.[1] ?? '';
    const ask = (origin: string) =>
      statusOf(url, '/practice/lift', {
        method: 'POST',
        headers: { 'x-practice-key': key, 'content-type': 'application/json', origin },
      });
    assert.equal(await ask(url), 200);
    assert.equal(await ask('http://localhost:1'), 403);
  });

  it('says where it runs when it is started twice with the same data', async () => {
    const { url } = running();
    await assert.rejects(startDemo(args), (error: Error) =>
      error.message.includes(`already running: ${url}`),
    );
    assert.equal((await fetch(url)).status, 200, 'the first one goes on');
  });

  it('leaves no process five seconds after Ctrl-C', async () => {
    const pids = processTree(running().pid);
    assert.ok(pids.length >= 3, 'itself and two chat clients');
    const ended = running().interrupt();
    assert.ok(await until(() => !pids.some(isRunning), endsWithinMs), 'nothing runs');
    assert.equal(await ended, 0);
    demo = null;
  });

  it('keeps data, desk and address over a restart; --fresh starts empty at the same address', async () => {
    const desk = () => readFileSync(join(data, 'desk', 'pairing.json'), 'utf8');
    const before = desk();
    demo = await startDemo(args);
    const { url } = demo;
    const world = await worldOf(url);
    assert.equal(desk(), before);
    await demo.interrupt('SIGTERM');
    demo = await startDemo([...args, '--fresh']);
    assert.equal(demo.url, url);
    assert.notEqual(await worldOf(url), world);
    assert.notEqual(desk(), before);
  });

  it('takes a hanging chat client with it', async () => {
    const pids = processTree(running().pid);
    const child = pids.find((pid) => pid !== running().pid) ?? 0;
    process.kill(child, 'SIGSTOP');
    process.kill(running().pid, 'SIGTERM');
    assert.ok(await until(() => !pids.some(isRunning), endsWithinMs), 'nothing runs');
    demo = null;
  });

  it('leaves nothing behind when it is killed', async () => {
    demo = await startDemo(args);
    const pids = processTree(demo.pid);
    process.kill(demo.pid, 'SIGKILL');
    assert.ok(await until(() => !pids.some(isRunning), endsWithinMs), 'the chat clients end too');
    demo = null;
  });
});
