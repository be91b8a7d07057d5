import type { OtherEventKind } from '@token-desk/contract/audit-row';
import type { RequestEventKind } from '@token-desk/contract/request-event';

type Kind = RequestEventKind | OtherEventKind;

/** What a row of the audit means, in one sentence for somebody who does not work here. */
export const meaningsEnglish = {
  submitted:
    'Somebody asked for a token, or that something be done about one, for themselves or for another person.',
  approved: 'Somebody other than the asker, or a rule, agreed that this request may go to a desk.',
  rejected: 'Whoever approves said no, with a reason, and the request ended.',
  queued: 'The request waits for a technician from here on.',
  edited: 'Whoever asked changed the day, the hand-over or what else nobody has to decide anew.',
  nudged: 'Whoever asked reminded whoever is next, which they may once a day.',
  withdrawn: 'The request was taken back before it was served.',
  expired: 'Nobody approved the request in the time that is set, so it lapsed by itself.',
  loss_reported:
    'Somebody whose word is not enough said that the token is lost; it stays valid until somebody confirms it whose word is.',
  loss_confirmed: 'Somebody whose word is enough confirmed a reported loss, and the token counts as lost.',
  loss_rejected: 'Somebody whose word is enough did not confirm a reported loss, and the token stays valid.',
  approval_reminded:
    'Whoever is to decide had not done so after the hours that the page Organisation names, and was reminded.',
  approval_passed_on:
    'Nobody had decided after the hours that the page Organisation names: a deputy, the manager or the approver of the site was asked too, as far as there is one.',
  claimed: 'A technician began with this request, which keeps others from it while they work on it.',
  taken_over: 'Another technician went on with a request that somebody had begun.',
  released:
    'The request went back into the queue, by its technician or by itself after a time without work on it.',
  identity_checked:
    'The technician recorded in which way they made sure who the person is: the kind of proof, never its number.',
  route_chosen: 'The technician chose another way to a token than the one that stood until then.',
  job_opened:
    'A desk got the order to burn this one token for this request; whether it did stands in a later row.',
  job_cancelled:
    'The order to a desk was called off; if the desk had begun all the same, another row says what became of it.',
  secret_sealed:
    'The browser read the secret and locked it so that only the desk of this order can open it; the server stored what it cannot read.',
  burned: 'A desk wrote the secret into the token and signed that the token accepted it.',
  burn_empty:
    'A desk signed that the write stopped after the clock was set and before the secret: the token may be empty.',
  burn_settings_changed:
    'A desk signed that the write stopped early: the secret from before stays, and the token’s settings may be new.',
  burn_unknown:
    'A desk sent the secret and the token’s answer was lost, so nobody knows which secret it has until a code is checked.',
  burn_failed: 'A desk signed that this burn did not come about, or for which token cannot be said.',
  checked: 'The code on the token’s display was the one the desk expected, and the desk signed that.',
  check_failed: 'The desk did not accept the code that was typed, and signed that.',
  loaded_taken: 'A token that had been burned ahead was taken from stock for this request.',
  loaded_given_back:
    'A token taken from stock did not stay with this request: it went back before Microsoft had shown it as the person’s.',
  hand_out_confirmed:
    'A second technician confirmed that the loaded token in the first one’s hand may become this person’s.',
  holder_awaited: 'The token is assigned to the person at Microsoft, and they activate it there themselves.',
  bound:
    'Microsoft has the token as this person’s: the server saw it there, or the technician said so where it could not see.',
  handed_over: 'The technician recorded that the token was handed over or sent, and to whom.',
  closed: 'The request is finished, by somebody’s word or by itself after a time.',
  held: 'Work on the request stopped for a reason that is given, until somebody takes it up again.',
  resumed: 'A request that was on hold goes on from where it was.',
  failed:
    'The request was stopped: by somebody, or because its token or what a desk signed about it cannot be relied on.',
  requeued: 'A technician put a stopped request back into the queue.',
  enforced: 'The server read at Microsoft that per-user MFA is on for this person.',
  enforcement_waived: 'Somebody decided that per-user MFA need not be switched on for this person, and why.',
  missing_found:
    'The server looked at Microsoft ahead of the desk and noted what has to be mended, or what it could not see.',
  second_found: 'The server saw at Microsoft that the person has another way to sign in besides this token.',
  second_asked: 'A spare token was asked for, so that the person has another way to sign in.',
  second_waived: 'Somebody decided that the person goes without a second way to sign in, and why.',
  spare_ended:
    'The request for the spare token ended without one, so that none is recorded as the second way.',
  sign_in_tested: 'The technician said that the person signed in with the token in front of them.',
  sign_in_not_tested: 'The technician said that signing in with the token was not tried, and why.',
  pairing_code_created:
    'An administrator made a code with which one PC can become a desk; it holds for ten minutes.',
  burner_paired:
    'A PC became a desk with keys of its own; it writes nothing until its letters are confirmed.',
  burner_confirmed:
    'Somebody compared the letters at the desk with those on the page and said that they are the same.',
  burner_renamed: 'A desk has another name from here on; its keys stayed as they were.',
  burner_revoked: 'A desk was shut out, or paired again under new keys: its old keys get no more orders.',
  burner_stolen:
    'A desk was reported stolen: it gets no more orders, and what it signed lately should be looked at.',
  receipt_refused:
    'What a desk sent as its receipt was not accepted, because it does not prove what it says.',
  receipt_set_apart:
    'A desk signed something that does not fit what is recorded; it is kept and waits for somebody to look at it.',
  receipt_acknowledged: 'Somebody said that they looked at a receipt that does not fit.',
  input_refused:
    'The page refused what was brought in as a secret; what kind of thing it was is kept, not what it said.',
  model_asked: 'Somebody asked that a kind of token nobody knows here may be burned.',
  model_allowed: 'Somebody said that a kind of token nobody knew here may be burned by others.',
  difference_accepted:
    'Somebody said, with a reason on the page “Differences”, that Microsoft and the inventory may differ here.',
  difference_reopened: 'Somebody took back that Microsoft and the inventory may differ here.',
  beta_changed:
    'The daily look found that a part of Microsoft’s interface that is not final answers otherwise than documented.',
  beta_as_before:
    'The daily look found that the part of Microsoft’s interface that had changed answers as documented again.',
  token_added: 'A token was entered into the inventory.',
  token_adopted: 'A token that turned up without being in the inventory was entered into it.',
  token_taken_over: 'A token that somebody carried already came into the inventory as theirs.',
  token_matched:
    'A token that was taken over was found at Microsoft with the same serial and person, and its ids there were kept.',
  token_set_aside: 'A token was set aside: it is handed to nobody until somebody decides about it.',
  token_taken_back: 'A token came back from the person who had it.',
  token_blanked: 'A desk overwrote the token’s secret with one that nobody keeps, and signed that.',
  token_clock_set: 'A desk set the token’s clock and signed that.',
  token_written:
    'A desk sent a secret of its own into a token for stock and signed what the token answered: accepted, or not known.',
  token_checked: 'The code of a token for stock was the one the desk expected, and the desk signed that.',
  token_loaded:
    'A token for stock is at Microsoft as a device that is nobody’s yet: the server saw it, or somebody said so where it could not see.',
  desk_job_failed: 'A desk signed that an order without a request was not done, or not known to be done.',
  token_to_stock: 'A token may be given out again.',
  token_retired: 'A token was taken out of use for good.',
  token_lost: 'A token counts as lost; at Microsoft its codes work until its method is removed there.',
  token_found: 'A lost token turned up again; it is handed to nobody until somebody decides about it.',
  token_loss_undone: 'A loss was taken back, and the token is in use again.',
  token_method_gone: 'The server saw that an old method or device of this token is gone at Microsoft.',
  data_deleted: 'The server deleted data whose time was over: how many rows, not what stood in them.',
  site_changed: 'An administrator changed what is kept about a site: its counter, its hours or its rules.',
  reason_changed:
    'An administrator changed the list of reasons for which a token can be asked for; requests keep the words of theirs.',
  rule_changed: 'An administrator changed a rule of the organisation; the row has the old value and the new.',
  policy_proposed:
    'An administrator proposed other rules of who has to approve; nothing changes until another administrator confirms them.',
  policy_dropped: 'Proposed rules of who has to approve were dropped; those that held still hold.',
  policy_changed:
    'An administrator confirmed the rules that another one had proposed; they hold from here on.',
  channel_bound: 'A channel in Teams is told about requests from here on.',
  digest_made: 'The numbers of the day before were told to channels, with the end of the log as it was then.',
  notice_settled:
    'Somebody said that a person was told, or that a line which had reached nobody was seen to.',
  incident_reported:
    'Whoever carries a token said that what happened in their name was not them; it is held until a technician has looked.',
  incident_closed: 'A technician looked at what somebody had said was not them.',
  task_taken: 'Somebody said that they see to it that a lost token is disabled at Microsoft.',
  task_escalated:
    'A lost token was not disabled in time: whoever is on call was told, or the security channel.',
  task_ended:
    'A lost token is disabled: Microsoft lists its method no more, a technician says so, or it was not lost after all.',
  sessions_ended: 'A technician ended the sign-ins at Microsoft that were open for whoever lost a token.',
  channel_unbound: 'A channel in Teams is told nothing more.',
} satisfies Record<Kind, string> as Readonly<Record<Kind, string>>;
