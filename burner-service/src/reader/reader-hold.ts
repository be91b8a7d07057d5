import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { ProblemError } from '@token-desk/contract/problem';

/** One reader for one write, against every other process of this PC that asks the same way. */
export type ReaderHold = { release(): Promise<void> };

const taken = ['EADDRINUSE', 'EACCES', 'EPERM'];

/**
 * Takes the reader of that name, or throws `reader-busy`. The hold is a socket that only listens: the system gives it
 * to one process, of whatever user, and takes it back when that process ends in any way (docs/decisions/0012).
 */
export async function holdReader(name: string): Promise<ReaderHold> {
  const path = holdPath(name);
  const server = (await listen(path)) ?? ((await isLeftOver(path)) ? await listenAnew(path) : null);
  if (server === null) throw new ProblemError('reader-busy');
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Another smart card service than the PC's own (pcsc-lite's variable names it) has other readers of the same names. */
function holdPath(reader: string): string {
  const service = process.env.PCSCLITE_CSOCK_NAME ?? '/run/pcscd/pcscd.comm';
  const identity = JSON.stringify([service, reader]);
  const name = `token-desk-reader-${createHash('sha256').update(identity).digest('hex').slice(0, 32)}`;
  switch (process.platform) {
    case 'linux':
      return `\0${name}`; // abstract: no file, no permissions, gone with its process (unix(7))
    case 'win32':
      return `\\\\.\\pipe\\${name}`;
    default:
      return `/tmp/${name}.sock`;
  }
}

/** Null: somebody else has it. */
function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (taken.includes(error.code ?? '')) resolve(null);
      else reject(new ProblemError('reader-failed', undefined, { cause: error }));
    });
    server.listen(path, () => resolve(server));
  });
}

/** The file of a process that was killed: only where the socket is a file. */
function isLeftOver(path: string): Promise<boolean> {
  if (!path.startsWith('/')) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED'));
  });
}

function listenAnew(path: string): Promise<Server | null> {
  try {
    rmSync(path);
  } catch {
    return Promise.resolve(null); // another user's file, in a folder where only they may remove it
  }
  return listen(path);
}
