import {
  type FromBurner,
  fromBurner,
  protocolRange,
  type ReaderView,
  type ToBurner,
} from '@token-desk/contract/desk/job';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import { Turns } from '@token-desk/contract/turns';
import type { RawData, WebSocket } from 'ws';
import { hasPlainTexts } from '../http/plain-text.ts';
import type { Log } from '../log.ts';
import type { CheckedCode, Clock } from '../ports.ts';
import type { Hello, HubBackend, PairedBurner } from './backend.ts';
import { Dispatcher } from './dispatcher.ts';
import type { HubTimes } from './hub-times.ts';

const maxFramesWaiting = 200;
const maxBufferedBytes = 4 * 1024 * 1024;

/** WebSocket close codes (RFC 6455 §7.4.1) and, from 4000, our own. */
export const closeCodes = {
  goingAway: 1001,
  garbage: 1007,
  violation: 1008,
  trouble: 1011,
  noHello: 4408,
  replaced: 4409,
  refused: 4403,
} as const;

export type LinkOwner = {
  readonly backend: HubBackend;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: HubTimes;
  /** The hello was accepted: this is the burner's link now. */
  opened(link: BurnerLink): void;
  closed(link: BurnerLink): void;
  /** After the use cases have stored what the answer carried; `failure` is why they did not. */
  checked(link: BurnerLink, result: CheckedCode, failure: Error | null): void;
};

/** One burner's WebSocket, from the upgrade to its end. Frames are worked off one at a time, in order. */
export class BurnerLink {
  readonly burner: PairedBurner;
  readers: readonly ReaderView[] = [];
  readonly #socket: WebSocket;
  readonly #owner: LinkOwner;
  readonly #dispatcher: Dispatcher;
  readonly #helloTimer: NodeJS.Timeout;
  #heartbeat: NodeJS.Timeout | undefined;
  #missedBeats = 0;
  #isOpen = false;
  /** Refused after it was this desk's link. */
  #isShutOut = false;
  #framesWaiting = 0;
  readonly #turns = new Turns();
  /** Resolves when the socket is closed. */
  readonly ended: Promise<void>;

  constructor(socket: WebSocket, burner: PairedBurner, owner: LinkOwner) {
    this.#socket = socket;
    this.burner = burner;
    this.#owner = owner;
    this.#dispatcher = new Dispatcher((frame) => this.#write(frame));
    this.#helloTimer = setTimeout(() => this.close(closeCodes.noHello), owner.times.helloMs);
    socket.on('message', (data, isBinary) => this.#take(data, isBinary));
    socket.on('pong', () => {
      this.#missedBeats = 0;
    });
    socket.on('error', (error) => owner.log.info({ ...this.#who(), err: error }, 'burner link failed'));
    this.ended = new Promise((resolve) => {
      socket.on('close', () => {
        this.#end();
        resolve();
      });
    });
  }

  /** Live frames wait behind the backfill; false when the link is as good as gone. */
  send(frame: ToBurner): boolean {
    if (!this.#isOpen || this.#socket.readyState !== this.#socket.OPEN) return false;
    if (this.#dispatcher.send(frame)) return true;
    this.#socket.terminate();
    return false;
  }

  refuse(problem: Problem): void {
    this.#isShutOut = this.#isOpen;
    this.#write({ type: 'refused', problem: { code: problem.code, detail: { ...problem.detail } } });
    this.close(closeCodes.refused);
  }

  close(code: number): void {
    this.#isOpen = false;
    this.#socket.close(code);
    const kill = setTimeout(() => this.#socket.terminate(), this.#owner.times.closeMs);
    this.#socket.once('close', () => clearTimeout(kill));
  }

  #take(data: RawData, isBinary: boolean): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const frame = isBinary ? null : parseFrame(data);
    if (frame === null || this.#framesWaiting >= maxFramesWaiting) {
      this.close(frame === null ? closeCodes.garbage : closeCodes.violation);
      return;
    }
    this.#framesWaiting += 1;
    void this.#turns.take('frames', () => this.#workOff(frame));
  }

  async #workOff(frame: FromBurner): Promise<void> {
    try {
      await this.#receive(frame);
    } catch (error) {
      // Nothing was acknowledged: the burner keeps it and sends it again after it has reconnected.
      this.#owner.log.error({ ...this.#who(), frame: frame.type, err: error }, 'burner frame not worked off');
      this.close(closeCodes.trouble);
    } finally {
      this.#framesWaiting -= 1;
    }
  }

  async #receive(frame: FromBurner): Promise<void> {
    // What came before the desk was shut out and is signed is kept: it cannot be brought again.
    if (this.#isShutOut && 'receipt' in frame && frame.receipt !== null) return this.#report(frame);
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (frame.type === 'hello') {
      if (this.#isOpen) this.close(closeCodes.violation);
      else await this.#welcome(frame);
      return;
    }
    if (!this.#isOpen) return this.close(closeCodes.violation);
    if (frame.type === 'readers') {
      this.readers = frame.readers;
      await this.#owner.backend.burnerChanged(this.burner.burnerId);
      return;
    }
    await this.#report(frame);
  }

  async #report(frame: FromBurner): Promise<void> {
    const isDrawn = frame.type === 'checked' && frame.sealed !== undefined;
    let answer: ToBurner | null = null;
    let failure: ProblemError | null = null;
    try {
      answer = await this.#owner.backend.receiveFrame(this.burner.burnerId, frame);
      if (answer !== null && !isDrawn) this.send(answer);
    } catch (error) {
      // A problem is the burner's or the job's, not the link's.
      if (!(error instanceof ProblemError)) throw error;
      failure = error;
      this.#owner.log.warn(
        { ...this.#who(), frame: frame.type, problem: error.problem.code },
        'burner frame refused',
      );
    } finally {
      if (frame.type === 'checked') {
        this.#owner.checked(this, { said: frame, owed: isDrawn ? answer : null }, failure);
      }
    }
  }

  async #welcome(hello: Hello): Promise<void> {
    clearTimeout(this.#helloTimer);
    const { backend, clock, times } = this.#owner;
    const { burnerId, name } = this.burner;
    const protocol = Math.min(hello.protocol.max, protocolRange.max);
    if (protocol < Math.max(hello.protocol.min, protocolRange.min)) {
      return this.refuse({ code: 'burner-version', detail: { wanted: wantedRange() } });
    }
    try {
      await backend.recordHello(burnerId, hello);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return this.refuse(error.problem);
    }
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.readers = hello.readers;
    this.#isOpen = true;
    this.#owner.opened(this);
    this.#write({ type: 'welcome', protocol, burnerId, name, now: clock.now() });
    this.#dispatcher.begin(await backend.pendingFor(burnerId));
    this.#heartbeat = setInterval(() => this.#beat(), times.heartbeatMs);
    await backend.burnerChanged(burnerId);
  }

  #beat(): void {
    if (this.#missedBeats >= 2) {
      this.#owner.log.info(this.#who(), 'burner silent, link dropped');
      this.#socket.terminate();
      return;
    }
    this.#missedBeats += 1;
    this.#socket.ping();
    this.send({ type: 'time', now: this.#owner.clock.now() });
  }

  #write(frame: ToBurner): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(JSON.stringify(frame));
    if (this.#socket.bufferedAmount > maxBufferedBytes) this.#socket.terminate();
  }

  #end(): void {
    clearTimeout(this.#helloTimer);
    clearInterval(this.#heartbeat);
    this.#isOpen = false;
    this.#owner.closed(this);
  }

  #who(): object {
    return { burnerId: this.burner.burnerId };
  }
}

function parseFrame(data: RawData): FromBurner | null {
  try {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
    const parsed = fromBurner.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success && isStorable(parsed.data) ? parsed.data : null;
  } catch {
    // Not JSON: the parser's message would quote the frame.
    return null;
  }
}

/** A signed text has a rule of its own: what breaks that is noted. */
function isStorable(frame: FromBurner): boolean {
  return hasPlainTexts('receipt' in frame ? { ...frame, receipt: null } : frame);
}

function wantedRange(): string {
  const { min, max } = protocolRange;
  return min === max ? `protocol ${min}` : `protocol ${min} to ${max}`;
}
