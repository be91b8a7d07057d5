import assert from 'node:assert/strict';
import { chooseRoute } from '@token-desk/bot/domain/requests/route-choice';

const facts = { hasPremiumLicence: false, isGuest: false, subjectName: 'Sven Subject' };

describe('route choice', () => {
  for (const hasPremiumLicence of [true, false, null]) {
    it(`is the authenticator way with a reason of its own, licence ${hasPremiumLicence}`, () => {
      const chosen = chooseRoute({ ...facts, hasPremiumLicence });
      assert.ok(chosen.ok);
      assert.equal(chosen.route, 'A');
      const others = [true, false, null].filter((one) => one !== hasPremiumLicence);
      for (const other of others) {
        const different = chooseRoute({ ...facts, hasPremiumLicence: other });
        assert.ok(different.ok && different.reason !== chosen.reason);
      }
    });
  }

  it('is none for a guest', () => {
    const chosen = chooseRoute({ ...facts, isGuest: true });
    assert.deepEqual(chosen, {
      ok: false,
      problem: { code: 'subject-guest', detail: { subject: 'Sven Subject' } },
    });
  });
});
