import { hostGraphToken } from '../teams.ts';
import type { GraphCredential } from './graph-credential.ts';

/** For the practice: no sign-in with Microsoft, the host around the page says who acts. */
export const hostCredential: GraphCredential = {
  async getToken(scope) {
    try {
      return { token: await hostGraphToken(scope) };
    } catch (cause) {
      // as teamsfx says it where nobody consented
      throw Object.assign(new Error('the host gives none', { cause }), { code: 'UiRequiredError' });
    }
  },
  async login() {},
};
