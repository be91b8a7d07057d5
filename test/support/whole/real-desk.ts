import type { CardManner } from '@token-desk/burner-service/reader/virtual/virtual-card';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import type { RequestDetail } from '@token-desk/contract/views';
import { cast, type PracticePerson, people } from '@token-desk/practice/people';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type TabUser, until } from '../desk/desk-hands.ts';
import type { EntraBrowser } from '../entra/entra-browser.ts';
import { needsPcscd, type Pcscd } from '../reader/pcscd.ts';
import { openVpcdHand, type VpcdHand } from '../reader/vpcd-hand.ts';
import { lateEndMs } from '../run/late-end.ts';
import { chromiumArgs, needsChromium } from '../run/require-all.ts';
import { type DeskTabOptions, openDeskTab } from '../tab/desk-tab.ts';
import { buildTab } from '../tab/tab-browser.ts';
import { RealTab } from './real-tab.ts';
import { WholeDesk } from './whole-desk.ts';

type Parts = {
  readonly whole: WholeDesk;
  readonly pcscd: Pcscd;
  readonly hand: VpcdHand;
  readonly browser: Browser;
  readonly shownDigits: () => string;
};

/** Somebody whose manager's word is enough, and who burns nothing. */
const subjects = people.filter(
  ({ id, managerId, isEnabled, isGuest, roles }) =>
    managerId !== null && isEnabled && !isGuest && roles.length === 0 && id !== cast.manager.id,
);

/** A request whose person was identified, and the tab that stands at “Bring in the QR code”. */
export type AtSecret = {
  readonly requestId: string;
  readonly person: PracticePerson;
  readonly tab: RealTab;
};

/**
 * The technician's place with nothing stood in for but Microsoft and the plastic: the tab in Chromium as Teams hosts
 * it, the bot, the desk, a real pcscd. One for a test file; each test asks for a token for another person.
 */
export class RealDesk {
  readonly whole: WholeDesk;
  readonly pcscd: Pcscd;
  readonly tom: TabUser;
  /** What the desk's window showed last, to be compared with the tab. */
  readonly shownDigits: () => string;
  readonly #hand: VpcdHand;
  readonly #browser: Browser;
  readonly #tokens = new Map<string, VirtualToken>();
  readonly #tabs = new Set<RealTab>();
  readonly #waiting = [...subjects];
  readonly #begun = new Set<string>();
  #lying: VirtualToken | null = null;

  private constructor({ whole, pcscd, hand, browser, shownDigits }: Parts) {
    this.shownDigits = shownDigits;
    this.whole = whole;
    this.pcscd = pcscd;
    this.#hand = hand;
    this.#browser = browser;
    this.tom = whole.user(cast.technician);
  }

  /** In `before`: skips the suite aloud where Chromium or pcscd is missing. */
  static async start(context: Mocha.Context, { crowd = 0 } = {}): Promise<RealDesk> {
    context.timeout(180_000);
    const executablePath = needsChromium(context);
    const pcscd = await needsPcscd(context);
    await buildTab();
    const hand = await openVpcdHand(pcscd, {});
    let shown = '';
    const onDigits = ({ digits }: { readonly digits: string }) => {
      shown = digits;
    };
    const [whole, browser] = await Promise.all([
      WholeDesk.start({ source: hand.source, onDigits, crowd }),
      chromium.launch({ executablePath, args: chromiumArgs }),
    ]);
    return new RealDesk({ whole, pcscd, hand, browser, shownDigits: () => shown });
  }

  async openTab(options: DeskTabOptions = {}): Promise<RealTab> {
    const tab = new RealTab(await openDeskTab(this.whole, this.#browser, options));
    this.#tabs.add(tab);
    return tab;
  }

  /** Somebody new at each call, for whom nobody has asked: a test that is tried again needs another one. */
  somebody(): PracticePerson {
    const person = this.#waiting.shift();
    if (person === undefined) throw new Error('everybody has a request by now');
    return person;
  }

  /** Asked for in chat by the person's manager, begun by Tom, the person identified; the tab waits for the secret. */
  async atSecret(options: DeskTabOptions = {}, person = this.somebody()): Promise<AtSecret> {
    const requestId = await this.whole.ask(person);
    this.#begun.add(requestId);
    await this.tom.begin(requestId);
    const tab = await this.openTab({ place: `#/burn/${requestId}`, ...options });
    await tab.frame.locator('.drop').waitFor();
    return { requestId, person, tab };
  }

  /** The whole job without pages: this token is that person's afterwards, and off the reader. */
  async give(serial: string, person = this.somebody()): Promise<PracticePerson> {
    const requestId = await this.whole.ask(person);
    await this.tom.begin(requestId);
    const at = await this.atMicrosoft(person);
    const burner = await this.whole.burner();
    this.put(serial);
    await this.tom.send(requestId, { text: at.qrText(), burner, serial });
    await this.tom.untilState(requestId, 'burned');
    const code = this.pressPower();
    await this.tom.check(requestId, code);
    await this.typeAtMicrosoft(at, code);
    await this.tom.order(requestId, { kind: 'look-for-method' });
    await this.tom.order(requestId, { kind: 'hand-over', to: 'subject' });
    await this.lift();
    return person;
  }

  /** The same token whenever the same serial is named. */
  token(serial: string): VirtualToken {
    const known = this.#tokens.get(serial) ?? this.whole.makeToken(serial);
    this.#tokens.set(serial, known);
    return known;
  }

  /** Lays it on the reader, in place of what lies there. */
  put(serial: string, manner: CardManner = {}): void {
    this.#lying = this.token(serial);
    this.#hand.tap(this.#lying, manner);
  }

  /** Ends when the desk has seen that nothing lies there. */
  async lift(): Promise<void> {
    this.#hand.lift();
    this.#lying = null;
    await until('an empty reader', async () => {
      const { online, readers } = await this.whole.burner();
      return !online || readers.every(({ state }) => state === 'empty');
    });
  }

  /** Off, then on again: what the display of that token shows, or of the one that lies there. */
  pressPower(serial?: string): string {
    const code = (serial === undefined ? this.#lying : this.token(serial))?.press() ?? null;
    if (code === null) throw new Error('the display shows nothing');
    return code;
  }

  read(requestId: string): Promise<RequestDetail> {
    return this.tom.read(requestId);
  }

  atMicrosoft(person: PracticePerson): Promise<EntraBrowser> {
    return this.whole.atMicrosoft(person);
  }

  /** The person's own page “Security info”, in a browser of theirs; close its context when done. */
  async pageAtMicrosoft({ upn, password }: PracticePerson): Promise<Page> {
    const page = await (await this.#browser.newContext()).newPage();
    page.setDefaultTimeout(lateEndMs);
    // Every press here is a form: it ends with a loaded page, and nothing is looked at before.
    const go = (press: Promise<unknown>) => Promise.all([page.waitForEvent('load'), press]);
    await page.goto(`${this.whole.entra.url}/mysignins/security-info?lng=en`);
    await page.fill('#upn', upn);
    await go(page.keyboard.press('Enter'));
    await page.fill('#password', password);
    await go(page.keyboard.press('Enter'));
    return page;
  }

  /** The person types the code on the page with the QR code, as “Next”, code, “Next”; answers what it says then. */
  async typeAtMicrosoft(at: EntraBrowser, code: string): Promise<string> {
    await at.press({ action: 'next' });
    await at.press({ action: 'next', code });
    return at.heading;
  }

  /** In `afterEach`: pictures of every tab when the test failed; then all are closed, and desk and reader free. */
  async clear(test: Mocha.Test | undefined): Promise<void> {
    const name = test?.title.replace(/\W+/g, '-').slice(0, 60) ?? '';
    for (const [at, tab] of [...this.#tabs].entries()) {
      if (test?.isFailed() === true) await tab.shoot(`failed-${name}-${at + 1}`);
      await tab.close();
    }
    this.#tabs.clear();
    await this.#endJobs();
    if (!(await this.whole.burner()).online) await this.whole.startDesk();
    await this.lift();
  }

  /** A write that waits for its token would keep the reader from the next test. */
  async #endJobs(): Promise<void> {
    for (const requestId of this.#begun) {
      const { openJobId } = await this.read(requestId);
      // over in this very moment, or somebody else's: then a test of its own ends it
      if (openJobId !== null)
        await this.tom.api.call('cancelJob', { params: { jobId: openJobId }, body: {} }).catch(() => {});
    }
    this.#begun.clear();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.whole.close();
    await this.#hand.close();
    await this.pcscd.stop();
  }
}
