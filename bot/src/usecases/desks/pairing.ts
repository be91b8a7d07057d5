import { createHash } from 'node:crypto';
import type { Body, Reply } from '@token-desk/contract/api';
import {
  formatFingerprint,
  formatPairingCode,
  type PairReply,
  type PairRequest,
  pairingCodeLifetimeMs,
  pairingCodeTries,
  pairingStatement,
  parsePairingCode,
} from '@token-desk/contract/desk/pairing';
import { personActor } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import { type Actor, actor } from '@token-desk/contract/request-event';
import type { Db } from '../../store/database.ts';
import { parseColumn } from '../../store/json.ts';
import {
  type Burner,
  burnersOfKeys,
  dropPairingCodes,
  insertBurner,
  insertPairingCode,
  isShutOut,
  setBurner,
  tryPairingCode,
  usePairingCode,
} from '../../store/tables/burners.ts';
import type { OtherRow } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { isSignedBy, sha256Hex } from '../write/hashing.ts';
import { shutOut } from './shut-out.ts';

const codeBytes = 8;

const hashOf = (code: string) => sha256Hex(`token-desk pairing-code v2\n${code}`);

export async function createPairingCode(
  deps: Deps,
  caller: Caller,
  order: Body<'createPairingCode'>,
): Promise<Reply<'createPairingCode'>> {
  demandRight(caller, 'pair');
  const expiresAt = deps.clock.now() + pairingCodeLifetimeMs;
  const by: Actor = personActor(caller.person);
  const { value: code } = await commit(deps, async (tx) => {
    await dropPairingCodes(tx, deps.clock.now());
    // Drawn in here: a name that an open code already has is a lost race, and the next try draws another.
    const code = formatPairingCode(deps.random.bytes(codeBytes));
    await insertPairingCode(tx, {
      id: deps.random.id(),
      code_name: code.slice(0, 4),
      code_hash: hashOf(code),
      name: order.name,
      created_by: JSON.stringify(by),
      expires_at: expiresAt,
      tries_left: pairingCodeTries,
      used_at: null,
    });
    return {
      value: code,
      rows: [{ event: 'pairing_code_created', actor: by, data: { name: order.name, expiresAt } }],
    };
  });
  return { code, expiresAt };
}

function provesBothKeys(order: PairRequest): boolean {
  const statement = pairingStatement(order);
  return (
    order.identityKey !== order.linkKey &&
    isSignedBy(order.identityKey, statement, order.identityProof) &&
    isSignedBy(order.linkKey, statement, order.linkProof)
  );
}

export function fingerprintOf(identityKey: string): string {
  return formatFingerprint(createHash('sha256').update(Buffer.from(identityKey, 'base64url')).digest());
}

/** POST /api/burner/pair, unauthenticated: limit its rate at the edge too. The burner starts `pending`. */
export async function pairBurner(deps: Deps, order: PairRequest): Promise<PairReply> {
  if (order.practice !== deps.practice) throw new ProblemError('practice-receipt');
  const typed = parsePairingCode(order.code);
  if (typed === null || !provesBothKeys(order)) throw new ProblemError('pairing-code-wrong');
  const codeHash = hashOf(typed.code);
  const { value } = await commit<Burner | null>(deps, async (tx) => {
    const now = deps.clock.now();
    const code = await tryPairingCode(tx, typed.name, now);
    // What was wrong is stored too: a try counts because this transaction ends well.
    if (code === null || code.code_hash !== codeHash) return { value: null };
    await usePairingCode(tx, code.id, now);
    const by = parseColumn(actor, code.created_by);
    const burner: Burner = {
      id: deps.random.id(),
      rowVersion: 0,
      name: code.name,
      state: 'pending',
      practice: order.practice,
      version: order.version,
      hostName: order.hostName,
      identityKey: order.identityKey,
      linkKey: order.linkKey,
      keyId: deps.random.id(),
      fingerprint: fingerprintOf(order.identityKey),
      lastReceiptSeq: 0,
      lastReceiptHash: null,
      lastSeenAt: null,
      pairedAt: now,
      doctor: null,
      replacedBy: null,
    };
    const older = await olderSelves(tx, burner);
    const replaced = [];
    for (const one of older) replaced.push(await replaceOlder(deps, tx, { older: one, newer: burner, by }));
    await insertBurner(tx, burner);
    const { id: burnerId, name, hostName, fingerprint } = burner;
    const row: OtherRow = {
      event: 'burner_paired',
      actor: by,
      data: { burnerId, name, hostName, fingerprint },
    };
    return {
      value: burner,
      rows: [...replaced.map((one) => one.row), row],
      ended: replaced.flatMap(({ ended }) => ended),
      others: replaced.flatMap(({ others }) => others),
      hints: replaced.flatMap(({ hints }) => hints),
    };
  });
  if (value === null) throw new ProblemError('pairing-code-wrong');
  const { id: burnerId, name, keyId } = value;
  return { burnerId, name, keyId, tenantName: deps.tenantName };
}

/** Those with one of its keys that still stand. Throws `burner-key-ended`: what was revoked or stolen is so for good. */
async function olderSelves(tx: Db, { identityKey, linkKey }: Burner): Promise<readonly Burner[]> {
  const known = await burnersOfKeys(tx, [identityKey, linkKey]);
  if (known.some((one) => one.state === 'stolen' || (isShutOut(one) && one.replacedBy === null))) {
    throw new ProblemError('burner-key-ended');
  }
  return known.filter((one) => !isShutOut(one));
}

/** The same desk paired again: its older pairing ends, or two would claim one identity. */
async function replaceOlder(
  deps: Deps,
  tx: Db,
  { older, newer, by }: { readonly older: Burner; readonly newer: Burner; readonly by: Actor },
) {
  await setBurner(tx, older, { state: 'revoked', replaced_by: newer.id });
  const data = { burnerId: older.id, name: older.name, replacedBy: newer.id };
  const row: OtherRow = { event: 'burner_revoked', actor: by, data };
  return { row, ...(await shutOut(deps, tx, { burnerId: older.id, acting: { actor: by, roles: [] } })) };
}
