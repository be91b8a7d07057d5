import { type ApduChannel, ContactError } from './channel.ts';

export type TimedChannel = { readonly channel: ApduChannel; stop(): void };

/** The same card, with a limit for all its commands together: beyond it the token has not answered in time. */
export function withinTime(channel: ApduChannel, timeoutMs: number): TimedChannel {
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), timeoutMs);
  let joined: { readonly of: AbortSignal; readonly both: AbortSignal } | null = null;
  const withLimit = (signal: AbortSignal) => {
    // One burn's commands share their signal: joining it with the limit costs more than sending one of them.
    if (joined?.of !== signal) joined = { of: signal, both: AbortSignal.any([signal, tooLong.signal]) };
    return joined.both;
  };
  const transmit: ApduChannel['transmit'] = async (apdu, signal) => {
    try {
      return await channel.transmit(apdu, withLimit(signal));
    } catch (error) {
      // Nobody cancelled it: the limit did.
      const isOver = tooLong.signal.aborted && !signal.aborted;
      if (!isOver || !(error instanceof ContactError) || error.problem.code !== 'job-cancelled') throw error;
      throw new ContactError('token-timeout', error.mayHaveRun, { cause: error });
    }
  };
  return { channel: { transmit }, stop: () => clearTimeout(timer) };
}
