import { useToken } from '../reader/await-token.ts';
import type { ApduChannel, ReaderSource } from '../reader/channel.ts';
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

export type TokenUse<T> = {
  readonly use: (channel: ApduChannel, signal: AbortSignal) => Promise<T>;
  /** Contact ended before anything was written. */
  readonly isLostEarly: (result: T) => boolean;
};

/** Waits for a token on the reader of `--reader` (else on any), and for a first reader, as long as `--wait` says. */
export function withToken<T>(values: Values, { use, isLostEarly }: TokenUse<T>): Promise<T> {
  const waitSeconds = numberOption(values, 'wait', { min: 0, max: 3600, otherwise: 15 });
  const reader = textOption(values, 'reader');
  return withReaders((source) => {
    const options = {
      reader,
      signal: AbortSignal.timeout(waitSeconds * 1000),
      onWait: () => {
        if (source.readers().length === 0) console.error('There is no reader yet. Plug it in.');
        console.error('Switch the token on and put it on the reader.');
      },
    };
    return useToken(source, options, {
      use: ({ channel }) => use(channel, AbortSignal.timeout(workTimeoutMs)),
      isLostEarly,
    });
  });
}
