import assert from 'node:assert/strict';
import type { PersonFacts } from '@token-desk/bot/domain/entra/facts';
import type { GraphClient } from '@token-desk/bot/graph/access/client';
import { waysIn } from '@token-desk/bot/graph/methods';
import { readPeopleFacts } from '@token-desk/bot/graph/people-facts';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast, people } from '@token-desk/practice/people';
import { EntraBrowser } from '../../support/entra/entra-browser.ts';
import { application, graphOf } from '../../support/entra/practice-graph.ts';

const all = ['User.Read.All', 'UserAuthenticationMethod.Read.All', 'AuditLog.Read.All'];
const { subject, technician } = cast;

describe('what Graph tells of people', () => {
  let entra: PracticeEntra;
  let graph: GraphClient;
  let url = '';
  let asked: number;
  const realFetch = globalThis.fetch;

  beforeEach(async () => {
    entra = createPracticeEntra({ clock: Date.now, ...application, permissions: all });
    ({ url } = await entra.start());
    entra.change({ hasPremiumLicence: true });
    asked = 0;
    globalThis.fetch = (input, init) => {
      if (String(input).endsWith('/$batch')) asked += 1;
      return realFetch(input, init);
    };
    graph = graphOf(entra);
  });
  afterEach(async () => {
    globalThis.fetch = realFetch;
    await entra.close();
  });

  const factsOf = async (id: string): Promise<PersonFacts> => {
    const found = (await readPeopleFacts(graph, [id])).get(id);
    assert.ok(found);
    return found;
  };
  const byName = (upn: string) => people.find((person) => person.upn.startsWith(upn))?.id ?? '';
  const value = <T>(fact: { kind: string; value?: T }): T => {
    assert.equal(fact.kind, 'read');
    return fact.value as T;
  };

  it('tells the account, the licence, the groups and where it belongs', async () => {
    const ana = await factsOf(subject.id);
    assert.deepEqual([ana.isEnabled, ana.isGuest, value(ana.hasPremium)], [true, false, true]);
    const unit = entra.settings.assignments.find(({ personId }) => personId === technician.id)?.scope;
    assert.ok(value(ana.groups).includes(unit?.split('/').at(-1) ?? '-'));
    const guest = await factsOf(byName('olu.adeyemi'));
    assert.deepEqual([guest.isGuest, value(guest.hasPremium)], [true, false]);
    assert.equal((await factsOf(byName('bernd.strauss'))).isEnabled, false);
  });

  it('tells no groups where Microsoft has a second page of them', async () => {
    const patched = globalThis.fetch;
    globalThis.fetch = (input, init) =>
      patched(
        input,
        typeof init?.body === 'string' ? { ...init, body: init.body.replaceAll('$top=999', '$top=1') } : init,
      );
    assert.equal((await factsOf(technician.id)).groups.kind, 'no-answer');
    globalThis.fetch = patched;
    assert.ok(value((await factsOf(technician.id)).groups).length > 1);
  });

  it('tells who is new: a password to change, and no sign-in yet', async () => {
    const joiner = await factsOf(byName('zoe.groessler'));
    assert.deepEqual([value(joiner.mustChangePassword), value(joiner.hasSignedIn)], [true, false]);
    const ana = await factsOf(subject.id);
    assert.deepEqual([value(ana.mustChangePassword), value(ana.hasSignedIn)], [false, true]);
  });

  it('counts what they sign in with, by kind, and the password not at all', async () => {
    const jonas = await factsOf(byName('jonas.becker'));
    assert.deepEqual(value(jonas.methods), {
      softwareOath: 0,
      hardwareOath: 0,
      authenticatorApps: 0,
      phones: 1,
      others: 0,
    });
    assert.equal(value(jonas.defaultMethod), 'sms');
    const browser = await new EntraBrowser(url).signIn(subject.upn, subject.password);
    await browser.openOtherAppQr();
    entra.changePerson(subject.id, { pushApps: 2 });
    assert.equal(value((await factsOf(subject.id)).methods).authenticatorApps, 2);
  });

  it('tells who has not registered what a reset of their password takes, of one and of many', async () => {
    const jonas = byName('jonas.becker');
    const disabled = byName('bernd.strauss');
    const nobody = people.find(({ id, isEnabled }) => isEnabled && entra.stateOf(id).phones.length === 0);
    assert.ok(nobody !== undefined);
    assert.deepEqual(
      [value((await factsOf(jonas)).mayAskForReset), value((await factsOf(nobody.id)).mayAskForReset)],
      [false, true],
    );
    assert.equal((await factsOf(disabled)).mayAskForReset.kind, 'no-answer', 'the report has no such row');
    const all = await readPeopleFacts(
      graph,
      people.map(({ id }) => id),
    );
    const of = (id: string) => all.get(id)?.mayAskForReset;
    assert.deepEqual(
      [of(jonas), of(nobody.id), of(disabled)],
      [{ kind: 'read', value: false }, { kind: 'read', value: true }, { kind: 'no-answer' }],
    );
  });

  it('lists every way in by its id, or says that it may not', async () => {
    const ways = await waysIn(graph, byName('jonas.becker'), { now: 0, signal: undefined });
    assert.deepEqual(
      ways?.map(({ kind }) => kind),
      ['phone'],
    );
    assert.ok(ways?.every(({ id }) => id !== ''));
    const jonas = byName('jonas.becker');
    const pass = { id: 'p', pass: '1', startsAt: 0, minutes: 60, isOnce: true };
    const kinds = async (accessPass: typeof pass & { isUsed?: boolean }) => {
      entra.changePerson(jonas, { accessPass });
      return (await waysIn(graph, jonas, { now: 0, signal: undefined }))?.map(({ kind }) => kind).sort();
    };
    assert.deepEqual(await kinds(pass), ['pass-over', 'phone']);
    const startsAt = Date.now() + 3_600_000;
    assert.deepEqual(await kinds({ ...pass, startsAt }), ['pass', 'phone'], 'still to come');
    assert.deepEqual(await kinds({ ...pass, startsAt, isUsed: true }), ['pass-over', 'phone']);
    entra.setPermissions(all.filter((name) => name !== 'UserAuthenticationMethod.Read.All'));
    assert.equal(await waysIn(graphOf(entra), subject.id, { now: 0, signal: undefined }), null);
  });

  for (const [lost, missing] of [
    ['AuditLog.Read.All', ['hasSignedIn', 'mayAskForReset']],
    ['UserAuthenticationMethod.Read.All', ['defaultMethod', 'methods']],
  ] as const) {
    it(`says without ${lost} what it cannot tell, and tells the rest`, async () => {
      entra.setPermissions(all.filter((name) => name !== lost));
      const ana = await factsOf(subject.id);
      const unread = Object.entries(ana)
        .filter(([, fact]) => typeof fact === 'object' && fact.kind !== 'read')
        .map(([name, fact]) => {
          assert.deepEqual(fact, { kind: 'not-allowed', permissions: [lost] });
          return name;
        });
      assert.deepEqual(unread.sort(), [...missing].sort());
    });
  }

  it('blames no permission where the licence is what is missing', async () => {
    entra.change({ hasPremiumLicence: false });
    const ana = await factsOf(subject.id);
    assert.deepEqual(
      [ana.hasSignedIn.kind, ana.mayAskForReset.kind, value(ana.hasPremium)],
      ['no-answer', 'no-answer', false],
    );
  });

  it('leaves out who is in no directory', async () => {
    const found = await readPeopleFacts(graph, [subject.id, '00000000-0000-4000-8000-000000000000']);
    assert.deepEqual([...found.keys()], [subject.id]);
  });

  it('takes no more calls for twenty people than for one', async () => {
    await readPeopleFacts(graph, [subject.id]);
    const forOne = asked;
    asked = 0;
    const found = await readPeopleFacts(
      graph,
      people.slice(0, 20).map(({ id }) => id),
    );
    assert.equal(found.size, 20);
    assert.equal(asked, forOne);
  });

  describe('of two hundred', () => {
    const ids = async () => (await readCrowd()).slice(0, 200).map(({ id }) => id);
    const readCrowd = async () => {
      await entra.close();
      entra = createPracticeEntra({
        clock: Date.now,
        ...application,
        permissions: all,
        crowd: 200,
        port: Number(new URL(url).port),
      });
      ({ url } = await entra.start());
      entra.change({ hasPremiumLicence: true });
      return entra.people;
    };
    const worker = 'a1b2c3d4-0000-4000-8000-0000000003e9';

    it('says the same by the report as by the lists', async () => {
      const wanted = await ids();
      entra.changePerson(subject.id, { pushApps: 2 });
      const reported = await readPeopleFacts(graph, wanted);
      entra.setPermissions(all);
      entra.change({ hasPremiumLicence: false });
      const listed = await readPeopleFacts(graph, wanted);
      assert.equal(reported.size, 200);
      for (const id of wanted)
        assert.deepEqual(
          [reported.get(id)?.methods, reported.get(id)?.defaultMethod],
          [listed.get(id)?.methods, listed.get(id)?.defaultMethod],
        );
      const one = reported.get(worker);
      assert.deepEqual([one && value(one.methods).phones, one && value(one.defaultMethod)], [1, 'sms']);
    });
  });
});
