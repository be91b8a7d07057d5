import type { Algorithm } from '@token-desk/contract/token/config';
import { codeAt } from '../../token/code-check.ts';
import { buildAnswer, type Command, decodeApdu } from '../../token/protocol/apdu.ts';
import {
  algorithmBytes,
  challengeBytes,
  cla,
  displayTimeouts,
  expectedAnswer,
  ins,
  macBytes,
  macOf,
} from '../../token/protocol/commands.ts';
import { unpad } from '../../token/protocol/padding.ts';
import { decryptEcb } from '../../token/protocol/sm4.ts';
import type { TokenMemory } from './token-memory.ts';
import { decodeConfig } from './virtual-config.ts';

export type VirtualTokenOptions = {
  /** At most 16 characters. */
  readonly serial: string;
  /** Restricted sync: a configuration erases the seed. */
  readonly isRestricted: boolean;
  /** First generation: takes a seed, knows no configuration. */
  readonly isFirstGeneration?: boolean;
  /** A defect: it takes a configuration and answers 9000, and its clock stays as it is. */
  readonly isClockStuck?: boolean;
  readonly nowMs: () => number;
  /** The challenge: 8 bytes. */
  readonly random: (sizeBytes: number) => Uint8Array;
  /** Seconds of silence after which it switches itself off; null: never. */
  readonly sleepSeconds?: number | null;
  /** How far its clock is off at the start; positive is fast. */
  readonly driftSeconds?: number;
  /** What it remembers from an earlier life; wins over `driftSeconds`. */
  readonly memory?: TokenMemory | undefined;
};

/** Status words of the token. */
const ok = 0x9000;
const wrongLength = 0x6700;
const notAllowed = 0x6983;
const badData = 0x6a80;
const unknownInstruction = 0x6d00;
const unknownClass = 0x6e00;

const maxSeedCipherBytes = 64;

/**
 * A programmable token as its published firmware behaves, command for command (docs/protocol-token.md). Bytes in, bytes
 * out: whether it can be reached at all is for the reader that holds it.
 */
export class VirtualToken {
  readonly serial: string;
  readonly #options: VirtualTokenOptions;
  // What survives a power cycle.
  #seed = new Uint8Array();
  #algorithm: number = algorithmBytes.SHA1;
  #stepSeconds = 30;
  #displayTimeout = 1;
  #isKeyLocked = false;
  /** The token's clock minus the host's. */
  #clockOffsetMs: number;
  // What does not.
  #challenge: Uint8Array | null = null;
  #isAuthenticated = false;
  #lastUseAt: number;

  constructor(options: VirtualTokenOptions) {
    this.#options = options;
    this.serial = options.serial;
    this.#clockOffsetMs = (options.driftSeconds ?? 0) * 1000;
    if (options.memory !== undefined) this.#recall(options.memory);
    this.#lastUseAt = options.nowMs();
  }

  /** Until it switches itself off if nobody uses it, at least 0; null when it never does. */
  get sleepDelayMs(): number | null {
    const { sleepSeconds = null, nowMs } = this.#options;
    return sleepSeconds === null ? null : Math.max(0, this.#lastUseAt + sleepSeconds * 1000 - nowMs());
  }

  get isAwake(): boolean {
    return this.sleepDelayMs !== 0;
  }

  /** Display off and on again: wakes it, ends the session, shows the code of this moment. */
  press(): string | null {
    this.powerCycle();
    this.#lastUseAt = this.#options.nowMs();
    return this.displayCode();
  }

  /** What its display would show now; null when it holds no seed. */
  displayCode(): string | null {
    if (this.#seed.length === 0 || this.#stepSeconds === 0) return null;
    const algorithm: Algorithm = this.#algorithm === algorithmBytes.SHA256 ? 'SHA256' : 'SHA1';
    const source = { seed: this.#seed, algorithm, stepSeconds: this.#stepSeconds };
    return codeAt(source, this.#clockMs());
  }

  /** Loss of the field, a reset, or the button. */
  powerCycle(): void {
    this.#challenge = null;
    this.#isAuthenticated = false;
  }

  /** Locks the key for good: authentication is refused from now on. */
  lockKey(): void {
    this.#isKeyLocked = true;
  }

  transmit(apdu: Uint8Array): Uint8Array {
    this.#lastUseAt = this.#options.nowMs();
    const command = decodeApdu(apdu);
    if (command === null) return buildAnswer(wrongLength);
    if (command.cla === cla.plain) return this.#plain(command);
    return command.cla === cla.secured ? this.#secured(command) : buildAnswer(unknownClass);
  }

  #plain(command: Command): Uint8Array {
    if (command.ins === ins.getInfo) return buildAnswer(ok, this.#info());
    if (command.ins === ins.getChallenge && command.p1 === challengeBytes) {
      this.#isAuthenticated = false;
      this.#challenge = this.#options.random(challengeBytes);
      return buildAnswer(ok, this.#challenge);
    }
    return buildAnswer(command.ins === ins.answer ? this.#authenticate(command.data) : unknownInstruction);
  }

  #info(): Uint8Array {
    const serial = Buffer.from(this.serial, 'latin1');
    const info = Buffer.alloc(4 + serial.length + 2 + 4);
    info[3] = serial.length;
    serial.copy(info, 4);
    info.writeUInt32BE(Math.floor(this.#clockMs() / 1000) >>> 0, 4 + serial.length + 2);
    return info;
  }

  #authenticate(answer: Uint8Array): number {
    if (this.#isKeyLocked) return notAllowed;
    const challenge = this.#challenge;
    if (challenge === null || answer.length !== 2 * challengeBytes) return badData;
    this.#challenge = null;
    this.#isAuthenticated = Buffer.compare(answer, expectedAnswer(challenge)) === 0;
    return this.#isAuthenticated ? ok : notAllowed;
  }

  #secured({ ins: instruction, p1, p2, data }: Command): Uint8Array {
    return buildAnswer(this.#write({ instruction, p1, p2, data }));
  }

  #write({
    instruction,
    p1,
    p2,
    data,
  }: {
    instruction: number;
    p1: number;
    p2: number;
    data: Uint8Array;
  }): number {
    if (data.length < macBytes) return wrongLength;
    const body = data.subarray(0, -macBytes);
    if (Buffer.compare(data.subarray(-macBytes), macOf({ instruction, p1, p2, body })) !== 0)
      return notAllowed;
    const isSeed = instruction === ins.setSeed && p1 === 1;
    const isConfig = instruction === ins.setConfig && this.#options.isFirstGeneration !== true;
    if (!isSeed && !isConfig) return unknownInstruction;
    if (!this.#isAuthenticated) return notAllowed;
    return isSeed ? this.#setSeed(body) : this.#setConfig(body);
  }

  #setSeed(body: Uint8Array): number {
    if (body.length === 0 || body.length % 16 !== 0 || body.length > maxSeedCipherBytes) return badData;
    const plain = decryptEcb(body);
    const seed = unpad(plain);
    if (seed === null) return badData;
    this.#seed.fill(0);
    this.#seed = Uint8Array.from(seed);
    plain.fill(0);
    return ok;
  }

  /** Takes any values, as the firmware does: checking them is the host's duty. */
  #setConfig(body: Uint8Array): number {
    const config = decodeConfig(body);
    if (config === null) return badData;
    this.#displayTimeout = config.displayTimeout;
    if (this.#options.isClockStuck !== true)
      this.#clockOffsetMs = config.clockSeconds * 1000 - this.#options.nowMs();
    this.#algorithm = config.algorithm;
    this.#stepSeconds = config.stepSeconds;
    if (this.#options.isRestricted) {
      this.#seed.fill(0);
      this.#seed = new Uint8Array();
    }
    return ok;
  }

  /** A copy; whoever asked wipes its seed. */
  get memory(): TokenMemory {
    return {
      seed: Uint8Array.from(this.#seed),
      algorithm: this.#algorithm,
      stepSeconds: this.#stepSeconds,
      displayTimeout: this.#displayTimeout,
      clockOffsetMs: this.#clockOffsetMs,
    };
  }

  #recall(memory: TokenMemory): void {
    this.#seed = Uint8Array.from(memory.seed);
    this.#algorithm = memory.algorithm;
    this.#stepSeconds = memory.stepSeconds;
    this.#displayTimeout = memory.displayTimeout;
    this.#clockOffsetMs = memory.clockOffsetMs;
  }

  #clockMs(): number {
    return this.#options.nowMs() + this.#clockOffsetMs;
  }

  /** What was configured, for tests and the drawn token. */
  get settings() {
    return {
      algorithm: this.#algorithm,
      stepSeconds: this.#stepSeconds,
      displayTimeoutSeconds: displayTimeouts[this.#displayTimeout] ?? null,
      seedBytes: this.#seed.length,
    };
  }
}
