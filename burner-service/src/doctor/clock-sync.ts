import { ask, numberedLines, type Said } from '../reader/ask.ts';

const askTimeoutMs = 1500;

export type ClockSync = 'synchronised' | 'not-synchronised' | 'unknown';

type Question = {
  readonly program: string;
  readonly args: readonly string[];
  readonly read: (said: string) => ClockSync;
};

const byWords =
  (yes: RegExp, no: RegExp) =>
  (said: string): ClockSync =>
    yes.test(said) ? 'synchronised' : no.test(said) ? 'not-synchronised' : 'unknown';

/** Whoever keeps this PC's time, asked in turn; the first that knows decides. Only Windows speaks the system's language. */
const questions: Readonly<Partial<Record<NodeJS.Platform, readonly Question[]>>> = {
  linux: [
    {
      program: 'timedatectl',
      args: ['show', '--property=NTPSynchronized'],
      read: byWords(/=yes/, /=no/),
    },
    {
      program: 'chronyc',
      args: ['-n', 'tracking'],
      read: byWords(/Leap status\s*: Normal/, /Not synchronised/),
    },
    { program: 'ntpq', args: ['-c', 'rv 0 leap'], read: byWords(/leap=(00|01|10)/, /leap=11/) },
  ],
  darwin: [{ program: 'systemsetup', args: ['-getusingnetworktime'], read: byWords(/: On/, /: Off/) }],
  win32: [{ program: 'w32tm', args: ['/query', '/status'], read: readWindowsTime }],
};

/** Leap indicator (RFC 5905 §7.3): the clock was never set. */
const leapUnknown = 3;
const lastStratum = 15;

/** `w32tm /query /status`, by the numbers of its first two lines: leap indicator, stratum. Its words are translated. */
export function readWindowsTime(said: string): ClockSync {
  const [leap, stratum] = numberedLines(said);
  if (leap === undefined || stratum === undefined || leap < 0 || leap > leapUnknown) return 'unknown';
  return leap !== leapUnknown && stratum >= 1 && stratum <= lastStratum ? 'synchronised' : 'not-synchronised';
}

export async function readClockSync(): Promise<ClockSync> {
  for (const { program, args, read } of questions[process.platform] ?? []) {
    const { ok, text }: Said = await ask(program, args, askTimeoutMs);
    // A program that is missing, fails or takes too long has said nothing.
    const state = ok ? read(text) : 'unknown';
    if (state !== 'unknown') return state;
  }
  return 'unknown';
}

/** The token's clock is set from this PC's, and without a server there is no other clock to compare with. */
export async function warnAboutClock(): Promise<void> {
  const state = await readClockSync();
  if (state === 'not-synchronised')
    console.error(
      'Warning: the clock of this PC is not set from the network; the token gets its time from it.',
    );
  if (state === 'unknown')
    console.error(
      'Warning: nobody here can say whether the clock of this PC is right; the token gets its time from it.',
    );
}
