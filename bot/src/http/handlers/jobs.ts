import type { jobRoutes } from '@token-desk/contract/routes/jobs';
import * as jobs from '../../usecases/jobs/jobs.ts';
import { openTokenJob } from '../../usecases/jobs/token-jobs.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of orders to a desk. */
export function createJobHandlers(deps: Deps): Pick<Handlers, keyof typeof jobRoutes> {
  return {
    openJob: ({ caller, params, body }) =>
      jobs.openJob(deps, caller, { requestId: params.requestId, ...body }),
    openTokenJob: ({ caller, body }) => openTokenJob(deps, caller, body),
    getJob: ({ caller, params }) => jobs.getJob(deps, caller, params.jobId),
    submitEnvelope: ({ caller, params, body }) =>
      jobs.submitEnvelope(deps, caller, { jobId: params.jobId, ...body }),
    cancelJob: ({ caller, params }) => jobs.cancelJob(deps, caller, params.jobId),
    checkCode: ({ caller, params, body }, onSent) =>
      jobs.checkCode(deps, caller, { requestId: params.requestId, code: body.code }, onSent),
  };
}
