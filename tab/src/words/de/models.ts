import type { ModelStrings } from '../en/models.ts';

export const modelsGerman: ModelStrings = {
  title: 'Arten von Token, die hier niemand kennt',
  text: 'Jemand hat ein solches Token in der Hand. Es wird erst beschrieben, wenn jemand anderes aus der Technik seine Art erlaubt.',
  kind: (prefix) => `Seriennummern, die mit ${prefix} beginnen`,
  askedBy: (name, at) => `${name} bat darum, ${at}, mit`,
  yours: 'Sie haben darum gebeten: Jemand anderes aus der Technik muss es erlauben.',
  notYours: 'Die Technik kann sie erlauben.',
  allow: 'Diese Art erlauben',
  confirmTitle: (prefix) => `Token erlauben, deren Seriennummer mit ${prefix} beginnt?`,
  points: (names) => [
    `Darum gebeten hat: ${names}. Danach können alle aus der Technik außer Ihnen solche Token sofort schreiben, und hier lässt es sich nicht zurücknehmen.`,
    'Niemand hat diese Art mit Token Desk ausprobiert: Das Schreiben kann misslingen, und ein solches Token kann sein Geheimnis verlieren, wenn seine Uhr gestellt wird.',
    'Im Protokoll steht, dass Sie es erlaubt haben.',
  ],
  go: (prefix) => `${prefix} erlauben`,
  stay: 'Jetzt nicht',
  done: (prefix, names) => `Token, die mit ${prefix} beginnen, sind erlaubt. ${names} kann weitermachen.`,
  before: 'Früher erlaubt',
  allowedBy: (prefix, names) => `${prefix}, von ${names}`,
};
