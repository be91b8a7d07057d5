import type { UnheardStrings } from '../en/unheard.ts';
import { counted, span } from './numbers.ts';

export const unheardGerman: UnheardStrings = {
  title: 'Nicht gehört',
  text: 'Nachrichten von Token Desk, die ihre Person oder ihren Kanal nicht erreicht haben. Sagen Sie es selbst weiter und dann hier, dass es geschehen ist.',
  emptyTitle: 'Nichts ist offen',
  emptyText: 'Keine Nachricht wartet darauf, dass sich jemand kümmert.',
  waiting: (total) =>
    counted(total, {
      one: '# Nachricht hat nicht erreicht, für wen sie ist',
      other: '# Nachrichten haben nicht erreicht, für wen sie sind',
    }),
  ofList: (unreached, people) =>
    `${unreached} von ${people} Personen einer Liste haben keinen Chat mit Token Desk`,
  listText:
    'Niemand hat ihnen gesagt, wann und wo sie ihr Token bekommen. Die Zettel sagen es, in ihrer Sprache.',
  channel: 'Ein Kanal',
  somebody: 'Wer angefragt hat',
  line: (who, what) => `${who} hat nicht gehört: ${what}`,
  noAnswerYet: 'Teams hat sie noch nicht angenommen; sie wird wieder versucht.',
  why: {
    'not-installed': 'Die Person hat keinen Chat mit Token Desk.',
    removed: 'Token Desk wurde aus dieser Unterhaltung entfernt.',
    blocked: 'Die Person hat Token Desk blockiert.',
    gone: 'Diese Unterhaltung gibt es nicht mehr.',
    unbound: 'Der Kanal wurde gelöst, während die Nachricht wartete.',
    'too-big': 'Die Nachricht ist größer, als Teams sie nimmt.',
    refused: 'Teams nimmt diese Nachricht nicht an.',
    throttled: 'Teams bittet uns zu warten.',
    'no-answer': 'Teams hat sie tagelang nicht angenommen.',
  },
  waits: (hours) => `Vor ${span(hours)} entstanden.`,
  maybeTwice:
    'Ein Server endete oder bekam keine Antwort, während sie unterwegs war: Sie kommt vielleicht zweimal.',
  duty: (name, due) => `Zu sagen von ${name} bis ${due}.`,
  request: (name) => `Anfrage für ${name}`,
  told: 'Ich habe es gesagt',
  seen: 'Ich habe mich gekümmert',
};
