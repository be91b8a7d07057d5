import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { DoctorLine } from '@token-desk/contract/job';
import { ProblemError } from '@token-desk/contract/problem';
import type { ReaderSource, ReaderView } from '../reader/channel.ts';
import { PcscReaders } from '../reader/pcsc.ts';
import { ask } from './ask.ts';
import { fine, wrong } from './line.ts';

const readyTimeoutMs = 8_000;

/** The smart card service, who may use it, the readers, and who holds them. */
export async function checkReaders(opened: ReaderSource | null): Promise<DoctorLine[]> {
  const service = await checkService();
  if (!service.ok) return [service];
  return [
    service,
    ...(await checkKernelDriver()),
    ...(opened === null ? await listReaders() : readerLines(opened.readers())),
  ];
}

async function checkService(): Promise<DoctorLine> {
  if (process.platform === 'win32') {
    const { text } = await ask('sc', ['query', 'SCardSvr']);
    return /STATE\s*:\s*4/.test(text)
      ? fine('smart-card-service', 'service-fine-windows')
      : wrong('smart-card-service', { fact: 'service-down-windows', remedy: 'start-service-windows' });
  }
  if (process.platform !== 'linux') return fine('smart-card-service', 'service-fine-mac');
  const state = await trySocket(process.env.PCSCLITE_CSOCK_NAME ?? '/run/pcscd/pcscd.comm');
  if (state === 'open') return fine('smart-card-service', 'service-fine');
  if (state === 'EACCES')
    return wrong('smart-card-service', { fact: 'service-refuses', remedy: 'allow-service' });
  return wrong('smart-card-service', { fact: 'service-down', remedy: 'start-service' });
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
  return [wrong('kernel-nfc', { fact: 'kernel-nfc-holds', remedy: 'block-kernel-nfc' })];
}

async function listReaders(): Promise<DoctorLine[]> {
  const source = new PcscReaders();
  try {
    await source.ready(AbortSignal.timeout(readyTimeoutMs));
    return readerLines(source.readers());
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return [wrong('readers', { fact: 'readers-unlisted', remedy: 'see-above' })];
  } finally {
    await source.close();
  }
}

export function readerLines(readers: readonly ReaderView[]): DoctorLine[] {
  if (readers.length === 0) return [wrong('readers', { fact: 'readers-none', remedy: 'plug-in' })];
  const names = readers.map(({ name }) => name).join(', ');
  const held = readers.filter(({ state }) => state === 'busy').map(({ name }) => name);
  return [
    fine('readers', 'readers-fine', { readers: names }),
    held.length === 0
      ? fine('reader-free', 'reader-free')
      : wrong('reader-free', { fact: 'reader-held', remedy: 'close-programs', readers: held.join(', ') }),
  ];
}
