import { type Topic, topics } from '@token-desk/contract/chat/topic';
import { type Language, languageTags, stringsFor } from '../words/languages.ts';

/** What somebody wrote to the bot, understood. */
export type Command =
  | 'request'
  | 'status'
  | 'withdraw'
  | 'several'
  | 'joiner'
  | 'lost'
  | 'approve'
  | 'help'
  | 'notify-here'
  | 'stop-notify'
  | 'notify-list'
  /** Only a mention, or nothing that can be read. */
  | 'empty'
  | 'unknown';

type Wanted = Exclude<Command, 'empty' | 'unknown'>;

/** Every word of a line, in either language. */
const wordsOf = (...lines: string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(' ')));
const phrasesOf = (meant: Wanted, ...said: string[]): [string, Wanted][] => said.map((one) => [one, meant]);

const channelPhrases = new Map<string, Wanted>([
  ...phrasesOf('notify-here', 'notify', 'notify here', 'hier melden', 'hier benachrichtigen'),
  ...phrasesOf('notify-here', 'benachrichtige hier'),
  ...phrasesOf('stop-notify', 'stop notify', 'stop notifying', 'stop notifications', 'nicht mehr melden'),
  ...phrasesOf('stop-notify', 'nicht mehr benachrichtigen', 'notify stop', 'notify off', 'melden stopp'),
  ...phrasesOf('notify-list', 'notify list', 'list notify', 'melden liste', 'liste melden', 'meldungen'),
]);

const verbs: readonly (readonly [Wanted, ReadonlySet<string>])[] = [
  [
    'withdraw',
    wordsOf(
      'withdraw cancel retract revoke undo abort delete remove',
      'zurückziehen zurueckziehen zurücknehmen zuruecknehmen stornieren storniere storno abbestellen löschen lösche',
      'abbrechen abbruch widerrufen widerrufe annullieren annulliere rückgängig rueckgaengig',
    ),
  ],
  ['status', wordsOf('status stand check prüfen list liste show zeig zeige zeigen anzeigen where wo')],
  ['lost', wordsOf('lost lose missing stolen', 'verloren verlust verliere gestohlen')],
  [
    'approve',
    wordsOf(
      'approve approval approvals decide',
      'genehmigen genehmige genehmigung freigeben freigabe entscheiden',
    ),
  ],
  ['joiner', wordsOf('joiner joiners starter newcomer', 'neuzugang neuzugänge neuling eintritt')],
  ['several', wordsOf('several many batch bulk cohort group', 'mehrere viele sammelanfrage gruppe')],
];
const stop = wordsOf('stop stopp stoppen stoppe');
/** Verbs in two parts: “take … back”, “ziehe … zurück”, “brich … ab”. */
const inTwoParts: readonly (readonly [verb: ReadonlySet<string>, rest: ReadonlySet<string>])[] = [
  [wordsOf('take ziehe zieh ziehen nehme nimm nehmen'), wordsOf('back zurück zurueck')],
  [wordsOf('breche brich brechen bestelle bestell bestellen'), wordsOf('ab')],
];
const help = wordsOf('help hilfe');

const ownThings = wordsOf(
  'request requests order orders token tokens anfrage anfragen antrag anträge bestellung bestellungen',
);
const whose = wordsOf('my mein meine meinen meiner');
const asking = wordsOf(
  'request ask order new need get token anfrage anfragen antrag bestellung',
  'beantragen bestellen bestelle neu neue neuer neues neuen brauche brauchen benötige',
);
const askedOf = wordsOf('requests mine');
const greeting = wordsOf('hi hello hey hallo start guten good');

/** Says nothing about what is wanted. */
const filling = wordsOf(
  'please a an the i we you can could would like want to',
  'bitte ein eine einen einer das der die den ich wir sie kann können will möchte möchten zur zum',
);
const longestTextLength = 2000;
/** Where a verb is still the sentence's own: further on, somebody is telling a story. */
const headLength = 4;

/** What was written, without mentions, markup and the bot's own name. */
export function plainText(text: string): string {
  return text
    .slice(0, longestTextLength)
    .replace(/<at\b[^>]*>.*?<\/at>/gis, ' ')
    .replace(/<[^>]*>|&nbsp;/gi, ' ')
    .normalize('NFC')
    .replace(/(?<!\p{L})token[\s-]?desk(?!\p{L})/giu, ' ');
}

/**
 * Reads a message; mentions, markup, the bot's own name, case, punctuation and politeness do not matter. Where a verb
 * and a noun disagree the verb decides: “request status” and “Anfrage zurückziehen” ask for no new form.
 */
export function parseCommand(text: string): Command {
  const plain = plainText(text).toLowerCase();
  if (plain.trim() === '?') return 'help';
  const words = wordsIn(plain);
  if (words.length === 0) return 'empty';
  const meant = words.filter((word) => !filling.has(word));
  return atStart(channelPhrases, meant) ?? verbIn(meant) ?? nounIn(meant) ?? 'unknown';
}

const topicNames: Readonly<Record<Topic, ReadonlySet<string>>> = {
  technicians: wordsOf('technicians technician technik techniker technikteam'),
  security: wordsOf('security sicherheit'),
  digest: wordsOf('digest daily bericht tagesbericht zusammenfassung'),
};

/** What “notify here”, and what ends it, names: topics, none where there is none in it, and a language; null: the writer's own. */
export function parseNotify(text: string): {
  readonly topics: readonly Topic[];
  readonly language: Language | null;
} {
  const words = wordsIn(plainText(text).toLowerCase());
  const isSaid = (names: ReadonlySet<string>) => words.some((word) => names.has(word));
  return {
    topics: topics.filter((topic) => isSaid(topicNames[topic])),
    language: languageTags.find((tag) => isSaid(new Set(stringsFor(tag).languageNames))) ?? null,
  };
}

const wordsIn = (plain: string): string[] => plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

function verbIn(words: readonly string[]): Wanted | null {
  const head = words.slice(0, headLength);
  if (stop.has(words[0] ?? '') || stop.has(words.at(-1) ?? ''))
    return head.some((word) => ownThings.has(word)) ? 'withdraw' : 'stop-notify';
  for (const [verb, rest] of inTwoParts)
    if (head.some((word) => verb.has(word)) && words.some((word) => rest.has(word))) return 'withdraw';
  for (const [wanted, said] of verbs) if (head.some((word) => said.has(word))) return wanted;
  return help.has(words[0] ?? '') || help.has(words.at(-1) ?? '') ? 'help' : null;
}

function nounIn(words: readonly string[]): Wanted | null {
  const isGreeted = greeting.has(words[0] ?? '');
  const [first = '', second = ''] = isGreeted ? words.slice(1) : words;
  if (whose.has(first) && ownThings.has(second)) return 'status';
  if (askedOf.has(first)) return 'status';
  if (asking.has(first)) return 'request';
  return isGreeted ? 'help' : null;
}

function atStart(phrases: ReadonlyMap<string, Wanted>, words: readonly string[]): Wanted | null {
  for (let count = 3; count > 0; count--) {
    const found = phrases.get(words.slice(0, count).join(' '));
    if (found !== undefined) return found;
  }
  return null;
}

const known = (wanted: Wanted | null, ...said: ReadonlySet<string>[]): [string, Wanted | null][] =>
  said.flatMap((words) => [...words].map((word): [string, Wanted | null] => [word, wanted]));

/** Every word that commands are made of, with the one it asks for by itself; null: it says no more than the others. */
export const commandWords: ReadonlyMap<string, Wanted | null> = new Map([
  ...known(null, filling, ownThings, whose, greeting, stop, ...inTwoParts.flat()),
  ...known('request', asking),
  ...known('help', help),
  ...verbs.flatMap(([wanted, said]) => known(wanted, said)),
]);
