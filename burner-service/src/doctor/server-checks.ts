import { stat } from 'node:fs/promises';
import { connect } from 'node:tls';
import type { DoctorLine } from '@token-desk/contract/desk/job';
import { ProblemError } from '@token-desk/contract/problem';
import { Journal } from '../journal/journal.ts';
import { openKeys } from '../keys/identity.ts';
import { deskFiles, loadPairing, type Pairing } from '../keys/pairing-file.ts';
import { fine, wrong } from './line.ts';

const askTimeoutMs = 5_000;
const certificateWarningDays = 14;

export type ServerFindings = { readonly lines: readonly DoctorLine[]; readonly clockOffsetMs: number | null };

export async function checkServer(folder: string): Promise<ServerFindings> {
  const pairing = readPairing(folder);
  if ('check' in pairing) return { lines: [pairing], clockOffsetMs: null };
  const [paired, { line, clockOffsetMs }, tls] = await Promise.all([
    checkPairing(folder, pairing),
    askServer(pairing.server),
    checkTls(pairing.server),
  ]);
  return { lines: [paired, line, ...tls], clockOffsetMs };
}

function readPairing(folder: string): Pairing | DoctorLine {
  try {
    return loadPairing(folder) ?? wrong('pairing', { fact: 'pairing-none', remedy: 'pair' });
  } catch {
    const file = deskFiles(folder).pairing; // there, and damaged or not to be read
    return wrong('pairing', { fact: 'pairing-damaged', remedy: 'pair-again', file });
  }
}

async function checkPairing(folder: string, pairing: Pairing): Promise<DoctorLine> {
  const files = deskFiles(folder);
  try {
    if ((await openKeys(files.keys)) === null)
      return wrong('pairing', { fact: 'pairing-keys-gone', remedy: 'pair-again' });
  } catch (error) {
    const isSilent = error instanceof ProblemError && error.problem.code === 'key-keeper-silent';
    return isSilent
      ? wrong('pairing', { fact: 'pairing-keys-locked', remedy: 'unlock-keys' })
      : wrong('pairing', { fact: 'pairing-keys-unreadable', remedy: 'pair-again' });
  }
  const found = await stat(files.journal).catch(() => null);
  if (found === null || Journal.idOf(files.journal) !== pairing.journalId)
    return wrong('pairing', { fact: 'pairing-journal-gone', remedy: 'pair-again' });
  const { name: desk, tenantName: tenant, server } = pairing;
  return fine('pairing', 'pairing-fine', { desk, tenant, server });
}

type Answer = { readonly line: DoctorLine; readonly clockOffsetMs: number | null };

async function askServer(server: string): Promise<Answer> {
  const sentAt = Date.now();
  try {
    const reply = await fetch(new URL('/api/burner/challenge', server), {
      signal: AbortSignal.timeout(askTimeoutMs),
      redirect: 'error',
    });
    await reply.body?.cancel();
    const said = Date.parse(reply.headers.get('date') ?? '');
    // The header has whole seconds: its middle, against the middle of our question.
    const clockOffsetMs = Number.isNaN(said) ? null : said + 500 - (sentAt + Date.now()) / 2;
    const line = reply.ok
      ? fine('server', 'server-fine', { server })
      : wrong('server', {
          fact: 'server-status',
          remedy: 'check-address',
          server,
          status: String(reply.status),
        });
    return { line, clockOffsetMs };
  } catch {
    const line = wrong('server', { fact: 'server-silent', remedy: 'check-network', server });
    return { line, clockOffsetMs: null };
  }
}

async function checkTls(server: string): Promise<DoctorLine[]> {
  const url = new URL(server);
  if (url.protocol !== 'https:') return [fine('tls', 'tls-not-needed')];
  const daysLeft = await certificateDaysLeft(url.hostname, Number(url.port || 443));
  if (daysLeft === null) return [wrong('tls', { fact: 'tls-refused', remedy: 'trust-certificate' })];
  if (daysLeft < certificateWarningDays)
    return [wrong('tls', { fact: 'tls-ends', remedy: 'tell-administrator', days: daysLeft })];
  return [fine('tls', 'tls-fine', { days: daysLeft })];
}

function certificateDaysLeft(host: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, servername: host, timeout: askTimeoutMs });
    const end = (days: number | null) => {
      socket.destroy();
      resolve(days);
    };
    socket.once('secureConnect', () => {
      const validTo = Date.parse(socket.getPeerCertificate().valid_to);
      end(Math.floor((validTo - Date.now()) / 86_400_000));
    });
    socket.once('timeout', () => end(null));
    socket.once('error', () => end(null));
  });
}
