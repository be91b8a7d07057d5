import { methodRemovalProblem } from '@token-desk/contract/graph-refusal';
import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import { graphScope, readAuthority } from './graph-sign-in.ts';
import { within } from './within.ts';

/**
 * What the technician does at Microsoft Graph with their own rights: the server has no permission to write there.
 * Loaded when needed; teamsfx brings MSAL along.
 */
const graphUrl = 'https://graph.microsoft.com/v1.0';
/** Silent ways first: a hidden frame may take some seconds until it gives up. */
const silentTimeoutMs = 30_000;
/** A person reads, signs in and agrees meanwhile. */
const consentTimeoutMs = 5 * 60_000;
const answerTimeoutMs = 15_000;

/** The part of `TeamsUserCredential` that is used here. */
export type GraphCredential = {
  getToken(scope: string): Promise<{ readonly token: string } | null>;
  login(scope: string): Promise<void>;
};
export type GraphParts = {
  readonly credential?: () => Promise<GraphCredential>;
  readonly fetch?: typeof fetch;
};

/**
 * Deletes one software OATH method of a person. A method that is gone already counts as removed.
 * Throws a `ProblemError` of contract/graph-refusal.
 */
export async function removeMethod(
  personId: string,
  methodId: string,
  parts: GraphParts = {},
): Promise<void> {
  const token = await accessToken(parts.credential ?? teamsCredential);
  const path = `users/${encodeURIComponent(personId)}/authentication/softwareOathMethods/${encodeURIComponent(methodId)}`;
  let response: Response;
  try {
    response = await (parts.fetch ?? fetch)(`${graphUrl}/${path}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
      credentials: 'omit',
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
  } catch (cause) {
    throw new ProblemError('method-remove-failed', undefined, { cause });
  }
  if (response.ok || response.status === 404) return;
  throw new ProblemError(
    methodRemovalProblem({ status: response.status, message: await messageOf(response) }),
  );
}

const refusal = z.object({ error: z.object({ message: z.string() }) });
const maxRefusalChars = 16_384;

/** Read for one word, and shown to nobody. */
async function messageOf(response: Response): Promise<string> {
  try {
    const parsed = refusal.safeParse(JSON.parse((await response.text()).slice(0, maxRefusalChars)));
    return parsed.success ? parsed.data.error.message : '';
  } catch {
    return ''; // no JSON: the status alone has to do
  }
}

async function accessToken(connect: () => Promise<GraphCredential>): Promise<string> {
  try {
    const credential = await connect();
    const ask = async () => (await within(credential.getToken(graphScope), silentTimeoutMs))?.token ?? '';
    let token = '';
    try {
      token = await ask();
    } catch (error) {
      if (!needsPerson(error)) throw error;
      await within(credential.login(graphScope), consentTimeoutMs);
      token = await ask();
    }
    if (token !== '') return token;
  } catch (cause) {
    throw new ProblemError('graph-access-not-given', undefined, { cause });
  }
  throw new ProblemError('graph-access-not-given');
}

/** teamsfx: nobody signed in silently, so Microsoft wants to see the person, or to have their consent. */
const needsPerson = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'UiRequiredError';

async function teamsCredential(): Promise<GraphCredential> {
  const [{ TeamsUserCredential }, { clientId }] = await Promise.all([
    import('@microsoft/teamsfx'),
    readAuthority(),
  ]);
  return new TeamsUserCredential({
    clientId,
    initiateLoginEndpoint: new URL('auth-start.html', location.href).href,
  });
}
