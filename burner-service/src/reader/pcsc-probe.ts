import { connect } from 'node:net';

/** Compiled into pcsc-lite; its client library reads the same variable. */
const defaultSocketPath = '/run/pcscd/pcscd.comm';
const connectTimeoutMs = 1000;

/**
 * Whether the PC/SC service takes connections. Asked before nfc-pcsc is started, which spins for ever without it.
 * Looking for the socket's file is not enough: it outlives a killed pcscd. Connecting also starts a socket-activated
 * one. Windows and macOS have no such socket: there the watchdog alone must do.
 */
export function isPcscServiceUp(
  socketPath = process.env.PCSCLITE_CSOCK_NAME ?? defaultSocketPath,
): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(true);
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const end = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.setTimeout(connectTimeoutMs, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
