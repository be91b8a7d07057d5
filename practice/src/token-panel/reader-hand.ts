import type { ReaderSource } from '@token-desk/burner-service/reader/channel';
import { VirtualReaders } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';

/** Delay of one answer, so that the steps can be seen; about what NFC takes. */
export const slowMs = 90;

/** The desk's reader, and the hand that lays tokens on it. One token at a time. */
export type ReaderHand = {
  readonly source: ReaderSource;
  /** One that lies there goes. A sleeping token lies there unseen. */
  tap(token: VirtualToken): void;
  lift(): void;
  /** The button of the token that lies there. */
  press(): void;
  close(): Promise<void>;
};

/** A reader inside this process: no PC/SC needed. */
export function openVirtualReader(): Promise<ReaderHand> {
  const readers = new VirtualReaders();
  return Promise.resolve({
    source: readers,
    tap: (token) => readers.tap(token, { slowMs }),
    lift: () => readers.lift(),
    press: () => void readers.press(),
    close: () => readers.close(),
  });
}
