import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `refuses`: as pcscd does to whom polkit keeps out, it takes the connection and closes it without a word. */
export type Door = 'refuses' | 'is silent' | 'lets in' | 'refuses once';

/** The socket of a PC/SC service, as far as its door goes. `lets in` answers a client's version as pcscd does (12 bytes). */
export async function openDoor(door: Door) {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-door-'));
  const path = join(folder, 'pcscd.comm');
  const inside = new Set<Socket>();
  let visits = 0;
  const server: Server = createServer((socket) => {
    visits += 1;
    inside.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => inside.delete(socket));
    if (door === 'refuses' || (door === 'refuses once' && visits === 1)) return socket.end();
    socket.resume();
    if (door === 'is silent') return;
    // header {size, command}, then {major, minor, rv}: answered only when it is whole
    let got = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      got = Buffer.concat([got, bytes]);
      if (got.length === 20 && got.readUInt32LE(0) === 12 && got.readUInt32LE(4) === 0x11)
        socket.write(got.subarray(8));
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    path,
    visits: () => visits,
    close: async () => {
      for (const socket of inside) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
