import type { Body } from '@token-desk/contract/api';
import type { FromBurner } from '@token-desk/contract/desk/job';
import { personActor } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import type { BurnerView } from '@token-desk/contract/views';
import type { Db } from '../../store/database.ts';
import {
  advanceReceipt,
  allBurners,
  type Burner,
  burnersOfKeys,
  findBurner,
  findBurnerByKey,
  isShutOut,
  setBurner,
} from '../../store/tables/burners.ts';
import type { OtherRow, Written } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import { actingPerson, demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { spendNow } from '../write/spending.ts';
import { shutOut } from './shut-out.ts';

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

/** What a command does to the burner's row, and how the books call it; null: it is so already. */
function effectOf(burner: Burner, command: Body<'commandBurner'>) {
  switch (command.kind) {
    case 'confirm':
      if (isShutOut(burner)) throw new ProblemError('burner-revoked');
      if (command.fingerprint !== burner.fingerprint) {
        throw new ProblemError('burner-identity-changed', { burner: burner.name });
      }
      return { change: { state: 'confirmed' }, event: 'burner_confirmed' } as const;
    case 'rename':
      return { change: { name: command.name }, event: 'burner_renamed' } as const;
    case 'revoke':
      return isShutOut(burner) && burner.replacedBy === null
        ? null
        : ({ change: { state: 'revoked' }, event: 'burner_revoked' } as const);
    case 'report-stolen':
      return burner.state === 'stolen'
        ? null
        : ({ change: { state: 'stolen' }, event: 'burner_stolen' } as const);
  }
}

export async function commandBurner(
  deps: Deps,
  caller: Caller,
  order: { readonly burnerId: string; readonly command: Body<'commandBurner'> },
): Promise<BurnerView> {
  const { burnerId, command } = order;
  demandRight(caller, 'keep-desks');
  await commit(deps, async (tx) => {
    const burner = await findBurner(tx, burnerId);
    if (burner === null) throw new ProblemError('not-found');
    const effect = effectOf(burner, command);
    if (effect === null) return { value: null };
    if (effect.event === 'burner_revoked' || effect.event === 'burner_stolen') {
      return endKeys(deps, tx, { burner, caller, effect });
    }
    const after = await setBurner(tx, burner, effect.change);
    return { value: null, rows: [rowOf(after, effect.event, caller)] };
  });
  await burnerChanged(deps, burnerId);
  return viewOf(deps, await load(deps, burnerId));
}

function rowOf({ id, name, fingerprint }: Burner, event: OtherRow['event'], { person }: Caller): OtherRow {
  return { event, actor: personActor(person), data: { burnerId: id, name, fingerprint } };
}

type Ending = {
  readonly burner: Burner;
  readonly caller: Caller;
  readonly effect: {
    readonly change: { readonly state: 'revoked' | 'stolen' };
    readonly event: 'burner_revoked' | 'burner_stolen';
  };
};

/** For good, whoever is paired with them: the same keys are the same desk. */
async function endKeys(deps: Deps, tx: Db, { burner, caller, effect }: Ending): Promise<Written<null>> {
  const known = await burnersOfKeys(tx, [burner.identityKey, burner.linkKey]);
  const rows: OtherRow[] = [];
  const left = [];
  for (const one of known) {
    const state = one.state === 'stolen' ? 'stolen' : effect.change.state;
    const after = await setBurner(tx, one, { state, replaced_by: null });
    if (one.id === burner.id || one.state !== state) rows.push(rowOf(after, effect.event, caller));
    left.push(await shutOut(deps, tx, { burnerId: one.id, acting: actingPerson(caller) }));
  }
  return {
    value: null,
    rows,
    ended: left.flatMap(({ ended }) => ended),
    others: left.flatMap(({ others }) => others),
    hints: left.flatMap(({ hints }) => hints),
  };
}

/** For the upgrade: the link key to verify with. Throws `burner-not-paired` or `burner-revoked`. */
export async function burnerOfKey(
  deps: Deps,
  keyId: string,
): Promise<{ readonly burnerId: string; readonly name: string; readonly linkKey: string }> {
  const burner = await findBurnerByKey(deps.store.db, keyId);
  if (burner === null) throw new ProblemError('burner-not-paired');
  if (isShutOut(burner)) throw new ProblemError('burner-revoked');
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
  if (isShutOut(seen)) throw new ProblemError('burner-revoked');
  await spendNow(deps, 'link', burnerId);
  if (hello.practice !== deps.practice) throw new ProblemError('practice-receipt');
  await commit(deps, async (tx) => {
    let burner = await findBurner(tx, burnerId);
    if (burner === null) throw new ProblemError('burner-not-paired');
    if (isShutOut(burner)) throw new ProblemError('burner-revoked');
    if (hasLostJournal(burner, hello)) throw new ProblemError('burner-journal-lost');
    // A desk paired again goes on with its own count; what it wrote under the old pairing stands there.
    if (burner.lastSeenAt === null && burner.lastReceiptSeq === 0 && hello.lastReceipt !== null) {
      const { seq, hash } = hello.lastReceipt;
      burner = await advanceReceipt(tx, burner, { seq, hash: hash.toUpperCase() });
    }
    await setBurner(tx, burner, {
      version: hello.version,
      last_seen_at: deps.clock.now(),
      doctor: hello.doctor === undefined ? null : JSON.stringify(hello.doctor),
    });
    return { value: null };
  });
}

/** Publishes the burner's live view after it came, went or its readers changed; keeps `lastSeenAt`. */
export async function burnerChanged(deps: Deps, burnerId: string): Promise<void> {
  await commit(deps, async (tx) => {
    const known = await findBurner(tx, burnerId);
    if (known === null) return { value: null };
    const isNew = known.lastSeenAt === null;
    const burner = isNew ? known : await setBurner(tx, known, { last_seen_at: deps.clock.now() });
    return { value: null, hints: [{ to: 'tabs', event: { type: 'burner', burner: viewOf(deps, burner) } }] };
  });
}
