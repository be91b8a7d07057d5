import assert from 'node:assert/strict';
import type { RequestSummary } from '@token-desk/contract/views';
import { problemsDe } from '@token-desk/contract/words/de/problems';
import { problemsEn } from '@token-desk/contract/words/en/problems';
import { words } from '@token-desk/practice/entra/site/words';
import { isExpected, matching, mayArrive, needsMe, sortByNeed } from '@token-desk/tab/flow/needs-me';
import { pageAddress, pageLanguageOf, pageLanguages, wordsOnPage } from '@token-desk/tab/flow/page-languages';
import { nextInRun } from '@token-desk/tab/flow/run';
import {
  formatPlace,
  linkedRequest,
  type Place,
  parsePlace,
  placeAfter,
  queuePlace,
} from '@token-desk/tab/places/places';
import { person } from '../../support/tab/tab-api.ts';

const tom = { id: 'tom', roles: ['Technician'] as const };
const item = (name: string, changed: Partial<RequestSummary> = {}): RequestSummary =>
  ({
    id: name,
    state: 'queued',
    subject: person(name, name),
    requestedBy: person('ada', 'Ada Keller'),
    approvedBy: 'policy',
    form: { type: 'new', reason: 'travel', site: 'Lyon', neededBy: '2026-11-25', handOver: 'desk' },
    claim: null,
    attention: null,
    token: null,
    step: null,
    ...changed,
  }) as RequestSummary;
const heldBy = (id: string) => ({ by: person(id, id), since: 1 });

describe('the tab: who is next', () => {
  const cases: readonly (readonly [string, RequestSummary, boolean])[] = [
    ['ready to burn', item('a'), true],
    ['begun by me', item('a', { state: 'in_progress', claim: heldBy('tom') }), true],
    ['begun by somebody else', item('a', { state: 'in_progress', claim: heldBy('eszter') }), false],
    ['waiting for approval', item('a', { state: 'submitted' }), false],
    ['ready, and its person not here', item('a', { state: 'bound' }), false],
    ['ready, and in my hand', item('a', { state: 'bound', claim: heldBy('tom') }), true],
    ['closed', item('a', { state: 'closed' }), false],
  ];
  for (const [name, request, expected] of cases)
    it(`${name}: ${expected ? 'needs me' : 'waits for others'}`, () =>
      assert.equal(needsMe(request, tom), expected));

  it('asks an approver, but never about a request of their own', () => {
    const approver = { id: 'mia', roles: ['Approver'] as const };
    assert.equal(needsMe(item('a', { state: 'submitted' }), approver), true);
    const own = item('a', { state: 'submitted', requestedBy: person('mia', 'Mia Durand') });
    assert.equal(needsMe(own, approver), false);
    assert.equal(isExpected(item('a', { state: 'submitted' }), approver), false);
  });

  it('expects whoever fetches a ready token, and offers none of them as the next to burn for', () => {
    for (const claim of [null, heldBy('tom'), heldBy('eszter')]) {
      const ready = item('a', { state: 'bound', claim });
      assert.equal(mayArrive(ready, tom), true);
      assert.equal(isExpected(ready, tom), false);
    }
    assert.equal(mayArrive(item('a', { state: 'bound' }), { id: 'mia', roles: ['Approver'] }), false);
    assert.equal(mayArrive(item('a', { state: 'handed_over' }), tom), false);
  });

  it('puts what is stuck first, then what was begun, then what is late', () => {
    const late = item('late', { form: { ...item('x').form, neededBy: '2026-11-20' } });
    const stuck = item('stuck', { attention: 'token-empty' });
    const begun = item('begun', { claim: heldBy('tom') });
    const sorted = sortByNeed([item('plain'), late, begun, stuck], { id: 'tom', today: '2026-11-22' });
    assert.deepEqual(
      sorted.map(({ id }) => id),
      ['stuck', 'begun', 'late', 'plain'],
    );
  });

  for (const [typed, found] of [
    ['lei', ['Leïla Toumi']],
    ['tou', ['Leïla Toumi']],
    ['ana.moreau@contoso.example', ['Ana Moreau']],
    ['ANA', ['Ana Moreau']],
    ['rea', []],
    ['', ['Ana Moreau', 'Leïla Toumi']],
  ] as const)
    it(`finds ${found.length} by “${typed}”`, () => {
      const all = [item('Ana Moreau'), item('Leïla Toumi')];
      assert.deepEqual(
        matching(all, typed).map(({ id }) => id),
        found,
      );
    });

  it('goes through a batch in its order, without the skipped and the done', () => {
    const run = { ids: ['c', 'a', 'b'], skipped: ['c'], startedAt: 0, isBegun: true };
    const all = [item('a', { state: 'bound' }), item('b'), item('c')];
    assert.equal(nextInRun(run, (one) => needsMe(one, tom), all)?.id, 'b');
  });
});

describe('the tab: its addresses', () => {
  const places: readonly Place[] = [
    queuePlace,
    {
      ...queuePlace,
      q: 'ana & co',
      mine: true,
      overdue: true,
      state: 'bound',
      site: 'Lyon',
      selected: 'r-1',
    },
    { view: 'request', requestId: 'r-1' },
    { view: 'burn', requestId: 'r-1' },
    { view: 'burn', requestId: 'r-1', after: 'arrivals' },
    { view: 'arrivals', q: 'mor' },
    { view: 'call', q: '' },
    { view: 'run' },
    { view: 'configure' },
  ];
  for (const place of places)
    it(`come back from ${formatPlace(place)}`, () => assert.deepEqual(parsePlace(formatPlace(place)), place));

  it('are the queue when nobody knows them, or they carry something else', () => {
    const search = new URLSearchParams({ state: 'nonsense', open: '<script>' });
    assert.deepEqual(parsePlace(`#/nowhere?${search}`), queuePlace);
    for (const unknown of ['', '#', '#/burn/../x', '#/burn/%2e', '#/burn', '#/request/', '#/toString'])
      assert.deepEqual(parsePlace(unknown), queuePlace, unknown);
    assert.deepEqual(parsePlace('#/burn/r-1?after=nowhere'), {
      view: 'burn',
      requestId: 'r-1',
      after: undefined,
    });
  });

  it('cut what is typed where a search ends', () => {
    const long = 'a'.repeat(200);
    assert.deepEqual(parsePlace(`#/queue?q=${long}&site=${long}`), {
      ...queuePlace,
      q: 'a'.repeat(100),
      site: 'a'.repeat(80),
    });
  });

  it('say which request a link names, from Teams or before the #, and none that is no id', () => {
    assert.equal(linkedRequest('r-1', '?request=r-2'), 'r-1');
    assert.equal(linkedRequest(undefined, '?request=r-2'), 'r-2');
    assert.equal(linkedRequest('', '?request=r-2'), 'r-2');
    assert.equal(linkedRequest(undefined, ''), null);
    assert.equal(linkedRequest('../x', '?request=r-2'), null);
  });

  it('lead back to where a person was begun with', () => {
    for (const where of ['queue', 'arrivals', 'run'] as const) assert.equal(placeAfter(where).view, where);
  });
});

describe('the tab: Microsoft’s page in the language it is shown in', () => {
  it('knows ten languages, each whole', () => {
    assert.ok(pageLanguages.length >= 10);
    for (const { name, words: known } of pageLanguages)
      for (const word of Object.values(known)) assert.ok(word.trim().length > 1, name);
  });

  it('says the same as the practice page', () => {
    for (const { code, words: known } of pageLanguages)
      assert.equal(known.differentApp, words[code as keyof typeof words].differentApp);
  });

  it('finds the words that problems quote, in English and German', () => {
    const polish = pageLanguages.find(({ code }) => code === 'pl');
    assert.ok(polish !== undefined);
    for (const { action } of [problemsEn['input-microsoft-push'], problemsDe['input-microsoft-push']]) {
      const quoted = /“([^”]+)”|„([^“]+)“/.exec(action);
      const plain = quoted?.[1] ?? quoted?.[2] ?? '';
      assert.equal(wordsOnPage(plain, polish), polish.words.differentApp);
    }
    assert.equal(wordsOnPage('pair', polish), 'pair');
  });

  for (const [wanted, code] of [
    [[null, 'de-AT', 'pl', 'en'], 'de'],
    [['fr', 'de', 'pl', 'en'], 'fr'],
    [[null, 'ja-JP', 'pl', 'en'], 'pl'],
    [[null, null, null, 'de-DE'], 'de'],
    [[null, '', null, 'xx'], 'en'],
  ] as const)
    it(`begins with ${code} of ${wanted.join(', ')}: chosen, the person’s, the last one, this window’s`, () =>
      assert.equal(pageLanguageOf(wanted).code, code));

  it('forces the language by its address, whatever stands in it already', () => {
    const [english] = pageLanguages;
    assert.equal(pageAddress('https://x.example/a?b=1', english), 'https://x.example/a?b=1&lng=en-us');
  });
});
