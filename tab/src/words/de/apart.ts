import type { ApartStrings } from '../en/apart.ts';

export const apartGerman: ApartStrings = {
  title: 'Belege, die nicht passen',
  what: 'Ein Platz hat etwas signiert, was er nicht oder nicht so hätte tun sollen. Der Beleg ist aufbewahrt, sein Token beiseitegelegt. Klären Sie, was am Platz geschah, und sagen Sie dann, dass Sie nachgesehen haben.',
  incidents: {
    title: '„Das war ich nicht“',
    what: 'Jemand sagt, dass etwas im eigenen Namen nicht von ihnen kam. Sprechen Sie mit der Person, sehen Sie nach, wer es tat und wie ihre Identität geprüft wurde, entfernen Sie die Methode bei Microsoft, wenn sie nicht zu ihr gehört, und sagen Sie dann, dass Sie nachgesehen haben.',
    line: (name, at) => `${name}, ${at}`,
    about: {
      bound: 'Ein Token wurde für sie registriert. Es ist angehalten.',
      token_lost: 'Ihr Token wurde als verloren gemeldet.',
      token_taken_back: 'Ihr Token wurde zurückgenommen.',
    },
  },
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
