import type { OfPersonStrings } from '../en/of-person.ts';
import { counted } from './numbers.ts';

export const ofPersonGerman: OfPersonStrings = {
  title: (name) => `Was für ${name} sonst aufgezeichnet ist`,
  none: 'Keine andere Anfrage und kein anderes Token auf diesen Namen.',
  line: (type, at, serial) =>
    serial === null ? `${type}, angefragt ${at}` : `${type}, angefragt ${at}: Token ${serial}`,
  token: (serial) => `Token ${serial}, auf diesen Namen`,
  newest: (n) =>
    counted(n, {
      one: 'Die neueste; ältere sind aufbewahrt.',
      other: 'Die neuesten #; ältere sind aufbewahrt.',
    }),
  history: (n) => counted(n, { one: 'Was geschehen ist: # Eintrag', other: 'Was geschehen ist: # Einträge' }),
};
