import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { LanguageProvider, loadLanguage } from './strings.tsx';
import { connectTeams } from './teams.ts';
import './app.css';
import './views/work.css';

async function start(root: HTMLElement): Promise<void> {
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
