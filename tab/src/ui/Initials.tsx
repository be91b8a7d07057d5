/** Fluent's colours for people; each theme has its own of every one. */
const colours = [
  'Cranberry',
  'Pumpkin',
  'Marigold',
  'Seafoam',
  'Teal',
  'Cornflower',
  'Grape',
  'Magenta',
  'Mink',
];

/**
 * A person as a circle with two letters, always in the same colour. Fluent's Avatar does more (pictures, presence)
 * and costs a list of fifty most of the time it takes to be painted.
 */
export function Initials({ name, isLarge = false }: { readonly name: string; readonly isLarge?: boolean }) {
  const colour =
    colours[[...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % colours.length];
  return (
    <span
      className={isLarge ? 'initials initials-large' : 'initials'}
      style={{
        background: `var(--colorPalette${colour}Background2)`,
        color: `var(--colorPalette${colour}Foreground2)`,
      }}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}

/** The first letters of the first and the last name. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 0x2d))
    .join('')
    .toLocaleUpperCase();
}
