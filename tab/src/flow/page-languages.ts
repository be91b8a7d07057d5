/** The words on Microsoft's security info page that people are told to look for. */
export type PageWords = {
  readonly securityInfo: string;
  readonly addMethod: string;
  readonly authenticatorApp: string;
  readonly differentApp: string;
  readonly cannotScan: string;
  readonly next: string;
  readonly done: string;
};
export type PageLanguage = {
  readonly code: string;
  /** As its speakers call it. */
  readonly name: string;
  /** What `?lng=` takes to force it. */
  readonly lng: string;
  readonly words: PageWords;
};

const language = (
  [code, name, lng]: readonly [string, string, string],
  words: readonly [string, string, string, string, string, string, string],
): PageLanguage => {
  const [securityInfo, addMethod, authenticatorApp, differentApp, cannotScan, next, done] = words;
  return {
    code,
    name,
    lng,
    words: { securityInfo, addMethod, authenticatorApp, differentApp, cannotScan, next, done },
  };
};

/**
 * English as Microsoft shows it; the others after Microsoft's help texts where those have the words. A tenant may
 * show a neighbour of them, which the page says.
 */
// biome-ignore format: read as a table, one line a language
export const pageLanguages: readonly [PageLanguage, ...PageLanguage[]] = [
  language(['en', 'English', 'en-us'], ['Security info', 'Add sign-in method', 'Authenticator app', 'I want to use a different authenticator app', 'Can’t scan image?', 'Next', 'Done']),
  language(['de', 'Deutsch', 'de'], ['Sicherheitsinformationen', 'Anmeldemethode hinzufügen', 'Authenticator-App', 'Ich möchte eine andere Authenticator-App verwenden', 'Bild kann nicht gescannt werden?', 'Weiter', 'Fertig']),
  language(['fr', 'Français', 'fr'], ['Informations de sécurité', 'Ajouter une méthode de connexion', 'Application d’authentification', 'Je souhaite utiliser une autre application d’authentification', 'Impossible de scanner l’image ?', 'Suivant', 'Terminé']),
  language(['es', 'Español', 'es'], ['Información de seguridad', 'Agregar método de inicio de sesión', 'Aplicación de autenticación', 'Quiero usar otra aplicación de autenticación', '¿No puede escanear la imagen?', 'Siguiente', 'Listo']),
  language(['it', 'Italiano', 'it'], ['Informazioni di sicurezza', 'Aggiungi metodo di accesso', 'App di autenticazione', 'Voglio usare un’app di autenticazione diversa', 'Impossibile digitalizzare l’immagine?', 'Avanti', 'Fine']),
  language(['nl', 'Nederlands', 'nl'], ['Beveiligingsgegevens', 'Aanmeldingsmethode toevoegen', 'Verificator-app', 'Ik wil een andere verificator-app gebruiken', 'Kunt u de afbeelding niet scannen?', 'Volgende', 'Gereed']),
  language(['pl', 'Polski', 'pl'], ['Informacje zabezpieczające', 'Dodaj metodę logowania', 'Aplikacja uwierzytelniająca', 'Chcę użyć innej aplikacji uwierzytelniającej', 'Nie możesz zeskanować obrazu?', 'Dalej', 'Gotowe']),
  language(['pt', 'Português', 'pt-br'], ['Informações de segurança', 'Adicionar método de entrada', 'Aplicativo autenticador', 'Quero usar um aplicativo autenticador diferente', 'Não consegue digitalizar a imagem?', 'Próximo', 'Concluído']),
  language(['sv', 'Svenska', 'sv'], ['Säkerhetsinformation', 'Lägg till inloggningsmetod', 'Autentiseringsapp', 'Jag vill använda en annan autentiseringsapp', 'Kan du inte skanna bilden?', 'Nästa', 'Klar']),
  language(['da', 'Dansk', 'da'], ['Sikkerhedsoplysninger', 'Tilføj logonmetode', 'Godkendelsesapp', 'Jeg vil bruge en anden godkendelsesapp', 'Kan du ikke scanne billedet?', 'Næste', 'Udført']),
];

/** How a word of Microsoft's page is called in the language in which that page is shown. */
export type PageVoice = { readonly lang: string; say(quoted: string): string };

/** The first of these (`de`, `de-AT`) that is known here; else English. */
export function pageLanguageOf(wanted: readonly (string | null)[]): PageLanguage {
  const [english] = pageLanguages;
  for (const one of wanted) {
    const found = pageLanguages.find(({ code }) => code === one?.slice(0, 2).toLowerCase());
    if (found !== undefined) return found;
  }
  return english;
}

export function voiceOf(language: PageLanguage): PageVoice {
  return { lang: language.code, say: (quoted) => wordsOnPage(quoted, language) };
}

/** What quoted words are called on the page in that language; words that are not on it stay as they are. */
export function wordsOnPage(quoted: string, language: PageLanguage): string {
  const plain = quoted.replaceAll("'", '’').replaceAll('\u00a0', ' ');
  for (const { words } of pageLanguages) {
    for (const name of Object.keys(words) as (keyof PageWords)[])
      if (words[name] === plain) return language.words[name];
  }
  return quoted;
}

/** The page's address with its language forced. */
export function pageAddress(securityInfoUrl: string, { lng }: PageLanguage): string {
  const url = new URL(securityInfoUrl);
  url.searchParams.set('lng', lng);
  return url.href;
}
