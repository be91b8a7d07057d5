import assert from 'node:assert/strict';
import {
  compareBooks,
  type DirectoryChange,
  gapsOf,
  type HolderFound,
  type InventoryDevice,
  type MicrosoftBooks,
  peopleOfBooks,
} from '@token-desk/bot/domain/entra/differences';
import { read } from '@token-desk/bot/domain/entra/facts';
import { type Token, unknownToken } from '@token-desk/bot/domain/tokens/token';
import { type DifferenceKind, differenceKinds } from '@token-desk/contract/entra/differences';
import { ada, dayMs, monday, serial, sven, tina } from '../../support/bot/requests.ts';

const token = (change: Partial<Token> = {}): Token => ({
  ...unknownToken(serial, monday),
  state: 'active',
  holder: sven,
  requestId: 'r-1',
  route: 'B',
  methodId: 'm-1',
  deviceId: 'd-1',
  handedOverAt: monday - 6 * dayMs,
  ...change,
});
const device = (change: Partial<InventoryDevice> = {}): InventoryDevice => ({
  ...{ id: 'd-1', serial, holderId: sven.id, lastUsedAt: monday },
  ...change,
});
const holder = (change: Partial<HolderFound> = {}): HolderFound => ({
  isEnabled: read(true),
  methods: read([
    { id: 'm-1', kind: 'token', deviceId: 'd-1' },
    { id: 'app', kind: 'app', deviceId: null },
  ]),
  mfa: 'disabled',
  ...change,
});
const change = (more: Partial<DirectoryChange> = {}): DirectoryChange => ({
  ...{ id: 'c-1', at: monday, activity: 'Admin deleted security info', by: tina, target: sven },
  ...more,
});
const microsoft = (more: Partial<MicrosoftBooks> = {}): MicrosoftBooks => ({
  readAt: monday,
  devices: read([device()]),
  people: new Map([[sven.id, holder()]]),
  changes: read([]),
  ...more,
});
const inHand = (found: HolderFound) => microsoft({ people: new Map([[sven.id, found]]) });
const inStock = (...devices: InventoryDevice[]) => microsoft({ devices: read(devices) });

const kindsIn = (tokens: readonly Token[], at: MicrosoftBooks, isOurs = () => false): DifferenceKind[] =>
  compareBooks({ tokens, microsoft: at, isOurs, now: monday }).map(({ kind }) => kind);

const [itsOwn] = [{ id: 'm-1', kind: 'token', deviceId: 'd-1' } as const];
const loaded = { state: 'loaded', holder: null, methodId: null, handedOverAt: null } as const;

/** What the books hold, what Microsoft says, and the differences there are. */
const table: readonly (readonly [string, Token[], MicrosoftBooks, DifferenceKind[]])[] = [
  ['the same on both sides', [token()], microsoft(), []],
  ['lost, and its method is there', [token({ state: 'lost' })], microsoft(), ['lost-still-works']],
  ['lost, and its method is gone', [token({ state: 'lost' })], inHand(holder({ methods: read([]) })), []],
  ['in stock, given to somebody', [token(loaded)], microsoft(), ['load-assigned']],
  ['in stock, nobody’s', [token(loaded)], inStock(device({ holderId: null })), []],
  ['in use, given to somebody else', [token()], inStock(device({ holderId: 'x' })), ['device-elsewhere']],
  ['in use, nobody’s', [token()], inStock(device({ holderId: null })), ['device-elsewhere']],
  ['disabled', [token()], inHand(holder({ isEnabled: read(false) })), ['account-off']],
  [
    'deleted, and so without methods',
    [token()],
    inHand(holder({ isEnabled: read(null), methods: read([]) })),
    ['account-gone'],
  ],
  ['its method is gone', [token()], inHand(holder({ methods: read([]) })), ['method-gone']],
  ['its device is gone', [token()], inStock(), ['device-gone']],
  ['never loaded: no device is missed', [token({ deviceId: null, route: 'A' })], inStock(), []],
  ['twice there', [token()], inStock(device(), device({ id: 'd-2' })), ['device-twice']],
  ['there in another spelling', [], inStock(device({ serial: '8659 622000017' })), ['device-unknown']],
  ['not in the books', [], inStock(device({ serial: '111' })), ['device-unknown']],
  [
    'a stranger beside it',
    [token()],
    inHand(holder({ methods: read([itsOwn, { id: 'm-9', kind: 'code', deviceId: null }]) })),
    ['method-unknown'],
  ],
  [
    'what is left of an older secret is known',
    [token({ leftMethods: [{ owner: sven, methodId: 'm-9' }] })],
    inHand(holder({ methods: read([itsOwn, { id: 'm-9', kind: 'code', deviceId: null }]) })),
    [],
  ],
  [
    'asked, and nothing to answer with',
    [token()],
    inHand(holder({ methods: read([]), mfa: 'enforced' })),
    ['method-gone', 'enforced-without-method'],
  ],
  ['only the token', [token()], inHand(holder({ methods: read([itsOwn]) })), ['only-method']],
  ['never used', [token()], inStock(device({ lastUsedAt: null })), ['never-used']],
  ['Microsoft does not tell of use', [token()], inStock(device({ lastUsedAt: undefined })), []],
  [
    'never used, and just handed over',
    [token({ handedOverAt: monday - 4 * dayMs })],
    inStock(device({ lastUsedAt: null })),
    [],
  ],
  ['changed by a technician', [token()], microsoft({ changes: read([change()]) }), ['changed-without-us']],
  ['changed by themselves', [token()], microsoft({ changes: read([change({ by: sven })]) }), []],
];

describe('the differences between Microsoft and the books', () => {
  for (const [what, tokens, at, kinds] of table)
    it(`${what}: ${kinds.join(', ') || 'none'}`, () => {
      assert.deepEqual(kindsIn(tokens, at), kinds);
    });

  it('are of every kind somewhere in this table', () => {
    const shown = new Set(table.flatMap(([, , , kinds]) => kinds));
    assert.deepEqual(
      differenceKinds.filter((kind) => !shown.has(kind)),
      [],
    );
  });

  it('leave out a change of which a row of ours tells', () => {
    assert.deepEqual(
      kindsIn([token()], microsoft({ changes: read([change()]) }), () => true),
      [],
    );
  });

  it('say nothing of what was not read', () => {
    const silent = { kind: 'no-answer' } as const;
    const barred = { kind: 'not-allowed', permissions: ['X.Read'] } as const;
    const at = microsoft({
      devices: barred,
      people: new Map([[sven.id, { isEnabled: silent, methods: silent, mfa: null }]]),
      changes: silent,
    });
    assert.deepEqual(kindsIn([token(), token({ ...loaded, serial: '2' })], at), []);
    assert.deepEqual(gapsOf(at), [
      { what: 'devices', why: 'permission', permissions: ['X.Read'] },
      { what: 'methods', why: 'no-answer', permissions: [] },
      { what: 'accounts', why: 'no-answer', permissions: [] },
      { what: 'changes', why: 'no-answer', permissions: [] },
    ]);
    assert.deepEqual(gapsOf(microsoft()), []);
  });

  it('have a key that is the same in every reading, and another for each of them', () => {
    const at = inStock(device({ id: 'd-7' }), device({ id: 'd-8' }));
    const keysOf = () =>
      compareBooks({ tokens: [token()], microsoft: at, isOurs: () => false, now: monday }).map(
        ({ key }) => key,
      );
    assert.equal(new Set(keysOf()).size, keysOf().length);
    assert.deepEqual(keysOf(), keysOf());
  });

  it('ask Microsoft of holders, of who had it last, and of whose method is left', () => {
    const all = [
      token(),
      token({ state: 'lost', holder: ada }),
      token({ state: 'quarantine', holder: null, takenBackFrom: tina }),
      token({ state: 'in_stock', holder: null, leftMethods: [{ owner: ada, methodId: 'm' }] }),
      token({ state: 'retired', holder: { ...sven, id: 'retired' } }),
    ];
    assert.deepEqual(
      peopleOfBooks(all).map(({ id }) => id),
      [sven.id, ada.id, tina.id],
    );
  });
});
