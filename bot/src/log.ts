import { pino } from 'pino';
import type { Config } from './config.ts';

export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/**
 * Values under these names never reach a log line, at any depth. `code` is a person's six digits or a
 * pairing code; a problem's code is logged as `problem`.
 */
const secretNames = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'code',
  'codes',
  'envelope',
  'sealed',
  'ciphertext',
  'enc',
  'seed',
  'secret',
  'secretkey',
  'clientsecret',
  'client_secret',
  'password',
  'privatekey',
  'apppassword',
  'accesstoken',
  'access_token',
  'nonce',
  'signature',
  'x-token-desk-signature',
  'x-token-desk-nonce',
  'body',
  'parameters',
]);
const maxDepth = 6;
const hidden = '[hidden]';

/** Copy of a log object without secrets; bytes are shown by their length only. */
export function redact(value: unknown, depth = 0): unknown {
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (value instanceof Error) return redactError(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    copy[name] = secretNames.has(name.toLowerCase()) ? hidden : redact(item, depth + 1);
  }
  return copy;
}

/** Type, message, stack and causes; other properties may hold whole requests and are left out. */
function redactError(error: Error, depth: number): unknown {
  if (depth >= maxDepth) return { type: error.name };
  const code: unknown = Reflect.get(error, 'code');
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(typeof code === 'string' ? { errorCode: code } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

/** One JSON object a line; `destination` is for tests. */
export function createLog(
  config: Pick<Config, 'logLevel'>,
  destination?: { write(line: string): void },
): Log {
  const options = {
    level: config.logLevel,
    base: {},
    // The error is redacted here already; pino's own serializer would copy every property of it.
    serializers: { err: (value: unknown) => value },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => redact(fields) as Record<string, unknown>,
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
