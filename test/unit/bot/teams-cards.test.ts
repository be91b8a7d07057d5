import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { addDays } from '@token-desk/bot/domain/approval/business-time';
import { tokenGone } from '@token-desk/bot/domain/tokens/token-gone';
import { channelRequestCard } from '@token-desk/bot/teams/cards/channel-request';
import { dayAt, showDay } from '@token-desk/bot/teams/cards/dates';
import { channelLine, personalLine } from '@token-desk/bot/teams/cards/lines';
import { requestFormCard } from '@token-desk/bot/teams/cards/request-form';
import { withdrawPickerCard } from '@token-desk/bot/teams/cards/request-list';
import { requestStateCard } from '@token-desk/bot/teams/cards/request-state';
import { languageOf, stringsFor } from '@token-desk/bot/words/languages';
import { handledTypes, handOvers, requestStates } from '@token-desk/contract/request';
import { requestEventKinds } from '@token-desk/contract/request-event';
import { chromium } from 'playwright-core';
import { lateEndMs } from '../../support/run/late-end.ts';
import { chromiumArgs, needsChromium } from '../../support/run/require-all.ts';
import { aRequest } from '../../support/teams/a-request.ts';
import { emptyForm, everyCard, refusedForm, requestIn, textOf } from '../../support/teams/every-card.ts';

const require = createRequire(import.meta.url);
const rendererPath = require.resolve('adaptivecards/dist/adaptivecards.min.js');
const languages = ['en', 'de'] as const;

type Renderer = {
  SerializationContext: new () => { eventCount: number; getEventAt(index: number): { message: string } };
  AdaptiveCard: new () => {
    parse(json: object, context: object): void;
    validateProperties(): { validationEvents: { message: string }[] };
  };
};

const falseAlarms = [
  // A people picker has no choices before somebody types.
  'An Input.ChoiceSet must have at least one choice defined.',
  // The linter tests `lang` with a global regular expression, which misses every second time.
  'Invalid value "de" for property "lang".',
  'Invalid value "en" for property "lang".',
];

function lint(card: object): string[] {
  const { SerializationContext, AdaptiveCard } = require(rendererPath) as Renderer;
  const context = new SerializationContext();
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const messages = Array.from(
    { length: context.eventCount },
    (_, index) => context.getEventAt(index).message,
  );
  const wrong = parsed.validateProperties().validationEvents.map(({ message }) => message);
  return [...messages, ...wrong].filter((message) => !falseAlarms.includes(message));
}

describe('cards', () => {
  it('has a linter that can complain', () => {
    assert.notDeepEqual(lint({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Nonsense' }] }), []);
  });

  for (const language of languages) {
    for (const [name, card] of everyCard(language)) {
      it(`is well-formed: ${name} (${language})`, () => {
        assert.deepEqual(lint(card), []);
        assert.doesNotMatch(textOf(card), /undefined|\[object|\{\w+\}/);
        assert.ok(Buffer.byteLength(textOf(card)) < 28_000, 'Teams takes 28 KB');
        const { speak, fallbackText } = card as { speak?: string; fallbackText?: string };
        assert.ok(
          (speak ?? '').length > 10 && (fallbackText ?? '').length > 10,
          'read aloud and in old clients',
        );
        assert.doesNotMatch(`${speak}${fallbackText}`, /[<>[\]*]/);
      });
    }
  }

  it('renders every card in a browser', async function () {
    const executablePath = needsChromium(this);
    const browser = await chromium.launch({ executablePath, args: chromiumArgs });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(lateEndMs);
      await page.addScriptTag({ path: rendererPath });
      for (const [name, card] of languages.flatMap(everyCard)) {
        const text = await page.evaluate((json) => {
          const { AdaptiveCard } = Reflect.get(window, 'AdaptiveCards');
          const view = new AdaptiveCard();
          view.parse(json);
          const element: HTMLElement | undefined = view.render();
          document.body.replaceChildren(...(element === undefined ? [] : [element]));
          return document.body.textContent ?? '';
        }, card);
        assert.ok(text.trim().length > 20, name);
      }
    } finally {
      await browser.close();
    }
  });

  it('has a form that comes back begin with what is wrong, short, and send all that was typed', async function () {
    const executablePath = needsChromium(this);
    const browser = await chromium.launch({ executablePath, args: chromiumArgs });
    try {
      const page = await browser.newPage({ viewport: { width: 420, height: 900 } });
      page.setDefaultTimeout(lateEndMs);
      await page.addScriptTag({ path: rendererPath });
      for (const language of languages) {
        const strings = stringsFor(language);
        const values = { ...refusedForm.values, neededBy: '2026-12-01' };
        await page.evaluate(
          (json) => {
            const { AdaptiveCard } = Reflect.get(window, 'AdaptiveCards');
            const view = new AdaptiveCard();
            view.onExecuteAction = ({ data }: { data: object }) => Reflect.set(window, 'sent', data);
            view.parse(json);
            document.body.replaceChildren(view.render());
          },
          requestFormCard({ ...refusedForm, values }, strings),
        );
        const card = page.locator('.ac-adaptiveCard').first();
        const first = card.locator('.ac-richTextBlock').first();
        assert.equal(await first.textContent(), '⚠ Something is missing');
        const note = page.getByLabel(strings.form.labels.note);
        assert.deepEqual([await note.count(), await note.isVisible()], [1, false], 'what is fine is folded');
        const { height = 0 } = (await card.boundingBox()) ?? {};
        assert.ok(height > 0 && height < 600, `${height} px`);
        await page.getByRole('button', { name: strings.form.submit, exact: true }).click();
        const sent = await page.evaluate(() => Reflect.get(window, 'sent') ?? {});
        for (const [field, value] of Object.entries(values)) assert.equal(sent[field], value, field);
      }
    } finally {
      await browser.close();
    }
  });
});

describe('what cards say', () => {
  const readyWords = { en: /\bready\b/i, de: /\bbereit\b/i } as const;
  for (const language of languages) {
    const strings = stringsFor(language);
    for (const state of requestStates) {
      const request = requestIn(state);
      const shown = [
        textOf(requestStateCard({ request, isMine: true, tabUrl: null }, strings)),
        textOf(channelRequestCard({ request, tabUrl: null }, strings)),
        ...requestEventKinds.map((event) => personalLine(event, request, strings)),
        ...requestEventKinds.map((event) => channelLine(event, request, strings)),
      ].join(' ');
      const isReady = state === 'bound';
      it(`${isReady ? 'says' : 'does not say'} ready at ${state} (${language})`, () => {
        assert.equal(readyWords[language].test(shown), isReady);
      });
      it(`keeps reasons and people's own words out of a channel at ${state} (${language})`, () => {
        const channel = [
          textOf(channelRequestCard({ request, tabUrl: null }, strings)),
          ...requestEventKinds.map((event) => channelLine(event, request, strings)),
        ].join(' ');
        const secret = ['accessib', 'barriere', 'cannot-hold', 'private-note', 'INC-4711', 'CC-9'];
        for (const word of secret)
          assert.equal(channel.toLowerCase().includes(word.toLowerCase()), false, word);
      });
    }
  }

  for (const language of languages)
    it(`says in a channel what is missing at Microsoft and who mends it, until somebody is at it (${language})`, () => {
      const strings = stringsFor(language);
      const { account, room } = strings.missing;
      const { password } = strings.notKnown;
      const at = Date.UTC(2026, 10, 2, 9);
      const seen = { checks: ['account' as const, 'room' as const], unknown: ['password' as const], at };
      const says = (text: string) => [account, room, password].every((part) => text.includes(part));
      const saying = (textOfState: (request: ReturnType<typeof requestIn>) => string) =>
        requestStates.filter((state) => says(textOfState({ ...requestIn(state), missing: seen })));
      const ahead = ['submitted', 'approved', 'queued'];
      assert.deepEqual(
        saying((request) => textOf(channelRequestCard({ request, tabUrl: null }, strings))),
        ahead,
      );
      assert.deepEqual(
        saying((request) => channelLine('missing_found', request, strings)),
        ahead,
      );
      const line = (missing: Omit<typeof seen, 'at'>) =>
        channelLine('missing_found', { ...requestIn('queued'), missing: { ...missing, at } }, strings);
      const [mend, notKnown] = [strings.card.beforeDesk('*', '*'), strings.card.notKnown('*', '*')].map(
        (text) => text.split('*')[0] ?? '',
      );
      assert.ok(!line({ checks: [], unknown: ['password'] }).includes(mend ?? ''));
      assert.ok(!line({ checks: ['room', 'account'], unknown: [] }).includes(notKnown ?? ''));
    });

  for (const event of ['burn_empty', 'burn_settings_changed', 'burn_unknown'] as const)
    it(`sends nobody to the reader for a ${event} that is long over when the line comes`, () => {
      const isWarning = (state: (typeof requestStates)[number]) =>
        channelLine(event, requestIn(state), stringsFor('en')).startsWith('⚠');
      assert.deepEqual(
        requestStates.filter((state) => !isWarning(state)),
        ['checked', 'bound', 'handed_over', 'closed'],
      );
    });

  it('shows a name as text, never as Markdown', () => {
    const name = '[click](https://evil.example) **bold**';
    const request = aRequest({ subject: { id: 'x', name, upn: 'x@x.example' } });
    const card = requestStateCard({ request, isMine: true, tabUrl: null }, stringsFor('en'));
    const blocks: string[] = [];
    JSON.stringify(card, (_, value: unknown) => {
      if (typeof value === 'object' && value !== null && Reflect.get(value, 'type') === 'TextBlock') {
        blocks.push(String(Reflect.get(value, 'text')));
      }
      return value;
    });
    assert.equal(
      blocks.some((text) => text.includes('click')),
      false,
    );
  });

  for (const language of languages)
    it(`says to who waits for a technician what comes next, and where (${language})`, () => {
      const strings = stringsFor(language);
      const said = handOvers.map((handOver) => {
        const request = requestIn('queued');
        return strings.next.queued({
          subject: request.subject.name,
          site: 'Lyon',
          handOver,
          technician: null,
        });
      });
      assert.equal(new Set(said).size, handOvers.length, 'each way has its own end');
      assert.deepEqual(
        handOvers.filter((_, at) => said[at]?.includes('Lyon')),
        ['desk', 'manager-collects'],
      );
    });

  it('says who approves at its site, where somebody said so, as long as it waits for that', () => {
    const approver = 'Anna Weber';
    const shows = (request: ReturnType<typeof requestIn>) =>
      textOf(requestStateCard({ request, isMine: true, tabUrl: null, approver }, stringsFor('en'))).includes(
        approver,
      );
    assert.deepEqual(
      requestStates.filter((state) => shows(requestIn(state))),
      ['submitted'],
    );
  });

  it('says where the counter is and when it is open, where somebody said so, until it was there', () => {
    const pickUp = 'ground floor, Monday to Friday 9–12';
    const shows = (request: ReturnType<typeof requestIn>) =>
      textOf(requestStateCard({ request, isMine: true, tabUrl: null, pickUp }, stringsFor('en'))).includes(
        pickUp,
      );
    assert.deepEqual(
      requestStates.filter((state) => !shows(requestIn(state))),
      ['handed_over', 'closed', 'withdrawn', 'rejected', 'expired'],
    );
    const mailed = requestIn('queued');
    assert.equal(shows({ ...mailed, form: { ...mailed.form, handOver: 'ship' } }), false);
  });

  it('asks in the row of the list itself before it withdraws: two presses', () => {
    const requests = [aRequest({ id: 'one' }), aRequest({ id: 'two' })];
    const card = withdrawPickerCard(requests, stringsFor('en'));
    const ways: string[] = [];
    JSON.stringify(card, (_, value: unknown) => {
      if (typeof value !== 'object' || value === null || Reflect.get(value, 'type') !== 'Action.ShowCard')
        return value;
      ways.push([...new Set(JSON.stringify(value).match(/request\.\w+/g))].join());
      return value;
    });
    assert.deepEqual(ways, ['request.withdraw', 'request.withdraw']);
    assert.doesNotMatch(textOf(card), /request\.show/);
  });

  it('says no “ready” of a token that has been handed over by the time of the line', () => {
    const silent = requestStates.filter(
      (state) => personalLine('bound', requestIn(state), stringsFor('en')) === null,
    );
    assert.deepEqual(silent, ['handed_over', 'closed']);
  });

  it('offers to withdraw until a technician has it, to the person who asked', () => {
    const offers = requestStates.filter((state) =>
      textOf(
        requestStateCard({ request: requestIn(state), isMine: true, tabUrl: null }, stringsFor('en')),
      ).includes('request.withdraw'),
    );
    assert.deepEqual(offers, ['submitted', 'approved', 'queued']);
    for (const heldFrom of requestStates) {
      const held = { ...requestIn('on_hold'), heldFrom };
      const card = requestStateCard({ request: held, isMine: true, tabUrl: null }, stringsFor('en'));
      assert.equal(
        textOf(card).includes('request.withdraw'),
        offers.includes(heldFrom),
        `held from ${heldFrom}`,
      );
    }
    const forMe = requestStateCard(
      { request: requestIn('queued'), isMine: false, tabUrl: null },
      stringsFor('en'),
    );
    assert.equal(textOf(forMe).includes('request.withdraw'), false);
  });

  for (const language of languages) {
    it(`says how a request lost its token, on the cards and in the line to both (${language})`, () => {
      const strings = stringsFor(language);
      for (const because of tokenGone) {
        const request = { ...requestIn('failed'), attention: because };
        const line = strings.lines.tokenGone(request.subject.name, strings.tokenGone[because]);
        assert.equal(personalLine('failed', request, strings), line);
        assert.equal(channelLine('failed', request, strings), line);
        const mine = requestStateCard({ request, isMine: true, tabUrl: null }, strings);
        const channel = channelRequestCard({ request, tabUrl: null }, strings);
        for (const card of [mine, channel]) assert.ok(textOf(card).includes(strings.tokenGone[because]));
      }
      const other = { ...requestIn('failed'), attention: 'code-wrong' };
      assert.equal(personalLine('failed', other, strings), strings.lines.failed(other.subject.name));
    });
  }

  for (const language of languages) {
    it(`says that a loss is only reported, and that it was rejected (${language})`, () => {
      const strings = stringsFor(language);
      const reported = { ...requestIn('queued'), lossReport: { serials: ['8659622000017'] } };
      const line = strings.lines.lossReported(reported.subject.name, reported.requestedBy.name);
      assert.equal(channelLine('loss_reported', reported, strings), line);
      const mine = requestStateCard({ request: reported, isMine: true, tabUrl: null }, strings);
      const channel = channelRequestCard({ request: reported, tabUrl: null }, strings);
      for (const card of [mine, channel]) assert.ok(textOf(card).includes('⚠'), 'as a warning');
      const confirmed = requestIn('queued');
      assert.notEqual(
        channelLine('loss_reported', confirmed, strings),
        line,
        'once confirmed it is no report',
      );
      const ended = requestIn('rejected');
      const rejected = strings.lines.lossRejected(ended.subject.name);
      assert.equal(personalLine('loss_rejected', ended, strings), rejected);
    });
  }

  it('names the technician who is working on it', () => {
    const card = requestStateCard(
      { request: requestIn('in_progress'), isMine: true, tabUrl: null },
      stringsFor('en'),
    );
    assert.match(textOf(card), /Tom Weber is working on it/);
  });
});

describe('the request form', () => {
  const inputs = (card: object): Record<string, unknown>[] => {
    const found: Record<string, unknown>[] = [];
    JSON.stringify(card, (_, value: unknown) => {
      if (
        typeof value === 'object' &&
        value !== null &&
        String(Reflect.get(value, 'type')).startsWith('Input.')
      ) {
        found.push({ ...value });
      }
      return value;
    });
    return found;
  };

  const demanded = ['subject', 'type', 'reason', 'site', 'neededBy', 'handOver'];
  it('says of each field that may stay empty that it may', () => {
    for (const input of inputs(requestFormCard(emptyForm, stringsFor('en')))) {
      const saysSo = /optional|only for/.test(String(input.label));
      // chosen there or typed below it: which of the two, the server sees
      assert.equal(saysSo, !demanded.includes(String(input.id)), String(input.id));
      // or a form that is half filled in could not be kept
      assert.notEqual(input.isRequired, true, String(input.id));
    }
  });

  it('offers the types that are handled, in words', () => {
    const titles = {
      en: ['New token', 'Replace a lost token', 'Replace a faulty token'],
      de: ['Neues Token', 'Verlorenes Token ersetzen', 'Defektes Token ersetzen'],
    };
    for (const language of languages) {
      const type = inputs(requestFormCard(emptyForm, stringsFor(language))).find(({ id }) => id === 'type');
      const choices = handledTypes.map((value, at) => ({ title: titles[language][at], value }));
      assert.deepEqual(type?.choices, choices);
    }
  });

  it('offers a day three days ahead, not before today', () => {
    const date = inputs(requestFormCard(emptyForm, stringsFor('en'))).find(({ id }) => id === 'neededBy');
    assert.equal(date?.value, '2026-11-25');
    assert.equal(date?.min, '2026-11-22');
  });

  it('offers a working day where that day is none', () => {
    const offered = (today: string) =>
      inputs(requestFormCard({ ...emptyForm, today }, stringsFor('en'))).find(({ id }) => id === 'neededBy')
        ?.value;
    assert.deepEqual(['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].map(offered), [
      '2026-11-27',
      '2026-11-30',
      '2026-11-30',
      '2026-11-30',
    ]);
  });

  it('keeps what was typed, says what is wrong at its field and on top', () => {
    const card = requestFormCard(refusedForm, stringsFor('en'));
    for (const [id, value] of Object.entries(refusedForm.values)) {
      assert.equal(inputs(card).find((input) => input.id === id)?.value, value, id);
    }
    assert.match(textOf(card), /Something is missing/);
    assert.match(textOf(card), /at least 10 characters/);
    assert.match(textOf(card), /"title":"Tom Weber"/);
  });
});

describe('days and languages of cards', () => {
  it('counts days over the end of a month and a clock change', () => {
    assert.equal(addDays('2026-02-27', 3), '2026-03-02');
    assert.equal(addDays('2026-10-24', 2), '2026-10-26');
  });
  it('takes the day where the person is', () => {
    const now = Date.UTC(2026, 10, 22, 23, 30);
    assert.equal(dayAt(now, 'Europe/Berlin'), '2026-11-23');
    assert.equal(dayAt(now, 'America/New_York'), '2026-11-22');
    assert.equal(dayAt(now, 'Nowhere/Land'), '2026-11-22');
  });
  it('writes a day as the language does', () => {
    assert.match(showDay('2026-11-25', 'en-GB'), /^Wed,? 25 Nov 2026$/);
    assert.match(showDay('2026-11-25', 'de-DE'), /^Mi\.?,? 25\. Nov\.? 2026$/);
  });
  it('speaks German to German clients, English to all others', () => {
    assert.deepEqual(['de', 'de-CH', 'DE-de', 'en-US', 'fr', null, 'den'].map(languageOf), [
      'de',
      'de',
      'de',
      'en',
      'en',
      'en',
      'en',
    ]);
  });
});
