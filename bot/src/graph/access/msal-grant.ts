import { AuthError, ConfidentialClientApplication, ManagedIdentityApplication } from '@azure/msal-node';
import { directoryProblem } from '@token-desk/contract/entra/graph-refusal';
import { ProblemError } from '@token-desk/contract/problem';
import type { Config } from '../../config.ts';
import { type Certificate, readCertificate } from './certificate.ts';

/** What a sign-in brings. */
export type Grant = { readonly accessToken: string; readonly lifetimeMs: number };
type Identity = Exclude<Config['graph']['credential'], { kind: 'secret' }>;

/** An access token for Graph by what is no secret of ours to keep: a certificate, or the identity of the machine. */
export async function askByIdentity(
  graph: Omit<Config['graph'], 'credential'>,
  identity: Identity,
): Promise<Grant> {
  try {
    const reply = await (identity.kind === 'certificate'
      ? byCertificate(graph, identity.file)
      : byMachine(graph, identity.clientId));
    if (reply === null) throw new ProblemError('directory-refused');
    const { accessToken, expiresOn } = reply;
    return { accessToken, lifetimeMs: (expiresOn?.getTime() ?? Date.now()) - Date.now() };
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    // Its words may name what was sent: only its code goes on.
    const code = (cause instanceof AuthError && cause.errorCode) || 'something unknown';
    throw new ProblemError(problemOf(code), undefined, { cause: new Error(`sign-in answered ${code}`) });
  }
}

/** Read anew each time, so that a renewed certificate needs no start. */
function byCertificate({ clientId, authority, scope }: Omit<Config['graph'], 'credential'>, file: string) {
  const application = new ConfidentialClientApplication({
    auth: { clientId, authority, clientCertificate: readableCertificate(file) },
  });
  return application.acquireTokenByClientCredential({ scopes: [scope], skipCache: true });
}

/** At the start a file that is none is a setting to mend; later it may be half-written, and is read again by the next who asks. */
function readableCertificate(file: string): Certificate {
  try {
    return readCertificate(file);
  } catch (cause) {
    throw new ProblemError('directory-refused', undefined, { cause });
  }
}

function byMachine({ scope }: Omit<Config['graph'], 'credential'>, clientId: string | null) {
  const application = new ManagedIdentityApplication(
    clientId === null ? {} : { managedIdentityIdParams: { userAssignedClientId: clientId } },
  );
  return application.acquireToken({ resource: scope.replace(/\/\.default$/, ''), forceRefresh: true });
}

/** MSAL's names for what passes by waiting; every other one is a refusal. */
const passing: readonly string[] = [
  'network_error',
  'no_network_connectivity',
  'temporarily_unavailable',
  'server_error',
];
const problemOf = (code: string) => directoryProblem(passing.includes(code) ? 503 : 401);
