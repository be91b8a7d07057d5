import assert from 'node:assert/strict';
import { codeAt } from '@token-desk/burner-service/token/code-check';
import type { Reply } from '@token-desk/contract/api';
import { generateJobKeyPair, type JobKeyPair, openDrawnSecret } from '@token-desk/contract/seed/envelope';
import type { JobView } from '@token-desk/contract/views';
import { cast } from '@token-desk/practice/people';
import { createDevice } from '@token-desk/tab/graph/devices';
import { assignAndActivate } from '@token-desk/tab/graph/methods';
import { isKeyOfPinnedDesk } from '@token-desk/tab/seed/identity-pin';
import { codesAround } from '../../support/desk/codes-around.ts';
import { refusedWith, type TabUser, until } from '../../support/desk/desk-hands.ts';
import { TechnicianGraph } from '../../support/entra/technician-graph.ts';
import { seedNeedles } from '../../support/leaks/canary.ts';
import { CanaryWatch } from '../../support/leaks/canary-watch.ts';
import { needsPcscd, type Pcscd } from '../../support/reader/pcscd.ts';
import { openVpcdHand, type VpcdHand } from '../../support/reader/vpcd-hand.ts';
import { HandClock } from '../../support/run/hand-clock.ts';
import { WholeDesk } from '../../support/whole/whole-desk.ts';
import { serial } from '../../support/whole/whole-job.ts';

const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;

type Opened = JobView & { readonly tab: JobKeyPair };

/** What the tab does to load one token, without its pages. */
function loader(whole: WholeDesk, tom: TabUser) {
  async function open(box = 'Lyon 7'): Promise<Opened> {
    const tab = await generateJobKeyPair();
    const body = { burnerId: whole.burnerId, reader: null, serial, config, tabKey: tab.publicKey, box };
    const job = await tom.api.call('openLoad', { body });
    return { ...job, tab };
  }
  const check = (jobId: string, code: string) =>
    tom.api.call('checkLoad', { params: { jobId }, body: { code } });
  const token = () => tom.api.call('getToken', { params: { serial } });

  async function secretIn({ offer, key, tab }: Opened, sealed: Reply<'checkLoad'>['sealed']) {
    assert.ok(key !== null && sealed !== null && offer.tabKey !== undefined);
    assert.equal(await isKeyOfPinnedDesk(offer, key), true);
    const drawn = { ...offer, tabKey: offer.tabKey };
    const opened = await openDrawnSecret(drawn, { tab: tab.keyPair, burnerKey: key.publicKey }, sealed);
    assert.ok(opened.ok);
    return opened.secret;
  }

  /** With the technician’s own rights; answers the device’s id, and Microsoft’s number of its answer. */
  async function create(seed: Uint8Array) {
    const { access } = new TechnicianGraph(whole.entra, new HandClock(Date.now()));
    const device = { serial, manufacturer: 'Token2', model: 'OTPC-P2-i', seed, displayName: serial };
    return createDevice(access, { ...device, algorithm: 'SHA1', stepSeconds: 30 });
  }

  const look = (body: { deviceId?: string; graphRequestId?: string } = {}) =>
    tom.api.call('lookForDevice', { params: { serial }, body });
  return { open, check, token, secretIn, create, look };
}

describe('a token that is loaded at a desk', () => {
  let whole: WholeDesk;
  let tom: TabUser;

  beforeEach(async () => {
    whole = await WholeDesk.start();
    tom = whole.user(cast.technician);
  });
  afterEach(() => whole.close());

  it('is burned without a request, checked, created, seen and handed out; its secret is in the tab alone', async () => {
    const watch = new CanaryWatch(whole);
    const load = loader(whole, tom);
    const token = whole.makeToken(serial);
    const job = await load.open();
    assert.deepEqual([job.offer.requestId, job.offer.subject], [null, null]);
    whole.readers.tap(token);
    await tom.untilJob(job.id, ({ outcome }) => outcome === 'burned');
    const code = token.press() ?? '';
    const wrong = String((Number(code) + 271_828) % 1_000_000).padStart(6, '0');
    assert.deepEqual((await load.check(job.id, wrong)).sealed, null);
    const checked = await load.check(job.id, code);
    const { seed, ...rest } = await load.secretIn(job, checked.sealed);
    assert.ok(codesAround((at) => codeAt({ seed, ...rest }, at), whole.now()).includes(code));
    assert.equal((await load.look()).found, 'none');
    const { deviceId, requestId: graphRequestId } = await load.create(seed);
    assert.ok(graphRequestId !== null);
    const { found, token: loaded } = await load.look({ deviceId, graphRequestId });
    assert.deepEqual([found, loaded.state, loaded.box], ['loaded', 'loaded', 'Lyon 7']);

    const requestId = await whole.ask();
    await tom.begin(requestId);
    await tom.order(requestId, { kind: 'take-loaded', serial });
    await assert.rejects(
      tom.order(requestId, { kind: 'look-for-method' }),
      refusedWith('token-not-assigned'),
    );
    whole.skip(config.stepSeconds * 1000);
    const { access } = new TechnicianGraph(whole.entra, new HandClock(Date.now()));
    const typed = codeAt({ seed, ...rest }, Date.now());
    await assignAndActivate(access, { personId: cast.subject.id, serial, code: typed, displayName: serial });
    const bound = await tom.order(requestId, { kind: 'look-for-method' });
    assert.deepEqual([bound.state, bound.binding?.how, bound.checkedAt !== null], ['bound', 'seen', true]);
    const done = await tom.order(requestId, { kind: 'hand-over', to: 'subject' });
    assert.equal(done.state, 'handed_over');
    assert.equal((await load.token()).state, 'active');

    const audit = await whole.user(cast.administrator).api.call('verifyAudit', {});
    assert.deepEqual([audit.ok, audit.receipts], [true, 3]);
    await whole.stopDesk();
    await whole.startDesk();
    assert.deepEqual(await watch.search(seedNeedles(seed)), []);
    watch.stop();
  });

  it('is written again where the desk was started again before its code was typed', async () => {
    const load = loader(whole, tom);
    const token = whole.makeToken(serial);
    const job = await load.open();
    whole.readers.tap(token);
    await tom.untilJob(job.id, ({ outcome }) => outcome === 'burned');
    await whole.stopDesk();
    await whole.startDesk();
    const said = await load.check(job.id, token.press() ?? '');
    assert.deepEqual([said.matched, said.problem?.code, said.sealed], [false, 'secret-gone-drawn', null]);
    whole.readers.lift();
    const again = await load.open();
    whole.readers.tap(token);
    await tom.untilJob(again.id, ({ outcome }) => outcome === 'burned');
    whole.skip(config.stepSeconds * 1000);
    assert.equal((await load.check(again.id, token.press() ?? '')).matched, true);
    assert.deepEqual([(await load.token()).burns, (await load.token()).isLoadChecked], [2, true]);
  });

  it('is stock as before where its order is cancelled before a token came', async () => {
    const load = loader(whole, tom);
    const job = await load.open();
    await tom.untilJob(job.id, ({ phase }) => phase === 'place-token');
    await tom.api.call('cancelJob', { params: { jobId: job.id }, body: {} });
    await until('in stock again', async () => (await load.token()).state === 'in_stock');
    assert.equal((await load.token()).box, null);
  });
});

describe('a token that is loaded, through a real pcscd', () => {
  let pcscd: Pcscd;
  let hand: VpcdHand;
  let whole: WholeDesk;

  before(async function () {
    pcscd = await needsPcscd(this);
    hand = await openVpcdHand(pcscd, {});
    whole = await WholeDesk.start({ source: hand.source });
  });
  after(async () => {
    await whole?.close();
    await pcscd?.stop();
  });

  it('is burned and checked without a request', async () => {
    const tom = whole.user(cast.technician);
    const load = loader(whole, tom);
    const token = whole.makeToken(serial);
    const job = await load.open();
    hand.tap(token);
    await tom.untilJob(job.id, ({ outcome }) => outcome === 'burned');
    const checked = await load.check(job.id, token.press() ?? '');
    assert.equal(checked.matched, true);
    assert.equal((await load.secretIn(job, checked.sealed)).seed.length, 20);
    hand.lift();
  });
});
