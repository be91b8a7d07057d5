import assert from 'node:assert/strict';
import { checkLoad, openLoad } from '@token-desk/bot/usecases/jobs/loads';
import { lookForDevice } from '@token-desk/bot/usecases/tokens/look-for-device';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import type { Body } from '@token-desk/contract/api';
import { generateJobKeyPair } from '@token-desk/contract/seed/envelope';
import type { JobView } from '@token-desk/contract/views';
import { technician } from './bot-core.ts';
import type { useDeskCore } from './desk-core.ts';
import { config } from './desk-steps.ts';
import { serial as firstSerial } from './requests.ts';

type Desk = ReturnType<typeof useDeskCore>;

/** What somebody does who loads tokens, each step by its real command. */
export function loadSteps(desk: Desk, by: Caller = technician) {
  const order = async (change: Partial<Body<'openLoad'>> = {}): Promise<Body<'openLoad'>> => ({
    burnerId: desk.burner.burnerId,
    reader: null,
    serial: firstSerial,
    config,
    tabKey: (await generateJobKeyPair()).publicKey,
    box: 'Box 7',
    ...change,
  });

  async function burn(serial = firstSerial, change: Partial<Body<'openLoad'>> = {}): Promise<JobView> {
    const job = await openLoad(desk.core.deps, by, await order({ serial, ...change }));
    await desk.core.hub.settled();
    return job;
  }

  const check = (jobId: string, code = desk.burner.rightCode, who = by) =>
    checkLoad(desk.core.deps, who, { jobId, code });

  /** As the tab does it with the technician's own rights. */
  function createDevice(serial = firstSerial): string {
    const id = `device-${serial}`;
    desk.core.directory.devices?.push({ id, serial, assignedTo: null });
    return id;
  }

  const look = (serial = firstSerial, deviceId?: string, graphRequestId?: string) =>
    lookForDevice(desk.core.deps, by, { serial, deviceId, graphRequestId });

  async function checked(serial = firstSerial): Promise<JobView> {
    const job = await burn(serial);
    desk.core.clock.turn(20_000);
    assert.equal((await check(job.id)).matched, true);
    return job;
  }

  async function load(serial = firstSerial): Promise<JobView> {
    const job = await checked(serial);
    const { found } = await look(serial, createDevice(serial));
    assert.equal(found, 'loaded');
    return job;
  }

  /** Microsoft has assigned it to this person by its serial and activated it with a typed code. */
  function assign(personId: string, serial = firstSerial, isActivated = true): void {
    const id = `device-${serial}`;
    const { directory } = desk.core;
    directory.devices = (directory.devices ?? []).map((one) =>
      one.id === id ? { ...one, assignedTo: personId } : one,
    );
    const method = { id: `method-${serial}`, deviceId: id, serial, isActivated };
    directory.hardware = [...(directory.hardware ?? []).filter((one) => one.id !== method.id), method];
  }

  return { order, burn, check, createDevice, look, checked, load, assign };
}
