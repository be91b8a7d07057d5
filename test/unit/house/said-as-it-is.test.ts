import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

function textsUnder(path: string): string[] {
  const whole = join(root, path);
  if (statSync(whole).isDirectory())
    return readdirSync(whole).flatMap((name) => textsUnder(join(path, name)));
  return /\.(ts|tsx|md)$/.test(path) ? [readFileSync(whole, 'utf8')] : [];
}
/** Every sentence of the product and of its guides, breaks of lines or not. */
const everything = ['contract/src', 'bot/src', 'tab/src', 'burner-service/src', 'docs', 'README.md']
  .flatMap(textsUnder)
  .join('\n')
  .replace(/\s+/g, ' ');

type Row = { readonly why: string; readonly never: readonly string[]; readonly said: readonly string[] };

/** What was said and was not so, and what is said in its place; English beside German. */
const rows: readonly Row[] = [
  {
    why: 'a rejection’s words are shown to whoever asked',
    never: ['tell the manager yourself', 'sagen Sie es der Führungskraft selbst'],
    said: ['Why? Whoever asked can read it.', 'Warum? Wer angefragt hat, kann es lesen.'],
  },
  {
    why: 'only what nobody approved lapses',
    never: [
      'obody took it in time',
      'iemand hat sie rechtzeitig übernommen',
      'iemand hat es rechtzeitig übernommen',
    ],
    said: [
      "'Nobody approved it in time'",
      "'Niemand hat es rechtzeitig genehmigt'",
      'Nothing to do: nobody approved it in time.',
      'Nichts zu tun: Niemand hat sie rechtzeitig genehmigt.',
      'Nobody approved it in time. Ask again if it is still needed.',
      'Niemand hat sie rechtzeitig genehmigt. Fragen Sie neu an, wenn es noch gebraucht wird.',
      'has lapsed: nobody approved it in time.',
      'ist verfallen: Niemand hat sie rechtzeitig genehmigt.',
    ],
  },
  {
    why: 'of a job that ended no write was reported, which is not that none was made',
    never: [
      "This took longer than five minutes.', 'Nothing was written",
      "This was cancelled.', 'Nothing was written",
      "Das hat länger als fünf Minuten gedauert.', 'Es wurde nichts geschrieben",
      "Das wurde abgebrochen.', 'Es wurde nichts geschrieben",
    ],
    said: [
      'No write was reported. If the token lay on the reader, check the code on its display first; else bring in',
      'No write was reported. If the token lay on the reader, check the code on its display first; else start',
      'Es wurde kein Schreiben gemeldet. Lag das Token auf dem Leser, prüfen Sie zuerst den Code auf seiner Anzeige; sonst lesen',
      'Es wurde kein Schreiben gemeldet. Lag das Token auf dem Leser, prüfen Sie zuerst den Code auf seiner Anzeige; sonst beginnen',
    ],
  },
  {
    why: 'a token lifted too early may be empty, and needs its code again',
    never: [
      'is empty: it was lifted too early',
      'ist leer: Es wurde zu früh abgehoben',
      'Token empty: put it back',
      'Token leer: wieder auflegen',
    ],
    said: [
      'may be empty: contact with it ended too early. Bring in the code again, then put it back on the reader.',
      'Token may be empty: bring in the code again',
      'Token vielleicht leer: Code neu einlesen',
    ],
  },
  {
    why: 'the button reports a loss; it disables nothing',
    never: ["disable: 'Disable it'", "disable: 'Unbrauchbar machen'"],
    said: ["disable: 'Report lost'", "disable: 'Verlust melden'"],
  },
  {
    why: 'a desk that was shut out gets no orders; by hand it still can write',
    never: [
      'It can no longer write',
      'Er kann nichts mehr schreiben',
      'burns nothing any more',
      'brennt nichts mehr',
    ],
    said: [
      'gets no more orders; by hand it can still write',
      'bekommt keine Aufträge mehr; von Hand kann er weiter schreiben',
    ],
  },
  {
    why: 'what is locked today may be locked for a time',
    never: ['It is locked for good', 'Es ist endgültig gesperrt'],
    said: ['It is probably locked.', 'Es ist wahrscheinlich gesperrt.'],
  },
  {
    why: 'stopping after a token was emptied leaves it as it is then',
    never: [],
    said: ['Stop: the token stays as it is now', 'cancelBegun:'],
  },
  {
    why: 'the system may keep pictures of the screen',
    never: ['“Read my screen” leaves nothing behind', '„Bildschirm lesen“ hinterlässt nichts.'],
    said: [
      '“Read my screen” leaves no file and no clipboard entry',
      '„Bildschirm lesen“ hinterlässt keine Datei und nichts in der Zwischenablage',
    ],
  },
  {
    why: 'who called is sent no message',
    never: ['Everybody who waits for it has been told', 'Alle, die darauf warten, wissen es schon'],
    said: ['a caller gets none', 'wer angerufen hat, keine'],
  },
  {
    why: 'that nothing is recorded says nothing of what Microsoft knows',
    never: ['Microsoft does not know this token yet', 'Microsoft kennt dieses Token noch nicht'],
    said: [
      'Stop: that Microsoft accepted it is not recorded',
      'Aufhören: Dass Microsoft es angenommen hat, ist nicht festgehalten',
    ],
  },
  {
    why: 'a personal chat is hidden from the channel, not from everybody',
    never: ['only you can read', 'lesen nur Sie'],
    said: ['nobody in this channel sees what you write there', 'sieht in diesem Kanal niemand'],
  },
  {
    why: 'a method at Microsoft can be removed from here, with one’s own rights',
    never: ['Token Desk cannot remove it'],
    said: ['**Remove it at Microsoft**, beside it, does so with your own rights'],
  },
  {
    why: 'a token that was only written was not seen to work',
    never: ['| Written, Checked | the token works'],
    said: ['| Burned | the desk wrote it; nobody has checked it yet |', '| Checked | the token works;'],
  },
  {
    why: 'a secret is drawn at the desk, never at the server',
    never: ['desk and server can draw'],
    said: ['the desk can draw, write and check the secret'],
  },
];

describe('what is said is what is recorded, in both languages', () => {
  for (const { why, never, said } of rows)
    it(why, () => {
      for (const sentence of never) assert.ok(!everything.includes(sentence), `said again: ${sentence}`);
      for (const sentence of said) assert.ok(everything.includes(sentence), `said no more: ${sentence}`);
    });
});
