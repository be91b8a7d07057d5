import assert from 'node:assert/strict';
import { stringsFor as chatStrings } from '@token-desk/bot/words/languages';
import { describeProblemDe } from '@token-desk/contract/words/de/problems';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import type { HandOutState } from '@token-desk/tab/flow/hand-out-flow';
import { deskOf, stopText } from '@token-desk/tab/views/tokens/desk-work';
import { anotherToken, stopHandOut } from '@token-desk/tab/views/wizard/hand-out-words';
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
    state: { isAgain, left, request: { subject: { name: 'Ana Moreau' }, token, attention } },
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

describe('what leaving a loaded token says', () => {
  const goesBack = /goes back|kommt zurück/;
  const seen = { misses: 0, problem: null } as const;
  const isRefused = { kind: 'refused', problem: { code: 'assign-refused' } } as const;
  const mayBeTheirs: readonly HandOutState[] = [
    { kind: 'finding-out' },
    { kind: 'typing', order: 'unsure', ...seen },
    { kind: 'typing', order: 'activate', ...seen },
    { kind: 'sending', order: 'assign', misses: 0, waitsUntil: null },
    { kind: 'reading-back', since: 1, requestId: null, isLooking: true, problem: null },
    { ...isRefused, order: 'unsure' },
    { ...isRefused, order: 'activate' },
  ];
  for (const [language, { handOut }] of [
    ['English', english],
    ['German', german],
  ] as const)
    it(`is that it goes back only while Microsoft cannot have given it, in ${language}`, () => {
      for (const state of [
        { kind: 'typing', order: 'assign', ...seen },
        { ...isRefused, order: 'assign' },
      ] as const) {
        assert.match(stopHandOut(state, 'Ana', { handOut }), goesBack);
        assert.match(anotherToken(state, 'Ana', { handOut }), goesBack);
      }
      for (const state of mayBeTheirs) {
        const said = `${stopHandOut(state, 'Ana', { handOut })} ${anotherToken(state, 'Ana', { handOut })}`;
        assert.doesNotMatch(said, goesBack, JSON.stringify(state));
        assert.match(said, /Ana/);
      }
      assert.equal(
        stopHandOut({ kind: 'typing', order: 'activate', ...seen }, 'Ana', { handOut }),
        handOut.stopAccepted('Ana'),
      );
    });

  it('claims nothing of Microsoft where only the step is known', () => {
    const activate = burn('activate', {});
    for (const strings of [english, german]) assert.doesNotMatch(consequence(activate, strings), goesBack);
  });
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
