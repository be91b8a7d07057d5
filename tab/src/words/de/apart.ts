import type { ApartStrings } from '../en/apart.ts';

export const apartGerman: ApartStrings = {
  title: 'Belege, die nicht passen',
  what: 'Ein Platz hat etwas signiert, was er nicht oder nicht so hätte tun sollen. Der Beleg ist aufbewahrt, sein Token beiseitegelegt. Klären Sie, was am Platz geschah, und sagen Sie dann, dass Sie nachgesehen haben.',
  records: {
    burn: 'Beschreiben',
    check: 'Prüfung eines Codes',
    blank: 'Leeren',
    'sync-clock': 'Stellen einer Uhr',
  },
  line: (record, desk, at) => `${record} an ${desk}, ${at}`,
  sentence: (why, told) => `Er passt nicht: ${why}. Der Platz sagt: ${told}.`,
  account: (account) => `Konto ${account}`,
  token: 'Token',
  looked: 'Ich habe nachgesehen',
  number: (seq) => `bei Beleg ${seq}`,
};
