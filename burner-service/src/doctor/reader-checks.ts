import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { DoctorLine } from '@token-desk/contract/job';
import { ProblemError } from '@token-desk/contract/problem';
import type { ReaderView } from '../reader/channel.ts';
import { PcscReaders } from '../reader/pcsc.ts';
import { ask } from './ask.ts';
import { fine, wrong } from './line.ts';

const readyTimeoutMs = 8_000;

/** The smart card service, who may use it, the readers, and who holds them. */
export async function checkReaders(): Promise<DoctorLine[]> {
  const service = await checkService();
  if (!service.ok) return [service];
  return [service, ...(await checkKernelDriver()), ...(await listReaders())];
}

async function checkService(): Promise<DoctorLine> {
  if (process.platform === 'win32') {
    const { text } = await ask('sc', ['query', 'SCardSvr']);
    return /STATE\s*:\s*4/.test(text)
      ? fine('smart-card-service', 'The service “Smart Card” runs.')
      : wrong(
          'smart-card-service',
          'The service “Smart Card” does not run.',
          'Start it in “Services” and set it to start by itself.',
        );
  }
  if (process.platform !== 'linux') return fine('smart-card-service', 'macOS starts it by itself.');
  const state = await trySocket(process.env.PCSCLITE_CSOCK_NAME ?? '/run/pcscd/pcscd.comm');
  if (state === 'open') return fine('smart-card-service', 'pcscd answers this user.');
  if (state === 'EACCES')
    return wrong(
      'smart-card-service',
      'pcscd does not let this user in.',
      'Allow this user to use smart cards (polkit rule for org.debian.pcsc-lite, docs/burner.md).',
    );
  return wrong('smart-card-service', 'pcscd does not run.', 'Run: systemctl enable --now pcscd.socket');
}

function trySocket(path: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (state: string) => {
      socket.destroy();
      resolve(state);
    };
    socket.setTimeout(1_000, () => end('silent'));
    socket.once('connect', () => end('open'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'failed'));
  });
}

/** Linux's own NFC drivers take an ACR122U away from pcscd. */
async function checkKernelDriver(): Promise<DoctorLine[]> {
  if (process.platform !== 'linux') return [];
  const modules = await readFile('/proc/modules', 'utf8').catch(() => '');
  if (!/^pn533(_usb)? /m.test(modules)) return [];
  return [
    wrong(
      'kernel-nfc',
      'The kernel’s driver pn533 holds NFC readers.',
      'Add “blacklist pn533_usb” and “blacklist nfc” to /etc/modprobe.d/token-desk.conf and restart.',
    ),
  ];
}

async function listReaders(): Promise<DoctorLine[]> {
  const source = new PcscReaders();
  try {
    await source.ready(AbortSignal.timeout(readyTimeoutMs));
    return readerLines(source.readers());
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return [
      wrong(
        'readers',
        'The readers cannot be listed.',
        'See the lines above; then unplug the reader and plug it in again.',
      ),
    ];
  } finally {
    await source.close();
  }
}

export function readerLines(readers: readonly ReaderView[]): DoctorLine[] {
  if (readers.length === 0)
    return [
      wrong(
        'readers',
        'No reader is connected.',
        'Plug one in. If it is plugged in, unplug it and plug it in again.',
      ),
    ];
  const names = readers.map(({ name }) => name).join(', ');
  const held = readers.filter(({ state }) => state === 'busy').map(({ name }) => name);
  return [
    fine('readers', names),
    held.length === 0
      ? fine('reader-free', 'No other program holds a card.')
      : wrong(
          'reader-free',
          `Another program holds the card on ${held.join(', ')}.`,
          'Close other smart card programs: browsers with client certificates, gpg, VPN clients.',
        ),
  ];
}
