import { connect } from 'node:net';
import { endianness } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ask.ts';
import { isServiceRunning } from './windows-service.ts';

/** Compiled into pcsc-lite; its client library reads the same variable. */
const defaultSocketPath = '/run/pcscd/pcscd.comm';
const connectTimeoutMs = 1000;
/** Beyond what polkit takes on a busy PC: pcscd asks it before it answers anything. */
const answerTimeoutMs = 4000;
/** A pcscd that is just ending closes as one that refuses does; it does not do so twice. */
const askAgainMs = 300;

/** `refused`: it runs, and polkit keeps this user out. `stopped`: Windows stops the service with the last reader. */
export type PcscService = 'up' | 'down' | 'refused' | 'silent' | 'stopped';

/**
 * How the PC/SC service takes us. Asked before a driver is started: nfc-pcsc spins for ever without it. Looking for the
 * socket's file is not enough: it outlives a killed pcscd. Connecting also starts a socket-activated one. macOS has no
 * such socket: there the watchdog alone must do.
 */
export async function askPcscService(
  socketPath = process.env.PCSCLITE_CSOCK_NAME ?? defaultSocketPath,
): Promise<PcscService> {
  if (process.platform === 'win32') {
    const said = await ask('sc', ['query', 'SCardSvr']);
    return isServiceRunning(said) ? 'up' : 'stopped';
  }
  if (process.platform !== 'linux') return 'up';
  const first = await greet(socketPath);
  if (first !== 'refused') return first;
  await pause(askAgainMs);
  return greet(socketPath);
}

/**
 * pcscd takes every connection, then asks polkit, and closes without a word on whoever may not use it. So the first
 * message of its own client is sent, and any answer to it means that we are let in
 * (pcsc-lite winscard_msg.h: rxHeader {size, command}, CMD_VERSION, version_struct {major, minor, rv}; host byte order).
 */
function greet(socketPath: string): Promise<PcscService> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    let isConnected = false;
    const end = (service: PcscService) => {
      socket.destroy();
      resolve(service);
    };
    socket.setTimeout(connectTimeoutMs, () => end(isConnected ? 'silent' : 'down'));
    socket.once('connect', () => {
      isConnected = true;
      socket.setTimeout(answerTimeoutMs);
      socket.write(versionQuestion());
    });
    socket.once('data', () => end('up'));
    socket.once('end', () => end('refused'));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end(isConnected || error.code === 'EACCES' ? 'refused' : 'down'),
    );
  });
}

function versionQuestion(): Uint8Array {
  const [commandVersion, major, minor, rv] = [0x11, 4, 4, 0];
  const body = [major, minor, rv];
  const fields = [body.length * 4, commandVersion, ...body];
  const message = Buffer.alloc(fields.length * 4);
  fields.forEach((value, at) => {
    if (endianness() === 'LE') message.writeUInt32LE(value, at * 4);
    else message.writeUInt32BE(value, at * 4);
  });
  return message;
}
