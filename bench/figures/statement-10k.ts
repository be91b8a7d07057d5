import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ChainEnd, chain } from '@token-desk/bot/domain/audit-chain';
import { unknownToken } from '@token-desk/bot/domain/tokens/token';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { appendAudit, chainEnd } from '@token-desk/bot/store/tables/audit';
import { saveToken } from '@token-desk/bot/store/tables/tokens';
import { readStatement } from '@token-desk/bot/usecases/audit/statement';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import { sha256Hex } from '@token-desk/bot/usecases/write/hashing';
import type { JobOffer } from '@token-desk/contract/desk/job';
import { administrator, auditor, type Core, startCore, technician } from '../../test/support/bot/bot-core.ts';
import { monday, sven } from '../../test/support/bot/requests.ts';
import { DeskBurner } from '../../test/support/desk/desk-burner.ts';
import { type Figure, median, round3, timeMs } from '../figure.ts';

const requests = 10_000;
const rounds = 7;
/** What the row beside it says of the typed code. */
const matched = { matched: true, stepOffset: 0 } as const;
const serialOf = (n: number) => `8659622${String(n).padStart(7, '0')}`;

/** A token's statement with the books of 10,000 requests behind it: 90,000 rows, 20,000 of them signed. */
export async function measure(): Promise<Figure> {
  const folder = await mkdtemp(path.join(tmpdir(), 'token-desk-statement-'));
  const store = await openStore({ file: path.join(folder, 'token-desk.db') });
  try {
    const core = startCore(store);
    const desk = new DeskBurner(core.clock.now);
    const { code } = await createPairingCode(core.deps, administrator, { name: 'Desk 1' });
    desk.paired(await pairBurner(core.deps, desk.pairRequest(code)));
    await fill(store, core, desk);
    const taken: number[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const serial = serialOf(1234 * (round + 2));
      const tookMs = await timeMs(async () => {
        const { burns, chain: walked } = await readStatement(core.deps, auditor, serial);
        if (burns.length !== 1 || burns[0]?.receipt.isValid !== true || !walked.ok)
          throw new Error('the statement is not what was filled in');
      });
      if (round >= 0) taken.push(tookMs);
    }
    return { figure: 'statement-10k', ours: round3(median(taken)), floor: null, unit: 'ms', ratio: null };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(store: Store, { deps, clock }: Core, desk: DeskBurner): Promise<void> {
  let end: ChainEnd = await chainEnd(store.db);
  for (let from = 0; from < requests; from += 500) {
    await store.transaction(async (tx) => {
      for (let n = from; n < from + 500; n += 1) {
        clock.turnTo(monday + n * 1_000);
        const rows = chain(end, storyOf(n, desk, clock.now()), sha256Hex);
        await appendAudit(tx, rows);
        end = rows.at(-1) ?? end;
        await saveToken(tx, unknownToken(serialOf(n), deps.clock.now()));
      }
    });
  }
}

type Rows = Parameters<typeof chain>[1];

function storyOf(n: number, desk: DeskBurner, at: number): Rows {
  const requestId = `request-${n}`;
  const serial = serialOf(n);
  const jobId = `job-${n}`;
  const person = { kind: 'person', person: technician.person } as const;
  const burner = { kind: 'burner', burnerId: desk.burnerId, name: 'Desk 1' } as const;
  const offer = { jobId, attempt: 1, serial, requestId, subject: sven, technician: technician.person };
  const row = { requestId, at, actor: person, receipt: null };
  const sign = (kind: 'burn' | 'check') =>
    desk.receipt(offer as JobOffer, { kind, ...(kind === 'check' ? { seen: matched } : {}) });
  return [
    { ...row, event: 'submitted', data: { subject: sven.name } },
    { ...row, event: 'approved', data: {} },
    { ...row, event: 'claimed', data: {} },
    { ...row, event: 'identity_checked', data: { identity: 'badge-photo' } },
    { ...row, event: 'job_opened', data: { jobId, serial, burner: 'Desk 1' } },
    { ...row, event: 'secret_sealed', data: { jobId } },
    { ...row, event: 'burned', actor: burner, data: { jobId, serial, late: false }, receipt: sign('burn') },
    { ...row, event: 'checked', actor: burner, data: { jobId, stepOffset: 0 }, receipt: sign('check') },
    { ...row, event: 'handed_over', data: { to: 'subject' } },
  ];
}
