import type { RequestSummary } from '@token-desk/contract/api';
import { useSession } from '../session.ts';
import { type Strings, useStrings } from '../strings.tsx';

type Tone = 'now' | 'warn' | 'good' | 'quiet';
type Badge = { readonly tone: Tone; readonly shape: string; readonly text: string };
type Shown = Pick<RequestSummary, 'state' | 'attention' | 'claim' | 'step'>;

/** A word and a shape for each state: never colour alone. */
export function StateBadge({ request }: { readonly request: Shown }) {
  const strings = useStrings();
  const { me } = useSession();
  const badge = badgeOf(request, me.person.id, strings);
  return (
    <span className={`badge badge-${badge.tone}`}>
      <span aria-hidden="true">{badge.shape}</span> {badge.text}
    </span>
  );
}

function badgeOf(request: Shown, myId: string, strings: Strings): Badge {
  const text = strings.states[request.state];
  if (request.attention !== null && request.state !== 'closed') {
    const { empty, unknown, other } = strings.attention;
    const known =
      request.attention === 'token-empty' ? empty : request.attention === 'burn-unknown' ? unknown : other;
    return { tone: 'warn', shape: '⚠', text: known };
  }
  if (request.claim !== null && request.step !== null && request.claim.by.id !== myId)
    return { tone: 'quiet', shape: '◐', text: strings.request.heldBy(request.claim.by.name) };
  switch (request.state) {
    case 'submitted':
    case 'on_hold':
      return { tone: 'quiet', shape: '○', text };
    case 'approved':
    case 'queued':
      return { tone: 'now', shape: '●', text };
    case 'in_progress':
      return {
        tone: 'now',
        shape: '◐',
        text: request.step === null ? text : strings.atStep(strings.steps[request.step]),
      };
    case 'burned':
    case 'checked':
      return { tone: 'now', shape: '◑', text };
    case 'bound':
    case 'handed_over':
    case 'closed':
      return { tone: 'good', shape: '✓', text };
    case 'withdrawn':
    case 'rejected':
    case 'expired':
    case 'failed':
      return { tone: 'quiet', shape: '–', text };
  }
}
