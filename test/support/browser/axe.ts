import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
type Violation = { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] };

/** What axe-core finds serious or critical on a page, one line each. */
export async function seriousFindings(tab: Frame | Page): Promise<string[]> {
  return findings(tab, '');
}

/** Of those, only what a theme changes. */
export async function contrastFindings(tab: Frame | Page): Promise<string[]> {
  return findings(tab, `, runOnly: ['color-contrast', 'link-in-text-block']`);
}

/**
 * What fades in or glides has no contrast to measure yet; what spins for ever is not waited for. A page stays hidden
 * behind a dialog for the instant in which that goes: one that stays so without a dialog is waited for in vain.
 */
async function settled(tab: Frame | Page): Promise<void> {
  await tab.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  );
  await tab.waitForFunction(
    () =>
      document.querySelector('#root[aria-hidden="true"]') === null ||
      document.querySelector('[role="dialog"], [role="alertdialog"]') !== null,
  );
}

async function findings(tab: Frame | Page, choice: string): Promise<string[]> {
  if (!(await tab.evaluate('typeof axe === "object"'))) await tab.evaluate(axe);
  await settled(tab);
  // Tabster's sentinels hold the focus for an instant while Tab leaves a group: hidden and focusable by design
  const { violations } = await tab.evaluate<{ violations: Violation[] }>(
    `axe.run({ exclude: ['[data-tabster-dummy]'] }, { resultTypes: ['violations']${choice} })
      .then(({ violations }) => ({ violations }))`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary = '' }) =>
          `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll('\n', ' ')}`,
      ),
    );
}

/** What can have the focus and is smaller than a finger, under 44 px high; links in running text may be (WCAG 2.5.5). */
export async function smallTargets(tab: Frame | Page): Promise<string[]> {
  return tab.evaluate(() => {
    const focusable =
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';
    return [...document.querySelectorAll<HTMLElement>(focusable)]
      .filter(
        (one) =>
          !one.matches(
            '.sr-only, .sr-only *, [data-tabster-dummy], [tabindex]:not(a, button, input):has(button, a)',
          ) && one.checkVisibility(),
      )
      .filter((one) => {
        if (!one.matches('a') || getComputedStyle(one).display !== 'inline') return true;
        const around = one.parentElement
          ?.closest('p, li, td, dd, small, div')
          ?.cloneNode(true) as HTMLElement;
        for (const target of around?.querySelectorAll('a, button, .sr-only') ?? []) target.remove();
        return !/\p{L}/u.test(around?.textContent ?? '');
      })
      .map((one) => {
        const field = one.closest('.fui-Input, .fui-Select, .fui-Textarea, .fui-Checkbox, label') ?? one;
        return { height: field.getBoundingClientRect().height, html: one.outerHTML.slice(0, 120) };
      })
      .filter(({ height }) => height > 0 && height < 43.5)
      .map(({ height, html }) => `${height}: ${html}`);
  });
}
