/** What somebody wrote to the bot, understood. */
export type Command =
  | 'request'
  | 'status'
  | 'withdraw'
  | 'help'
  | 'notify-here'
  | 'stop-notify'
  /** Only a mention, or nothing that can be read. */
  | 'empty'
  | 'unknown';

// Whole phrases come first, so that "my requests" is a list although "request" alone asks.
const phrases = new Map<string, Command>(
  Object.entries({
    'notify here': 'notify-here',
    notify: 'notify-here',
    'hier melden': 'notify-here',
    'hier benachrichtigen': 'notify-here',
    'benachrichtige hier': 'notify-here',
    'stop notify': 'stop-notify',
    'stop notifying': 'stop-notify',
    'stop notifications': 'stop-notify',
    stop: 'stop-notify',
    'nicht mehr melden': 'stop-notify',
    'nicht mehr benachrichtigen': 'stop-notify',
    stopp: 'stop-notify',
    'my requests': 'status',
    requests: 'status',
    'meine anfragen': 'status',
    'new token': 'request',
    'new request': 'request',
    'neuer token': 'request',
    'neues token': 'request',
    'neue anfrage': 'request',
    'take back': 'withdraw',
    'guten tag': 'help',
    'good morning': 'help',
  } as const),
);

const firstWords = new Map<string, Command>(
  Object.entries({
    request: 'request',
    ask: 'request',
    order: 'request',
    new: 'request',
    token: 'request',
    anfrage: 'request',
    anfragen: 'request',
    antrag: 'request',
    beantragen: 'request',
    bestellen: 'request',
    neu: 'request',
    status: 'status',
    list: 'status',
    mine: 'status',
    liste: 'status',
    stand: 'status',
    withdraw: 'withdraw',
    cancel: 'withdraw',
    zurückziehen: 'withdraw',
    zurueckziehen: 'withdraw',
    stornieren: 'withdraw',
    help: 'help',
    hilfe: 'help',
    hi: 'help',
    hello: 'help',
    hallo: 'help',
    start: 'help',
  } as const),
);

const politeness = new Set(['please', 'bitte', 'a', 'an', 'the', 'ein', 'einen', 'eine', 'meine']);
const longestTextLength = 2000;

/** Reads a message; mentions, markup, case, punctuation and politeness do not matter. */
export function parseCommand(text: string): Command {
  const plain = text
    .slice(0, longestTextLength)
    .replace(/<at\b[^>]*>.*?<\/at>/gis, ' ')
    .replace(/<[^>]*>|&nbsp;/gi, ' ')
    .normalize('NFC')
    .toLowerCase();
  if (plain.trim() === '?') return 'help';
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length === 0) return 'empty';
  for (let count = Math.min(words.length, 3); count > 0; count--) {
    const phrase = phrases.get(words.slice(0, count).join(' '));
    if (phrase !== undefined) return phrase;
  }
  const meant = words.find((word) => !politeness.has(word)) ?? '';
  const from = words.indexOf(meant);
  const phrase = phrases.get(words.slice(from, from + 2).join(' '));
  return phrase ?? firstWords.get(meant) ?? 'unknown';
}
