import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';
import { type Browser, chromium, type Page } from 'playwright-core';
import { PNG } from 'pngjs';
import decodeQR from 'qr/decode.js';
import { codeOf } from '../support/entra/entra-browser.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { chromiumArgs, needsChromium } from '../support/run/require-all.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shotsFolder = process.env.SCREENSHOTS; // set it to keep the pictures

type Violation = { id: string; nodes: { html: string }[] };

describe('the practice security info pages in a browser', () => {
  let entra: PracticeEntra;
  let browser: Browser;
  let url = '';

  before(async function () {
    const executablePath = needsChromium(this);
    entra = createPracticeEntra({ clock: Date.now, clientId: 'app', clientSecret: 'secret' });
    ({ url } = await entra.start());
    browser = await chromium.launch({ executablePath, args: chromiumArgs });
  });
  after(async () => {
    await browser?.close();
    await entra?.close();
  });

  const lookAt = async (page: Page, name: string): Promise<void> => {
    if (shotsFolder) await page.screenshot({ path: join(shotsFolder, `entra-${name}.png`) });
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      [],
      name,
    );
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    assert.ok(overflow <= 0, `${name} is ${overflow} px too wide`);
  };

  const qrOnScreen = async (page: Page): Promise<string> => {
    const { width, height, data } = PNG.sync.read(await page.locator('img.qr').screenshot());
    return decodeQR({ width, height, data });
  };

  for (const [scheme, width, language] of [
    ['light', 1000, 'en'],
    ['dark', 380, 'de'],
  ] as const) {
    it(`can be read and used in ${scheme} at ${width} px (${language})`, async () => {
      entra.reset();
      // Only for axe, which is a script: the pages themselves forbid all.
      const context = await browser.newContext({
        colorScheme: scheme,
        viewport: { width, height: 760 },
        bypassCSP: true,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(lateEndMs);
      // Every press here is a form or a link: it ends with a loaded page, and nothing is looked at before.
      const go = (press: Promise<unknown>) => Promise.all([page.waitForEvent('load'), press]);
      const look = (name: string) => lookAt(page, `${scheme}-${name}`);
      await page.goto(`${url}/mysignins/security-info?lng=${language}`);
      await look('01-email');
      await page.fill('#upn', cast.subject.upn);
      await go(page.keyboard.press('Enter'));
      await page.fill('#password', 'wrong');
      await go(page.keyboard.press('Enter'));
      await look('02-password');
      await page.fill('#password', cast.subject.password);
      await go(page.keyboard.press('Enter'));
      await look('03-list');
      await go(page.click('.add button'));
      await look('04-choose');
      await go(page.click('.choice'));
      await look('05-start');
      await go(page.click('button[value=next]'));
      await go(page.click('button[value=next]'));
      assert.match(await qrOnScreen(page), /^phonefactor:/);
      await look('06-push');
      await go(page.click('button[value=back]'));
      await go(page.click('button[value=back]'));
      await go(page.click('button[value=different]'));
      await look('07-setup');
      await go(page.click('button[value=next]'));
      await look('08-scan');
      await go(page.click('button[value=manual]'));
      await look('09-manual');
      const uri = await qrOnScreen(page);
      await go(page.click('button[value=next]'));
      await page.fill('#code', codeOf(uri, Date.now() - 10 * 60_000));
      await go(page.keyboard.press('Enter'));
      await look('10-wrong-code');
      await page.fill('#code', codeOf(uri, Date.now()));
      await go(page.keyboard.press('Enter'));
      await look('11-done');
      await go(page.click('button[value=done]'));
      await look('12-registered');
      await go(page.click('ul.methods a.button'));
      await look('13-delete');
      await go(page.goBack());
      await go(page.click('.add button'));
      await go(page.click('footer button'));
      await look('14-timed-out');
      assert.equal(entra.methodsOf(cast.subject.id).length, 1);
      await context.close();
    });
  }
});
