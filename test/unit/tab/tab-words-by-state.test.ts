import assert from 'node:assert/strict';
import { stringsFor as chatStrings } from '@token-desk/bot/words/language';
import { describeProblemDe } from '@token-desk/contract/words/de/problems';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import { deskOf, stopText } from '@token-desk/tab/views/tokens/desk-work';
import { consequence } from '@token-desk/tab/views/wizard/leaving';
import { english, german } from '../../support/tab/tab-words.ts';

type Burn = Parameters<typeof consequence>[0];

const nothingWritten = /nothing has been written|nichts (wurde )?geschrieben/i;
const somebodysToken = { serial: '86596220000001', burnedAt: 1, burnerId: 'desk' };

function burn(
  kind: string,
  change: { token?: unknown; problem?: string; isAgain?: boolean; left?: string },
): Burn {
  const { token = null, problem, isAgain = false, left = 'cancelBefore' } = change;
  const attention = problem ?? null;
  return {
    screen: { kind },
    desk: { online: true },
    state: { isAgain, left, request: { token, attention } },
  } as unknown as Burn;
}

describe('what a button says it leaves behind', () => {
  const touched: [string, Parameters<typeof burn>[1]][] = [
    ['a token was burned for the request', { token: somebodysToken }],
    ['the code is brought in again', { isAgain: true }],
    ['the token was emptied', { problem: 'token-empty' }],
    ['the token has new settings', { problem: 'token-changed' }],
  ];
  for (const [language, strings] of [
    ['English', english],
    ['German', german],
  ] as const) {
    for (const kind of ['person', 'secret', 'token'])
      it(`is nothing only while nobody wrote, on the ${kind} step, in ${language}`, () => {
        assert.match(consequence(burn(kind, {}), strings), nothingWritten);
        for (const [what, change] of touched)
          assert.doesNotMatch(consequence(burn(kind, change), strings), nothingWritten, what);
      });

    it(`is what happened to the token while it is written, in ${language}`, () => {
      for (const left of ['cancelEmptied', 'cancelPerhapsEmptied', 'cancelChanged'])
        assert.doesNotMatch(consequence(burn('burn', { left }), strings), nothingWritten, left);
      const away = { ...burn('burn', {}), desk: { online: false } } as Burn;
      assert.doesNotMatch(consequence(away, strings), nothingWritten);
    });
  }
});

describe('what stopping an order about a token says', () => {
  type Job = Parameters<typeof stopText>[0];
  type Desk = Parameters<typeof deskOf>[1][number];
  const desks = [
    { id: 'one', name: 'Lyon 1', online: true },
    { id: 'two', name: 'Lyon 2', online: false },
  ] as Desk[];
  const job = (burnerId: string, problem: Job['problem'] = null) =>
    ({ problem, offer: { burnerId } }) as unknown as Job;

  for (const [language, { tokens }] of [
    ['English', english],
    ['German', german],
  ] as const)
    it(`is nothing only while its desk tells and has told of nothing, in ${language}`, () => {
      assert.match(stopText(job('one'), desks, tokens), nothingWritten);
      assert.doesNotMatch(stopText(job('one', { code: 'token-empty' }), desks, tokens), nothingWritten);
      for (const silent of ['two', 'gone'])
        assert.doesNotMatch(stopText(job(silent), desks, tokens), nothingWritten, silent);
    });

  it('is about the desk that has the order, also when it went and another one is there', () => {
    assert.equal(deskOf(job('two'), desks)?.name, 'Lyon 2');
    assert.equal(deskOf(job('gone'), desks), null);
  });
});

describe('what silence is told as', () => {
  it('is never “nothing was written” where the desk only did not report', () => {
    for (const code of ['job-expired', 'job-cancelled'] as const) {
      assert.match(describeProblem({ code }).action, /No write was reported.*check the code on its display/);
      assert.match(describeProblemDe({ code }).action, /kein Schreiben gemeldet.*prüfen Sie zuerst den Code/);
    }
  });

  it('is never “nobody took it”: only what nobody approved lapses', () => {
    for (const language of ['en', 'de'] as const) {
      const strings = chatStrings(language);
      const said = [strings.next.expired({} as never), strings.lines.lapsed('Ana')].join(' ');
      assert.match(said, /approved|genehmigt/);
      assert.doesNotMatch(said, /took|übernommen/);
    }
    assert.match(english.events.expired(''), /approved/);
  });
});
