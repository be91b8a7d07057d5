/** Letters that Unicode does not take apart into a plain one and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
};
const marks = /\p{M}/gu;
const special = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g');

/** A text as it is searched: without case and accents, which nobody types in a hurry. Folding twice changes nothing. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(marks, '')
    .replace(special, (letter) => plainLetters[letter] ?? letter);
}
