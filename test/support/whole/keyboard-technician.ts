import type { CardManner } from '@token-desk/burner-service/reader/virtual/virtual-card';
import type { PracticePerson } from '@token-desk/practice/people';
import type { EntraBrowser } from '../entra/entra-browser.ts';
import { screenshotOf } from '../tab/tab-browser.ts';
import type { RealDesk } from './real-desk.ts';
import type { RealTab } from './real-tab.ts';

const mostTabs = 60;
export type AtMicrosoft = { readonly page: EntraBrowser; readonly qrText: string };

/** Works in the tab with the keyboard alone; how long each screen lets them wait is kept. */
export class KeyboardTechnician {
  readonly #desk: RealDesk;
  readonly tab: RealTab;
  /** Milliseconds from the last key to what it was pressed for, by screen. */
  readonly waits = new Map<string, number[]>();

  private constructor(desk: RealDesk, tab: RealTab) {
    this.#desk = desk;
    this.tab = tab;
  }

  static async sitDown(desk: RealDesk, place: string): Promise<KeyboardTechnician> {
    const tab = await desk.openTab({ place });
    // as text: what the test's compiler adds to functions is not there in the page
    await tab.frame.evaluate(`
      window.told = [];
      new MutationObserver(() => {
        const shown = [...document.querySelectorAll('[role=alert] strong')].map((one) => one.textContent);
        for (const one of shown) if (!window.lastTold?.includes(one)) window.told.push(one);
        window.lastTold = shown;
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    `);
    return new KeyboardTechnician(desk, tab);
  }

  /** Every notice that came up since, in order. */
  told(): Promise<string[]> {
    return this.tab.frame.evaluate<string[]>('told');
  }

  key(name: string): Promise<void> {
    return this.tab.page.keyboard.press(name);
  }

  async #waitFor(what: string, shown: Promise<unknown>): Promise<void> {
    const since = performance.now();
    await shown;
    this.waits.set(what, [...(this.waits.get(what) ?? []), performance.now() - since]);
  }

  /** Tab after Tab, until what has the focus is called that. */
  async tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let count = 0; count < mostTabs; count += 1) {
      const focused = await this.tab.frame.evaluate<string>(
        '(({ labels, textContent, ariaLabel }) => ariaLabel ?? labels?.[0]?.textContent ?? textContent)(document.activeElement)',
      );
      if (name.test(focused)) return;
      await this.key(key);
    }
    throw new Error(`no Tab leads to ${name}`);
  }

  /** From “Who is here?” to the check of who it is, by the first letters of the name. */
  async lookUp(person: PracticePerson): Promise<void> {
    const { frame } = this.tab;
    await this.#waitFor('the list', frame.getByText(/(person|people) to go/).waitFor());
    await this.tab.type(person.upn.slice(0, 3));
    await this.key('Enter');
    await this.#waitFor('the person', this.tab.heading(`Check that this is ${person.name}`));
  }

  /** Somebody whose turn it is anyway: the next of the batch. */
  async isNext(person: PracticePerson): Promise<void> {
    await this.#waitFor('the person', this.tab.heading(`Check that this is ${person.name}`));
  }

  async identify(): Promise<void> {
    await this.key('1');
    await this.key('Enter');
    await this.#waitFor('the way to bring in', this.tab.heading('Bring in the QR code'));
  }

  /** The person's own QR code, as a screenshot in the clipboard of this PC. */
  async copyCode(person: PracticePerson): Promise<AtMicrosoft> {
    const page = await this.#desk.atMicrosoft(person);
    const qrText = page.qrText();
    await this.tab.frame.evaluate(
      async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        const picture = new Blob([bytes], { type: 'image/png' });
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
      },
      screenshotOf([qrText]).toString('base64'),
    );
    return { page, qrText };
  }

  /** Ends when it is written; `onWay` is what happens to it meanwhile. */
  async burn(
    person: PracticePerson,
    serial: string,
    manner: CardManner = {},
    onWay = async () => {},
  ): Promise<AtMicrosoft> {
    const at = await this.copyCode(person);
    this.#desk.put(serial, manner);
    await this.key('Control+V');
    await onWay();
    await this.#waitFor('the token to be burned', this.tab.heading('Type the six digits'));
    return at;
  }

  /** Takes the token off the reader, switches it off and on, and types what it shows; answers that. */
  async check({ givenName }: PracticePerson, serial: string): Promise<string> {
    const lifted = this.#desk.lift();
    const code = this.#desk.pressPower(serial);
    await this.tab.type(code);
    const shown = this.tab.heading(`Let ${givenName} type the code at Microsoft`);
    await Promise.all([lifted, this.#waitFor('the comparison', shown)]);
    return code;
  }

  /** The person types it on their own page, and the tab sees what came of it. */
  async bind({ givenName }: PracticePerson, page: EntraBrowser, code: string): Promise<void> {
    await this.#desk.typeAtMicrosoft(page, code);
    // back from Microsoft's window to this one; a browser without a screen does not tell its pages
    await this.tab.frame.evaluate(() => void dispatchEvent(new Event('focus')));
    await this.#waitFor('Microsoft', this.tab.heading(`Give ${givenName} the token`));
  }

  /** Ends with the button of whatever comes next under Enter. */
  async handOver({ givenName }: PracticePerson, next: string | RegExp): Promise<void> {
    await this.key('Enter');
    await this.#waitFor('the hand-over', this.tab.heading(`${givenName} has a token`));
    await this.#waitFor('what is next', this.tab.button(next).first().waitFor());
  }
}
