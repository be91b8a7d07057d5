import { judgeReadiness } from '@token-desk/bot/domain/entra/readiness';
import { readPeopleFacts } from '@token-desk/bot/graph/people-facts';
import { readTenantFacts } from '@token-desk/bot/graph/tenant-facts';
import { createPracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';
import { application, graphOf } from '../../test/support/entra/practice-graph.ts';
import type { Figure } from '../figure.ts';

const permissions = [
  'User.Read.All',
  'UserAuthenticationMethod.Read.All',
  'AuditLog.Read.All',
  'Policy.Read.All',
  'LicenseAssignment.Read.All',
  'RoleManagement.Read.Directory',
  'GroupMember.Read.All',
];
const wanted = 200;

/**
 * HTTP requests to Graph for the readiness of 200 people, one `$batch` counting as one: `ours` with the report's
 * licence, `floor` what it takes without. Half of them have an app beside their phone, of which the report does not say
 * how many there are. Nobody's access token is counted.
 */
export async function measure(): Promise<Figure> {
  const entra = createPracticeEntra({ clock: Date.now, ...application, permissions, crowd: wanted });
  await entra.start();
  const ids = entra.people.slice(-wanted).map(({ id }) => id);
  for (const [at, id] of ids.entries()) if (at % 2 === 0) entra.changePerson(id, { pushApps: 1 });
  const realFetch = globalThis.fetch;
  let asked = 0;
  globalThis.fetch = (input, init) => {
    if (/\/(v1\.0|beta)\//.test(new URL(String(input)).pathname) && !String(input).includes('/oauth2/'))
      asked += 1;
    return realFetch(input, init);
  };
  try {
    const count = async (hasPremiumLicence: boolean): Promise<number> => {
      entra.change({ hasPremiumLicence });
      const graph = graphOf(entra);
      asked = 0;
      const [tenant, people] = [await readTenantFacts(graph), await readPeopleFacts(graph, ids)];
      for (const person of people.values())
        judgeReadiness({ tenant, person, technicianId: cast.technician.id, isBetaStopped: false });
      if (people.size !== wanted) throw new Error(`${people.size} people instead of ${wanted}`);
      return asked;
    };
    return {
      figure: 'readiness-200',
      ours: await count(true),
      floor: await count(false),
      unit: 'requests',
      ratio: null,
    };
  } finally {
    globalThis.fetch = realFetch;
    await entra.close();
  }
}
