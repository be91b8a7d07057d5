import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Journal } from '@token-desk/burner-service/journal/journal';
import { createKeys } from '@token-desk/burner-service/keys/identity';
import { deskFiles, savePairing } from '@token-desk/burner-service/keys/pairing-file';
import type { JobOffer } from '@token-desk/contract/desk/job';
import { receiptBody } from '@token-desk/contract/desk/receipt';
import { sealSecret } from '@token-desk/contract/seed/envelope';
import { TokenProgram } from '../../test/support/desk/burner-cli.ts';
import { ana, tom } from '../../test/support/desk/desk-bench.ts';
import { TinyHub } from '../../test/support/desk/tiny-hub.ts';
import { openPcscd } from '../../test/support/reader/pcscd.ts';
import { compare, type Figure, NotHere, round3, timeMs } from '../figure.ts';
import { openBare, sixCommands } from './burn-over-apdus.ts';

const serial = '86596000000001';
/** How long a token and its reader take for one command, as real ones do. */
const realisticMs = 40;
const program = fileURLToPath(new URL('../../burner-service/src/main.ts', import.meta.url));

/**
 * A `burner run` process on its real link: from the frame with the sealed secret leaving the server until the frame
 * with the signed outcome is there, both ways over the wire included, against the six bare commands on the same reader.
 */
export function measureRatio(): Promise<Figure> {
  return measure({ figure: 'service-burn-over-apdus', slowMs: realisticMs, rounds: 40 });
}

/** The same with a token that answers at once: what the service itself costs, in `ours`. */
export async function measureExtra(): Promise<Figure> {
  const { figure, ours, floor } = await measure({ figure: 'service-burn-extra-ms', slowMs: 0, rounds: 100 });
  return { figure, ours: round3(ours - (floor ?? 0)), floor, unit: 'ms', ratio: null };
}

type Measured = { readonly figure: string; readonly slowMs: number; readonly rounds: number };

async function measure({ figure, slowMs, rounds }: Measured): Promise<Figure> {
  const pcscd = await openPcscd();
  if ('missing' in pcscd) throw new NotHere(`needs ${pcscd.missing}: ${pcscd.enableWith}`);
  const where = ['--vpcd', `${pcscd.host}:${pcscd.port}`, '--serial', serial, '--unrestricted'];
  const token = new TokenProgram(slowMs === 0 ? where : [...where, '--slow', String(slowMs)]);
  const hub = await TinyHub.start();
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-bench-'));
  let service: ChildProcess | null = null;
  const bare = openBare(pcscd.reader);
  try {
    await token.next('tapped');
    service = await startService(folder, hub.url);
    await hub.next('readers', ({ readers }) =>
      readers.some((reader) => reader.name === pcscd.reader && reader.token?.serial === serial),
    );
    const reader = await bare.placed;
    let jobs = 0;
    return await compare({
      figure,
      rounds,
      ours: () => {
        jobs += 1;
        return burnOnce(hub, makeOffer(`job-${jobs}`, pcscd.reader));
      },
      floor: () => timeMs(() => sixCommands(reader)),
    });
  } finally {
    bare.close();
    if (service !== null && service.exitCode === null) {
      service.kill('SIGTERM');
      await once(service, 'exit');
    }
    await hub.close();
    await token.stop();
    await pcscd.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A desk paired with the small server, as its own process. */
async function startService(folder: string, server: string): Promise<ChildProcess> {
  const files = deskFiles(folder);
  await createKeys().save(files.keys);
  const { journalId } = Journal.create(files.journal);
  const names = { burnerId: 'desk-1', keyId: 'key-1', name: 'Desk 1', tenantName: 'Contoso' };
  savePairing(folder, { v: 1, server, ...names, journalId, pairedAt: Date.now() });
  return spawn(process.execPath, [...process.execArgv, program, 'run'], {
    env: { ...process.env, TOKEN_DESK_BURNER_DATA: folder, TOKEN_DESK_KEY_KEEPER: 'file' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function burnOnce(hub: TinyHub, offer: JobOffer): Promise<number> {
  const { jobId, attempt } = offer;
  hub.frames.length = 0;
  hub.send({ type: 'offer', offer });
  const { key } = await hub.next('job-key');
  const seed = new Uint8Array(20).fill(0x5a);
  const facts = {
    algorithm: 'SHA1',
    digits: 6,
    stepSeconds: 30,
    account: ana.upn,
    capture: 'paste-image',
  } as const;
  const envelope = await sealSecret(offer, key.publicKey, { seed, ...facts });
  const startedAt = performance.now();
  hub.send({ type: 'envelope', jobId, attempt, envelope });
  const { problem, receipt } = await hub.next('outcome');
  const tookMs = performance.now() - startedAt;
  if (problem !== null || receipt === null) throw new Error(`the burn ended as ${problem?.code}`);
  hub.send({ type: 'receipt-stored', seq: receiptBody.parse(JSON.parse(receipt.body)).seq });
  return tookMs;
}

function makeOffer(jobId: string, reader: string): JobOffer {
  return {
    jobId,
    attempt: 1,
    kind: 'burn',
    burnerId: 'desk-1',
    reader,
    serial,
    requestId: 'request-1',
    subject: ana,
    technician: tom,
    config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
    expiresAt: Date.now() + 300_000,
  };
}
