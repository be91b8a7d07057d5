import type { SlipsStrings } from '../en/slips.ts';

export const slipsGerman: SlipsStrings = {
  title: 'Zettel',
  text: 'Für Personen, die keine Nachricht erreicht: wann und wo sie ihr Token bekommen, was sie mitbringen und wen sie anrufen, wenn es weg ist.',
  link: 'Zettel drucken',
  print: 'Drucken',
  back: 'Nicht gehört',
  all: 'Sprache für alle',
  of: (name) => `Sprache für ${name}`,
  board: 'Ein Blatt zum Aushängen, ohne Namen',
  everybody: 'Auch für Personen, die einen Chat haben',
  nobody: 'Niemand auf dieser Liste wartet auf ein Token und hat keinen Chat.',
  noPhone: (sites) =>
    `Für ${sites} ist kein Telefon hinterlegt: Die Zettel sagen, man solle es am Schalter melden. Die Administration setzt es auf der Seite „Organisation“.`,
  fault: (file, line, key, wanted) =>
    `${file}, Zeile ${line}${key === '' ? '' : `: „${key}“`}. Gewollt: ${wanted}. Diese Sprache wird nicht angeboten.`,
};
