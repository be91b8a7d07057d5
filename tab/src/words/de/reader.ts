import type { ReaderStrings } from '../en/reader.ts';

export const readerGerman: ReaderStrings = {
  desk: {
    chooseTitle: 'Wählen Sie Ihren Platz',
    chooseText: 'Der PC mit dem Leser vor Ihnen. Diese Seite merkt ihn sich hier.',
    noneTitle: 'Lassen Sie zuerst einen Platz einrichten',
    noneText:
      'Die Administration macht auf der Seite „Plätze“ einen Kopplungscode und tippt ihn am Platz ein.',
    online: 'verbunden',
    offline: 'nicht verbunden',
    change: 'Anderen Platz nehmen',
    compareTitle: 'Vergleichen Sie diese Buchstaben mit dem Platz',
    newHere: (name) => `${name} ist auf diesem PC neu.`,
    compareText:
      'Auf der Karte des Platzes und im Fenster seines Dienstes stehen vier Gruppen von Buchstaben. Es müssen diese sein:',
    same: 'Buchstaben stimmen überein',
    different: 'Buchstaben weichen ab: nicht weitermachen',
    differentTitle: 'Dann nehmen Sie diesen Platz nicht.',
    differentText: 'Sagen Sie Ihrer Administration, dass die Buchstaben abweichen.',
  },
  reader: {
    title: 'Am Leser',
    nothing: 'nichts darauf',
    nothingLine: (reader) => `${reader} · nichts darauf`,
    onIt: (ago) => `Liegt darauf, aufgelegt ${ago}`,
    lifted: (ago) => `Abgehoben ${ago}`,
    busy: 'Ein anderes Programm benutzt ihn',
    early: 'ein Token, das jetzt hier liegt, wird gelesen und wartet',
    awake: 'Erst einschalten, wenn danach gefragt wird: Es bleibt etwa 30 Sekunden wach.',
    serial: 'Seriennummer',
    clock: 'Uhr',
    holder: 'Bei',
    clockBefore: (drift) => `richtig (${drift})`,
    afterCheck: (name) => `${name}, nach dieser Prüfung`,
    holderNow: (name) => name,
    drawn: (model, serial) =>
      `Zeichnung eines Tokens: ${model}, Seriennummer ${serial}. Die Anzeige ist von hier nicht zu sehen.`,
    reading: 'wird gelesen …',
    noReader: 'Kein Leser angeschlossen',
    notChosen: 'Noch kein Platz gewählt',
    offline: 'Der Platz ist nicht verbunden',
    unknown: 'Der Server antwortet nicht: Was hier liegt, ist nicht bekannt',
  },
};
