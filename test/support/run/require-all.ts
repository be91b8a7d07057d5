import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where Debian and others put the browser; `CHROMIUM` overrides. Null when there is none. */
export function chromiumPath(): string | null {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  return (
    places.find((place): place is string => place !== undefined && place !== '' && existsSync(place)) ?? null
  );
}

export function hasCommand(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}

/**
 * Skips the test or suite when what it needs is missing, and says so in one line with the command that would
 * enable it. With REQUIRE_ALL=1 it throws instead: a skip is a failure there.
 */
export function needs(context: Mocha.Context, isThere: boolean, what: string, enableWith: string): void {
  if (isThere) return;
  const line = `skipped: needs ${what}; enable with: ${enableWith}`;
  if (process.env.REQUIRE_ALL === '1') throw new Error(line);
  console.error(`  ${line}`);
  context.skip();
}

export function needsChromium(context: Mocha.Context): string {
  const path = chromiumPath();
  needs(context, path !== null, 'Chromium', 'apt-get install chromium (or set CHROMIUM=/path/to/it)');
  return path ?? '';
}

/** Flags that keep a headless Chromium quiet and offline; `--no-sandbox` because tests often run as root in a container. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
