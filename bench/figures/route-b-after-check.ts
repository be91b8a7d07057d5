import { existsSync } from 'node:fs';
import { cast, crowd } from '@token-desk/practice/people';
import { type Browser, chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '../../test/support/run/require-all.ts';
import { openDeskTab } from '../../test/support/tab/desk-tab.ts';
import { WholeDesk } from '../../test/support/whole/whole-desk.ts';
import { type Figure, median, NotHere, notBuilt, round3, roundsOf, tabManifest } from '../figure.ts';
import { lastDigitUntil, mainButtonUntil } from '../painted.ts';

const rounds = 10;
const warmUps = 2;
/** What is wanted of the sum. */
const limitMs = 1_000;
/** Until the display shows another code. */
const stepMs = 31_000;

type Parts = { readonly digits: number; readonly created: number; readonly readBack: number };

/**
 * Route B for one person, people's time left out: from the sixth digit of the check until the digits to compare are
 * painted, from their confirmation until the device is created, seen, taken and the next code asked for, and from that
 * code's sixth digit until what Microsoft's list shows is painted; summed.
 */
export async function measure(): Promise<Figure> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new NotHere('needs Chromium: set CHROMIUM_PATH, or install chromium');
  if (!existsSync(tabManifest)) throw notBuilt();
  const people = crowd(roundsOf(rounds) + warmUps);
  const whole = await WholeDesk.start({ crowd: people.length });
  whole.entra.change({ hasPremiumLicence: true });
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const taken: Parts[] = [];
    // asked for before the clock is turned, which the chat would not believe
    const requestIds: string[] = [];
    for (const person of people) requestIds.push(await whole.ask(person));
    for (const [at, requestId] of requestIds.entries()) {
      await whole.user(cast.technician).begin(requestId);
      const parts = await once(whole, browser, {
        requestId,
        serial: `86596000${String(at).padStart(6, '0')}`,
      });
      if (at >= warmUps) taken.push(parts);
    }
    for (const part of ['digits', 'created', 'readBack'] as const)
      console.error(`route-b-after-check: ${part} ${round3(median(taken.map((one) => one[part])))} ms`);
    const ours = median(taken.map(({ digits, created, readBack }) => digits + created + readBack));
    const verdict = ours <= limitMs ? 'met' : 'not met';
    console.error(`route-b-after-check: at most ${limitMs} ms: ${verdict}`);
    return { figure: 'route-b-after-check', ours: round3(ours), floor: null, unit: 'ms', ratio: null };
  } finally {
    await browser.close();
    await whole.close();
  }
}

async function once(
  whole: WholeDesk,
  browser: Browser,
  { requestId, serial }: { readonly requestId: string; readonly serial: string },
): Promise<Parts> {
  const token = whole.makeToken(serial, 0);
  whole.readers.tap(token);
  const desk = await openDeskTab(whole, browser, { place: `#/burn/${requestId}` });
  const { tab, page } = desk;
  const heading = (name: string) => tab.getByRole('heading', { level: 1, name }).waitFor();
  await heading(`Burn ${serial}`);
  await page.keyboard.press('Enter');
  await heading('Type the six digits');
  whole.readers.lift();
  const digits = await lastDigitUntil(desk, press(token), 'Compare six digits');
  const created = await mainButtonUntil(desk, 'Type the code');
  await tab.locator('.boxes').waitFor();
  whole.skip(stepMs);
  const readBack = await lastDigitUntil(desk, press(token), 'Give ');
  await desk.close();
  return { digits, created, readBack };
}

const press = (token: ReturnType<WholeDesk['makeToken']>): string => token.press() ?? '';
