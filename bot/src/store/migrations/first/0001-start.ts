import { type Kysely, type Migration, sql } from 'kysely';

type Column = readonly [name: string, type: 'text' | 'bigint', nullable?: 'null'];

const tables: Readonly<Record<string, { readonly key: string; readonly columns: readonly Column[] }>> = {
  requests: {
    key: 'id',
    columns: [
      ['id', 'text'],
      ['version', 'bigint'],
      ['state', 'text'],
      ['type', 'text'],
      ['subject_id', 'text'],
      ['requester_id', 'text'],
      ['site', 'text'],
      ['needed_by', 'text'],
      ['claim_by', 'text', 'null'],
      ['search', 'text'],
      ['submission_key', 'text', 'null'],
      ['created_at', 'bigint'],
      ['updated_at', 'bigint'],
      ['doc', 'text'],
    ],
  },
  jobs: {
    key: 'id',
    columns: [
      ['id', 'text'],
      ['version', 'bigint'],
      ['state', 'text'],
      ['kind', 'text'],
      ['request_id', 'text', 'null'],
      ['burner_id', 'text'],
      ['reader_key', 'text'],
      ['serial', 'text', 'null'],
      ['offer', 'text'],
      ['job_key', 'text', 'null'],
      ['envelope', 'text', 'null'],
      ['sealed_at', 'bigint', 'null'],
      ['phase', 'text', 'null'],
      ['outcome', 'text', 'null'],
      ['problem', 'text', 'null'],
      ['identified', 'text', 'null'],
      ['account_seen', 'bigint', 'null'],
      ['finished_at', 'bigint', 'null'],
      ['created_at', 'bigint'],
      ['expires_at', 'bigint'],
    ],
  },
  tokens: {
    key: 'serial',
    columns: [
      ['serial', 'text'],
      ['state', 'text'],
      ['holder_id', 'text', 'null'],
      ['request_id', 'text', 'null'],
      ['doc', 'text'],
    ],
  },
  burners: {
    key: 'id',
    columns: [
      ['id', 'text'],
      ['name', 'text'],
      ['state', 'text'],
      ['practice', 'bigint'],
      ['version', 'text'],
      ['host_name', 'text'],
      ['identity_key', 'text'],
      ['link_key', 'text'],
      ['key_id', 'text'],
      ['fingerprint', 'text'],
      ['last_receipt_seq', 'bigint'],
      ['last_receipt_hash', 'text', 'null'],
      ['last_seen_at', 'bigint', 'null'],
      ['paired_at', 'bigint'],
    ],
  },
  pairing_codes: {
    key: 'id',
    columns: [
      ['id', 'text'],
      ['code_hash', 'text'],
      ['name', 'text'],
      ['created_by', 'text'],
      ['expires_at', 'bigint'],
      ['tries_left', 'bigint'],
      ['used_at', 'bigint', 'null'],
    ],
  },
  audit: {
    key: 'seq',
    columns: [
      ['seq', 'bigint'],
      ['previous_hash', 'text'],
      ['hash', 'text'],
      ['request_id', 'text', 'null'],
      ['at', 'bigint'],
      ['actor', 'text'],
      ['event', 'text'],
      ['data', 'text'],
      ['receipt_body', 'text', 'null'],
      ['receipt_signature', 'text', 'null'],
    ],
  },
  outbox: {
    key: 'id',
    columns: [
      ['id', 'text'],
      ['seq', 'bigint'],
      ['kind', 'text'],
      ['conversation_id', 'text'],
      ['request_id', 'text'],
      ['event', 'text'],
      ['due_at', 'bigint'],
      ['attempts', 'bigint'],
      ['leased_until', 'bigint', 'null'],
      ['last_error', 'text', 'null'],
      ['given_up_at', 'bigint', 'null'],
    ],
  },
  conversations: {
    key: 'id',
    columns: [
      ['id', 'text'],
      ['kind', 'text'],
      ['person_id', 'text', 'null'],
      ['reference', 'text'],
      ['locale', 'text', 'null'],
      ['updated_at', 'bigint'],
    ],
  },
  settings: {
    key: 'name',
    columns: [
      ['name', 'text'],
      ['value', 'text'],
    ],
  },
};

/** Open jobs and unfinished requests are kept single by the database itself, whoever races. */
const indexes = [
  "create unique index requests_one_open on requests (subject_id) where state not in ('handed_over', 'closed', 'withdrawn', 'rejected', 'expired')",
  'create unique index requests_submission on requests (submission_key) where submission_key is not null',
  'create index requests_queue on requests (needed_by, id, state, site, claim_by, search)',
  'create index requests_recent on requests (updated_at, id, state, site, claim_by, search)',
  'create index requests_requester on requests (requester_id, created_at)',
  'create index requests_subject on requests (subject_id, created_at)',
  'create index requests_state on requests (state, updated_at)',
  "create unique index jobs_one_per_reader on jobs (burner_id, reader_key) where state in ('offered', 'keyed', 'sealed')",
  "create unique index jobs_one_per_serial on jobs (serial) where state in ('offered', 'keyed', 'sealed')",
  'create index jobs_request on jobs (request_id, created_at)',
  'create index jobs_burner on jobs (burner_id, state)',
  'create index jobs_envelope on jobs (sealed_at) where envelope is not null',
  'create unique index burners_key on burners (key_id)',
  'create index pairing_codes_hash on pairing_codes (code_hash)',
  'create index audit_receipt on audit (receipt_signature) where receipt_signature is not null',
  'create index audit_request on audit (request_id, seq)',
  'create index outbox_due on outbox (due_at)',
  'create index outbox_target on outbox (conversation_id, request_id)',
  'create index conversations_person on conversations (person_id)',
];

export const start: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const [name, table] of Object.entries(tables)) {
      let builder = db.schema.createTable(name);
      for (const [column, type, nullable] of table.columns) {
        builder = builder.addColumn(column, type, (made) => {
          if (column === table.key) return made.primaryKey();
          return nullable === 'null' ? made : made.notNull();
        });
      }
      await builder.execute();
    }
    await db.schema
      .createTable('cards')
      .addColumn('conversation_id', 'text', (made) => made.notNull())
      .addColumn('request_id', 'text', (made) => made.notNull().references('requests.id'))
      .addColumn('activity_id', 'text', (made) => made.notNull())
      .addColumn('version', 'bigint', (made) => made.notNull())
      .addPrimaryKeyConstraint('cards_key', ['conversation_id', 'request_id'])
      .execute();
    for (const statement of indexes) await sql.raw(statement).execute(db);
  },
};
