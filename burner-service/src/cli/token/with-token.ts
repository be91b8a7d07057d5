import { type Problem, type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import { type PlacedCard, useToken } from '../../reader/await-token.ts';
import type { ApduChannel, ReaderSource } from '../../reader/channel.ts';
import { PcscReaders } from '../../reader/pcsc.ts';
import { withinTime } from '../../reader/within-time.ts';
import { tokenEnglish } from '../../words/en/command-line.ts';
import { numberOption, textOption, type Values } from '../command.ts';

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
  /** Whether `use` may change the token: no other process writes on the reader meanwhile. */
  readonly isWriting?: boolean;
  /** Ends the waiting as `job-cancelled`, and `use` by its own signal. */
  readonly ended?: AbortSignal;
  /** Contact ended before anything was written. */
  readonly isLostEarly: (result: T) => boolean;
  /** What kept it from being used, before anything was written; null when nothing did. */
  readonly refusedBy: (result: T) => Problem | null;
};

/** Other things that may lie on a reader all day. */
const foreignCards: readonly ProblemCode[] = ['not-a-token', 'security-key', 'plain-nfc-tag'];

/** Waits for a token on the reader of `--reader` (else on any), and for a first reader, as long as `--wait` says. */
export function withToken<T>(values: Values, how: TokenUse<T>): Promise<T> {
  const { use, isWriting = false, ended = new AbortController().signal, isLostEarly, refusedBy } = how;
  const waitSeconds = numberOption(values, 'wait', { min: 0, max: 3600, otherwise: 15 });
  const reader = textOption(values, 'reader');
  return withReaders(async (source) => {
    const options = {
      reader,
      signal: AbortSignal.any([AbortSignal.timeout(waitSeconds * 1000), ended]),
      onWait: () => {
        if (source.readers().length === 0) console.error(tokenEnglish.plugIn);
        console.error(tokenEnglish.place);
      },
    };
    const useCard = async ({ reader: name, channel }: PlacedCard) => {
      const hold = isWriting ? await source.hold(name) : null;
      const timed = withinTime(channel, workTimeoutMs);
      try {
        return await use(timed.channel, ended);
      } finally {
        timed.stop();
        await hold?.release();
      }
    };
    try {
      return await useToken(source, options, {
        use: useCard,
        isLostEarly,
        isForeign: (result) => foreignCards.includes(refusedBy(result)?.code ?? 'unexpected'),
        onPassOver: (name) => console.error(tokenEnglish.passedOver(name)),
      });
    } catch (error) {
      // What was missing when somebody ended the waiting is not why it ended.
      throw ended.aborted ? new ProblemError('job-cancelled', undefined, { cause: error }) : error;
    }
  });
}
