import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { ProblemError } from '@token-desk/contract/problem';
import { modelOf } from '@token-desk/contract/token/model';
import { VirtualToken } from '../reader/virtual/virtual-token.ts';
import { VpcdCard } from '../reader/virtual/vpcd.ts';
import { tokenEnglish, usageEnglish } from '../words/en/command-line.ts';
import {
  type Command,
  numberOption,
  parseOptions,
  serialOption,
  textOption,
  type Values,
} from './command.ts';

const options = {
  vpcd: { type: 'string' },
  serial: { type: 'string' },
  unrestricted: { type: 'boolean' },
  sleep: { type: 'string' },
  slow: { type: 'string' },
  drift: { type: 'string' },
} as const;

/** A token on a virtual reader until SIGTERM; standard input is its button and the hand that holds it. */
export const virtualToken: Command = async (args) => {
  const values = parseOptions(args, options);
  const { host, port } = readAddress(values);
  const sleepSeconds = numberOption(values, 'sleep', { min: 0.1, max: 86_400, otherwise: 0 });
  const token = new VirtualToken({
    serial: readSerial(values),
    isRestricted: values.unrestricted !== true,
    nowMs: Date.now,
    random: randomBytes,
    sleepSeconds: sleepSeconds === 0 ? null : sleepSeconds,
    driftSeconds: numberOption(values, 'drift', { min: -1e9, max: 1e9, otherwise: 0 }),
  });
  const card = new VpcdCard(token, {
    host,
    port,
    slowMs: numberOption(values, 'slow', { min: 0, max: 600_000, otherwise: 0 }),
    onEvent: (event) => print({ event }),
  });
  const hands: Readonly<Record<string, () => void>> = {
    tap: () => card.tap(),
    lift: () => card.lift(),
    press: () => print({ event: 'display', code: card.press() }),
  };
  card.tap();
  createInterface({ input: process.stdin }).on('line', (line) => {
    const hand = Object.hasOwn(hands, line.trim()) ? hands[line.trim()] : undefined;
    if (hand !== undefined) hand();
    else if (line.trim() !== '') console.error(tokenEnglish.virtualHands);
  });
  await untilStopped();
  card.close();
  return null;
};

/** Keeps the process alive when nothing else does: a token that lies on the table, its standard input closed. */
function untilStopped(): Promise<void> {
  const keepAlive = setInterval(() => {}, 2 ** 30);
  return new Promise((resolve) => {
    const stop = () => {
      clearInterval(keepAlive);
      resolve();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
}

function print(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function readAddress(values: Values): { readonly host: string; readonly port: number } {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(textOption(values, 'vpcd') ?? '') ?? [];
  if (host === undefined || port === undefined || Number(port) > 65_535)
    throw new ProblemError('bad-usage', { reason: usageEnglish.vpcd });
  return { host: host.replaceAll(/^\[|\]$/g, ''), port: Number(port) };
}

function readSerial(values: Values): string {
  const serial = serialOption(values);
  if (serial === null) throw new ProblemError('bad-usage', { reason: usageEnglish.serialNeeded });
  if (modelOf(serial) === null) console.error(tokenEnglish.virtualModelUnknown);
  return serial;
}
