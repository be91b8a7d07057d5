import type { Body, BurnerView } from '@token-desk/contract/api';
import type { FromBurner } from '@token-desk/contract/job';
import { ProblemError } from '@token-desk/contract/problem';
import {
  advanceReceipt,
  allBurners,
  type Burner,
  findBurner,
  findBurnerByKey,
  setBurner,
} from '../store/burners.ts';
import { dropEnvelopesFor, openJobsOf } from '../store/jobs.ts';
import { commit, type DeskRow } from './commit.ts';
import { actingPerson, decideIn, loadRequest } from './decide-in.ts';
import type { Caller, Deps } from './deps.ts';
import { endDeskJob } from './end-desk-job.ts';

export { createPairingCode, pairBurner } from './pairing.ts';

function viewOf(deps: Deps, burner: Burner): BurnerView {
  const { id, name, state, practice, version, hostName, identityKey, fingerprint, lastSeenAt, pairedAt } =
    burner;
  return {
    id,
    name,
    state,
    online: deps.hub.isOnline(id),
    ...(isElsewhere(deps, id) ? { elsewhere: true } : {}),
    practice,
    version,
    hostName,
    identityKey,
    fingerprint,
    readers: [...deps.hub.readersOf(id)],
    lastSeenAt,
    pairedAt,
    doctor: burner.doctor,
  };
}

const isElsewhere = ({ hub, peers }: Deps, id: string) => !hub.isOnline(id) && peers?.holds(id) === true;

export async function listBurners(deps: Deps): Promise<readonly BurnerView[]> {
  return (await allBurners(deps.store.db)).map((burner) => viewOf(deps, burner));
}

async function load(deps: Deps, burnerId: string): Promise<Burner> {
  const burner = await findBurner(deps.store.db, burnerId);
  if (burner === null) throw new ProblemError('not-found');
  return burner;
}

/** What a command does to the burner's row, and how the books call it. */
function effectOf(burner: Burner, command: Body<'commandBurner'>) {
  switch (command.kind) {
    case 'confirm':
      if (burner.state === 'revoked') throw new ProblemError('burner-revoked');
      if (command.fingerprint !== burner.fingerprint) {
        throw new ProblemError('burner-identity-changed', { burner: burner.name });
      }
      return { change: { state: 'confirmed' }, event: 'burner_confirmed' } as const;
    case 'rename':
      return { change: { name: command.name }, event: 'burner_renamed' } as const;
    case 'revoke':
      return { change: { state: 'revoked' }, event: 'burner_revoked' } as const;
    case 'report-stolen':
      return { change: { state: 'revoked' }, event: 'burner_stolen' } as const;
  }
}

export async function commandBurner(
  deps: Deps,
  caller: Caller,
  order: { readonly burnerId: string; readonly command: Body<'commandBurner'> },
): Promise<BurnerView> {
  const { burnerId, command } = order;
  if (!caller.roles.includes('Technician') && !caller.roles.includes('Administrator')) {
    throw new ProblemError('role-missing', { roles: 'Technician, Administrator' });
  }
  await commit(deps, async (tx) => {
    const burner = await findBurner(tx, burnerId);
    if (burner === null) throw new ProblemError('not-found');
    const { change, event } = effectOf(burner, command);
    await setBurner(tx, burnerId, change);
    const row: DeskRow = {
      event,
      actor: { kind: 'person', person: caller.person },
      data: { burnerId, name: change.name ?? burner.name, fingerprint: burner.fingerprint },
    };
    return { value: null, rows: [row] };
  });
  if (command.kind === 'revoke' || command.kind === 'report-stolen') await shutOut(deps, caller, burnerId);
  await burnerChanged(deps, burnerId);
  return viewOf(deps, await load(deps, burnerId));
}

/** A revoked desk keeps no order: its open jobs end, and nothing sealed to it stays here. */
async function shutOut(deps: Deps, caller: Caller, burnerId: string): Promise<void> {
  await commit(deps, async (tx) => {
    await dropEnvelopesFor(tx, burnerId);
    return { value: null };
  });
  for (const { offer } of await openJobsOf(deps.store.db, burnerId)) {
    await commit(deps, async (tx) => {
      if (offer.requestId === null) {
        const problem = { code: 'burner-revoked' };
        return {
          value: null,
          ended: await endDeskJob(tx, offer.jobId, { state: 'cancelled', at: deps.clock.now(), problem }),
        };
      }
      const before = await loadRequest(tx, offer.requestId, null);
      if (before.openJobId !== offer.jobId) return { value: null };
      const command = {
        kind: 'cancel-job',
        jobId: offer.jobId,
        because: 'asked',
        problem: 'burner-revoked',
      } as const;
      return { value: null, change: decideIn(deps, before, command, actingPerson(caller)) };
    });
  }
  deps.hub.drop(burnerId);
  deps.peers?.drop(burnerId);
}

/** For the upgrade: the link key to verify with. Throws `burner-not-paired` or `burner-revoked`. */
export async function burnerOfKey(
  deps: Deps,
  keyId: string,
): Promise<{ readonly burnerId: string; readonly name: string; readonly linkKey: string }> {
  const burner = await findBurnerByKey(deps.store.db, keyId);
  if (burner === null) throw new ProblemError('burner-not-paired');
  if (burner.state === 'revoked') throw new ProblemError('burner-revoked');
  return { burnerId: burner.id, name: burner.name, linkKey: burner.linkKey };
}

type Hello = Extract<FromBurner, { type: 'hello' }>;

/** A journal behind our books could write again what it has forgotten writing. */
function hasLostJournal(burner: Burner, hello: Hello): boolean {
  if (burner.lastReceiptSeq === 0) return false;
  const last = hello.lastReceipt;
  if (last === null || last.seq < burner.lastReceiptSeq) return true;
  return last.seq === burner.lastReceiptSeq && last.hash.toUpperCase() !== burner.lastReceiptHash;
}

/** Keeps what a hello says. Throws `burner-journal-lost`, `practice-receipt`, `burner-revoked`; the hub answers `refused` with it. */
export async function recordHello(deps: Deps, burnerId: string, hello: Hello): Promise<void> {
  const seen = await load(deps, burnerId);
  if (seen.state === 'revoked') throw new ProblemError('burner-revoked');
  if (hello.practice !== deps.practice) throw new ProblemError('practice-receipt');
  if (hasLostJournal(seen, hello)) throw new ProblemError('burner-journal-lost');
  await commit(deps, async (tx) => {
    const burner = await findBurner(tx, burnerId);
    if (burner === null) throw new ProblemError('burner-not-paired');
    // A desk paired again goes on with its own count; what it wrote under the old pairing stands there.
    if (burner.lastSeenAt === null && burner.lastReceiptSeq === 0 && hello.lastReceipt !== null) {
      const { seq, hash } = hello.lastReceipt;
      await advanceReceipt(tx, burner, { seq, hash: hash.toUpperCase() });
    }
    await setBurner(tx, burnerId, {
      version: hello.version,
      last_seen_at: deps.clock.now(),
      doctor: hello.doctor === undefined ? null : JSON.stringify(hello.doctor),
    });
    return { value: null };
  });
}

/** Publishes the burner's live view after it came, went or its readers changed; keeps `lastSeenAt`. */
export async function burnerChanged(deps: Deps, burnerId: string): Promise<void> {
  const burner = await findBurner(deps.store.db, burnerId);
  if (burner === null) return;
  if (burner.lastSeenAt !== null) {
    await commit(deps, async (tx) => {
      await setBurner(tx, burnerId, { last_seen_at: deps.clock.now() });
      return { value: null };
    });
  }
  deps.bus.publish({ type: 'burner', burner: viewOf(deps, await load(deps, burnerId)) });
}
