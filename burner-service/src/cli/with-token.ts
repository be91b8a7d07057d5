import { ProblemError } from '@token-desk/contract/problem';
import { awaitToken, type PlacedCard } from '../reader/await-token.ts';
import type { ReaderSource } from '../reader/channel.ts';
import { PcscReaders } from '../reader/pcsc.ts';
import { numberOption, textOption, type Values } from './command.ts';

export const tokenOptions = { reader: { type: 'string' }, wait: { type: 'string' } } as const;

/** Readers known within this, or something is wrong with the service. */
const readyTimeoutMs = 25_000;
/** Beyond the slowest burn seen, six answers of a token that takes its time. */
const workTimeoutMs = 60_000;

/** Opens the readers for as long as `use` runs. */
export async function withReaders<T>(use: (source: ReaderSource) => Promise<T>): Promise<T> {
  const source = new PcscReaders();
  try {
    await source.ready(AbortSignal.timeout(readyTimeoutMs));
    return await use(source);
  } finally {
    await source.close();
  }
}

export type TokenUse<T> = (card: PlacedCard, signal: AbortSignal) => Promise<T>;

/** Waits for a token on the reader of `--reader` (else on any) as long as `--wait` says. */
export async function withToken<T>(values: Values, use: TokenUse<T>): Promise<T> {
  const waitSeconds = numberOption(values, 'wait', { min: 0, max: 3600, otherwise: 15 });
  const reader = textOption(values, 'reader');
  return withReaders(async (source) => {
    if (source.readers().length === 0) throw new ProblemError('no-reader');
    const card = await awaitToken(source, {
      reader,
      signal: AbortSignal.timeout(waitSeconds * 1000),
      onWait: () => console.error('Switch the token on and put it on the reader.'),
    });
    return use(card, AbortSignal.timeout(workTimeoutMs));
  });
}
