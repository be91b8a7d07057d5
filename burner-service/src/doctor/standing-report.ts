import type { DoctorReport } from '@token-desk/contract/desk/job';

const everyMs = 3_600_000;

export type StandingReportParts = {
  /** What was found at the start. */
  readonly first: DoctorReport;
  readonly examine: () => Promise<DoctorReport>;
  /** Something became right or wrong since the last look. */
  readonly onChange: (report: DoctorReport) => void;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
};

/** What `doctor` says of this PC, looked at again every hour: a desk runs for months, and its certificates do not. */
export class StandingReport {
  readonly #parts: StandingReportParts;
  readonly #timer: NodeJS.Timeout;
  #report: DoctorReport;
  #looking: Promise<void> | null = null;
  #isClosed = false;

  constructor(parts: StandingReportParts) {
    this.#parts = parts;
    this.#report = parts.first;
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = null;
      });
    }, parts.everyMs ?? everyMs);
    this.#timer.unref();
  }

  get report(): DoctorReport {
    return this.#report;
  }

  /** A look under way comes to its end first. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { examine, onChange, onError } = this.#parts;
    try {
      const before = verdictOf(this.#report);
      const report = await examine();
      this.#report = report;
      if (!this.#isClosed && verdictOf(report) !== before) onChange(report);
    } catch (error) {
      onError(error);
    }
  }
}

/** Which lines are right; the days left of a certificate change daily and mean nothing by that. */
function verdictOf({ lines }: DoctorReport): string {
  return JSON.stringify(lines.map(({ check, ok, fact }) => [check, ok, fact]));
}
