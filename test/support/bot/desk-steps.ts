import assert from 'node:assert/strict';
import { commandBurner, listBurners, recordHello } from '@token-desk/bot/usecases/desks/burners';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import { checkCode, openJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandRequest } from '@token-desk/bot/usecases/requests/requests';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import type { RequestCommand } from '@token-desk/contract/request';
import type { JobView } from '@token-desk/contract/views';
import { DeskBurner } from '../desk/desk-burner.ts';
import type { Core } from './bot-core.ts';
import { serial } from './requests.ts';

export const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
export const envelope = { enc: 'b3BhcXVl', ciphertext: 'c2VhbGVk' };

/** A desk in memory that is paired, confirmed and connected. */
export async function pairDeskOf(
  core: Core,
  by: { readonly administrator: Caller; readonly technician: Caller },
): Promise<DeskBurner> {
  const desk = new DeskBurner(core.clock.now);
  const { code } = await createPairingCode(core.deps, by.administrator, { name: 'Desk 1' });
  desk.paired(await pairBurner(core.deps, desk.pairRequest(code)));
  const { burnerId } = desk;
  const view = (await listBurners(core.deps)).find(({ id }) => id === burnerId);
  assert.equal(view?.state, 'pending');
  await commandBurner(core.deps, by.technician, {
    burnerId,
    command: { kind: 'confirm', fingerprint: view?.fingerprint ?? '' },
  });
  await recordHello(core.deps, burnerId, desk.hello());
  core.hub.burners.set(burnerId, desk);
  return desk;
}

export type JobChange = Partial<Parameters<typeof openJob>[2]>;

/** What a technician does with a request at a desk, each step by its real command. */
export function deskSteps(at: {
  readonly core: Core;
  readonly burner: DeskBurner;
  readonly technician: Caller;
}) {
  const { core, burner, technician } = at;
  const { deps, directory } = core;

  const order = (requestId: string, command: RequestCommand, who: Caller = technician) =>
    commandRequest(deps, who, { requestId, version: null, command });

  async function claim(requestId: string): Promise<void> {
    await order(requestId, { kind: 'claim' });
    await order(requestId, { kind: 'check-identity', identity: 'badge-photo' });
  }

  async function openAs(who: Caller, requestId: string, change: JobChange): Promise<JobView> {
    const { version } = await getRequestDetail(deps, who, requestId);
    const wanted = { requestId, version, burnerId: burner.burnerId, reader: null, serial, config };
    return openJob(deps, who, { ...wanted, ...change });
  }

  async function burn(requestId: string, change: JobChange = {}): Promise<JobView> {
    const job = await openAs(technician, requestId, change);
    await submitEnvelope(deps, technician, { jobId: job.id, envelope, accountSeen: true, heldSeconds: 4.2 });
    await core.hub.settled();
    return job;
  }

  /** The right code at the desk, then one method more at Microsoft. */
  async function bind(requestId: string): Promise<void> {
    core.clock.turn(20_000);
    await checkCode(deps, technician, { requestId, code: burner.rightCode });
    const known = directory.methods ?? [];
    const added = known.includes('new-method') ? `new-method-${known.length}` : 'new-method';
    directory.methods = [...known, added];
    await order(requestId, { kind: 'look-for-method' });
  }

  return { order, claim, openAs, burn, bind };
}
