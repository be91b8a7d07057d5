import { createRequire } from 'node:module';
import type { DriverName } from '@token-desk/burner-service/reader/pcsc-messages';
import { needs } from '../run/require-all.ts';

/** Every reader process started in this suite runs that driver; skipped aloud where it is not installed. */
export function withDriver(driver: DriverName): void {
  let was: string | undefined;
  // Called first in its suite: what opens a pcscd there comes after it.
  before(function (this: Mocha.Context) {
    was = process.env.TOKEN_DESK_PCSC;
    process.env.TOKEN_DESK_PCSC = driver;
    needs(
      this,
      isInstalled(driver),
      driver,
      'npm ci with its optional packages (nfc-pcsc: libpcsclite-dev, g++)',
    );
  });
  after(() => {
    if (was === undefined) delete process.env.TOKEN_DESK_PCSC;
    else process.env.TOKEN_DESK_PCSC = was;
  });
}

/** An optional package: npm leaves it out without a word where it cannot be had. */
export function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}
