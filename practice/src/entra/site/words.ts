/**
 * The words on Microsoft's security info page that people are told to look for, by language.
 * English is as Microsoft shows it; the others follow Microsoft's own help texts where those have the
 * words (the link: fr, it, nl, pl, sv), else the usual wording: a tenant may show a neighbour of it.
 */
export type QuotedWords = {
  readonly differentApp: string;
  readonly next: string;
  readonly back: string;
  readonly cancel: string;
  readonly done: string;
  readonly cannotScan: string;
  readonly addMethod: string;
  readonly securityInfo: string;
  readonly authenticatorApp: string;
};

const quoted = (
  ...[
    differentApp,
    next,
    back,
    cancel,
    done,
    cannotScan,
    addMethod,
    securityInfo,
    authenticatorApp,
  ]: readonly [string, string, string, string, string, string, string, string, string]
): QuotedWords => ({
  differentApp,
  next,
  back,
  cancel,
  done,
  cannotScan,
  addMethod,
  securityInfo,
  authenticatorApp,
});

export const words = {
  en: quoted(
    'I want to use a different authenticator app',
    'Next',
    'Back',
    'Cancel',
    'Done',
    'Can’t scan image?',
    'Add sign-in method',
    'Security info',
    'Authenticator app',
  ),
  de: quoted(
    'Ich möchte eine andere Authenticator-App verwenden',
    'Weiter',
    'Zurück',
    'Abbrechen',
    'Fertig',
    'Bild kann nicht gescannt werden?',
    'Anmeldemethode hinzufügen',
    'Sicherheitsinformationen',
    'Authenticator-App',
  ),
  fr: quoted(
    'Je souhaite utiliser une autre application d’authentification',
    'Suivant',
    'Précédent',
    'Annuler',
    'Terminé',
    'Impossible de scanner l’image ?',
    'Ajouter une méthode de connexion',
    'Informations de sécurité',
    'Application d’authentification',
  ),
  es: quoted(
    'Quiero usar otra aplicación de autenticación',
    'Siguiente',
    'Atrás',
    'Cancelar',
    'Listo',
    '¿No puede escanear la imagen?',
    'Agregar método de inicio de sesión',
    'Información de seguridad',
    'Aplicación de autenticación',
  ),
  it: quoted(
    'Voglio usare un’app di autenticazione diversa',
    'Avanti',
    'Indietro',
    'Annulla',
    'Fine',
    'Impossibile digitalizzare l’immagine?',
    'Aggiungi metodo di accesso',
    'Informazioni di sicurezza',
    'App di autenticazione',
  ),
  nl: quoted(
    'Ik wil een andere verificator-app gebruiken',
    'Volgende',
    'Vorige',
    'Annuleren',
    'Gereed',
    'Kunt u de afbeelding niet scannen?',
    'Aanmeldingsmethode toevoegen',
    'Beveiligingsgegevens',
    'Verificator-app',
  ),
  pl: quoted(
    'Chcę użyć innej aplikacji uwierzytelniającej',
    'Dalej',
    'Wstecz',
    'Anuluj',
    'Gotowe',
    'Nie możesz zeskanować obrazu?',
    'Dodaj metodę logowania',
    'Informacje zabezpieczające',
    'Aplikacja uwierzytelniająca',
  ),
  pt: quoted(
    'Quero usar um aplicativo autenticador diferente',
    'Próximo',
    'Voltar',
    'Cancelar',
    'Concluído',
    'Não consegue digitalizar a imagem?',
    'Adicionar método de entrada',
    'Informações de segurança',
    'Aplicativo autenticador',
  ),
  sv: quoted(
    'Jag vill använda en annan autentiseringsapp',
    'Nästa',
    'Tillbaka',
    'Avbryt',
    'Klar',
    'Kan du inte skanna bilden?',
    'Lägg till inloggningsmetod',
    'Säkerhetsinformation',
    'Autentiseringsapp',
  ),
  da: quoted(
    'Jeg vil bruge en anden godkendelsesapp',
    'Næste',
    'Tilbage',
    'Annuller',
    'Udført',
    'Kan du ikke scanne billedet?',
    'Tilføj logonmetode',
    'Sikkerhedsoplysninger',
    'Godkendelsesapp',
  ),
} as const satisfies Record<string, QuotedWords>;

export type PageLanguage = keyof typeof words;

/** The page's language for a wish such as `de-DE`; English where there is none. */
export const languageFor = (...wishes: readonly (string | null | undefined)[]): PageLanguage => {
  for (const wish of wishes) {
    const short = wish?.slice(0, 2).toLowerCase() ?? '';
    if (Object.hasOwn(words, short)) return short as PageLanguage;
  }
  return 'en';
};
