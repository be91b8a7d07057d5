/** Columns as both databases hold them: text, integers (ms since epoch; 0 or 1 for facts), JSON as text. */
export type RequestTable = {
  id: string;
  version: number;
  state: string;
  type: string;
  subject_id: string;
  requester_id: string;
  site: string;
  needed_by: string;
  /** Sorts the open ones (`queueKey`). */
  queue_key: string;
  /** Names as they are sorted (`sortKey`), and the token's serial or nothing. */
  subject_key: string;
  requester_key: string;
  serial: string;
  claim_by: string | null;
  /** Name, UPN, serial and ticket, folded (`searchText`). */
  search: string;
  submission_key: string | null;
  created_at: number;
  updated_at: number;
  /** 1: somebody's own words are in it, or a private reason. */
  has_text: number;
  has_health_reason: number;
  /** When its token was bound, while nobody has said whether MFA is on; else null. */
  unenforced_since: number | null;
  /** 1: its token is bound, and nothing is recorded of a second way in. */
  without_second: number;
  /** 1: a spare token, for somebody who has another request. */
  is_spare: number;
  /** Who asked for it without being told whether another one is open; empty: it is the person's one open request. */
  aside_by: string;
  /** Asked for in one go with others; else null. */
  cohort_id: string | null;
  doc: string;
};

export type JobTable = {
  id: string;
  version: number;
  state: string;
  kind: string;
  request_id: string | null;
  burner_id: string;
  /** Empty: the burner's default reader. */
  reader_key: string;
  serial: string | null;
  offer: string;
  job_key: string | null;
  /** HPKE ciphertext, opaque here; null once it is no longer needed. */
  envelope: string | null;
  sealed_at: number | null;
  phase: string | null;
  outcome: string | null;
  problem: string | null;
  identified: string | null;
  account_seen: number | null;
  finished_at: number | null;
  created_at: number;
  expires_at: number;
};

export type TokenTable = {
  serial: string;
  version: number;
  state: string;
  holder_id: string | null;
  request_id: string | null;
  /** Serial, model, holder's name and UPN, folded (`searchText`). */
  search: string;
  model: string | null;
  site: string | null;
  burner_id: string | null;
  is_handed_over: number;
  box: string | null;
  begun_for: string | null;
  has_left_devices: number;
  burned_at: number | null;
  updated_at: number;
  doc: string;
};

export type CustodyTable = {
  id: string;
  serial: string;
  at: number;
  kind: string;
  by_person: string;
  holder: string | null;
  note: string | null;
};

export type BurnerTable = {
  id: string;
  /** Of this row; `version` is the desk's program. */
  row_version: number;
  name: string;
  state: string;
  practice: number;
  version: string;
  host_name: string;
  identity_key: string;
  link_key: string;
  key_id: string;
  fingerprint: string;
  last_receipt_seq: number;
  last_receipt_hash: string | null;
  last_seen_at: number | null;
  paired_at: number;
  doctor: string | null;
  /** Its keys were paired again: which row goes on with them. A revoked one without is shut out for good. */
  replaced_by: string | null;
};

export type PairingCodeTable = {
  id: string;
  /** The half of the code that is no secret. */
  code_name: string;
  code_hash: string;
  name: string;
  created_by: string;
  expires_at: number;
  tries_left: number;
  used_at: number | null;
};

export type AuditTable = {
  seq: number;
  previous_hash: string;
  hash: string;
  request_id: string | null;
  at: number;
  actor: string;
  event: string;
  data: string;
  receipt_body: string | null;
  receipt_signature: string | null;
  /** The token `data` names, to look it up by; not part of the chain. */
  serial: string | null;
  /** Who and what the row names, folded (`searchText`); not part of the chain. */
  search: string;
};

export type OutboxTable = {
  id: string;
  seq: number;
  kind: string;
  conversation_id: string;
  request_id: string;
  event: string;
  due_at: number;
  attempts: number;
  last_error: string | null;
  /** 1: its conversation's lane knows of it. */
  in_lane: number;
};

/** A conversation in the outbox: one thing at a time, in order. Conversation '' counts what the whole app sends. */
export type LaneTable = {
  conversation_id: string;
  /** When its next row wants to be told; null: none waits. */
  due_at: number | null;
  /** Until then one worker has it. */
  leased_until: number | null;
  /** The outbox row that worker sends. */
  in_flight: string | null;
  /** How many were sent here, ever: the number of the next one in `lane_sends`. */
  sent: number;
};

export type LaneSendTable = { conversation_id: string; n: number; at: number };

/** The ledger: each line for each receiver, until it is told or somebody has seen to it, and a while longer. */
export type NoticeTable = {
  /** That of its outbox row. */
  id: string;
  seq: number;
  kind: string;
  event: string;
  request_id: string;
  /** Null: the person has no chat with the bot. */
  conversation_id: string | null;
  /** Null: a channel. */
  person_id: string | null;
  made_at: number;
  state: string;
  why: string | null;
  ended_at: number | null;
  tries: number;
  /** 1: a server ended, or no answer came, while it was on its way; it may have been told twice. */
  maybe_twice: number;
  /** Whose duty it is to tell this person, JSON of a person. */
  duty_of: string | null;
  duty_due: number | null;
  /** Who has seen to it, JSON of a person. */
  done_by: string | null;
};

export type ConversationTable = {
  id: string;
  version: number;
  kind: string;
  person_id: string | null;
  reference: string;
  locale: string | null;
  /** What a channel is told, with spaces between; empty for a person. */
  topics: string;
  /** Of the team a channel is in; null: of none, or not known. */
  team_id: string | null;
  updated_at: number;
};

/** Receipts that should not have been, by their audit row; null until somebody has looked. */
export type SetApartTable = { seq: number; acknowledged_at: number | null };
export type CardTable = { conversation_id: string; request_id: string; activity_id: string; version: number };
/** A form somebody began in the chat and has not sent: one for each kind. */
export type DraftTable = {
  person_id: string;
  kind: string;
  version: number;
  doc: string;
  updated_at: number;
};
/** Somebody who has no account yet, and for whom a token was asked. */
export type JoinerTable = {
  id: string;
  version: number;
  asked_by: string;
  /** The address that is expected, or the personnel number; folded. */
  match_key: string;
  starts_on: string;
  updated_at: number;
  doc: string;
};
/** Numbers of people, the last reading of a day. */
export type NeedDayTable = { day: string; read_at: number; totals: string };
export type SettingTable = { name: string; version: number; value: string };
/** `free_at`: when all of what `key` has spent is free again; the row is then worth nothing. */
export type SpentTable = { key: string; free_at: number };

/** What has to be done about a token. `is_open` 1: nobody has done it. */
export type TaskTable = {
  id: string;
  version: number;
  serial: string;
  subject_id: string;
  is_open: number;
  opened_at: number;
  ended_at: number | null;
  doc: string;
};

export type Schema = {
  requests: RequestTable;
  jobs: JobTable;
  tokens: TokenTable;
  custody: CustodyTable;
  burners: BurnerTable;
  pairing_codes: PairingCodeTable;
  audit: AuditTable;
  outbox: OutboxTable;
  lanes: LaneTable;
  lane_sends: LaneSendTable;
  notices: NoticeTable;
  conversations: ConversationTable;
  cards: CardTable;
  settings: SettingTable;
  spent: SpentTable;
  set_apart: SetApartTable;
  need_days: NeedDayTable;
  drafts: DraftTable;
  joiners: JoinerTable;
  tasks: TaskTable;
};
