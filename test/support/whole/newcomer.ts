import assert from 'node:assert/strict';
import { until } from '../desk/desk-hands.ts';
import type { EntraBrowser } from '../entra/entra-browser.ts';
import type { RealDesk } from './real-desk.ts';
import type { RealTab } from './real-tab.ts';

/** What one screen offers: its heading, its main buttons, its places to act in that are no button, its warnings. */
export type Offered = {
  readonly headings: readonly string[];
  readonly buttons: readonly string[];
  readonly places: readonly string[];
  readonly warnings: readonly string[];
  readonly text: string;
};

/** Read from what is painted: a main button is one in the colour of main buttons. */
export function offeredOn(tab: RealTab): Promise<Offered> {
  return tab.frame.evaluate<Offered>(`(() => {
    const main = document.createElement('i');
    main.style.background = 'var(--colorBrandBackground)';
    document.querySelector('.app').append(main);
    const colour = getComputedStyle(main).backgroundColor;
    main.remove();
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const says = (one) => one.textContent.trim().replace(/\\s+/g, ' ');
    const isMain = (one) => !one.disabled && getComputedStyle(one).backgroundColor === colour;
    const places = { choices: '.choices:has(button)', kinds: '.choices:has(input[type=radio])', drop: '.drop', boxes: '.boxes', todo: '.todo' };
    return {
      headings: shown('h1').map(says),
      buttons: shown('main button').filter(isMain).map(says),
      places: Object.keys(places).filter((name) => shown(places[name]).length > 0),
      warnings: shown('[role=alert]').map(says),
      text: document.querySelector('main').innerText.replace(/\\s+/g, ' '),
    };
  })()`);
}

/** What a person does away from the tab when a screen asks for it, and what that screen must ask for. */
type Errand = {
  readonly heading: RegExp;
  readonly asks: RegExp;
  readonly place: string | null;
  run(): Promise<void>;
};

/**
 * Somebody who has never seen the tab: presses the one main button of each screen, and where there is none does what
 * the screen says in words. Answers the headings, in order.
 */
export async function followScreens(
  tab: RealTab,
  { errands, from, to }: { readonly errands: readonly Errand[]; readonly from: string; readonly to: RegExp },
): Promise<string[]> {
  const seen: string[] = [];
  for (;;) {
    const errandAt = (heading: string) => errands.find((one) => one.heading.test(heading));
    const offered = await settled(tab, seen.at(-1) ?? from, (heading) => errandAt(heading)?.place === null);
    const [heading = ''] = offered.headings;
    seen.push(heading);
    assert.equal(offered.headings.length, 1, `headings: ${offered.headings.join(' | ')}`);
    assert.deepEqual(offered.warnings, [], `warned at “${heading}”`);
    const errand = errandAt(heading);
    const things = errand === undefined ? offered.buttons : [...offered.buttons, ...offered.places];
    const expected = errand?.place === null ? 0 : 1;
    assert.equal(things.length, expected, `next at “${heading}” is one of: ${things.join(' | ')}`);
    if (to.test(heading)) return seen;
    if (errand === undefined) await tab.press(things[0] ?? '');
    else {
      assert.equal(things[0] ?? null, errand.place, `at “${heading}”`);
      assert.match(offered.text, errand.asks, `at “${heading}”`);
      await errand.run();
    }
  }
}

/** The next screen, once it offers something; busy screens, which ask for nothing, pass by. */
function settled(tab: RealTab, before: string, isQuiet: (heading: string) => boolean): Promise<Offered> {
  const passing = ['', before, 'Leave the token on the reader'];
  return until(`a screen after “${before}”`, async () => {
    const offered = await offeredOn(tab).catch(() => null); // between two pages there is none to read
    if (offered === null) return false;
    const [heading = ''] = offered.headings;
    const isThere = offered.buttons.length + offered.places.length > 0 || isQuiet(heading);
    return isThere && !passing.includes(heading) && offered;
  });
}

/** The errands of a burn, at this desk and this page of Microsoft's. */
export function errandsOf(
  { desk, tab, page, deskName }: { desk: RealDesk; tab: RealTab; page: EntraBrowser; deskName: string },
  { serial }: { serial: string },
): readonly Errand[] {
  return [
    {
      heading: /^Check that this is/,
      asks: /Choose how you know, with the keys 1 to 4/,
      place: 'kinds',
      run: async () => {
        await tab.type('1');
        await tab.press(/^It is /);
      },
    },
    {
      heading: /^Choose your desk$/,
      asks: /The PC with the reader in front of you/,
      place: 'choices',
      run: () => tab.press(new RegExp(deskName)),
    },
    {
      heading: /^Bring in the QR code$/,
      asks: /Security info.*Paste a screenshot/,
      place: 'drop',
      run: () => tab.paste({ text: page.qrText() }),
    },
    {
      heading: /^Switch the token on and put it on the reader$/,
      asks: /Press its button until the display lights, then lay it flat/,
      place: null,
      run: async () => desk.put(serial),
    },
    {
      heading: /^Type the six digits$/,
      asks: /switch it off, then on.*type what it shows/,
      place: 'boxes',
      run: () => tab.type(desk.pressPower()),
    },
    {
      heading: /type the code at Microsoft$/,
      asks: /choose Next.*Type the code the token shows now.*Choose Done/,
      place: 'todo',
      run: async () => void (await desk.typeAtMicrosoft(page, desk.pressPower())),
    },
  ];
}
