import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import { cast, people } from '@token-desk/practice/people';
import { Secret, TOTP } from 'otpauth';
import { type Browser, chromium } from 'playwright-core';
import { until } from '../support/desk/desk-hands.ts';
import { findings, type Haystack, type Needle, seedNeedles } from '../support/leaks/canary.ts';
import { CanaryWatch } from '../support/leaks/canary-watch.ts';
import { chromiumArgs, needsChromium } from '../support/run/require-all.ts';
import { openDeskTab } from '../support/tab/desk-tab.ts';
import { type PskcToken, pskcFile, sealingBy } from '../support/tab/pskc-file.ts';
import { buildTab } from '../support/tab/tab-browser.ts';
import { RealTab } from '../support/whole/real-tab.ts';
import { WholeDesk } from '../support/whole/whole-desk.ts';

const password = 'Correct horse 19 battery';
const box = 'Contoso 1';
const wrong: readonly Partial<PskcToken>[] = [{ algorithm: 'hotp' }, { digits: 8 }, { mac: 'AAAA' }];
const tokens: readonly PskcToken[] = Array.from({ length: 200 }, (_, at) => ({
  serial: `CT${String(at + 1).padStart(8, '0')}`,
  secret: randomBytes(20),
  ...(at % 60 === 20 ? wrong[(at - 20) / 60] : {}),
}));
const good = tokens.filter(
  (one) => one.algorithm === undefined && one.digits === undefined && one.mac === undefined,
);
/** Files that anybody can read. */
const plain: readonly (readonly [
  kind: string,
  name: string,
  build: (tokens: readonly PskcToken[]) => string,
])[] = [
  ['PSKC in clear', 'tokens.pskcxml', (three) => pskcFile(three)],
  [
    'CSV in clear',
    'tokens.csv',
    (three) =>
      [
        'upn,serial number,secret key,time interval,manufacturer,model',
        ...three.map(({ serial, secret }) => `,${serial},${encodeBase32(secret)},30,Contoso,C-200`),
      ].join('\n'),
  ],
];

describe('a maker’s list of 200, three of them wrong', () => {
  let whole: WholeDesk;
  let browser: Browser;
  let tab: RealTab;

  before(async function () {
    this.timeout(180_000);
    const executablePath = needsChromium(this);
    await buildTab();
    [whole, browser] = await Promise.all([
      WholeDesk.start(),
      chromium.launch({ executablePath, args: chromiumArgs }),
    ]);
  });
  after(async () => {
    await browser?.close();
    await whole?.close();
  });

  const open = async (place: string) => new RealTab(await openDeskTab(whole, browser, { place }));
  const choose = async (text: string, name = 'tokens.xml') => {
    await tab.frame
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(text) });
  };
  const unlock = async (typed: string) => {
    await tab.frame.getByLabel(/^Password of this list/).fill(typed);
    await tab.press('Open it');
  };
  const held = () => whole.entra.hardwareTokens().length;
  const boxes = async () => (await whole.user(cast.technician).api.call('listBoxes', {})).items;

  /** In no line, row, file, frame or body but those that create the devices, where each of them must be found. */
  async function wentToMicrosoftAlone(watch: CanaryWatch, needles: readonly Needle[]): Promise<void> {
    const { lines, rows, files } = await watch.kept();
    watch.stop();
    assert.deepEqual(findings([...lines, ...rows, ...files, ...watch.frames()], needles), []);
    const bodies = watch.bodies();
    const isCreation = ({ where }: Haystack) => /^POST \/beta\/directory\/.+Devices /.test(where);
    assert.notDeepEqual(findings(bodies.filter(isCreation), needles), [], 'the canary sings');
    const others = bodies.filter((one) => !isCreation(one));
    assert.deepEqual(findings(others, needles), []);
  }

  it('is loaded, broken off in the middle and gone on with; no secret stays anywhere', async () => {
    const watch = new CanaryWatch(whole);
    const file = pskcFile(tokens, sealingBy(password));
    assert.equal(good.length, 197);
    tab = await open('#/load');
    await tab.frame.getByRole('link', { name: 'Load a maker’s list' }).click();
    await tab.heading('Load a maker’s list');
    await choose(file);
    await unlock('wrong');
    await tab.told('The list does not open');
    await unlock(password);
    await tab.says('197 tokens can be created');
    await tab.says('3 lines are left over');
    await tab.says('counts instead of telling the time');
    await tab.says('does not show six decimal digits');
    await tab.says('This secret does not open');
    assert.equal(held(), 0, 'nothing is created before somebody says so');
    await tab.shoot('factory-found');
    await tab.frame.getByLabel('Which box?').fill(box);
    await tab.press('Create 197 tokens');
    await until('a third of them', async () => held() >= 65);
    whole.entra.throttleGraph(1_000, 100);
    await tab.says(/Microsoft is busy: tried again by itself in \d+ seconds?/);
    await tab.shoot('factory-busy');
    const before = held();
    const [begun] = await boxes();
    const loaded = begun?.loaded ?? 0;
    const unseen = before - loaded;
    assert.ok(unseen >= 0 && unseen <= 3, `${unseen} were created and not read back`);
    whole.entra.throttleGraph(0);
    await tab.reload();

    await tab.heading('Load a maker’s list');
    await choose(file);
    await unlock(password);
    await tab.says(`${loaded} were loaded before`);
    await tab.says(`${197 - before} tokens can be created`);
    await tab.frame.getByLabel('Which box?').fill(box);
    if (unseen > 0) await tab.frame.getByLabel(/^Also the .+ that Microsoft has already/).check();
    await tab.press(`Create ${197 - loaded} tokens`);
    await tab.told(`${197 - loaded} tokens are loaded.`);
    await tab.shoot('factory-done');
    const serials = whole.entra.hardwareTokens().map(({ serialNumber }) => serialNumber);
    assert.deepEqual(serials.sort(), good.map(({ serial }) => serial).sort(), 'each once, and no other');
    assert.deepEqual(
      (await boxes()).map((one) => [one.box, one.loaded, one.unfinished]),
      [[box, 197, 0]],
    );

    const some = [tokens[0]!, good.at(-1)!, tokens[80]!, tokens[140]!];
    const named = { name: 'the password', isIn: (haystack: Buffer) => haystack.includes(password) };
    await wentToMicrosoftAlone(watch, [...some.flatMap(({ secret }) => seedNeedles(secret)), named]);
  });

  for (const [kind, name, build] of plain)
    it(`has its secrets go to Microsoft alone where it is a ${kind}`, async () => {
      const watch = new CanaryWatch(whole);
      const three = [1, 2, 3].map((at) => ({ serial: `${kind.slice(0, 2)}${at}`, secret: randomBytes(20) }));
      const before = held();
      tab = await open('#/factory');
      await tab.heading('Load a maker’s list');
      await choose(build(three), name);
      await tab.says('3 tokens can be created');
      await tab.frame.getByLabel('Which box?').fill(`Contoso ${kind}`);
      await tab.press('Create 3 tokens');
      await tab.told('3 tokens are loaded.');
      assert.equal(held() - before, 3);
      await wentToMicrosoftAlone(
        watch,
        three.flatMap(({ secret }) => seedNeedles(secret)),
      );
    });

  it('has its tokens handed out like others, and nobody says that a desk checked them', async () => {
    const [token] = good;
    const { serial, secret } = token!;
    const tom = whole.user(cast.technician);
    const person = cast.subject;
    whole.entra.change({ hasPremiumLicence: true });
    const requestId = await whole.ask(person);
    await tom.order(requestId, { kind: 'claim' });
    tab = await open(`#/burn/${requestId}`);
    await tab.heading(`Check that this is ${person.name}`);
    await tab.page.keyboard.press('1');
    await tab.page.keyboard.press('Enter');
    await tab.heading(`Take a loaded token for ${person.givenName}`);
    await tab.frame.getByLabel('Serial, as printed on it').fill(serial);
    await tab.page.keyboard.press('Enter');
    await tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    await tab.frame.locator('.boxes').waitFor();
    await tab.type(new TOTP({ secret: Secret.fromBase32(encodeBase32(secret)) }).generate());
    await tab.heading(`Give ${person.givenName} the token`);
    const request = await tom.read(requestId);
    assert.deepEqual([request.state, request.token?.serial, request.checkedAt], ['bound', serial, null]);

    const auditor = await people.find(({ roles }) => roles.includes('Administrator'));
    const statement = await whole
      .user(auditor ?? cast.administrator)
      .api.call('tokenStatement', { params: { serial } });
    assert.deepEqual([statement.factory?.length, statement.burns, statement.loads], [1, [], []]);
    assert.equal(statement.factory?.[0]?.handedOut?.subject?.id, person.id);
  });
});
