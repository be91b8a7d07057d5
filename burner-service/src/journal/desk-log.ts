import { join } from 'node:path';
import type { FromBurner, ToBurner } from '@token-desk/contract/desk/job';
import pino from 'pino';
import { RotatingFile } from './rotating-file.ts';

/** Where the service writes what happened: JSON lines, no secret in them. */
export type DeskLog = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};

export const silentLog: DeskLog = { info: () => {}, warn: () => {}, error: () => {} };

/** Whoever logs picks what to log; this is for the day somebody forgets. */
const redacted = [
  'seed',
  'secret',
  'code',
  'sealed',
  'envelope',
  'key',
  'receipt',
  'frame.code',
  'frame.envelope',
];
const paths = redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

export type OpenDeskLog = DeskLog & { close(): void };

export function openDeskLog(dataFolder: string, limits = { maxBytes: 5_000_000, keep: 4 }): OpenDeskLog {
  const file = new RotatingFile(join(dataFolder, 'log', 'desk.log'), limits);
  const log = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '[removed]' } },
    { write: (line: string) => file.write(line) },
  );
  return {
    info: (facts, message) => log.info(facts, message),
    warn: (facts, message) => log.warn(facts, message),
    error: (facts, message) => log.error(facts, message),
    close: () => file.close(),
  };
}

/** What may be said of a frame: its kind, whose it is and how it ended. Picked one by one, so that nothing slips in. */
export function describeFrame(frame: FromBurner | ToBurner): object | null {
  switch (frame.type) {
    case 'time':
    case 'readers':
      return null; // too many, and they say nothing new
    case 'offer': {
      const { jobId, attempt, kind, route, serial, reader } = frame.offer;
      return { frame: 'offer', jobId, attempt, kind, route, serial, reader };
    }
    case 'hello':
    case 'welcome':
      return { frame: frame.type };
    case 'refused':
      return { frame: frame.type, problem: frame.problem.code };
    case 'receipt-stored':
      return { frame: frame.type, seq: frame.seq };
    case 'check':
      return { frame: frame.type, jobId: frame.jobId, checkId: frame.checkId };
    case 'checked': {
      const { jobId, checkId, matched, stepOffset, problem } = frame;
      return { frame: frame.type, jobId, checkId, matched, stepOffset, problem: problem?.code };
    }
    case 'cancel':
    case 'envelope':
    case 'job-key':
      return { frame: frame.type, jobId: frame.jobId };
    case 'job-refused':
    case 'outcome':
      return { frame: frame.type, jobId: frame.jobId, attempt: frame.attempt, problem: frame.problem?.code };
    case 'progress': {
      const { jobId, phase, problem } = frame;
      return { frame: frame.type, jobId, phase, problem: problem?.code };
    }
    default:
      frame satisfies never;
      return null;
  }
}
