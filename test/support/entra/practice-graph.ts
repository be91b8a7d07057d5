import { createGraphClient, type GraphClient } from '@token-desk/bot/graph/access/client';
import type { Clock } from '@token-desk/bot/ports';
import type { PracticeEntra } from '@token-desk/practice/entra/practice-entra';

/** The application that the practice tenant knows in these tests. */
export const application = {
  clientId: '7f3c0d3e-0000-4000-8000-00000000c11e',
  clientSecret: 'practice-client-secret',
};

/** Where a started practice Entra is, as the server's settings say it. */
export const graphSettings = (entra: PracticeEntra, clientSecret = application.clientSecret) => ({
  url: entra.url,
  tokenUrl: `${entra.url}/${entra.tenantId}/oauth2/v2.0/token`,
  scope: 'https://graph.microsoft.com/.default',
  clientId: application.clientId,
  authority: `${entra.url}/${entra.tenantId}`,
  credential: { kind: 'secret', secret: clientSecret } as const,
});

/** The server's client, asking a started practice Entra. */
export const graphOf = (entra: PracticeEntra, clock: Clock = Date): GraphClient =>
  createGraphClient(graphSettings(entra), clock);
