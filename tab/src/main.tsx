import { ProblemError } from '@token-desk/contract/problem';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { againAfterMs } from './asked-once.ts';
import { pauseOf } from './pause.ts';
import { connectTeams } from './teams.ts';
import { type Language, loadLanguage } from './words/language.ts';
import { LanguageProvider } from './words/words.tsx';
import './app.css';
import './views/shell/work.css';

/** The small window of a sign-in, back from Entra: it closes itself, or says that it can be closed. */
async function isSignInWindow(): Promise<boolean> {
  if (!/[?&]state=window\./.test(location.search)) return false;
  return (await import('./sign-in/sign-in-window.ts')).answerAsWindow();
}

/** What a page says by itself is no fault of the program; anything else is told as if nobody had caught it. */
function reportFaults(error: unknown): void {
  if (!(error instanceof ProblemError)) reportError(error);
}

/** The words of a language. While they do not come, the page says what `index.html` says, and they are asked for again. */
async function wordsOf(locale: string, root: HTMLElement): Promise<Language> {
  for (;;) {
    try {
      return await loadLanguage(locale);
    } catch {
      root.querySelector('.not-here')?.classList.add('is-sure');
      await pauseOf(againAfterMs);
    }
  }
}

async function start(root: HTMLElement): Promise<void> {
  if (await isSignInWindow()) {
    const { strings } = await (await wordsOf(navigator.language, root)).all();
    root.textContent = strings.work.alone.windowDone;
    return;
  }
  const teams = await connectTeams();
  const language = await wordsOf(teams.locale, root);
  document.documentElement.lang = language.strings.locale;
  createRoot(root, { onCaughtError: reportFaults }).render(
    <StrictMode>
      <LanguageProvider value={language}>
        <App teams={teams} />
      </LanguageProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) void start(root);
