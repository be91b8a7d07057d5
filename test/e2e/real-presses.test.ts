import assert from 'node:assert/strict';
import { countPresses } from '../support/browser/press-count.ts';
import { KeyboardTechnician } from '../support/whole/keyboard-technician.ts';
import { errandsOf, followScreens } from '../support/whole/newcomer.ts';
import { RealDesk } from '../support/whole/real-desk.ts';

const mostOfNewcomer = 25;
const mostOfKnown = 12;

/** From a tab that has just opened to “has a token”. Microsoft's page is somebody else's screen. */
describe('presses until a token is handed over', () => {
  let desk: RealDesk;
  before(async function () {
    desk = await RealDesk.start(this);
  });
  afterEach(async function () {
    await desk?.clear(this.currentTest);
  });
  after(async () => {
    await desk?.close();
  });

  it(`are at most ${mostOfNewcomer} for somebody whose PC has never seen the tab`, async () => {
    const person = desk.somebody();
    await desk.whole.ask(person);
    const page = await desk.atMicrosoft(person);
    const tab = await desk.openTab({ isPinned: false });
    await tab.heading('Queue');
    const pressed = await countPresses(tab.frame);
    await tab.press(new RegExp(person.name));
    await tab.press(/^Start$/);
    const { name: deskName } = await desk.whole.burner();
    const errands = errandsOf({ desk, tab, page, deskName }, { serial: '86596000004711' });
    const byKeys = errands.map((errand) =>
      errand.place !== 'drop'
        ? errand
        : {
            ...errand,
            run: async () => {
              await tab.frame.evaluate((text) => navigator.clipboard.writeText(text), page.qrText());
              await tab.page.keyboard.press('Control+V');
            },
          },
    );
    const seen = await followScreens(tab, { errands: byKeys, from: 'Queue', to: /has a token$/ });
    const count = await pressed();
    assert.ok(seen.includes('Choose your desk'), 'a newcomer');
    assert.ok(count >= 8, `${count}: each press is counted`);
    assert.ok(count <= mostOfNewcomer, `${count} presses`);
    console.log(`      a newcomer: ${count} presses`);
  });

  it(`are at most ${mostOfKnown} for somebody who was here before`, async () => {
    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    const hands = await KeyboardTechnician.sitDown(desk, '');
    const { tab } = hands;
    await tab.heading('Queue');
    const pressed = await countPresses(tab.frame);
    await tab.press(new RegExp(person.name));
    await tab.press(/^Start$/);
    await tab.heading(`Check that this is ${person.name}`);
    await hands.identify();
    const { page } = await hands.burn(person, '86596000004712');
    const code = await hands.check(person, '86596000004712');
    await hands.bind(person, page, code);
    await hands.key('Enter');
    await tab.heading(`${person.givenName} has a token`);
    const count = await pressed();
    assert.equal((await desk.read(requestId)).state, 'handed_over');
    assert.ok(count >= 6, `${count}: each press is counted`);
    assert.ok(count <= mostOfKnown, `${count} presses`);
    console.log(`      somebody known: ${count} presses`);
  });
});
