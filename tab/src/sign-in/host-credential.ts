import { hostGraphToken } from '../teams.ts';
import type { GraphCredential } from './graph-credential.ts';

/** For the practice: no sign-in with Microsoft, the host around the page says who acts. */
export const hostCredential: GraphCredential = {
  async getToken(scope) {
    return { token: await hostGraphToken(scope) };
  },
  async login() {},
};
