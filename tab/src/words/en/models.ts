/** Kinds of token that nobody here knows: asked for by one technician, allowed by another. */
export const modelsEnglish = {
  title: 'Kinds of token not known here',
  text: 'Somebody has such a token in hand. It is burned only after another technician allows its kind.',
  kind: (prefix: string) => `Serials that begin with ${prefix}`,
  askedBy: (name: string, at: string) => `${name} asked, ${at}, with`,
  yours: 'You asked for it: another technician has to allow it.',
  notYours: 'A technician can allow it.',
  allow: 'Allow this kind',
  confirmTitle: (prefix: string) => `Allow tokens whose serial begins with ${prefix}?`,
  points: (names: string) => [
    `${names} asked for it and can burn such a token at once. So can every other technician but you, and this cannot be taken back here.`,
    'Nobody has tried this kind with Token Desk: writing may fail, and such a token may lose its secret whenever its clock is set.',
    'The audit keeps that you allowed it.',
  ],
  go: (prefix: string) => `Allow ${prefix}`,
  stay: 'Not now',
  done: (prefix: string, names: string) =>
    `Tokens that begin with ${prefix} are allowed. ${names} can go on.`,
  before: 'Allowed before',
  allowedBy: (prefix: string, names: string) => `${prefix}, by ${names}`,
};

export type ModelStrings = typeof modelsEnglish;
