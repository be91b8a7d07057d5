import assert from 'node:assert/strict';
import type { Store } from '@token-desk/bot/store/database';
import { claimDatabase } from '@token-desk/bot/store/deployment';
import { ProblemError } from '@token-desk/contract/problem';
import { problemOf, useDeskCore } from '../support/bot/desk-core.ts';

/** Practice and a real deployment never share a database, whichever came first. */
export function deploymentSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`whose database it is, on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const paired = (practice: number) => desk.store.db.updateTable('burners').set({ practice }).execute();
    const unclaimed = () => desk.store.db.deleteFrom('settings').where('name', '=', 'deployment').execute();

    for (const [first, refusal] of [
      [true, 'database-of-practice'],
      [false, 'database-of-deployment'],
    ] as const)
      it(`is said by the first server: ${refusal}`, async () => {
        await desk.store.db.deleteFrom('burners').execute();
        await unclaimed();
        await claimDatabase(desk.store, first);
        await claimDatabase(desk.store, first);
        assert.equal(await problemOf(claimDatabase(desk.store, !first)), refusal);
        assert.equal(await problemOf(claimDatabase(desk.store, !first)), refusal, 'for good');
        await claimDatabase(desk.store, first);
      });

    it('is said by its desks where it is of before', async () => {
      for (const practice of [1, 0]) {
        await unclaimed();
        await paired(practice);
        const refused = claimDatabase(desk.store, practice === 0);
        assert.equal(
          await problemOf(refused),
          practice === 1 ? 'database-of-practice' : 'database-of-deployment',
        );
        await claimDatabase(desk.store, practice === 1);
      }
    });

    it('is a real one where desks of both kinds were paired with it', async () => {
      await desk.pairDesk();
      await unclaimed();
      await paired(1);
      const { id } = await desk.store.db
        .selectFrom('burners')
        .select('id')
        .limit(1)
        .executeTakeFirstOrThrow();
      await desk.store.db.updateTable('burners').set({ practice: 0 }).where('id', '=', id).execute();
      assert.equal(await problemOf(claimDatabase(desk.store, true)), 'database-of-deployment');
      await claimDatabase(desk.store, false);
    });

    it('is one word when two of both kinds start together', async () => {
      await desk.store.db.deleteFrom('burners').execute();
      for (let round = 0; round < 8; round += 1) {
        await unclaimed();
        const kinds = [true, false, true, false];
        const ends = await Promise.allSettled(kinds.map((practice) => claimDatabase(desk.store, practice)));
        const refusals = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
        assert.equal(refusals.length, 2, String(refusals));
        assert.ok(
          refusals.every((one) => one instanceof ProblemError),
          String(refusals),
        );
        const owners = ends.map(({ status }) => status === 'fulfilled');
        assert.equal(owners[0], owners[2]);
      }
    });
  });
}
