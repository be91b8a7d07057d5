import { randomUUID } from 'node:crypto';
import type { RouteName } from '@token-desk/contract/api';
import type { JobView } from '@token-desk/contract/views';
import { tom } from './tab-api.ts';
import type { TabCall } from './tab-server.ts';
import { TabWorkApi } from './tab-work-api.ts';

/** At its desk whatever is to be emptied is empty at once. */
export class TabBlankApi extends TabWorkApi {
  readonly #done = new Map<string, JobView>();

  protected override async beyond(name: RouteName, call: TabCall): Promise<unknown> {
    if (name === 'openTokenJob') return this.#blank((call.body as { serial: string }).serial);
    const done = name === 'getJob' ? this.#done.get(call.params.jobId ?? '') : undefined;
    return done ?? super.beyond(name, call);
  }

  #blank(serial: string): JobView {
    const jobId = randomUUID();
    const job: JobView = {
      id: jobId,
      attempt: 1,
      kind: 'blank',
      state: 'done',
      offer: {
        jobId,
        attempt: 1,
        kind: 'blank',
        burnerId: this.burnerId,
        reader: null,
        serial,
        requestId: null,
        subject: null,
        technician: tom,
        config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
        expiresAt: Date.now() + 300_000,
      },
      key: null,
      phase: 'written',
      outcome: 'burned',
      problem: null,
      identified: null,
    };
    this.#done.set(jobId, job);
    return job;
  }
}
