import { type Kysely, type Migration, sql } from 'kysely';

/** Which tokens are at a site, for a list that names new ones and for a site that is to go. */
export const tokenSites: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw('create index tokens_by_site on tokens (site)').execute(db);
  },
};
