import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import type { DoctorLine } from '@token-desk/contract/desk/job';
import { ProblemError } from '@token-desk/contract/problem';
import { ask } from '../reader/ask.ts';
import type { ReaderSource, ReaderView } from '../reader/channel.ts';
import { PcscReaders } from '../reader/pcsc.ts';
import { askPcscService, type PcscService } from '../reader/pcsc-probe.ts';
import { fine, wrong } from './line.ts';

const readyTimeoutMs = 8_000;

/** The smart card service, who may use it, the readers, and who holds them. */
export async function checkReaders(opened: ReaderSource | null): Promise<DoctorLine[]> {
  const { platform, env } = process;
  const service = serviceLine(await askPcscService(), platform);
  const session = sessionLines(platform, env);
  if (!service.ok) return [service, ...session];
  return [
    service,
    ...session,
    ...(await checkAppleDriver()),
    ...(await checkKernelDriver()),
    ...(opened === null ? await listReaders() : readerLines(opened.readers())),
  ];
}

export function serviceLine(service: PcscService, platform: NodeJS.Platform): DoctorLine {
  const check = 'smart-card-service';
  switch (service) {
    case 'up': {
      const facts = { win32: 'service-fine-windows', darwin: 'service-fine-mac' } as const;
      return fine(check, platform === 'win32' || platform === 'darwin' ? facts[platform] : 'service-fine');
    }
    case 'stopped':
      return wrong(check, { fact: 'service-down-windows', remedy: 'start-service-windows' });
    case 'refused':
      return wrong(check, { fact: 'service-refuses', remedy: 'allow-service' });
    case 'silent':
      return wrong(check, { fact: 'service-silent', remedy: 'restart-service' });
    case 'down':
      return wrong(check, { fact: 'service-down', remedy: 'start-service' });
  }
}

/** Windows shows a remote session the readers of the other side, and calls the session by its protocol, not by a word. */
export function sessionLines(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): DoctorLine[] {
  const isRemote = platform === 'win32' && /^(rdp|ica)-/i.test(env.SESSIONNAME ?? '');
  return isRemote ? [wrong('session', { fact: 'session-remote', remedy: 'sign-in-at-pc' })] : [];
}

/** Darwin 23 is macOS 14, the first with a driver of Apple’s own. */
const firstAppleDriver = 23;

async function checkAppleDriver(): Promise<DoctorLine[]> {
  const args = ['read', '/Library/Preferences/com.apple.security.smartcard', 'useIFDCCID'];
  if (process.platform !== 'darwin') return [];
  return appleDriverLines(release(), (await ask('defaults', args)).text);
}

export function appleDriverLines(darwinRelease: string, useIfdCcid: string): DoctorLine[] {
  const isApples = Number.parseInt(darwinRelease, 10) >= firstAppleDriver && useIfdCcid.trim() !== '1';
  return isApples ? [fine('reader-driver', 'apple-driver')] : [];
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
