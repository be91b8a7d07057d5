import assert from 'node:assert/strict';
import { people } from '@token-desk/practice/people';
import { RealDesk } from '../support/real-desk.ts';

const named = (givenName: string) =>
  people.find((one) => one.givenName === givenName) ?? assert.fail(`nobody is called ${givenName}`);
const keeping = (last: number) => `86596000${String(last).padStart(6, '0')}`;

describe('the tab at the real desk', function () {
  this.timeout(60_000);
  let desk: RealDesk;

  before(async function () {
    desk = await RealDesk.start(this);
  });
  afterEach(async function () {
    await desk?.clear(this.currentTest);
  });
  after(async function () {
    this.timeout(30_000);
    await desk?.close();
  });

  it('burns', async () => {
    const ana = named('Ana');
    const { requestId, tab } = await desk.atSecret(ana);
    const page = await desk.atMicrosoft(ana);
    await tab.paste({ text: page.qrText() });
    await tab.heading('Switch the token on and put it on the reader');
    desk.put(keeping(4711));
    await tab.heading('Turn the token off, then on');
    const code = desk.pressPower();
    await tab.type(code);
    await tab.heading('Let Ana type the code at Microsoft');
    await desk.typeAtMicrosoft(page, code);
    await tab.heading('Give Ana the token');
    assert.equal((await desk.read(requestId)).binding?.how, 'seen');
  });
});
