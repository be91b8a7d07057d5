import type { Body, RequestDetail } from '@token-desk/contract/api';
import type { Caller, Deps } from './deps.ts';
import { detailOf } from './request-views.ts';
import { submitRequest } from './requests.ts';

/**
 * A request recorded for somebody who phones or stands at the desk. Whoever records it counts as the one who
 * asked: they can neither approve nor burn it.
 */
export async function recordCall(
  deps: Deps,
  caller: Caller,
  asked: Body<'createRequest'>,
): Promise<RequestDetail> {
  const { subjectId, form, calledBy, identifiedBy, source, submissionKey } = asked;
  const request = await submitRequest(deps, caller, {
    subject: subjectId,
    form,
    source: 'tab',
    submissionId: submissionKey,
    call: { by: calledBy, identifiedBy, source },
  });
  return detailOf(deps, caller, request);
}
