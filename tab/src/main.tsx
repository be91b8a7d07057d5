import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connectTeams } from './teams.ts';
import { LanguageProvider, loadLanguage } from './words/words.tsx';
import './app.css';
import './views/shell/work.css';

/** The small window of a sign-in, back from Entra: it closes itself, or says that it can be closed. */
async function isSignInWindow(): Promise<boolean> {
  if (!/[?&]state=window\./.test(location.search)) return false;
  return (await import('./sign-in/sign-in-window.ts')).answerAsWindow();
}

async function start(root: HTMLElement): Promise<void> {
  if (await isSignInWindow()) {
    root.textContent = (await (await loadLanguage(navigator.language)).all()).work.alone.windowDone;
    return;
  }
  const teams = await connectTeams();
  const language = await loadLanguage(teams.locale);
  document.documentElement.lang = language.strings.locale;
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider value={language}>
        <App teams={teams} />
      </LanguageProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) void start(root);
