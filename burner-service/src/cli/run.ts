import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { describeProblem, ProblemError } from '@token-desk/contract/problem';
import { dataFolder } from '../config.ts';
import { startDesk } from '../desk.ts';
import { loadPairing } from '../pairing-file.ts';
import type { ReaderSource } from '../reader/channel.ts';
import { PcscReaders } from '../reader/pcsc.ts';
import { VirtualReaders } from '../reader/virtual-reader.ts';
import { VirtualToken } from '../reader/virtual-token.ts';
import { type Command, parseOptions } from './command.ts';

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/** The desk service: does the server's jobs until SIGTERM or SIGINT. What happens goes to standard error. */
export const run: Command = async (args) => {
  const { virtual } = parseOptions(args, { virtual: { type: 'boolean' } });
  const isPractice = process.env.TOKEN_DESK_PRACTICE === '1';
  const folder = dataFolder();
  const pairing = loadPairing(folder);
  if (pairing === null) throw new ProblemError('burner-not-paired');
  const isLoopback = loopbackHosts.includes(new URL(pairing.server).hostname);
  if (virtual === true && !(isPractice && isLoopback))
    throw new ProblemError('practice-refused', { settings: '--virtual' });
  if (isPractice && !isLoopback)
    throw new ProblemError('practice-refused', { settings: 'TOKEN_DESK_PRACTICE' });

  const { source, close } = virtual === true ? openVirtual() : openReal();
  const desk = startDesk({
    dataFolder: folder,
    source,
    isPractice,
    onState: (state, problem) => {
      const text = problem === null ? null : describeProblem(problem);
      console.error(
        `${new Date().toISOString()} ${pairing.name}: ${state}${text ? `. ${text.title} ${text.action}` : ''}`,
      );
    },
    onError: (error) =>
      console.error(new Date().toISOString(), error instanceof Error ? error.stack : 'unknown failure'),
  });
  await untilAsked();
  await desk.close();
  await close();
  return null;
};

type Opened = { readonly source: ReaderSource; close(): Promise<void> };

function openReal(): Opened {
  const source = new PcscReaders();
  return { source, close: () => source.close() };
}

/** One virtual token, laid on its reader; `tap`, `lift` and `press` come by standard input. */
function openVirtual(): Opened {
  const token = new VirtualToken({
    serial: '86596000004711',
    isRestricted: false,
    nowMs: Date.now,
    random: randomBytes,
    sleepSeconds: null,
    driftSeconds: -41,
  });
  const readers = new VirtualReaders();
  readers.tap(token);
  const input = createInterface({ input: process.stdin });
  input.on('line', (line) => {
    if (line === 'tap') readers.tap(token);
    else if (line === 'lift') readers.lift();
    else if (line === 'press')
      process.stdout.write(`${JSON.stringify({ event: 'display', code: token.press() })}\n`);
  });
  return {
    source: readers,
    close: async () => {
      input.close();
      await readers.close();
    },
  };
}

function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    const keepAlive = setInterval(() => {}, 2 ** 30);
    const stop = () => {
      clearInterval(keepAlive);
      resolve();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
}
