import assert from 'node:assert/strict';
import { unknownToken } from '@token-desk/bot/domain/tokens/token';
import { isLostRace, type Store } from '@token-desk/bot/store/database';
import { advanceReceipt, findBurner, insertBurner, setBurner } from '@token-desk/bot/store/tables/burners';
import {
  deleteConversation,
  findConversation,
  saveConversation,
} from '@token-desk/bot/store/tables/conversations';
import { findSetting, saveSetting } from '@token-desk/bot/store/tables/settings';
import { findToken, saveToken } from '@token-desk/bot/store/tables/tokens';
import { commandBurner } from '@token-desk/bot/usecases/desks/burners';
import { administrator, startCore } from '../support/bot/bot-core.ts';
import { monday, serial } from '../support/bot/requests.ts';

const chat = {
  id: 'chat',
  version: 0,
  kind: 'channel',
  personId: null,
  reference: {},
  locale: null,
  topics: ['technicians'],
  teamId: null,
} as const;
const burner = {
  id: 'desk',
  rowVersion: 0,
  name: 'Desk 1',
  state: 'pending',
  practice: true,
  version: '1.0.0',
  hostName: 'desk-1',
  identityKey: 'i',
  linkKey: 'l',
  keyId: 'k',
  fingerprint: 'AA',
  lastReceiptSeq: 0,
  lastReceiptHash: null,
  lastSeenAt: null,
  pairedAt: monday,
  doctor: null,
  replacedBy: null,
} as const;

/** Whatever a decision was made from is written only as it was seen; on any database. */
export function rowVersionsSuite(name: string, open: () => Promise<Store>): void {
  describe(`rows that were read on ${name}`, () => {
    let store: Store;

    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('a token is written once for each time it was read, and begun once', async () => {
      const { db } = store;
      const begun = unknownToken(serial, monday);
      await saveToken(db, begun);
      await assert.rejects(saveToken(db, begun), isLostRace);
      const seen = await findToken(db, serial);
      assert.ok(seen);
      const lost = await saveToken(db, { ...seen, state: 'lost' });
      await assert.rejects(saveToken(db, { ...seen, lastDriftSeconds: 3 }), isLostRace);
      assert.equal((await findToken(db, serial))?.state, 'lost');
      await saveToken(db, { ...lost, state: 'retired' });
    });

    it('a desk is written only as it was seen, its count of receipts too', async () => {
      const { db } = store;
      await insertBurner(db, burner);
      const seen = await findBurner(db, 'desk');
      assert.ok(seen);
      const stolen = await setBurner(db, seen, { state: 'stolen' });
      await assert.rejects(setBurner(db, seen, { state: 'confirmed' }), isLostRace);
      await assert.rejects(advanceReceipt(db, seen, { seq: 1, hash: 'A' }), isLostRace);
      const counted = await advanceReceipt(db, stolen, { seq: 1, hash: 'A' });
      assert.deepEqual([counted.state, counted.lastReceiptSeq], ['stolen', 1]);
      assert.deepEqual(await findBurner(db, 'desk'), counted);
    });

    it('a setting and a conversation are written only as they were seen', async () => {
      const { db } = store;
      const none = await findSetting(db, 'x');
      await saveSetting(db, none, 'one');
      await assert.rejects(saveSetting(db, none, 'two'), isLostRace);
      const one = await findSetting(db, 'x');
      await saveSetting(db, one, 'three');
      await assert.rejects(saveSetting(db, one, 'four'), isLostRace);
      assert.equal((await findSetting(db, 'x')).value, 'three');

      await saveConversation(db, chat, monday);
      await assert.rejects(saveConversation(db, chat, monday), isLostRace);
      const first = await findConversation(db, 'chat');
      assert.ok(first);
      await saveConversation(db, { ...first, locale: 'de' }, monday);
      await assert.rejects(saveConversation(db, { ...first, locale: 'en' }, monday), isLostRace);
      await assert.rejects(deleteConversation(db, first, 'unbound'), isLostRace);
      assert.equal((await findConversation(db, 'chat'))?.locale, 'de');
    });

    it('a stolen desk stays stolen: neither confirmed nor only revoked', async () => {
      const { deps } = startCore(store);
      await insertBurner(store.db, burner);
      const order = (command: Parameters<typeof commandBurner>[2]['command']) =>
        commandBurner(deps, administrator, { burnerId: 'desk', command });
      assert.equal((await order({ kind: 'revoke' })).state, 'revoked');
      await assert.rejects(order({ kind: 'confirm', fingerprint: 'AA' }), {
        problem: { code: 'burner-revoked' },
      });
      assert.equal((await order({ kind: 'report-stolen' })).state, 'stolen');
      assert.equal((await order({ kind: 'revoke' })).state, 'stolen');
      await assert.rejects(order({ kind: 'confirm', fingerprint: 'AA' }));
      const rows = await store.db.selectFrom('audit').select('event').orderBy('seq').execute();
      assert.deepEqual(
        rows.map(({ event }) => event),
        ['burner_revoked', 'burner_stolen'],
      );
    });
  });
}
