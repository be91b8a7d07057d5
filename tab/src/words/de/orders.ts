import type { OrdersStrings } from '../en/orders.ts';

export const ordersGerman: OrdersStrings = {
  cannotBurn: {
    requester: 'Sie haben das angefragt: Jemand anderes beschreibt das Token.',
    recorded: 'Sie haben das aufgenommen: Jemand anderes beschreibt das Token.',
    subject: 'Das ist für Sie: Jemand anderes beschreibt das Token.',
    approver: 'Sie haben das genehmigt: Jemand anderes beschreibt das Token.',
  },
  more: 'Mehr',
  stay: 'So lassen, wie es ist',
  why: 'Warum?',
  withdraw: {
    button: 'Zurückziehen',
    title: 'Diese Anfrage zurückziehen?',
    text: (name) =>
      `Niemand beschreibt dafür noch ein Token für ${name}, und sie lässt sich nicht wieder aufnehmen. Wer noch eines braucht, fragt neu an.`,
    go: 'Anfrage zurückziehen',
  },
  hold: {
    button: 'Anhalten',
    title: 'Diese Anfrage anhalten?',
    text: () =>
      'Sie wartet, bis jemand sie wieder aufnimmt. Ein vorbereitetes Beschreiben wird abgebrochen. Wer angefragt hat, erfährt, dass sie wartet.',
    go: 'Anfrage anhalten',
  },
  resume: {
    button: 'Wieder aufnehmen',
    title: 'Diese Anfrage wieder aufnehmen?',
    text: (_name, state) => `Sie geht da weiter, wo sie war: ${state}.`,
    go: 'Anfrage wieder aufnehmen',
  },
  'give-up': {
    button: 'Abbrechen',
    title: 'Diese Anfrage abbrechen?',
    text: () =>
      'Ein vorbereitetes Beschreiben wird abgebrochen, und wer angefragt hat, erfährt, dass sie abgebrochen wurde. Wieder in die Warteschlange gestellt, beginnt sie von vorn.',
    go: 'Anfrage abbrechen',
  },
  close: {
    button: 'Abschließen',
    title: 'Diese Anfrage abschließen?',
    text: () => 'Danach kann mit ihr nichts mehr geschehen.',
    go: 'Anfrage abschließen',
  },
  tokenStays: (serial) => `Token ${serial} behält das Geheimnis, mit dem es beschrieben wurde.`,
};
