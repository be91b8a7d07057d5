import assert from 'node:assert/strict';
import { auditDataOf, type RequestEvent } from '@token-desk/bot/domain/requests/request-events';
import { otherEventKinds } from '@token-desk/contract/audit-row';
import { receiptDoubts } from '@token-desk/contract/desk/receipt';
import {
  callIdentityKinds,
  handOvers,
  requestStates,
  requestTypes,
  waiverReasons,
} from '@token-desk/contract/request';
import { requestEventKinds } from '@token-desk/contract/request-event';
import { tokenStates } from '@token-desk/contract/token/record';
import { describeProblemDe } from '@token-desk/contract/words/de/problems';
import { describeProblem, problemsEn } from '@token-desk/contract/words/en/problems';
import { causeText } from '@token-desk/tab/ui/history/cause-text';
import { eventDetail } from '@token-desk/tab/ui/history/event-detail';
import type { AllWords } from '@token-desk/tab/words/all';
import { laterGerman } from '@token-desk/tab/words/de/later';
import { laterEnglish } from '@token-desk/tab/words/en/later';
import { englishIn, fixedParts, rawCodesIn } from '../../support/browser/english-left.ts';
import { everyAuditRow } from '../../support/store/every-audit-row.ts';
import { english, german } from '../../support/tab/tab-words.ts';

const codes = [
  ...requestStates,
  ...requestTypes,
  ...requestEventKinds,
  ...otherEventKinds,
  ...tokenStates,
  ...handOvers,
  ...callIdentityKinds,
  ...receiptDoubts,
  ...Object.keys(problemsEn),
  ...Object.keys(laterEnglish.details.rules),
  ...Object.keys(laterEnglish.details.because),
  ...Object.keys(laterEnglish.details.outcomes),
  ...Object.keys(laterEnglish.reports.causes),
  ...Object.keys(laterEnglish.privacy.classes),
];
const parts = {
  english: fixedParts({
    english,
    laterEnglish,
    problems: Object.values(problemsEn).map(({ title, action }) => ({ title, action })),
  }),
  other: fixedParts({ german, laterGerman }),
};

describe('what stands beside an event', () => {
  const languages = new Map<string, AllWords>([
    ['en', { strings: english, describe: describeProblem }],
    ['de', { strings: german, describe: describeProblemDe }],
  ]);

  for (const locale of ['en', 'de']) {
    for (const { event, data } of everyAuditRow()) {
      it(`is said in words: ${event} ${JSON.stringify(data)} (${locale})`, () => {
        const language = languages.get(locale)!;
        const text = eventDetail({ event, data }, language);
        assert.deepEqual(rawCodesIn(text, codes), [], text);
        assert.doesNotMatch(text, /\b(true|false|null|undefined|NaN)\b|\b[a-z]+[A-Z]\w*: |\{|\}/, text);
        const isSaid = Object.entries(data).some(
          ([name, value]) => value !== null && !/^serial$|Id$/.test(name),
        );
        if (isSaid) assert.notEqual(text, '');
        if (locale === 'de') {
          assert.deepEqual(englishIn(text.split(' · '), parts), []);
          const same = text
            .split(' · ')
            .filter((part) => eventDetail({ event, data }, languages.get('en')!).includes(part));
          assert.deepEqual(
            same.filter((part) => part !== '' && !/Lyon|PC-4711|OTPC|0\.1\.0|→|contoso/.test(part)),
            [],
            'the same in both languages',
          );
        }
      });
    }
  }

  it('says what was brought in instead of a code, whatever the reader of codes may find', () => {
    const noted = (Object.keys(problemsEn) as (keyof typeof problemsEn)[]).filter((code) =>
      /^input-|^qr-|wrong-(account|tenant)|^(other-service|no-qr-found|not-a-picture|code-already-burned|several-codes|too-large)$/.test(
        code,
      ),
    );
    assert.ok(noted.length > 20);
    for (const [, language] of languages) {
      for (const code of noted) {
        const bare = code.replace(/^input-/, '');
        assert.ok(Object.hasOwn(language.strings.reports.causes, bare), `${bare} has a word of its own`);
      }
      const other = causeText('no-answer', language);
      assert.equal(other, language.describe({ code: 'no-answer' }).title.replace(/\.$/, ''));
    }
  });

  it('keeps what a newer server says and this page has no word for', () => {
    const text = eventDetail({ event: 'queued', data: { weather: 'fine' } }, languages.get('de')!);
    assert.equal(text, 'weather: fine');
  });

  it('knows every reason the server gives for an end', () => {
    const because: Record<Extract<RequestEvent, { kind: 'released' }>['because'], string> =
      laterEnglish.details.because;
    const at = { at: 1, actor: { kind: 'clock' } } as const;
    assert.deepEqual(auditDataOf({ kind: 'released', because: 'idle', ...at }), { because: 'idle' });
    assert.ok(because.idle.length > 5);
  });

  it('says why MFA need not be on, and as what Microsoft had it', () => {
    const { strings } = languages.get('en')!;
    for (const because of waiverReasons) {
      const data = auditDataOf({ kind: 'enforcement_waived', because, at: 1, actor: { kind: 'clock' } });
      const text = eventDetail({ event: 'enforcement_waived', data }, languages.get('en')!);
      assert.equal(text, strings.details.because[because]);
    }
    const data = auditDataOf({ kind: 'enforced', mfa: 'enforced', at: 1, actor: { kind: 'clock' } });
    const text = eventDetail({ event: 'enforced', data }, languages.get('en')!);
    assert.equal(text, strings.enforce.atMicrosoft.enforced);
  });

  it('says which way was chosen, what was offered, and what spoke against a hardware token', () => {
    const { strings } = languages.get('en')!;
    const at = { at: 1, actor: { kind: 'clock' } } as const;
    const data = auditDataOf({ kind: 'route_chosen', route: 'B', offered: 'A', because: 'licence', ...at });
    assert.equal(
      eventDetail({ event: 'route_chosen', data }, languages.get('en')!),
      [
        strings.tokens.routes.B,
        strings.details.offered(strings.road.ways.A),
        strings.details.notB(strings.readiness.checks.licence.name),
      ].join(' · '),
    );
  });

  it('finds what is left in English or as a code', () => {
    assert.deepEqual(englishIn(['the code matched', 'der Code passte'], parts), ['the code matched']);
    assert.deepEqual(rawCodesIn('from: in_stock; problem: burn-unknown', codes), [
      'in_stock',
      'burn-unknown',
    ]);
    assert.deepEqual(rawCodesIn('in stock, unknown', codes), []);
  });
});
