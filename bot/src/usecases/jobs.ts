import type { Body, JobView, Reply } from '@token-desk/contract/api';
import type { Caller, Deps } from './deps.ts';

/** Opens a burn job, offers it to the burner and waits up to `jobKeyWaitMs` for its key. */
export async function openJob(
  deps: Deps,
  caller: Caller,
  order: Body<'openJob'> & { readonly requestId: string },
): Promise<JobView> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${order.requestId}`);
}

export async function getJob(deps: Deps, caller: Caller, jobId: string): Promise<JobView> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${jobId}`);
}

export async function submitEnvelope(
  deps: Deps,
  caller: Caller,
  order: Body<'submitEnvelope'> & { readonly jobId: string },
): Promise<JobView> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${order.jobId}`);
}

export async function cancelJob(deps: Deps, caller: Caller, jobId: string): Promise<JobView> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${jobId}`);
}

/** Passes the typed code to the burner that burned; the code is neither stored nor logged. */
export async function verifyCode(
  deps: Deps,
  caller: Caller,
  order: { readonly requestId: string; readonly code: string },
): Promise<Reply<'verifyCode'>> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${order.requestId}`);
}
