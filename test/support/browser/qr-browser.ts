import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { lateEndMs } from '../run/late-end.ts';
import { chromiumArgs, chromiumPath } from '../run/require-all.ts';
import type { EngineName, QrPage, Reading } from './qr-page/page-contract.ts';

declare global {
  interface Window {
    readonly qr: QrPage;
  }
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

// What the tab needs and no more: the decoder's WebAssembly and its worker, both from here; nothing may leave.
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

/** The tab's QR reading in a real Chromium, with pictures served to it on loopback. */
export type QrBrowser = AsyncDisposable & {
  readonly browser: Browser;
  /** Every address the page and its worker asked for. */
  readonly requested: readonly string[];
  addImage(name: string, bytes: Uint8Array): void;
  hasImage(name: string): boolean;
  read(name: string): ReturnType<QrPage['read']>;
  readAborted(name: string): Promise<string>;
  prefetch(): Promise<boolean>;
  /** From now on the server has no decoder, or has it again. */
  breakDecoder(isBroken: boolean): void;
  look(engine: EngineName, name: string): Promise<Reading | null>;
};

export async function openQrBrowser(): Promise<QrBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'qr-page-'));
  await buildPage(folder);
  const images = new Map<string, Uint8Array>();
  const requested: string[] = [];
  let isBroken = false;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://loopback').pathname;
    const image = images.get(path);
    if (image !== undefined) response.end(image);
    else if (isBroken && path.endsWith('.wasm')) {
      response.writeHead(404);
      response.end();
    } else void sendFile(join(folder, path === '/' ? 'index.html' : path), response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: chromiumArgs });
  const page = await browser.newPage();
  page.setDefaultTimeout(lateEndMs);
  page.on('request', (request) => requested.push(request.url()));
  await openPage(page, origin);
  return {
    browser,
    requested,
    addImage: (name, bytes) => void images.set(`/images/${name}`, bytes),
    hasImage: (name) => images.has(`/images/${name}`),
    read: (name) => page.evaluate((url) => window.qr.read(url), `/images/${name}`),
    readAborted: (name) => page.evaluate((url) => window.qr.readAborted(url), `/images/${name}`),
    breakDecoder: (broken) => {
      isBroken = broken;
    },
    prefetch: () => page.evaluate(() => window.qr.prefetch()),
    look: (engine, name) =>
      page.evaluate(([engine, url]) => window.qr.look(engine, url), [engine, `/images/${name}`] as const),
    async [Symbol.asyncDispose]() {
      await browser.close();
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function buildPage(folder: string): Promise<void> {
  const vite = join(import.meta.dirname, '../../../node_modules/vite/bin/vite.js');
  const config = join(import.meta.dirname, 'qr-page/vite.config.ts');
  await promisify(execFile)(process.execPath, [vite, 'build', '--config', config, '--outDir', folder], {
    timeout: lateEndMs,
  });
}

async function openPage(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.waitForFunction(() => 'qr' in window, undefined, { timeout: lateEndMs });
}

async function sendFile(path: string, response: ServerResponse): Promise<void> {
  try {
    const bytes = await readFile(path);
    const type = contentTypes[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
    response.end(bytes);
  } catch {
    response.writeHead(404);
    response.end(); // nothing built under that name
  }
}
