import assert from 'node:assert/strict';
import { seeAhead } from '@token-desk/bot/domain/entra/ahead';
import { type PersonFacts, read, type TenantFacts } from '@token-desk/bot/domain/entra/facts';
import { decide } from '@token-desk/bot/domain/requests/request-machine';
import { isWorkingDay, nextWorkingDay } from '@token-desk/contract/working-days';
import { asClock, dayMs, monday, requestIn } from '../../support/bot/requests.ts';
import { readyPerson, readyTenant } from '../../support/entra/facts.ts';

const seen = (person: Partial<PersonFacts>, tenant: Partial<TenantFacts> = {}, isBetaStopped = false) =>
  seeAhead({ tenant: readyTenant(tenant), person: readyPerson(person), isBetaStopped });
const missing = (...read: Parameters<typeof seen>) => seen(...read).missing;

describe('what is missing before anybody stands at the desk', () => {
  const noLicence = { hasPremium: read(false) };

  it('is nothing where a hardware token can be given as the person is', () => {
    assert.deepEqual(missing({}), []);
    assert.deepEqual(missing({ mustChangePassword: read(true), hasSignedIn: read(false) }), []);
  });

  it('is what stands in the way of the person’s own sign-in where it cannot', () => {
    const mustChangePassword = read(true);
    assert.deepEqual(missing({ ...noLicence, mustChangePassword }), ['password']);
    assert.deepEqual(missing({ mustChangePassword }, { hardwareOath: { kind: 'no-answer' } }), ['password']);
    assert.deepEqual(missing({ mustChangePassword }, {}, true), ['password'], 'the beta is stopped');
    assert.deepEqual(missing(noLicence), []);
    assert.deepEqual(missing({ isEnabled: false, isGuest: true }), ['account', 'guest']);
  });

  it('is not known where Microsoft does not tell, or nothing may be read', () => {
    const synced = read(null);
    const notAllowed = { kind: 'not-allowed', permissions: ['AuditLog.Read.All'] } as const;
    assert.deepEqual(seen({ ...noLicence, mustChangePassword: synced, hasSignedIn: notAllowed }), {
      missing: [],
      unknown: ['password', 'first-sign-in'],
    });
    assert.deepEqual(seen({ ...noLicence, isEnabled: false, mustChangePassword: synced }), {
      missing: ['account'],
      unknown: ['password'],
    });
    assert.deepEqual(
      seen({ mustChangePassword: synced, methods: { kind: 'no-answer' } }),
      { missing: [], unknown: ['room'] },
      'a hardware token does not wait for a password',
    );
  });

  it('is looked at on the working day before, on Friday for what is due by Monday', () => {
    assert.equal(nextWorkingDay('2026-11-02'), '2026-11-03');
    for (const day of ['2026-11-06', '2026-11-07', '2026-11-08'])
      assert.equal(nextWorkingDay(day), '2026-11-09');
    assert.equal(nextWorkingDay('2026-12-31'), '2027-01-01');
    const days = ['02', '03', '04', '05', '06', '07', '08'].map((day) => isWorkingDay(`2026-11-${day}`));
    assert.deepEqual(days, [true, true, true, true, true, false, false]);
  });

  it('is noted once a day, and where there is something to mend or not known', () => {
    const note = (
      request = requestIn('queued'),
      now = monday,
      checks: ('account' | 'room')[] = ['account'],
      unknown: 'password'[] = [],
    ) => {
      const command = { kind: 'note-missing', checks, unknown, timeZone: 'UTC' } as const;
      const decided = decide(request, command, asClock, now);
      assert.ok(decided.ok);
      return decided.events.length;
    };
    assert.equal(note(), 1);
    assert.equal(note(requestIn('queued'), monday, []), 0);
    assert.equal(note(requestIn('queued'), monday, [], ['password']), 1);
    const noted = requestIn('queued', { missing: { checks: ['account'], at: monday } });
    assert.deepEqual([note(noted), note(noted, monday + dayMs), note(noted, monday, ['room'])], [0, 1, 1]);
    assert.equal(note(noted, monday, ['account'], ['password']), 1);
  });
});
