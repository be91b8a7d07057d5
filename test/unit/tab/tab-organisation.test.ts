import assert from 'node:assert/strict';
import type { Organisation } from '@token-desk/contract/organisation';
import {
  earlier,
  emptySite,
  formOf,
  isNewer,
  keepsLess,
  readSite,
  type SiteForm,
  secondsInOrder,
  timeZones,
  wholeNumberIn,
  withSite,
} from '@token-desk/tab/flow/organisation';
import { siteNamed } from '../../support/bot/bot-core.ts';

const typed = (change: Partial<SiteForm>) => readSite({ ...emptySite, name: 'Lyon', ...change });
const wrongIn = (change: Partial<SiteForm>) => {
  const read = typed(change);
  return read.ok ? null : read.wrong;
};

describe('the form of a site', () => {
  it('comes back as it was saved', () => {
    const site = {
      ...siteNamed('Lyon'),
      pickUp: 'ground floor',
      phone: '4711',
      cabinet: 'cabinet 3',
      approver: 'Anna Weber',
      hours: { weekdays: [1, 5], from: '09:00', to: '12:00' },
      timeZone: 'Europe/Paris',
      holidays: ['2026-12-24', '2026-12-25'],
      secondMethods: ['waiver' as const],
    };
    assert.deepEqual(readSite(formOf(site)), { ok: true, site });
    assert.deepEqual(readSite(formOf(siteNamed('Graz'))), { ok: true, site: siteNamed('Graz') });
  });

  it('says what is wrong, the first thing first', () => {
    assert.deepEqual(wrongIn({ name: '  ', holidays: 'x' }), { field: 'name' });
    for (const times of [{}, { from: '09:00' }, { to: '12:00' }])
      assert.deepEqual(wrongIn({ weekdays: [1], ...times }), { field: 'hours' });
    for (const line of ['25.12.2026', '2026-13-01', '2026-02-30', '2026-1-1'])
      assert.deepEqual(wrongIn({ holidays: `2026-12-24\n${line}` }), { field: 'holidays', line });
    const many = Array.from({ length: 61 }, (_, at) =>
      new Date(Date.UTC(2027, 0, 1 + at)).toISOString().slice(0, 10),
    );
    assert.deepEqual(wrongIn({ holidays: many.join('\n') }), { field: 'holidays-many' });
    assert.equal(wrongIn({ holidays: many.slice(1).join('\n') }), null);
    assert.deepEqual(wrongIn({ seconds: [] }), { field: 'seconds' });
  });

  it('takes days in any order, once each, and no hours without a day', () => {
    const read = typed({ holidays: '2026-12-25, 2026-12-24\n2026-12-25', from: '09:00', to: '12:00' });
    assert.ok(read.ok);
    assert.deepEqual([read.site.holidays, read.site.hours], [['2026-12-24', '2026-12-25'], null]);
  });
});

describe('what an administrator chooses and is told', () => {
  it('is a zone out of all, the one that is set among them', () => {
    const zones = timeZones('Mars/Olympus');
    for (const zone of ['UTC', 'Europe/Vienna', 'Mars/Olympus']) assert.ok(zones.includes(zone), zone);
    assert.equal(new Set(zones).size, zones.length);
    assert.equal(timeZones('').includes(''), false);
  });

  it('is a newer version only where its numbers are higher', () => {
    const newer = [
      ['1.2.4', '1.2.3'],
      ['1.10.0', '1.9.9'],
      ['2.0.0', '1.99.99'],
    ] as const;
    for (const [one, other] of newer) {
      assert.equal(isNewer(one, other), true, `${one} ${other}`);
      assert.equal(isNewer(other, one), false, `${other} ${one}`);
    }
    for (const one of ['1.2.3', '1.2', 'new', '1.2.4-rc.1']) assert.equal(isNewer(one, '1.2.3'), false, one);
  });
});

describe('the rules of the organisation', () => {
  const rules = { sites: [siteNamed('Lyon'), siteNamed('Graz')] } as unknown as Organisation;
  const names = ({ sites }: Organisation) => sites.map(({ name, isOpen }) => [name, isOpen]);

  it('get a site, lose one, or have one changed in its place', () => {
    const closed = { ...siteNamed('Lyon'), isOpen: false };
    assert.deepEqual(names(withSite(rules, 'Lyon', closed)), [
      ['Lyon', false],
      ['Graz', true],
    ]);
    assert.deepEqual(names(withSite(rules, 'Lyon', null)), [['Graz', true]]);
    assert.deepEqual(names(withSite(rules, null, siteNamed('Bern'))).at(-1), ['Bern', true]);
    assert.deepEqual(names(withSite(rules, null, null)), names(rules));
  });

  it('ask before less is kept than before, for good being the longest', () => {
    const days = { freeText: 90, healthReason: null, chatReferences: 180, closedRequests: 1095 };
    const less: [object, boolean][] = [
      [{}, false],
      [{ freeText: 89 }, true],
      [{ freeText: 91 }, false],
      [{ freeText: null }, false],
      [{ healthReason: 99_999 }, true],
      [{ freeText: 200, closedRequests: 1 }, true],
    ];
    for (const [change, isLess] of less) assert.equal(keepsLess(days, { ...days, ...change }), isLess);
  });

  it('take whole numbers from 1 to 99999', () => {
    const read = ['1', ' 15 ', '99999', '0', '100000', '1.5', '-1', '', 'x'].map(wholeNumberIn);
    assert.deepEqual(read, [1, 15, 99_999, null, null, null, null, null, null]);
  });

  it('move a second way one place to the front, and show those that are not offered after the others', () => {
    assert.deepEqual(earlier(['passkey', 'waiver', 'phone'], 'phone'), ['passkey', 'phone', 'waiver']);
    assert.deepEqual(earlier(['passkey', 'waiver'], 'passkey'), ['passkey', 'waiver']);
    assert.deepEqual(secondsInOrder(['waiver', 'phone']), [
      ...['waiver', 'phone'],
      ...['spare-token', 'security-key', 'passkey'],
    ]);
  });
});
