/**
 * Whether a command was carried out, as its status word tells. `unknown`: the word does not say, so the token may hold
 * either; silence is read the same way.
 */
export type Reading = 'carried-out' | 'not-carried-out' | 'unknown';

export type StatusWords = {
  readonly from: number;
  readonly to: number;
  readonly reading: Reading;
  /** What the word says, and who says so. */
  readonly source: string;
};

const iso = 'ISO/IEC 7816-4 §5.6';

// biome-ignore format: read as a table, one line a range
/** Every status word there is, in order; docs/protocol-token.md §4 says the same. */
export const statusWords: readonly StatusWords[] = [
  { from: 0x0000, to: 0x60ff, reading: 'unknown', source: `${iso}: no status word` },
  { from: 0x6100, to: 0x61ff, reading: 'unknown', source: `${iso}: done, with data to fetch; the token has no such command` },
  { from: 0x6200, to: 0x62ff, reading: 'unknown', source: `${iso}: a warning, the process was completed` },
  { from: 0x6300, to: 0x63ff, reading: 'unknown', source: `${iso}: a warning, memory has changed; 6300 also a reader’s own failure (PC/SC part 3 §3.2.2.1)` },
  { from: 0x6400, to: 0x64ff, reading: 'not-carried-out', source: `${iso}: aborted, memory unchanged` },
  { from: 0x6500, to: 0x65ff, reading: 'unknown', source: `${iso}: aborted, memory has changed` },
  { from: 0x6600, to: 0x66ff, reading: 'unknown', source: `${iso}: aborted for security, nothing said of memory` },
  { from: 0x6700, to: 0x67ff, reading: 'not-carried-out', source: `${iso}: wrong length; 6700 from the firmware` },
  { from: 0x6800, to: 0x68ff, reading: 'not-carried-out', source: `${iso}: functions of the class not supported` },
  { from: 0x6900, to: 0x69ff, reading: 'not-carried-out', source: `${iso}: not allowed; 6983 from the firmware` },
  { from: 0x6a00, to: 0x6aff, reading: 'not-carried-out', source: `${iso}: wrong parameters or data; 6A80 from the firmware` },
  { from: 0x6b00, to: 0x6bff, reading: 'not-carried-out', source: `${iso}: wrong parameters` },
  { from: 0x6c00, to: 0x6cff, reading: 'not-carried-out', source: `${iso}: wrong length expected` },
  { from: 0x6d00, to: 0x6dff, reading: 'not-carried-out', source: `${iso}: no such instruction; 6D00 from the firmware` },
  { from: 0x6e00, to: 0x6eff, reading: 'not-carried-out', source: `${iso}: no such class; 6E00 from the firmware` },
  { from: 0x6f00, to: 0x6fff, reading: 'unknown', source: `${iso}: no precise diagnosis` },
  { from: 0x7000, to: 0x8fff, reading: 'unknown', source: `${iso}: no status word` },
  { from: 0x9000, to: 0x9000, reading: 'carried-out', source: `${iso}: done; the firmware’s only word for it` },
  { from: 0x9001, to: 0x9fff, reading: 'unknown', source: `${iso}: an application’s own meaning, the token has none` },
  { from: 0xa000, to: 0xffff, reading: 'unknown', source: `${iso}: no status word` },
];

export function readingOf(statusWord: number): Reading {
  return statusWords.find(({ from, to }) => statusWord >= from && statusWord <= to)?.reading ?? 'unknown';
}

/** An aborted command has no data (ISO/IEC 7816-4 §5.1): a refusal with data is noise that happens to end in one. */
export function readingOfAnswer(answer: { readonly data: Uint8Array; readonly statusWord: number }): Reading {
  const reading = readingOf(answer.statusWord);
  return reading === 'not-carried-out' && answer.data.length > 0 ? 'unknown' : reading;
}
