import assert from 'node:assert/strict';
import type { Store } from '@token-desk/bot/store/database';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import {
  checkPolicy,
  decidePolicy,
  proposePolicy,
  readApproval,
} from '@token-desk/bot/usecases/people/approval';
import { readRetention } from '@token-desk/bot/usecases/people/forget';
import { readOrganisation, saveOrganisation } from '@token-desk/bot/usecases/people/organisation';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { submitRequest } from '@token-desk/bot/usecases/requests/requests';
import { readSecondMethod } from '@token-desk/bot/usecases/requests/second-method';
import { importTokens } from '@token-desk/bot/usecases/tokens/token-import';
import { policyNow } from '@token-desk/bot/usecases/write/policy-now';
import type { Organisation, Site } from '@token-desk/contract/organisation';
import { administrator, manager, siteNamed, technician } from '../support/bot/bot-core.ts';
import { isProblem, problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { form, minuteMs, sven } from '../support/bot/requests.ts';

const stocked = '8659612000023';

/** The rules an administrator keeps, on any database. */
export function organisationSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`the organisation on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const save = async (change: (rules: Organisation) => Partial<Organisation>, who = administrator) => {
      const { version, organisation } = await readOrganisation(deps());
      return saveOrganisation(deps(), who, {
        version,
        organisation: { ...organisation, ...change(organisation) },
      });
    };
    const sites = (...all: Site[]) => save(() => ({ sites: all }));
    const ask = (site: string) =>
      submitRequest(deps(), manager, { subject: sven.id, form: { ...form, site }, source: 'chat' });

    it('has the rules of its settings until somebody saves others, which then hold for everybody', async () => {
      const first = await readOrganisation(deps());
      assert.deepEqual([first.version, first.organisation.claimIdleMinutes], [0, 15]);
      const saved = await save(() => ({ claimIdleMinutes: 5 }));
      assert.deepEqual([saved.version, saved.organisation.claimIdleMinutes], [1, 5]);
      const requestId = await desk.claimed();
      desk.core.clock.turn(5 * minuteMs);
      await sweep(deps());
      assert.equal(await desk.stateOf(requestId), 'queued');
      assert.equal(
        (await policyNow({ ...deps() })).claimIdleMs,
        5 * minuteMs,
        'another server reads the same',
      );
    });

    it('is changed by administrators alone, each change a row of the log with who made it', async () => {
      const byOther = save(() => ({ claimIdleMinutes: 1 }), technician);
      assert.equal(await problemOf(byOther), 'role-missing');
      await save(() => ({ claimIdleMinutes: 20, pasteNeedsHealthyDesk: true }));
      await sites(siteNamed('Lyon'));
      const changes = async () =>
        (await listAudit(deps(), {})).items.filter(({ event }) => /^(rule|site|reason)_/.test(event));
      const items = await changes();
      assert.deepEqual(
        items.toSorted((a, b) => a.seq - b.seq).map(({ event, actor, data }) => [event, actor, data]),
        [
          ['rule_changed', { setting: 'claimIdleMinutes', from: '15', to: '20' }],
          ['rule_changed', { setting: 'pasteNeedsHealthyDesk', from: 'false', to: 'true' }],
          ['site_changed', { site: 'Lyon', change: 'added' }],
        ].map(([event, data]) => [event, { kind: 'person', person: administrator.person }, data]),
      );
      await save(() => ({}));
      assert.equal((await changes()).length, 3, 'what is the same is not recorded');
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('has reasons of its own: asked with while they are offered, kept in the words of then, named by rules', async () => {
      const night = {
        id: 'night',
        en: 'Works at night',
        de: 'Arbeitet nachts',
        isOffered: true,
        isPrivate: false,
      };
      const reasons = (change: (all: Organisation['reasons']) => Organisation['reasons']) =>
        save(({ reasons: all }) => ({ reasons: change(all) }));
      const asked = (to: string) =>
        submitRequest(deps(), manager, { subject: to, form: { ...form, reason: 'night' }, source: 'chat' });
      await assert.rejects(asked(sven.id), isProblem('request-invalid', { field: 'reason' }));
      await reasons((all) => [night, ...all]);
      const { id } = await asked(sven.id);
      const text = JSON.stringify({
        rules: [
          { name: 'nights', reasons: ['night'], approve: 'approver' },
          { name: 'rest', approve: 'none' },
        ],
      });
      const propose = async () =>
        proposePolicy(deps(), administrator, { version: (await readApproval(deps())).version, text });
      const { proposal } = await propose();
      assert.deepEqual(proposal?.policy.rules[0]?.reasons, ['night']);
      const drop = () => reasons((all) => all.filter((one) => one.id !== 'night'));
      await assert.rejects(drop(), isProblem('reason-in-rule', { rule: 'nights', named: 'night' }));
      const { version } = await readApproval(deps());
      await decidePolicy(deps(), administrator, { version, decision: 'drop' });
      await reasons((all) =>
        all.map((one) => (one.id === 'night' ? { ...one, en: 'Nights', isOffered: false } : one)),
      );
      await desk.order(id, { kind: 'withdraw' }, manager);
      await assert.rejects(asked(sven.id), isProblem('request-invalid', { field: 'reason' }));
      await drop();
      assert.equal(await problemOf(propose()), 'policy-wrong');
      const { faults } = await checkPolicy(deps(), { text });
      assert.deepEqual(
        faults.map(({ kind, rule, found }) => [kind, rule, found]),
        [['not-one-of', 'nights', 'reasons: night']],
      );
      const kept = (await getRequestDetail(deps(), technician, id)).form;
      assert.deepEqual(kept.reasonWords, { en: 'Works at night', de: 'Arbeitet nachts' });
    });

    it('is not saved over what somebody else saved meanwhile', async () => {
      const { version, organisation } = await readOrganisation(deps());
      await save(() => ({ claimIdleMinutes: 20 }));
      const late = saveOrganisation(deps(), administrator, { version, organisation });
      assert.equal(await problemOf(late), 'organisation-changed');
      assert.equal((await readOrganisation(deps())).organisation.claimIdleMinutes, 20);
    });

    it('has sites: asked for at open ones alone, and kept while a request or a token names them', async () => {
      await sites(siteNamed(form.site), { ...siteNamed('Graz'), isOpen: false });
      await assert.rejects(ask('Graz'), isProblem('request-invalid', { field: 'site' }));
      await assert.rejects(ask('Atlantis'), isProblem('request-invalid', { field: 'site' }));
      await ask(form.site);
      assert.equal(await problemOf(sites(siteNamed('Graz'))), 'site-in-use');
      assert.deepEqual(
        (await sites(siteNamed(form.site))).organisation.sites.length,
        1,
        'nothing named Graz',
      );
      await sites(siteNamed(form.site), siteNamed('Bern'));
      await importTokens(deps(), technician, { csv: `serial,site\n${stocked},Bern`, commit: true });
      assert.equal(await problemOf(sites(siteNamed(form.site))), 'site-in-use');
    });

    it('has its own day and its own second ways at a site', async () => {
      const requestId = await desk.bound();
      const { site } = (await getRequestDetail(deps(), technician, requestId)).form;
      await sites({ ...siteNamed(site), secondMethods: ['waiver'] });
      assert.deepEqual((await readSecondMethod(deps(), requestId)).offered, ['waiver']);
      assert.equal((await getRequestDetail(deps(), technician, requestId)).isIdentified, true);
      await sites({ ...siteNamed(site), timeZone: 'Pacific/Kiritimati' });
      desk.core.clock.turn(4 * 60 * minuteMs);
      assert.equal(
        (await getRequestDetail(deps(), technician, requestId)).isIdentified,
        false,
        'tomorrow there',
      );
      await sites({ ...siteNamed(site), timeZone: 'UTC' });
      assert.equal((await getRequestDetail(deps(), technician, requestId)).isIdentified, true, 'today here');
    });

    it('says on the page Privacy what is kept by its rules', async () => {
      const kept = async () =>
        (await readRetention(deps())).classes.find((one) => one.name === 'free-text')?.keptDays;
      assert.equal(await kept(), 90);
      await save(({ keptDays }) => ({ keptDays: { ...keptDays, freeText: 30 } }));
      assert.equal(await kept(), 30);
    });
  });
}
