import type { ToBurner } from '@token-desk/contract/desk/job';

const maxWaiting = 500;

/**
 * Backfill, then live, without a gap: frames that come while the backfill is read wait for it, and one that
 * the backfill already carried is not sent twice.
 */
export class Dispatcher {
  readonly #write: (frame: ToBurner) => void;
  #waiting: ToBurner[] | null = [];

  constructor(write: (frame: ToBurner) => void) {
    this.#write = write;
  }

  /** False when it could not even be kept: the link is no use any more. */
  send(frame: ToBurner): boolean {
    if (this.#waiting === null) {
      this.#write(frame);
      return true;
    }
    return this.#waiting.push(frame) <= maxWaiting;
  }

  begin(backfill: readonly ToBurner[]): void {
    const sent = new Set<string>();
    for (const frame of backfill) {
      this.#write(frame);
      sent.add(nameOf(frame));
    }
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const frame of waiting) {
      if (!sent.has(nameOf(frame))) this.#write(frame);
    }
  }
}

/** Two frames with the same name tell the burner the same. */
function nameOf(frame: ToBurner): string {
  switch (frame.type) {
    case 'offer':
      return `offer ${frame.offer.jobId} ${frame.offer.attempt}`;
    case 'envelope':
      return `envelope ${frame.jobId} ${frame.attempt}`;
    case 'cancel':
      return `cancel ${frame.jobId}`;
    case 'check':
      return `check ${frame.checkId}`;
    case 'receipt-stored':
      return `receipt-stored ${frame.seq}`;
    case 'welcome':
    case 'refused':
    case 'time':
      return frame.type;
  }
}
