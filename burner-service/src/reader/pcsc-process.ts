import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { answersFd, decodeAnswerFrame, encodeOrder, frameCutter } from './apdu-frames.ts';
import type { Order } from './pcsc-driver.ts';
import { type FromChild, fromChild, type ToChild } from './pcsc-messages.ts';

/** Sources run by a loader have .ts neighbours, a build has .js. */
const isSource = import.meta.url.endsWith('.ts');
const childPath = fileURLToPath(new URL(isSource ? './pcsc-child.ts' : './pcsc-child.js', import.meta.url));

/** Loading includes compiling the sources on a busy machine; starting is one call that returns at once or never. */
const loadTimeoutMs = 20_000;
const startTimeoutMs = 3000;
const closeTimeoutMs = 500;

/** One child process that runs the driver, from fork to exit. */
export class PcscProcess {
  readonly #child: ChildProcess;
  #watchdog: NodeJS.Timeout;
  #isStarting = false;
  #wasHung = false;
  #isGarbled = false;
  /** Resolves when the process is gone: for whatever reason, or because the driver's constructor never came back. */
  readonly ended: Promise<'gone' | 'never-started'>;

  constructor(onMessage: (message: FromChild) => void, program = childPath) {
    this.#child = fork(program, {
      execArgv: process.execArgv.filter((option) => !option.startsWith('--inspect')),
      stdio: ['pipe', 'ignore', 'inherit', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#watchdog = this.#killAfter(loadTimeoutMs);
    this.#child.stdin?.on('error', () => {}); // a child that is just gone: its exit is what counts
    this.#listenForAnswers(onMessage);
    this.#child.on('message', (raw) => {
      if (this.#isGarbled) return;
      const message = fromChild.safeParse(raw);
      if (!message.success) return this.#endGarbled();
      if (message.data.type === 'loaded') this.#restartWatchdog();
      if (message.data.type === 'started') {
        this.#isStarting = false;
        clearTimeout(this.#watchdog);
      }
      onMessage(message.data);
    });
    this.ended = new Promise((resolve) => {
      const end = () => {
        clearTimeout(this.#watchdog);
        resolve(this.#wasHung ? 'never-started' : 'gone');
      };
      this.#child.once('exit', end);
      // Only a failed fork has no exit; a failed send or kill is followed by one.
      this.#child.on('error', () => {
        if (this.#child.pid === undefined) end();
      });
    });
  }

  transmit(order: Order): void {
    const frame = encodeOrder(order);
    this.#child.stdin?.write(frame, () => frame.fill(0));
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #send(message: ToChild): void {
    // The callback takes the error of a child that is just gone; its exit is what counts.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  /** Asks first; a child that is stuck in a transmit is killed. */
  async close(): Promise<void> {
    const timer = this.#killAfter(closeTimeoutMs);
    this.#send({ type: 'close' });
    await this.ended;
    clearTimeout(timer);
  }

  #listenForAnswers(onMessage: (message: FromChild) => void): void {
    const answers = this.#child.stdio[answersFd] as Socket | null | undefined;
    const takeChunk = frameCutter((body) => {
      const answer = decodeAnswerFrame(body);
      if (answer === null) this.#endGarbled();
      else if (!this.#isGarbled) onMessage(answer);
    });
    answers?.on('error', () => {}); // as above
    answers?.on('data', (chunk) => {
      if (!takeChunk(chunk)) this.#endGarbled();
    });
  }

  /** It said something that is not understood: nothing else that it said counts. */
  #endGarbled(): void {
    this.#isGarbled = true;
    this.kill();
  }

  #restartWatchdog(): void {
    clearTimeout(this.#watchdog);
    this.#isStarting = true;
    this.#watchdog = this.#killAfter(startTimeoutMs);
  }

  #killAfter(timeoutMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#wasHung = this.#isStarting;
      this.kill();
    }, timeoutMs);
  }
}
