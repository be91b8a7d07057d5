import type { HandOver, Receiver } from '@token-desk/contract/request';
import type { RequestSummary } from '@token-desk/contract/views';

type Handed = Pick<RequestSummary, 'call' | 'subject' | 'requestedBy'>;

/** Whoever recorded a call only wrote it down: then it is who called, unless that was the person themself. */
export function receiversOf({ call, subject, requestedBy }: Handed, myId: string): readonly Receiver[] {
  // Nobody hands a token to themselves.
  if (call === undefined && requestedBy.id === myId) return ['subject', 'mail'];
  if (call === undefined) return ['subject', 'manager', 'mail'];
  return call.by === subject.name ? ['subject', 'mail'] : ['subject', 'caller', 'mail'];
}

const usual: Record<HandOver, Receiver> = {
  desk: 'subject',
  'manager-collects': 'manager',
  'internal-mail': 'mail',
  ship: 'mail',
};

/** To whom it goes as it was asked for: where the manager was to collect it, whoever asked in their place. */
export function plannedReceiver(
  request: Handed & { readonly form: Pick<RequestSummary['form'], 'handOver'> },
  myId: string,
): Receiver {
  const planned = usual[request.form.handOver];
  if (planned !== 'manager') return planned;
  const possible = receiversOf(request, myId);
  return possible.find((one) => one === 'manager' || one === 'caller') ?? 'subject';
}
