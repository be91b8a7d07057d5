/** Slips for people without a chat. */
export const slipsEnglish = {
  title: 'Slips',
  text: 'For people whom no message reaches: when and where they get their token, what to bring, and whom to call when it is lost.',
  link: 'Print slips',
  print: 'Print',
  back: 'Not heard',
  all: 'Language of all',
  of: (name: string) => `Language for ${name}`,
  board: 'One sheet for a board, without names',
  everybody: 'Also for people who have a chat',
  nobody: 'Nobody of this list waits for a token and has no chat.',
  noPhone: (sites: string) =>
    `No phone is kept for ${sites}: the slips say to tell the counter. Administrators set it on the page Organisation.`,
  fault: (file: string, line: number, key: string, wanted: string) =>
    `${file}, line ${line}${key === '' ? '' : `: “${key}”`}. Wanted: ${wanted}. This language is not offered.`,
};

export type SlipsStrings = typeof slipsEnglish;
