import assert from 'node:assert/strict';
import { stringsDe } from '@token-desk/bot/words/de/chat';
import { stringsEn } from '@token-desk/bot/words/en/chat';
import { requestStates } from '@token-desk/contract/request';
import * as formDe from '@token-desk/contract/words/de/form';
import * as statesDe from '@token-desk/contract/words/de/states';
import { stepsDe } from '@token-desk/contract/words/de/steps';
import * as formEn from '@token-desk/contract/words/en/form';
import { problemsEn } from '@token-desk/contract/words/en/problems';
import * as statesEn from '@token-desk/contract/words/en/states';
import { stepsEn } from '@token-desk/contract/words/en/steps';
import { german } from '@token-desk/tab/words/de/first';
import { laterGerman } from '@token-desk/tab/words/de/later';
import { english } from '@token-desk/tab/words/en/first';
import { laterEnglish } from '@token-desk/tab/words/en/later';

/** What chat and tab show, and where it is worded for both. */
const worded = [
  ['a request’s state in chat, English', stringsEn.states, statesEn.askersStatesEn],
  ['a request’s state in chat, German', stringsDe.states, statesDe.askersStatesDe],
  ['a request’s state in the tab, English', english.states, statesEn.queueStatesEn],
  ['a request’s state in the tab, German', german.states, statesDe.queueStatesDe],
  ['a token’s state, English', laterEnglish.tokens.states, statesEn.tokenStatesEn],
  ['a token’s state, German', laterGerman.tokens.states, statesDe.tokenStatesDe],
  ['a step, English', english.steps, stepsEn],
  ['a step, German', german.steps, stepsDe],
  ['a type in chat, English', stringsEn.types, formEn.askedTypesEn],
  ['a type in chat, German', stringsDe.types, formDe.askedTypesDe],
  ['a type in the tab, English', english.types, formEn.shortTypesEn],
  ['a type in the tab, German', german.types, formDe.shortTypesDe],
  ['a reason that is not told, English', english.anotherReason, formEn.anotherReasonEn],
  ['a reason that is not told, German', german.anotherReason, formDe.anotherReasonDe],
  ['a way of handing over in chat, English', stringsEn.handOvers, formEn.askersHandOversEn],
  ['a way of handing over in chat, German', stringsDe.handOvers, formDe.askersHandOversDe],
  ['a way of handing over in the tab, English', english.handOvers, formEn.handOversEn],
  ['a way of handing over in the tab, German', german.handOvers, formDe.handOversDe],
] as const;

describe('one wording', () => {
  for (const [name, shown, table] of worded)
    it(`of ${name}: the contract’s own`, () => assert.equal(shown, table));

  it('of a field’s label in chat, on the card and in the tab: the contract’s own', () => {
    const places = (chat: typeof stringsEn, tab: typeof english) => [
      chat.form.labels,
      chat.card,
      tab.request,
    ];
    for (const { site, neededBy } of places(stringsEn, english))
      assert.deepEqual({ site, neededBy }, formEn.fieldLabelsEn);
    for (const { site, neededBy } of places(stringsDe, german))
      assert.deepEqual({ site, neededBy }, formDe.fieldLabelsDe);
  });

  it('chat and tab call a state differently only while a technician does the next thing', () => {
    const onTheWay = ['approved', 'queued', 'in_progress', 'burned', 'checked', 'bound'];
    for (const state of requestStates.filter((one) => !onTheWay.includes(one))) {
      assert.equal(stringsEn.states[state], english.states[state]);
      assert.equal(stringsDe.states[state], german.states[state]);
    }
  });

  it('people come to the counter; a desk is the place with a reader', () => {
    const about = { subject: 'Ana', site: 'Lyon', technician: null } as const;
    for (const handOver of ['desk', 'manager-collects'] as const) {
      assert.match(stringsEn.next.bound({ ...about, handOver }), /at the counter in Lyon/);
      assert.match(stringsDe.next.bound({ ...about, handOver }), /am Schalter in Lyon/);
    }
    assert.match(stringsEn.handOvers.desk, /counter/);
    const told = [stringsEn.next.rejected({ ...about, handOver: 'desk' }), stringsEn.lines.rejected('Ana')];
    const texts = [...told, ...Object.values(problemsEn).map(({ title, action }) => title + action)];
    assert.deepEqual(
      texts.filter((text) => /IT desk/i.test(text)),
      [],
    );
  });
});
