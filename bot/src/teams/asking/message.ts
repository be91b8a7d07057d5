import { type Command, commandWords, parseCommand, plainText } from '../commands.ts';

type Wanted = Exclude<Command, 'empty' | 'unknown'>;

/** What somebody wrote: the command, whom or what it is about, and where it is none, which one may be meant. */
export type Message = {
  readonly command: Command;
  readonly about: string | null;
  readonly guess: Wanted | null;
};

/** Besides the words of the commands: what stands between a command and a name. */
const between = new Set(
  'for of by from with to at my me is are it and or serial number name person people colleague für fuer von mit bei an und oder ist sind es nummer seriennummer name namen person personen kollegen kollegin kollege'.split(
    ' ',
  ),
);
/** More is a sentence and no name. */
const mostAbout = 5;
const longestAbout = 120;

export function readMessage(text: string): Message {
  const command = parseCommand(text);
  const words = plainText(text)
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');
  const isName = (word: string) => !between.has(word.toLowerCase()) && !commandWords.has(word.toLowerCase());
  if (command === 'unknown') {
    const guess = guessed(words);
    const rest = guess === null ? [] : words.slice(guess.at + 1).filter(isName);
    return { command, about: aboutOf(rest), guess: guess?.wanted ?? null };
  }
  return { command, about: aboutOf(words.filter(isName)), guess: null };
}

function aboutOf(words: readonly string[]): string | null {
  const about = words.join(' ');
  return words.length === 0 || words.length > mostAbout || about.length > longestAbout ? null : about;
}

/** Where a command still is one, further on somebody is telling a story. */
const headLength = 3;
const shortest = 4;

/** The command that one of the first words is nearly: a letter off in a short one, two in a long one. */
function guessed(words: readonly string[]): { readonly wanted: Wanted; readonly at: number } | null {
  let best: { wanted: Wanted; at: number; distance: number } | null = null;
  for (const [at, word] of words.slice(0, headLength).entries()) {
    const lower = word.toLowerCase();
    if (lower.length < shortest) continue;
    for (const [known, wanted] of commandWords) {
      if (wanted === null || known.length < shortest) continue;
      const most = Math.min(lower.length, known.length) <= 5 ? 1 : 2;
      const distance = editDistance(lower, known, most);
      if (distance <= most && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
        best = { wanted, at, distance };
    }
  }
  return best;
}

/** Letters added, left out, changed or turned round (optimal string alignment); more than `most` is only said to be more. */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      const near = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      const isTurned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(isTurned ? Math.min(near, (before[j - 2] ?? 0) + 1) : near);
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? most + 1;
}
