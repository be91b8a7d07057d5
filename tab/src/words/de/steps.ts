import type { StepsStrings } from '../en/steps.ts';

export const stepsGerman: StepsStrings = {
  identities: {
    'badge-photo': 'Ausweis mit Foto',
    'picture-id': 'Amtlicher Ausweis',
    vouched: 'Jemand bürgt',
    video: 'Videoanruf',
    'call-back': 'Rückruf unter der Nummer im Verzeichnis',
  },
  identityHints: {
    'badge-photo': 'Gesicht, Foto und Name passen zusammen',
    'picture-id': 'angesehen, nichts kopiert',
    vouched: 'eine Kollegin oder ein Kollege, die Sie kennen',
    video: 'Sie sehen die Person und den Ausweis',
  },
  captures: {
    'paste-text': 'eingefügter Text',
    'paste-image': 'eingefügtes Bild',
    'drop-image': 'abgelegtes Bild',
    file: 'Bilddatei',
    screen: 'Bildschirm',
    camera: 'Kamera',
    'typed-key': 'getippter Schlüssel',
  },
  stepHints: {
    person: () => 'wer vor Ihnen steht',
    secret: (given) => `von der Microsoft-Seite: ${given}`,
    token: () => 'einschalten, auf den Leser legen',
    burn: () => 'etwa eine Sekunde',
    check: () => 'eintippen, was es zeigt',
    finish: (given) => `der Code, auf der Seite: ${given}`,
    'hand-over': () => '',
  },
  stepper: {
    label: 'Schritte',
    progress: (n, of, name) => `Schritt ${n} von ${of}: ${name}`,
    done: 'erledigt',
    clockWas: (drift) => `Uhr: ${drift}, jetzt richtig`,
    clockUntouched: 'Uhr war richtig',
    matched: 'der Code passte',
    notChecked: 'vom Platz nicht geprüft',
    seen: 'vom Platz gesehen',
    said: 'so angegeben',
    accountNotSeen: 'Konto nicht gesehen',
  },
};
