import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { lateEndMs } from '../run/late-end.ts';
import type { DeskTab } from '../tab/desk-tab.ts';
import { bring, chooseWay } from '../tab/tab-browser.ts';

const output = join(import.meta.dirname, '../../output/real-desk');
const patience = { timeout: lateEndMs };

/** A technician before the tab: looks for words, presses what is named, types and pastes. */
export class RealTab {
  readonly page: Page;
  readonly #open: DeskTab;

  constructor(open: DeskTab) {
    this.#open = open;
    this.page = open.page;
  }

  /** Its frame as it is now; a reload gives another one. */
  get frame(): Frame {
    return this.#open.tab;
  }

  /** Waits until the one heading of the screen says that. */
  async heading(name: string | RegExp): Promise<void> {
    await this.frame
      .getByRole('heading', { level: 1, name })
      .waitFor(patience)
      .catch(async (error: unknown) => {
        throw new Error(`no heading “${name}”; there is: ${await this.#seen()}`, { cause: error });
      });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name });
  }

  press(name: string | RegExp): Promise<void> {
    return this.button(name).first().click(patience);
  }

  /** Out of the menu at the foot of a step. */
  way(name: string | RegExp): Promise<void> {
    return chooseWay(this.frame, name);
  }

  /** Waits until a notice says that; quotation marks aside, which the tab shows as bold. */
  async told(text: string | RegExp): Promise<void> {
    const hasText = typeof text === 'string' ? text.replace(/[“”„]/g, '') : text;
    await this.frame
      .getByRole('alert')
      .filter({ hasText })
      .first()
      .waitFor(patience)
      .catch(async (error: unknown) => {
        throw new Error(`not told “${text}”; there is: ${await this.#seen()}`, { cause: error });
      });
  }

  /** Waits until these words stand anywhere. */
  async says(text: string | RegExp): Promise<void> {
    await this.frame
      .getByText(text)
      .first()
      .waitFor(patience)
      .catch(async (error: unknown) => {
        throw new Error(`not said: “${text}”; there is: ${await this.#seen()}`, { cause: error });
      });
  }

  /** Waits until the desk is at that phase of a burn. */
  phase(text: string): Promise<void> {
    return this.frame.locator('.phase-now').filter({ hasText: text }).waitFor(patience);
  }

  paste(what: Parameters<typeof bring>[2]): Promise<void> {
    return bring(this.frame, 'paste', what);
  }

  drop(what: Parameters<typeof bring>[2]): Promise<void> {
    return bring(this.frame, 'drop', what);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** As F5 in the tab: the same address, nothing of the page left. */
  async reload(): Promise<void> {
    const { frame } = this;
    const loaded = frame.waitForNavigation({ waitUntil: 'load' });
    await frame.evaluate(() => location.reload());
    await loaded;
  }

  /** Kept for people to look at, in test/output/real-desk. */
  async shoot(name: string): Promise<void> {
    await mkdir(output, { recursive: true });
    await this.page.screenshot({ path: join(output, `${name}.png`) });
  }

  close(): Promise<void> {
    return this.#open.close();
  }

  async #seen(): Promise<string> {
    const text = await this.frame.evaluate<string>('document.body.innerText');
    return text.replace(/\s+/g, ' ').slice(0, 1_000);
  }
}
