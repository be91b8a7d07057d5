import type { CardStrings } from '../en/card.ts';

export const cardGerman: CardStrings = {
  title: (desk) => `Platz ${desk}`,
  of: (tenant, server) => `von ${tenant}, bei ${server}`,
  compare:
    'Vergleichen Sie diese Buchstaben mit dem Tab, wenn er danach fragt. Weicht einer ab, nehmen Sie diesen Platz nicht.',
  made: 'Wer den Platz neu koppelt, druckt eine neue Karte: Die Buchstaben sind dann andere.',
};
