/** A clock that stands until a test turns it. */
export class HandClock {
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  turn(ms: number): void {
    this.#now += ms;
  }

  turnTo(now: number): void {
    this.#now = now;
  }
}
