import assert from 'node:assert/strict';
import type { PracticePerson } from '@token-desk/practice/people';
import type { RealDesk } from './real-desk.ts';
import type { RealTab } from './real-tab.ts';

/** Loads boxes and hands out what is in them, with the keyboard alone; counts keys and milliseconds. */
export class StockKeeper {
  readonly #desk: RealDesk;
  readonly tab: RealTab;
  keys = 0;

  constructor(desk: RealDesk, tab: RealTab) {
    this.#desk = desk;
    this.tab = tab;
  }

  async key(name: string): Promise<void> {
    this.keys += 1;
    await this.tab.page.keyboard.press(name);
  }

  async type(text: string): Promise<void> {
    this.keys += text.length;
    await this.tab.type(text);
  }

  /** The boxes' page: a name, a number, Enter. */
  async begin(box: string, count: number): Promise<void> {
    await this.tab.heading('Load tokens');
    await this.tab.frame.getByLabel('Which box?').fill(box);
    await this.tab.frame.getByLabel('How many?').fill(String(count));
    await this.key('Enter');
    await this.tab.heading('Switch a token on and put it on the reader');
  }

  /** From the reader to the six boxes. */
  async write(serial: string): Promise<void> {
    this.#desk.put(serial);
    await this.tab.heading(`Burn ${serial}`);
    await this.key('Enter');
    await this.tab.heading('Type the six digits');
  }

  /** Its code, which is answered, and the digits that desk and tab show. */
  async check(serial: string): Promise<string> {
    const lifted = this.#desk.lift();
    const code = this.#desk.pressPower(serial);
    await this.type(code);
    await this.tab.heading('Compare six digits with the desk');
    const digits = this.#desk.shownDigits();
    await this.tab.says(`${digits.slice(0, 3)} ${digits.slice(3)}`);
    await lifted;
    return code;
  }

  /** One token into the box; `loaded` is how many there are then. */
  async load(serial: string, loaded: number, of: number): Promise<void> {
    await this.write(serial);
    await this.check(serial);
    await this.key('Enter');
    await this.tab.says(new RegExp(`^${loaded} of ${of} loaded|^Box `));
  }

  /** Who it is, and a loaded token laid on the reader, which confirms and is taken: ends at the code. */
  async take(person: PracticePerson, serial: string): Promise<void> {
    await this.tab.heading(`Check that this is ${person.name}`);
    await this.key('1');
    this.#desk.put(serial);
    await this.tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    await this.tab.frame.locator('.boxes').waitFor();
  }

  /** Who it is, where a blank token is written for them: ends at the reader. */
  async identify(person: PracticePerson): Promise<void> {
    await this.tab.heading(`Check that this is ${person.name}`);
    await this.key('1');
    await this.key('Enter');
    await this.tab.heading('Switch a token on and put it on the reader');
  }

  /** Written, checked, compared and created for this person: ends at the code that Microsoft is to see. Answers the one the desk compared. */
  async draw(person: PracticePerson, serial: string): Promise<string> {
    await this.write(serial);
    const code = await this.check(serial);
    await this.key('Enter');
    await this.tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    await this.tab.frame.locator('.boxes').waitFor();
    return code;
  }

  /** The code, typed once: ends where Microsoft's list shows it. */
  async activate(person: PracticePerson, serial: string): Promise<void> {
    const lifted = this.#desk.lift();
    await this.type(this.#desk.pressPower(serial));
    await this.tab.heading(`Give ${person.givenName} the token`);
    await lifted;
  }

  async handOver(person: PracticePerson): Promise<void> {
    await this.key('Enter');
    await this.tab.heading(`${person.givenName} has a token`);
  }

  /** In a batch, straight on to the next one. */
  async handOverAndGoOn(next: PracticePerson): Promise<void> {
    await this.tab.button(`Handed over, next: ${next.name}`).waitFor();
    await this.key('Enter');
  }

  async report(lines: readonly string[]): Promise<void> {
    const text = await this.tab.frame.locator('main').textContent();
    for (const line of lines) assert.ok(text?.includes(line), `“${line}” in: ${text}`);
  }
}
