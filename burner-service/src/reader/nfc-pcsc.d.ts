/** The part of nfc-pcsc 0.8 used here; the package has no types of its own. */
declare module 'nfc-pcsc' {
  import type { EventEmitter } from 'node:events';

  /** @pokusew/pcsclite's reader, underneath. */
  export interface RawReader extends EventEmitter {
    readonly SCARD_STATE_PRESENT: number;
    readonly SCARD_STATE_EXCLUSIVE: number;
    on(event: 'status', listener: (status: { readonly state: number }) => void): this;
  }

  export interface Reader extends EventEmitter {
    readonly name: string;
    readonly reader: RawReader;
    autoProcessing: boolean;
    /** Set while a card is believed to be there. */
    readonly card: object | null;
    readonly connection: object | null;
    connect(): Promise<unknown>;
    disconnect(): Promise<unknown>;
    transmit(data: Buffer, maxAnswerBytes: number): Promise<Buffer>;
    /** 0.8.1 also emits errors as their own event name, so the name is not always a string. */
    close(): void;
    emit(event: unknown, ...values: unknown[]): boolean;
  }

  export class NFC extends EventEmitter {
    on(event: 'reader', listener: (reader: Reader) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    close(): void;
  }
}
