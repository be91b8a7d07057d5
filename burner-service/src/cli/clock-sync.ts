import { execFile } from 'node:child_process';

const askTimeoutMs = 1500;

type Question = {
  readonly program: string;
  readonly args: readonly string[];
  readonly yes: RegExp;
  readonly no: RegExp;
};

/** Whoever keeps this PC's time, asked in turn; the first that knows decides. */
const questions: Readonly<Partial<Record<NodeJS.Platform, readonly Question[]>>> = {
  linux: [
    { program: 'timedatectl', args: ['show', '--property=NTPSynchronized'], yes: /=yes/, no: /=no/ },
    { program: 'chronyc', args: ['-n', 'tracking'], yes: /Leap status\s*: Normal/, no: /Not synchronised/ },
    { program: 'ntpq', args: ['-c', 'rv 0 leap'], yes: /leap=(00|01|10)/, no: /leap=11/ },
  ],
  darwin: [{ program: 'systemsetup', args: ['-getusingnetworktime'], yes: /On/, no: /Off/ }],
  win32: [
    { program: 'w32tm', args: ['/query', '/status'], yes: /Stratum: ([1-9]|1[0-5])\b/, no: /Stratum: 0/ },
  ],
};

export type ClockSync = 'synchronised' | 'not-synchronised' | 'unknown';

export async function readClockSync(): Promise<ClockSync> {
  for (const { program, args, yes, no } of questions[process.platform] ?? []) {
    const said = await ask(program, args);
    if (yes.test(said)) return 'synchronised';
    if (no.test(said)) return 'not-synchronised';
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

function ask(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    // A program that is missing, fails or takes too long has said nothing.
    execFile(program, [...args], { timeout: askTimeoutMs }, (_error, stdout) => resolve(stdout));
  });
}
