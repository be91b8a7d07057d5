import assert from 'node:assert/strict';
import {
  decideOrganisation,
  holidaysAt,
  organisationOf,
  policyOf,
  timeZoneAt,
} from '@token-desk/bot/domain/organisation';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { type Organisation, organisation, type Site } from '@token-desk/contract/organisation';
import { siteNamed } from '../../support/bot/bot-core.ts';

const lyon = siteNamed('Lyon');
const graz = siteNamed('Graz');
const rules: Organisation = { ...organisationOf(standardPolicy), sites: [lyon, graz] };
const decided = (after: Partial<Organisation>, named: string[] = [], before = rules) =>
  decideOrganisation({ before, after: { ...before, ...after }, named: new Set(named) });
const refused = (after: Partial<Organisation>, named: string[] = []) => {
  const one = decided(after, named);
  return one.ok ? null : [one.problem.code, one.problem.detail?.site ?? null];
};
const rowsOf = (after: Partial<Organisation>) => {
  const one = decided(after);
  assert.ok(one.ok);
  return one.changes.map(({ event, data }) => [event, ...Object.values(data)]);
};
const changed = (change: Partial<Site>, other: readonly Site[] = [graz]) => ({
  sites: [{ ...lyon, ...change }, ...other],
});

describe('the reasons of an organisation', () => {
  const { reasons } = rules;
  const [first, ...others] = reasons;
  assert.ok(first !== undefined);
  const own = { id: 'night', en: 'Works at night', de: 'Arbeitet nachts', isOffered: true, isPrivate: false };
  const refusedFor = (after: Organisation['reasons'], named: string[] = []) => {
    const one = decideOrganisation({
      ...{ before: rules, after: { ...rules, reasons: after }, named: new Set<string>() },
      rules: [{ name: 'a rule', reasons: named }],
    });
    return one.ok ? null : [one.problem.code, ...Object.values(one.problem.detail ?? {})];
  };

  it('as shipped say nothing of anybody’s health or of what they refuse', () => {
    const said = JSON.stringify(reasons);
    assert.doesNotMatch(said, /refus|health|accessib|doctor|möchte|gesund|barriere|verweiger/i);
    assert.ok(reasons.every(({ isOffered }) => isOffered));
  });

  it('are read as shipped where rules were saved before there was a list', () => {
    const { reasons: _reasons, ...before } = rules;
    assert.deepEqual(organisation.parse(before).reasons, reasons);
  });

  it('are recorded one by one: added, removed, reworded, offered or not, moved', () => {
    const changes = (after: Organisation['reasons']) => rowsOf({ reasons: after }).map((row) => row.slice(1));
    assert.deepEqual(changes([...reasons, own]), [['night', 'added']]);
    assert.deepEqual(changes([...others]), [[first.id, 'removed']]);
    assert.deepEqual(changes([{ ...first, en: 'None' }, ...others]), [[first.id, 'changed']]);
    assert.deepEqual(changes([{ ...first, isPrivate: true }, ...others]), [[first.id, 'changed']]);
    assert.deepEqual(changes([{ ...first, isOffered: false }, ...others]), [[first.id, 'not-offered']]);
    assert.deepEqual(changes([...others.slice(0, 1), first, ...others.slice(1)]), [
      [others[0]?.id, 'moved'],
      [first.id, 'moved'],
    ]);
    assert.deepEqual(changes([...reasons]), []);
  });

  it('are refused where two are the same, none is offered, or a rule names one that goes', () => {
    assert.deepEqual(refusedFor([...reasons, { ...own, id: first.id }]), ['reason-twice', first.id]);
    assert.deepEqual(refusedFor([...reasons, { ...own, de: first.de.toUpperCase() }])?.[0], 'reason-twice');
    assert.deepEqual(refusedFor(reasons.map((one) => ({ ...one, isOffered: false }))), ['no-reason-offered']);
    assert.deepEqual(refusedFor([...others], [first.id]), ['reason-in-rule', 'a rule', first.id]);
    assert.equal(refusedFor([{ ...first, isOffered: false }, ...others], [first.id]), null);
  });
});

describe('the rules of an organisation', () => {
  it('are read as they were saved before a site had a phone, a cabinet and an approver', () => {
    const { phone: _phone, cabinet: _cabinet, approver: _approver, ...before } = lyon;
    assert.deepEqual(organisation.parse({ ...rules, sites: [before, graz] }), rules);
  });

  it('stay the same where they are saved as they were: nothing changed is no row', () => {
    const kept = policyOf({ ...rules, sites: [{ ...lyon, phone: '4711' }] });
    const before = organisationOf(kept);
    assert.deepEqual(decided(organisation.parse(before), [], before), { ok: true, changes: [] });
    assert.deepEqual(rowsOf(changed({ phone: '4711' })), [['site_changed', 'Lyon', 'changed']]);
  });

  it('are refused where they cannot hold, with the site it is about', () => {
    assert.deepEqual(refused({ sites: [lyon, graz, siteNamed('LYON')] }), ['site-twice', 'LYON']);
    assert.deepEqual(refused(changed({ timeZone: 'Europe/Atlantis' })), ['zone-unknown', 'Lyon']);
    assert.deepEqual(refused({ timeZone: 'somewhere' }), ['zone-unknown', null]);
    for (const [from, to] of [
      ['12:00', '09:00'],
      ['09:00', '09:00'],
    ] as const)
      assert.deepEqual(refused(changed({ hours: { weekdays: [1], from, to } })), ['hours-backwards', 'Lyon']);
    assert.deepEqual(refused({ sites: [graz] }, ['Lyon']), ['site-in-use', 'Lyon']);
    assert.equal(refused({ sites: [graz] }), null, 'nothing names it');
    assert.deepEqual(refused({ sites: [] }), ['no-open-site', null]);
    const closed = [lyon, graz].map((site) => ({ ...site, isOpen: false }));
    assert.deepEqual(refused({ sites: closed }), ['no-open-site', null]);
    assert.ok(
      decided({ sites: [] }, [], { ...rules, sites: [] }).ok,
      'where there is no list nobody needs one',
    );
  });

  it('are recorded one by one, with what was before', () => {
    assert.deepEqual(rowsOf({}), []);
    assert.deepEqual(rowsOf({ sites: [graz, siteNamed('Bern')] }), [
      ['site_changed', 'Lyon', 'removed'],
      ['site_changed', 'Bern', 'added'],
    ]);
    assert.deepEqual(rowsOf(changed({ isOpen: false })), [['site_changed', 'Lyon', 'closed']]);
    assert.deepEqual(rowsOf(changed({ isOpen: false, pickUp: 'room 1' })), [
      ['site_changed', 'Lyon', 'closed'],
      ['site_changed', 'Lyon', 'changed'],
    ]);
    const details: Partial<Site>[] = [
      { pickUp: 'room 1' },
      { hours: { weekdays: [1], from: '09:00', to: '12:00' } },
      { timeZone: 'Europe/Paris' },
      { holidays: ['2026-12-24'] },
      { secondMethods: ['waiver'] },
    ];
    for (const change of details)
      assert.deepEqual(rowsOf(changed(change)), [['site_changed', 'Lyon', 'changed']]);
    const keptDays = { freeText: 30, healthReason: null, chatReferences: 181, closedRequests: 1 };
    assert.deepEqual(
      rowsOf({
        ...{ timeZone: 'Europe/Vienna', claimIdleMinutes: 20, pasteNeedsHealthyDesk: true, keptDays },
        ...{ secondMethods: ['waiver', 'passkey'], secondTechnician: 'everybody' },
      }),
      [
        ['rule_changed', 'timeZone', 'UTC', 'Europe/Vienna'],
        ['rule_changed', 'secondMethods', 'spare-token security-key passkey phone waiver', 'waiver passkey'],
        ['rule_changed', 'claimIdleMinutes', '15', '20'],
        ['rule_changed', 'pasteNeedsHealthyDesk', 'false', 'true'],
        ['rule_changed', 'secondTechnician', 'privileged', 'everybody'],
        ['rule_changed', 'freeText', '90', '30'],
        ['rule_changed', 'healthReason', '90', 'forever'],
        ['rule_changed', 'chatReferences', '180', '181'],
        ['rule_changed', 'closedRequests', '1095', '1'],
      ],
    );
  });

  it('are the same whether they come from the settings or from the store', () => {
    const paris = {
      ...siteNamed('Lyon'),
      ...{ pickUp: 'room 1', timeZone: 'Europe/Paris', holidays: ['2026-12-24'] },
      secondMethods: ['waiver' as const],
    };
    const saved = { ...rules, sites: [paris, graz] };
    assert.deepEqual(organisationOf(policyOf(saved)), saved);
    const policy = policyOf({
      ...saved,
      timeZone: 'Europe/Vienna',
      sites: [paris, { ...graz, isOpen: false }],
    });
    assert.deepEqual(policy.sites, ['Lyon'], 'a closed one cannot be asked for');
    assert.deepEqual(
      ['Lyon', 'Graz', 'Bern'].map((site) => timeZoneAt(policy, site)),
      [...['Europe/Paris', 'Europe/Vienna', 'Europe/Vienna']],
    );
    assert.deepEqual([holidaysAt(policy, 'Lyon'), holidaysAt(policy, 'Bern')], [['2026-12-24'], []]);
    assert.deepEqual(policy.secondMethods.at.get('Lyon'), ['waiver']);
    assert.equal(policy.claimIdleMs, 15 * 60_000);
  });
});
