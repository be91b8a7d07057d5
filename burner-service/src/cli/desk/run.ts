import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { ProblemError } from '@token-desk/contract/problem';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import { dataFolder, isLoopbackUrl } from '../../config.ts';
import { startDesk } from '../../desk.ts';
import { examine } from '../../doctor/doctor.ts';
import { StandingReport } from '../../doctor/standing-report.ts';
import { openDeskLog } from '../../journal/desk-log.ts';
import { fingerprintOf, openKeys } from '../../keys/identity.ts';
import { deskFiles, loadPairing } from '../../keys/pairing-file.ts';
import type { ReaderSource } from '../../reader/channel.ts';
import { PcscReaders } from '../../reader/pcsc.ts';
import { VirtualReaders } from '../../reader/virtual/virtual-reader.ts';
import { VirtualToken } from '../../reader/virtual/virtual-token.ts';
import { deskVersion } from '../../version.ts';
import { deskEnglish } from '../../words/en/command-line.ts';
import { type Command, parseOptions, textOption } from '../command.ts';
import { saveDeskCard } from './desk-card.ts';

/** The desk service: does the server's jobs until SIGTERM or SIGINT. What happens goes to standard error and the log. */
export const run: Command = async (args) => {
  const values = parseOptions(args, { virtual: { type: 'boolean' }, reader: { type: 'string' } });
  const isVirtual = values.virtual === true;
  const isPractice = process.env.TOKEN_DESK_PRACTICE === '1';
  const folder = dataFolder();
  const pairing = loadPairing(folder);
  if (pairing === null) throw new ProblemError('burner-not-paired');
  refusePracticeOutside(pairing.server, isPractice, isVirtual);
  const keys = await openKeys(deskFiles(folder).keys);
  if (keys === null) throw new ProblemError('burner-not-paired');

  const { publicKey } = keys.identity;
  say(deskEnglish.letters(pairing.name, fingerprintOf(publicKey)));
  say(deskEnglish.cardIn(saveDeskCard(folder, pairing, publicKey)));
  const log = openDeskLog(folder);
  log.info({ version: deskVersion, node: process.version, server: pairing.server }, 'start');
  // Before the readers are opened: it opens them too. Nothing of this PC is examined in practice.
  const report = isVirtual ? null : await examine(folder);
  for (const line of report?.lines ?? []) if (!line.ok) say(`${line.what} ${line.todo}`);
  const { source, close } = isVirtual ? openVirtual() : openReal();
  const fail = (error: unknown) =>
    say(error instanceof Error ? (error.stack ?? error.name) : deskEnglish.unknownFailure);
  const standing =
    report === null
      ? null
      : new StandingReport({
          first: report,
          examine: () => examine(folder, source),
          onChange: ({ lines }) => {
            for (const line of lines) if (!line.ok) say(`${line.what} ${line.todo}`);
            desk.helloAgain();
          },
          onError: fail,
        });
  const desk = startDesk({
    dataFolder: folder,
    source,
    isPractice,
    keys,
    log,
    defaultReader: textOption(values, 'reader'),
    doctor: () => standing?.report ?? null,
    onDigits: ({ digits }) => say(deskEnglish.compare(digits)),
    onState: (state, problem) => {
      const text = problem === null ? null : describeProblem(problem);
      say(`${pairing.name}: ${state}${text ? `. ${text.title} ${text.action}` : ''}`);
    },
    onError: fail,
  });
  await untilAsked();
  await standing?.close();
  await desk.close();
  await close();
  log.info({}, 'end');
  log.close();
  return null;
};

function say(text: string): void {
  console.error(`${new Date().toISOString()} ${text}`);
}

/** Practice settings only work with a server on this PC. */
function refusePracticeOutside(server: string, isPractice: boolean, isVirtual: boolean): void {
  const isLoopback = isLoopbackUrl(new URL(server));
  if (isVirtual && !(isPractice && isLoopback))
    throw new ProblemError('practice-refused', { settings: '--virtual' });
  if (isPractice && !isLoopback)
    throw new ProblemError('practice-refused', { settings: 'TOKEN_DESK_PRACTICE' });
}

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
