import { createHash } from 'node:crypto';
import type { Body, Reply } from '@token-desk/contract/api';
import { encodeBase32 } from '@token-desk/contract/bytes';
import {
  formatFingerprint,
  type PairReply,
  type PairRequest,
  pairingCode,
  pairingCodeLifetimeMs,
  pairingCodeTries,
  pairingStatement,
} from '@token-desk/contract/pairing';
import { ProblemError } from '@token-desk/contract/problem';
import { type Actor, actor } from '@token-desk/contract/request-event';
import {
  type Burner,
  burnersOfIdentity,
  insertBurner,
  insertPairingCode,
  setBurner,
  spendTries,
  takePairingCode,
} from '../store/burners.ts';
import type { Db } from '../store/database.ts';
import { parseColumn } from '../store/json.ts';
import { commit, type DeskRow } from './commit.ts';
import type { Caller, Deps } from './deps.ts';
import { isSignedBy, sha256Hex } from './hashing.ts';

const codeBytes = 5;

function formatCode(bytes: Uint8Array): string {
  const text = encodeBase32(bytes);
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** Typed by hand: case, spaces and the dash do not matter. */
function hashOf(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  const code = `${letters.slice(0, 4)}-${letters.slice(4)}`;
  return pairingCode.safeParse(code).success ? sha256Hex(`token-desk pairing-code v1\n${code}`) : null;
}

export async function createPairingCode(
  deps: Deps,
  caller: Caller,
  order: Body<'createPairingCode'>,
): Promise<Reply<'createPairingCode'>> {
  if (!caller.roles.includes('Administrator')) {
    throw new ProblemError('role-missing', { roles: 'Administrator' });
  }
  const code = formatCode(deps.random.bytes(codeBytes));
  const expiresAt = deps.clock.now() + pairingCodeLifetimeMs;
  const by: Actor = { kind: 'person', person: caller.person };
  await commit(deps, async (tx) => {
    await insertPairingCode(tx, {
      id: deps.random.id(),
      code_hash: hashOf(code) ?? '',
      name: order.name,
      created_by: JSON.stringify(by),
      expires_at: expiresAt,
      tries_left: pairingCodeTries,
      used_at: null,
    });
    return {
      value: null,
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
  const codeHash = hashOf(order.code);
  const proven = provesBothKeys(order);
  const { value } = await commit<Burner | null>(deps, async (tx) => {
    const now = deps.clock.now();
    const code = codeHash === null || !proven ? null : await takePairingCode(tx, codeHash, now);
    if (code === null) {
      await spendTries(tx, now);
      return { value: null };
    }
    const by = parseColumn(actor, code.created_by);
    const burner: Burner = {
      id: deps.random.id(),
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
    };
    const replaced = await replaceOlder(tx, burner, by);
    await insertBurner(tx, burner);
    const { id: burnerId, name, hostName, fingerprint } = burner;
    const row: DeskRow = {
      event: 'burner_paired',
      actor: by,
      data: { burnerId, name, hostName, fingerprint },
    };
    return { value: burner, rows: [...replaced, row] };
  });
  if (value === null) throw new ProblemError('pairing-code-wrong');
  return { burnerId: value.id, name: value.name, keyId: value.keyId, tenantName: deps.tenantName };
}

/** The same desk paired again: its older pairing ends, or two would claim one identity. */
async function replaceOlder(tx: Db, burner: Burner, by: Actor): Promise<DeskRow[]> {
  const rows: DeskRow[] = [];
  for (const older of await burnersOfIdentity(tx, burner.identityKey)) {
    if (older.state === 'revoked') continue;
    await setBurner(tx, older.id, { state: 'revoked' });
    const data = { burnerId: older.id, name: older.name, replacedBy: burner.id };
    rows.push({ event: 'burner_revoked', actor: by, data });
  }
  return rows;
}
