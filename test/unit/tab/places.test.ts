import assert from 'node:assert/strict';
import {
  auditPlace,
  formatPlace,
  linkedRequest,
  type Place,
  parsePlace,
  placeAfter,
  queuePlace,
  tokensPlace,
} from '@token-desk/tab/places/places';

const queue = queuePlace;
const audit = { ...auditPlace, view: 'audit' } as const;

describe('an address of the tab', () => {
  const places: readonly (readonly [string, Place])[] = [
    ['#/queue', queue],
    [
      '#/queue?q=ana&mine=1&overdue=1&withoutSecond=1&state=queued&site=Wien&sort=due&down=1&open=r-1',
      {
        view: 'queue',
        q: 'ana',
        mine: true,
        overdue: true,
        withoutSecond: true,
        state: 'queued',
        site: 'Wien',
        sort: 'due',
        down: true,
        selected: 'r-1',
      },
    ],
    ['#/request/r_1', { view: 'request', requestId: 'r_1' }],
    ['#/burn/r-1', { view: 'burn', requestId: 'r-1' }],
    ['#/burn/r-1?after=arrivals', { view: 'burn', requestId: 'r-1', after: 'arrivals' }],
    ['#/arrivals?q=M%C3%BCller+%26+S%C3%B6hne', { view: 'arrivals', q: 'Müller & Söhne' }],
    ['#/call', { view: 'call', q: '' }],
    ['#/run', { view: 'run' }],
    ['#/configure', { view: 'configure' }],
    ['#/tokens', tokensPlace],
    [
      '#/tokens?q=86&state=lost&from=desk-1&open=8659622000017',
      { view: 'tokens', q: '86', state: 'lost', from: 'desk-1', selected: '8659622000017' },
    ],
    ['#/add-tokens', { view: 'add-tokens' }],
    ['#/statement/8659622000017', { view: 'statement', serial: '8659622000017' }],
    ['#/burners', { view: 'burners' }],
    ['#/audit', audit],
    [
      '#/audit/r-1?serial=8659622000017&who=tina&event=handed_over&from=2026-11-01&to=2026-11-30&order=oldest',
      {
        view: 'audit',
        requestId: 'r-1',
        serial: '8659622000017',
        who: 'tina',
        event: 'handed_over',
        from: '2026-11-01',
        to: '2026-11-30',
        order: 'oldest',
      },
    ],
    ['#/reports?site=Lyon', { view: 'reports', site: 'Lyon' }],
    ['#/privacy', { view: 'privacy' }],
    ['#/needs', { view: 'needs', q: '', group: null }],
    ['#/needs?q=ana&group=phone-only', { view: 'needs', q: 'ana', group: 'phone-only' }],
    ['#/enforce', { view: 'enforce' }],
    ['#/set-up', { view: 'set-up' }],
  ];
  for (const [address, place] of places)
    it(`comes back to the same place, with all that was filtered by: ${address}`, () => {
      assert.deepEqual(parsePlace(address), place);
      assert.equal(formatPlace(place), address);
    });

  it('is the queue where nobody knows it, with what the queue can use of it', () => {
    for (const unknown of [
      '',
      '#',
      '#/',
      '#/nowhere',
      '#/constructor',
      '#/__proto__',
      '#/toString/r-1',
      '#//queue',
    ])
      assert.deepEqual(parsePlace(unknown), queue, unknown);
    assert.deepEqual(parsePlace('#/nowhere?q=ana&open=r-1'), { ...queue, q: 'ana', selected: 'r-1' });
    assert.deepEqual(parsePlace('queue?mine=1'), { ...queue, mine: true });
  });

  for (const [what, address, place] of [
    ['a state there is not', '#/queue?state=nowhere&mine=1', { ...queue, mine: true }],
    ['an id that is none', '#/queue?open=../me', queue],
    ['an id longer than ids are', `#/queue?open=${'a'.repeat(65)}`, queue],
    ['a yes in other words', '#/queue?mine=true&overdue=', queue],
    ['a serial that is none', '#/tokens?open=12-34', tokensPlace],
    ['days that are none', '#/audit?from=yesterday&to=2026-11-30T10:00', audit],
    ['an event that is none', '#/audit?event=<b>&order=newest&serial=%20', audit],
  ] as const)
    it(`leaves out what does not fit: ${what}`, () => assert.deepEqual(parsePlace(address), place));

  it('leaves out a place to return to that there is not', () => {
    const place = parsePlace('#/burn/r-1?after=nowhere');
    assert.equal(formatPlace(place), '#/burn/r-1');
  });

  it('cuts a search that is too long, rather than to forget it', () => {
    const long = 'x'.repeat(150);
    assert.deepEqual(parsePlace(`#/queue?q=${long}&site=${long}`), {
      ...queue,
      q: 'x'.repeat(100),
      site: 'x'.repeat(80),
    });
  });

  it('leads to a list where it lacks what it must carry', () => {
    for (const [address, view] of [
      ['#/request', 'queue'],
      ['#/request/', 'queue'],
      ['#/request/a b', 'queue'],
      ['#/burn', 'queue'],
      ['#/statement', 'tokens'],
      ['#/statement/12-34', 'tokens'],
    ] as const)
      assert.equal(parsePlace(address).view, view, address);
    assert.equal(parsePlace('#/audit/a.b').view, 'audit');
  });

  it('goes back to where a person was taken from', () => {
    for (const where of ['queue', 'arrivals', 'run'] as const) assert.equal(placeAfter(where).view, where);
  });

  it('names a request as a page below the tab or in a plain link, the page first', () => {
    assert.equal(linkedRequest('r-1', '?request=r-2'), 'r-1');
    assert.equal(linkedRequest('', '?request=r-2'), 'r-2');
    assert.equal(linkedRequest(undefined, '?request=r-2'), 'r-2');
    for (const none of ['', '?request=', '?request=../me', '?other=r-1'])
      assert.equal(linkedRequest(undefined, none), null, none);
    assert.equal(linkedRequest('../me', ''), null);
  });
});
