import assert from 'node:assert/strict';
import { judgeReadiness } from '@token-desk/bot/domain/entra/readiness';
import { findOwnRoles } from '@token-desk/bot/domain/entra/tenant-findings';
import { createDirectory } from '@token-desk/bot/graph/directory';
import { languageOf } from '@token-desk/bot/words/languages';
import { tenantReportOf } from '@token-desk/bot/words/tenant';
import { ProblemError } from '@token-desk/contract/problem';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { firstAssignments, type RoleAssignment, unitScope } from '@token-desk/practice/entra/tenant/roles';
import { cast } from '@token-desk/practice/people';
import { createDevice } from '@token-desk/tab/graph/devices';
import { assign } from '@token-desk/tab/graph/methods';
import { application, graphSettings } from '../../support/entra/practice-graph.ts';
import { TechnicianGraph } from '../../support/entra/technician-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const { technician: tom, subject, administrator } = cast;
const assigning = 'Authentication Administrator';
const above = 'Privileged Authentication Administrator';
const keeping = 'Authentication Policy Administrator';

type Held = readonly (readonly [role: RoleAssignment['role'], scope: string])[];
type Row = {
  readonly held: Held;
  /** What they read of themselves. */
  readonly reads: string;
  /** Which half they may do: at Microsoft itself, and as the product says it. */
  readonly creates: boolean;
  readonly assigns: boolean;
  readonly assignsAbove: boolean;
};
const none = 'At Microsoft you may create no token and assign no token.';
const rows: Readonly<Record<string, Row>> = {
  'no role': { held: [], reads: none, creates: false, assigns: false, assignsAbove: false },
  [`${assigning}, of the person’s unit`]: {
    held: [[assigning, unitScope(subject.office)]],
    reads: 'At Microsoft you may create no token and assign tokens to people of your administrative units.',
    ...{ creates: false, assigns: true, assignsAbove: false },
  },
  [`${assigning}, of another unit`]: {
    held: [[assigning, unitScope('elsewhere')]],
    reads: 'At Microsoft you may create no token and assign tokens to people of your administrative units.',
    ...{ creates: false, assigns: false, assignsAbove: false },
  },
  [`${assigning}, of the tenant`]: {
    held: [[assigning, '/']],
    reads: 'At Microsoft you may create no token and assign tokens to everybody who is no administrator.',
    ...{ creates: false, assigns: true, assignsAbove: false },
  },
  [above]: {
    held: [[above, '/']],
    reads: 'At Microsoft you may create no token and assign tokens to everybody.',
    ...{ creates: false, assigns: true, assignsAbove: true },
  },
  [keeping]: {
    held: [[keeping, '/']],
    reads: 'At Microsoft you may create tokens and assign no token.',
    ...{ creates: true, assigns: false, assignsAbove: false },
  },
  [`${keeping} and ${assigning}`]: {
    held: [
      [keeping, '/'],
      [assigning, '/'],
    ],
    reads: 'At Microsoft you may create tokens and assign tokens to everybody who is no administrator.',
    ...{ creates: true, assigns: true, assignsAbove: false },
  },
  'Global Reader': {
    held: [['Global Reader', '/']],
    reads: none,
    ...{ creates: false, assigns: false, assignsAbove: false },
  },
};

describe('a technician with only some of the roles at Microsoft', () => {
  let clock: HandClock;
  let entra: PracticeEntra;
  let graph: TechnicianGraph;

  beforeEach(async () => {
    clock = new HandClock(Date.UTC(2026, 10, 20, 9, 0, 0));
    entra = createPracticeEntra({ clock: clock.now, ...application });
    await entra.start();
    entra.change({ hasPremiumLicence: true });
    graph = new TechnicianGraph(entra, clock);
  });
  afterEach(() => entra.close());

  const create = (serial: string) =>
    createDevice(graph.access, {
      ...{ serial, manufacturer: 'Token2', model: 'miniOTP-2-i', displayName: serial },
      ...{ seed: new Uint8Array(20).fill(7), algorithm: 'SHA1', stepSeconds: 30 },
    });
  /** Whether Microsoft does it; refused for another reason than the role is no answer. */
  const isDone = async (work: Promise<unknown>, refusal: string) => {
    try {
      await work;
      return true;
    } catch (error) {
      assert.ok(error instanceof ProblemError);
      assert.equal(error.problem.code, refusal);
      return false;
    }
  };

  async function told() {
    const clientId = application.clientId;
    const directory = createDirectory(
      {
        graph: graphSettings(entra),
        accessTokens: { issuer: '', jwksUrl: '', clientId, audiences: [] },
        bot: null,
      },
      clock,
    );
    const tenant = await directory.tenantFacts();
    const people = await directory.peopleFacts([subject.id, administrator.id]);
    const judged = (personId: string) => {
      const person = people.get(personId);
      assert.ok(person !== undefined);
      const { B, mayCreate } = judgeReadiness({ tenant, person, technicianId: tom.id, isBetaStopped: false });
      return { mayCreate, role: B.find(({ check }) => check === 'your-role')?.state };
    };
    const { findings } = tenantReportOf(findOwnRoles(tenant, tom.id), languageOf('en'));
    return { reads: findings.map(({ what }) => what), of: judged };
  }

  for (const [what, row] of Object.entries(rows))
    it(`${what}: is told which half they may do, and Microsoft does that half`, async () => {
      const given = await create('86596000000001');
      const other = await create('86596000000002');
      const others = firstAssignments.filter(({ personId }) => personId !== tom.id);
      const own = row.held.map(([role, scope]) => ({ personId: tom.id, role, scope }));
      entra.change({ assignments: [...others, ...own] });

      const { reads, of } = await told();
      assert.deepEqual(reads, [row.reads]);
      assert.deepEqual(of(subject.id), {
        mayCreate: row.creates ? 'ok' : 'missing',
        role: row.assigns ? 'ok' : 'missing',
      });
      assert.equal(of(administrator.id).role, row.assignsAbove ? 'ok' : 'missing');

      assert.equal(await isDone(create('86596000000003'), 'device-create-refused'), row.creates);
      const give = (personId: string, serial: string, { deviceId }: { readonly deviceId: string }) =>
        isDone(assign(graph.access, { personId, serial, deviceId }), 'assign-refused');
      assert.equal(await give(subject.id, '86596000000001', given), row.assigns);
      assert.equal(await give(administrator.id, '86596000000002', other), row.assignsAbove);
    });
});
