import { randomInt } from 'node:crypto';
import { cast } from '@token-desk/practice/people';
import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '../../test/support/run/require-all.ts';
import { type DeskTab, openDeskTab } from '../../test/support/tab/desk-tab.ts';
import { chooseWay, screenshotOf } from '../../test/support/tab/tab-browser.ts';
import { WholeDesk } from '../../test/support/whole/whole-desk.ts';
import { type Figure, median, NotHere, round3 } from '../figure.ts';
import { lastDigitUntil, painted } from '../painted.ts';

const rounds = 20;
const warmUps = 3;
const serial = '86596000004711';
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Where the time of one burn went, in milliseconds. */
type Burn = {
  readonly total: number;
  readonly decode: number;
  readonly open: number;
  readonly seal: number;
  readonly dispatch: number;
  readonly apdus: number;
  readonly paint: number;
};
type Taken = { readonly burns: readonly Burn[]; readonly checks: readonly number[] };

/** From a pasted screenshot until “burned” is painted, the token already on the reader. */
export async function measureBurn(): Promise<Figure> {
  const { burns } = await takeAll();
  const parts = ['decode', 'open', 'seal', 'dispatch', 'apdus', 'paint'] as const;
  for (const part of parts)
    console.error(`paste-to-burned: ${part} ${round3(median(burns.map((burn) => burn[part])))} ms`);
  return figureOf(
    'paste-to-burned',
    burns.map(({ total }) => total),
  );
}

/** From the sixth digit until “matched” is painted. */
export async function measureCheck(): Promise<Figure> {
  return figureOf('digit-to-verified', (await takeAll()).checks);
}

function figureOf(figure: string, values: readonly number[]): Figure {
  return { figure, ours: round3(median(values)), floor: null, unit: 'ms', ratio: null };
}

let taken: Promise<Taken> | null = null;
/** Both figures come from the same twenty tokens. */
const takeAll = () => (taken ??= take());

async function take(): Promise<Taken> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new NotHere('needs Chromium: set CHROMIUM_PATH, or install chromium');
  const whole = await WholeDesk.start();
  try {
    const requestId = await whole.ask();
    await whole.user(cast.technician).begin(requestId);
    const token = whole.makeToken(serial, 0);
    const browser = await chromium.launch({ executablePath, args: chromiumArgs });
    try {
      const desk = await openDeskTab(whole, browser, { place: `#/burn/${requestId}` });
      const burns: Burn[] = [];
      const checks: number[] = [];
      for (let round = -warmUps; round < rounds; round += 1) {
        // five typed codes a minute are the limit, also for a bench
        if (round % 4 === 0) whole.skip(61_000);
        whole.readers.lift();
        whole.readers.tap(token);
        const burn = await burnOnce(whole, desk);
        const check = await lastDigitUntil(desk, token.press() ?? '', 'type the code at Microsoft');
        await startAgain(desk);
        if (round < 0) continue;
        burns.push(burn);
        checks.push(check);
      }
      return { burns, checks };
    } finally {
      await browser.close();
    }
  } finally {
    await whole.close();
  }
}

async function burnOnce(whole: WholeDesk, { tab }: DeskTab): Promise<Burn> {
  await tab.getByRole('heading', { name: /Bring in the/ }).waitFor();
  await tab.locator('.reader').getByText(serial).first().waitFor();
  const secret = Array.from({ length: 16 }, () => base32[randomInt(32)]).join('');
  const account = encodeURIComponent(cast.subject.upn);
  const image = screenshotOf([
    `otpauth://totp/Contoso+Ltd%3a${account}?secret=${secret.toLowerCase()}&issuer=Microsoft`,
  ]).toString('base64');
  const followed = followDesk(whole);
  const timed = await tab.evaluate<{
    startedAt: number;
    endedAt: number;
    epoch: number;
    calls: { name: string; from: number; to: number }[];
  }>(`(async () => {
    performance.clearResourceTimings();
    const bytes = Uint8Array.from(atob('${image}'), (char) => char.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'screenshot.png', { type: 'image/png' }));
    const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data });
    const times = await (${painted})('Type the six digits', () => document.body.dispatchEvent(paste));
    const epoch = performance.timeOrigin;
    const calls = performance.getEntriesByType('resource')
      .map(({ name, startTime, responseEnd }) => ({ name, from: startTime, to: responseEnd }));
    return { ...times, calls, epoch };
  })()`);
  const call = (pattern: RegExp) => timed.calls.find(({ name }) => pattern.test(name));
  const opened = call(/\/requests\/[^/]+\/jobs$/);
  const sent = call(/\/envelope$/);
  if (opened === undefined || sent === undefined) throw new Error('the browser did not time the calls');
  followed.end();
  const inPage = (name: string) => (followed.at.get(name) ?? Number.NaN) - timed.epoch;
  return {
    total: timed.endedAt - timed.startedAt,
    decode: opened.from - timed.startedAt,
    open: opened.to - opened.from,
    seal: sent.from - opened.to,
    dispatch: inPage('reading') - sent.from,
    apdus: inPage('written') - inPage('reading'),
    paint: timed.endedAt - inPage('written'),
  };
}

/** When the desk began to talk to the token and when it was done, as the bot heard it; same clock as the browser's. */
function followDesk(whole: WholeDesk): { readonly at: Map<string, number>; end(): void } {
  const at = new Map<string, number>();
  const end = whole.deps.bus.subscribe((event) => {
    if (event.type !== 'job' || event.job.phase === null || at.has(event.job.phase)) return;
    at.set(event.job.phase, performance.timeOrigin + performance.now());
  });
  return { at, end };
}

/** Microsoft's page took too long: a new code for the same token. */
async function startAgain({ tab }: DeskTab): Promise<void> {
  await chooseWay(tab, 'Microsoft says something else');
  await tab.getByRole('button', { name: /It took too long/ }).click();
}
