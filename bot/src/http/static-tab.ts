import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ProblemError } from '@token-desk/contract/problem';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};
const zip = promisify(gzip);

type TabFile = {
  readonly type: string;
  readonly bytes: Buffer;
  readonly zipped: Buffer | null;
  readonly etag: string;
  readonly cacheControl: string;
};

export type ServeTab = (request: IncomingMessage, response: ServerResponse, name: string) => Promise<void>;

/**
 * Serves the built tab from a list made at start: a name that is not on it is never opened, so there is no
 * path to climb out of. Names without an extension are the tab's own addresses and get the page.
 */
export async function createServeTab(folder: string): Promise<ServeTab> {
  const names = new Set(await listFiles(folder));
  const loaded = new Map<string, Promise<TabFile>>();

  const load = (name: string): Promise<TabFile> => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const file = loadFile(folder, name);
    loaded.set(name, file);
    file.catch(() => loaded.delete(name));
    return file;
  };

  return async (request, response, name) => {
    const wanted = path.posix.extname(name) === '' ? 'index.html' : name;
    if (!names.has(wanted)) throw new ProblemError('not-found');
    send(request, response, await load(wanted));
  };
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && types[path.extname(entry.name)] !== undefined)
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
      );
  } catch {
    // Not built: the bot works without the tab, and every address under /tab/ is answered `not-found`.
    return [];
  }
}

async function loadFile(folder: string, name: string): Promise<TabFile> {
  const bytes = await readFile(path.join(folder, name));
  const extension = path.extname(name);
  const isText = /^\.(html|js|css|json|svg|wasm|ttf)$/.test(extension);
  return {
    type: types[extension] ?? 'application/octet-stream',
    bytes,
    zipped: isText ? await zip(bytes) : null,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    // The build puts a hash of the content into every name under assets/.
    cacheControl: name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}

function send(request: IncomingMessage, response: ServerResponse, file: TabFile): void {
  response.setHeader('cache-control', file.cacheControl);
  response.setHeader('etag', file.etag);
  response.setHeader('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === file.etag) {
    response.statusCode = 304;
    response.end();
    return;
  }
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const bytes = takesGzip && file.zipped !== null ? file.zipped : file.bytes;
  if (bytes === file.zipped) response.setHeader('content-encoding', 'gzip');
  response.setHeader('content-type', file.type);
  response.setHeader('content-length', bytes.length);
  response.statusCode = 200;
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
