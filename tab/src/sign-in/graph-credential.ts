import { ProblemError } from '@token-desk/contract/problem';
import type { GraphScope } from './graph-sign-in.ts';
import { within } from './within.ts';

/** Silent ways first: a hidden frame may take some seconds until it gives up. */
const silentTimeoutMs = 30_000;
/** A person reads, signs in and agrees meanwhile. */
const consentTimeoutMs = 5 * 60_000;

/** How a person's own rights at Graph are had; `TeamsUserCredential` fits. */
export type GraphCredential = {
  getToken(scope: string): Promise<{ readonly token: string } | null>;
  login(scope: string): Promise<void>;
  /** Graph did not take what `getToken` gave: it is not given again. */
  forget?(scope: string): void;
};

/**
 * An access token for one permission; the person's consent is asked for where Microsoft wants it.
 * Throws `graph-access-not-given`, which names the permission, or the problem that `connect` throws.
 */
export async function accessTokenFor(
  scope: GraphScope,
  connect: () => Promise<GraphCredential>,
): Promise<string> {
  try {
    const credential = await connect();
    const ask = async () => (await within(credential.getToken(scope), silentTimeoutMs))?.token ?? '';
    let token = '';
    try {
      token = await ask();
    } catch (error) {
      if (!needsPerson(error)) throw error;
      await within(credential.login(scope), consentTimeoutMs);
      token = await ask();
    }
    if (token !== '') return token;
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError('graph-access-not-given', { permission: scope }, { cause });
  }
  throw new ProblemError('graph-access-not-given', { permission: scope });
}

/** `asks`: Microsoft wants to see the person, or somebody's consent. */
export type Consent = 'given' | 'asks' | 'unknown';

/** Whether an access token for this permission comes without a window. */
export async function consentFor(
  scope: GraphScope,
  connect: () => Promise<GraphCredential>,
): Promise<Consent> {
  try {
    const credential = await connect();
    const given = await within(credential.getToken(scope), silentTimeoutMs);
    return (given?.token ?? '') === '' ? 'asks' : 'given';
  } catch (error) {
    return needsPerson(error) ? 'asks' : 'unknown';
  }
}

/** teamsfx: nobody signed in silently, so Microsoft wants to see the person, or to have their consent. */
const needsPerson = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'UiRequiredError';
