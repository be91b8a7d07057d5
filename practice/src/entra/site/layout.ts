import type { Reply } from '../http.ts';
import { type Sentences, sentenceLanguage, sentencesFor } from './sentences.ts';
import { type PageLanguage, type QuotedWords, words } from './words.ts';

/** Text that is already HTML. Everything else is escaped on its way in. */
export type Html = { readonly html: string };
type Part = Html | string | null | readonly Html[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? '');

const render = (part: Part | undefined): string => {
  if (part === null || part === undefined) return '';
  if (typeof part === 'string') return escapeHtml(part);
  return 'html' in part ? part.html : part.map((each) => each.html).join('');
};

/** Builds HTML: what stands in `${}` is escaped unless it is `Html` itself. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: texts.map((text, index) => text + render(parts[index])).join(''),
});

/** The words of one page: what is quoted elsewhere, and the rest. */
export type Voice = { readonly language: PageLanguage; readonly w: QuotedWords; readonly s: Sentences };
export const voiceOf = (language: PageLanguage): Voice => ({
  language,
  w: words[language],
  s: sentencesFor(language),
});

// Framing only by pages of this computer (the practice host; a policy has no way to name ::1); no script at all.
const policy = (formTargets: string): string =>
  `default-src 'none'; style-src 'self'; img-src data:; form-action 'self'${formTargets}; base-uri 'none'; ` +
  'frame-ancestors http://localhost:* http://127.0.0.1:*';

export const hiddenFields = (fields: Readonly<Record<string, string>>): readonly Html[] =>
  Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

export type Page = {
  readonly voice: Voice;
  readonly title: string;
  readonly isNarrow: boolean;
  readonly header: Html | null;
  readonly content: Html;
  readonly practice: Html | null;
  readonly status?: number;
  readonly formTarget?: string;
};

export const pageReply = ({
  voice,
  title,
  isNarrow,
  header,
  content,
  practice,
  status = 200,
  formTarget,
}: Page): Reply => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy(formTarget ? ` ${formTarget}` : ''),
  },
  body: html`<!doctype html>
<html lang="${sentenceLanguage(voice.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/mysignins/style.css"></head>
<body><a class="skip" href="#content">${voice.s.skip}</a>
<header><strong>My Sign-Ins</strong>${header}</header>
<main id="content"${isNarrow ? { html: ' class="narrow"' } : null}>${content}</main>
<footer><span>${voice.s.practice}</span>${practice}</footer></body></html>`.html,
});
