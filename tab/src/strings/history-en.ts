import type { DeskEventKind } from '@token-desk/contract/api';
import type { RequestEventKind } from '@token-desk/contract/request';

/** What happened, one line for each kind of event. */
export const historyEnglish = {
  events: {
    submitted: (who: string) => `Asked by ${who}`,
    approved: (who: string) => `Approved ${who}`,
    rejected: (who: string) => `Rejected by ${who}`,
    queued: () => 'Put in the queue',
    withdrawn: (who: string) => `Withdrawn by ${who}`,
    expired: () => 'Nobody took it in time',
    claimed: (who: string) => `Started by ${who}`,
    taken_over: (who: string) => `Taken over by ${who}`,
    released: (who: string) => `Given back by ${who}`,
    identity_checked: (who: string) => `Person checked by ${who}`,
    job_opened: () => 'Writing prepared at the desk',
    job_cancelled: () => 'Writing cancelled',
    secret_sealed: () => 'Secret read and sealed for the desk',
    burned: () => 'Burned',
    burn_empty: () => 'Burn stopped between clock and secret',
    burn_unknown: () => 'Lifted at the very last moment: to be checked',
    burn_failed: () => 'Not written',
    checked: () => 'Code checked by the desk',
    check_failed: () => 'The code typed did not match',
    bound: () => 'Accepted by Microsoft',
    handed_over: (who: string) => `Handed over by ${who}`,
    closed: () => 'Closed',
    held: (who: string) => `Put on hold by ${who}`,
    resumed: (who: string) => `Taken up again by ${who}`,
    failed: (who: string) => `Given up by ${who}`,
    requeued: (who: string) => `Put back into the queue by ${who}`,
  } satisfies Record<RequestEventKind, (who: string) => string> as Record<
    RequestEventKind,
    (who: string) => string
  >,
  deskEvents: {
    pairing_code_created: (who: string) => `Pairing code made by ${who}`,
    burner_paired: () => 'Desk paired',
    burner_confirmed: (who: string) => `Desk confirmed by ${who}`,
    burner_renamed: (who: string) => `Desk renamed by ${who}`,
    burner_revoked: (who: string) => `Desk revoked by ${who}`,
    burner_stolen: (who: string) => `Desk reported stolen by ${who}`,
    receipt_refused: () => 'Signed record refused',
    input_refused: () => 'Something else than the right code was brought in',
    model_allowed: (who: string) => `Unknown kind of token allowed by ${who}`,
    token_added: (who: string) => `Token added by ${who}`,
    token_adopted: (who: string) => `Token taken into the books by ${who}`,
    token_set_aside: (who: string) => `Token set aside by ${who}`,
    token_taken_back: (who: string) => `Token taken back by ${who}`,
    token_blanked: () => 'Token emptied',
    token_clock_set: () => 'Clock of a token set',
    desk_job_failed: () => 'A job at a desk was not done',
    token_to_stock: (who: string) => `Token put in stock by ${who}`,
    token_retired: (who: string) => `Token retired by ${who}`,
    token_lost: (who: string) => `Token reported lost by ${who}`,
    token_found: (who: string) => `Token found by ${who}`,
    data_deleted: () => 'Data deleted: its time was over',
    channel_bound: (who: string) => `Channel set by ${who}`,
    channel_unbound: (who: string) => `Channel taken off by ${who}`,
  } satisfies Record<DeskEventKind, (who: string) => string> as Record<
    DeskEventKind,
    (who: string) => string
  >,
  you: 'you',
};

export type HistoryStrings = typeof historyEnglish;
