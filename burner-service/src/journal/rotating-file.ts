import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export type RotationLimits = {
  readonly maxBytes: number;
  /** Older files beside the current one: `desk.log.1` is the youngest. */
  readonly keep: number;
};

/** A file that is put aside when it grows too large; the oldest goes. Written at once, so that a crash loses no line. */
export class RotatingFile {
  readonly #path: string;
  readonly #limits: RotationLimits;
  #file: number;
  #sizeBytes: number;

  constructor(path: string, limits: RotationLimits) {
    this.#path = path;
    this.#limits = limits;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#file = openSync(path, 'a', 0o600);
    this.#sizeBytes = fstatSync(this.#file).size;
  }

  /** One whole line. */
  write(line: string): void {
    const bytes = Buffer.from(line, 'utf8');
    if (this.#sizeBytes > 0 && this.#sizeBytes + bytes.length > this.#limits.maxBytes) this.#rotate();
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
    this.#sizeBytes += bytes.length;
  }

  close(): void {
    closeSync(this.#file);
  }

  #rotate(): void {
    closeSync(this.#file);
    for (let age = this.#limits.keep; age >= 1; age -= 1) {
      const younger = age === 1 ? this.#path : `${this.#path}.${age - 1}`;
      try {
        renameSync(younger, `${this.#path}.${age}`);
      } catch {
        // Not there yet, or held open by somebody who reads it (Windows): then the current one simply goes on.
      }
    }
    this.#file = openSync(this.#path, 'a', 0o600);
    this.#sizeBytes = fstatSync(this.#file).size;
  }
}
