import type { CaptureStrings } from '../en/capture.ts';

export const captureGerman: CaptureStrings = {
  screen: 'Bildschirm lesen',
  screenHint: 'hinterlässt keine Datei',
  screenOn: 'Auf Ihrem Bildschirm wird der Code gesucht',
  screenText:
    'Holen Sie die Microsoft-Seite mit dem QR-Code nach vorn. Er wird von selbst gelesen, kein Bild wird behalten.',
  camera: 'Kamera benutzen',
  cameraHint: 'das Bild auf dem Handy hochhalten',
  cameraOn: 'Halten Sie den Code vor die Kamera',
  cameraLabel: 'Was die Kamera sieht',
  stop: 'Nicht mehr suchen',
  lookingEnded: 'Eine Minute gesucht und keinen Code gesehen.',
  lookingEndedText:
    'Zeigen Sie den ganzen Code mit weißem Rand, größer, oder lesen Sie ihn auf anderem Weg ein.',
  refusedTitle: 'Der Browser hat es nicht erlaubt.',
  refusedText:
    'Lesen Sie den Code auf anderem Weg ein, oder erlauben Sie es in der Adresszeile des Browsers und versuchen Sie es noch einmal.',
  why: {
    title: 'Hier nicht möglich',
    'screen-host': 'Bildschirm lesen: Das Programm um diese Seite erlaubt es nicht.',
    'screen-browser': 'Bildschirm lesen: Dieser Browser kann es nicht.',
    'camera-host': 'Kamera: Das Programm um diese Seite erlaubt es nicht.',
    'camera-browser': 'Kamera: Es gibt keine, oder dieser Browser kann sie nicht benutzen.',
    'paste-policy': (desk) =>
      `Einfügen: Ihre Organisation erlaubt es nur, wo der Platz sich selbst in Ordnung findet, und ${desk} hat etwas zu richten (Seite „Plätze“).`,
  },
  pasteForbidden: 'Einfügen ist an diesem Platz nicht erlaubt.',
  pasteToldTitle: 'Kopiertes kann in Windows bleiben.',
  pasteToldText:
    'Ist der Zwischenablageverlauf an (Win + V), bleibt das Bild darin, bis er geleert wird. „Bildschirm lesen“ hinterlässt keine Datei und nichts in der Zwischenablage; das System selbst bewahrt vielleicht Bilder des Bildschirms auf.',
  pasteToldOk: 'Verstanden',
  overwritten: 'Die Zwischenablage wurde überschrieben.',
  notOverwritten: 'Die Zwischenablage ließ sich nicht überschreiben: Kopieren Sie etwas anderes.',
  alsoSeen: (what) => `Auch im Bild: ${what}. Das wurde nicht benutzt.`,
  alsoOther: (account) => `ein Code für ${account}`,
  also: {
    empty: 'ein leerer Code',
    'microsoft-push': 'der Push-Code für die Authenticator-App',
    passkey: 'ein Passkey-Code',
    migration: 'ein Export mehrerer Konten',
    hotp: 'ein Code, der Tastendrücke zählt',
    'token-serial': 'die Seriennummer eines Tokens',
    'web-link': 'ein Weblink',
    number: 'eine Zahl',
    'too-short': 'ein zu kurzer Schlüssel',
    truncated: 'ein Teil eines Schlüssels',
    'too-long': 'ein zu langer Schlüssel',
    ambiguous: 'ein Schlüssel, der sich auf zwei Arten lesen lässt',
    several: 'ein Text mit mehr als einem Schlüssel',
    'bad-character': 'ein fehlerhafter Schlüssel',
    'unsupported-parameters': 'ein Code, den Tokens nicht können',
    other: 'ein Code für etwas anderes',
  },
  whichUnnamed: 'ein Code ohne Namen',
  page: {
    language: 'Die Microsoft-Seite ist auf',
    open: (language) => `Auf ${language} öffnen`,
    copy: 'Link kopieren',
    where: (given) =>
      `Er muss da geöffnet werden, wo ${given} angemeldet ist: am PC von ${given} oder hier in einem privaten Fenster. Sonst zeigt er Ihre eigene Seite.`,
    copied: 'Kopiert',
    steps: (given) => `Bildschirm von ${given}:`,
    show: 'Zeigen Sie den Code dann dieser Seite, wie Sie möchten.',
    or: 'oder so ähnlich',
  },
  clockOff: (drift) => `Der Code stimmt, aber Ihr Token ${drift}.`,
  clockOffText: 'Beschreiben Sie es noch einmal mit einem neuen QR-Code: Dabei wird seine Uhr gestellt.',
  missesTry: [
    'Ist es das Token vom Leser? Vergleichen Sie die Seriennummer auf der Rückseite.',
    'Schalten Sie es aus und wieder ein: Der Code von vor dem Schreiben bleibt auf der Anzeige.',
    'Nehmen Sie einen Code, der gerade erst erschienen ist, und tippen Sie ihn sofort ein.',
  ],
  takenTitle: (serial, holder) => `Token ${serial} gehört ${holder}.`,
  takenText: (holder) =>
    `Nichts wurde geschrieben. Nehmen Sie es weg und legen Sie ein anderes auf, oder nehmen Sie es erst von ${holder} zurück (Seite „Tokens“).`,
};
