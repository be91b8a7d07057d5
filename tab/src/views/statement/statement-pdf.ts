import regularUrl from '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf?url';
import boldUrl from '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf?url';
import { jsPDF } from 'jspdf';
import { answerTimeoutMs } from '../../answer-timeout.ts';
import type { Row, Section, StatementText } from './statement-text.ts';

/** A4 in points. */
const page = { width: 595.28, height: 841.89, margin: 56, foot: 40 } as const;
const nameWidth = 150;
const lineHeight = 1.35;
const family = 'NotoSans';

type Style = { readonly size: number; readonly isBold: boolean; readonly grey?: number };
const styles = {
  title: { size: 18, isBold: true },
  heading: { size: 12, isBold: true },
  body: { size: 9.5, isBold: false },
  strong: { size: 10.5, isBold: true },
  quiet: { size: 8.5, isBold: false, grey: 96 },
} as const satisfies Record<string, Style>;

/** The statement as a PDF, its own fonts in it: Latin, Greek and Cyrillic names stand as they are written. */
export async function statementPdf(
  text: StatementText,
  pageText: (n: number, of: number) => string,
): Promise<Uint8Array<ArrayBuffer>> {
  const [regular, bold] = await Promise.all([loadFont(regularUrl), loadFont(boldUrl)]);
  const doc = new jsPDF({ unit: 'pt', format: 'a4', compress: true });
  doc.addFileToVFS('regular.ttf', regular);
  doc.addFileToVFS('bold.ttf', bold);
  doc.addFont('regular.ttf', family, 'normal');
  doc.addFont('bold.ttf', family, 'bold');
  doc.setProperties({ title: text.title, creator: 'Token Desk' });

  let y = page.margin;
  const width = page.width - 2 * page.margin;
  const use = ({ size, isBold, grey = 0 }: Style) => {
    doc.setFont(family, isBold ? 'bold' : 'normal');
    doc.setFontSize(size);
    doc.setTextColor(grey);
  };
  const wrap = (words: string, style: Style, room: number): string[] => {
    use(style);
    return doc.splitTextToSize(words, room);
  };
  const makeRoom = (height: number) => {
    if (y + height <= page.height - page.margin - page.foot) return;
    doc.addPage();
    y = page.margin;
  };
  const print = (words: string, style: Style, { x = 0, gapAfter = 4 } = {}) => {
    const step = style.size * lineHeight;
    for (const line of wrap(words, style, width - x)) {
      makeRoom(step);
      use(style);
      doc.text(line, page.margin + x, y + style.size);
      y += step;
    }
    y += gapAfter;
  };
  const printRow = ({ name, value }: Row) => {
    const step = styles.body.size * lineHeight;
    const names = wrap(name, styles.quiet, nameWidth - 12);
    const values = wrap(value, styles.body, width - nameWidth);
    makeRoom(step * Math.max(names.length, values.length));
    use(styles.quiet);
    names.forEach((line, at) => {
      doc.text(line, page.margin, y + styles.body.size + at * step);
    });
    use(styles.body);
    values.forEach((line, at) => {
      doc.text(line, page.margin + nameWidth, y + styles.body.size + at * step);
    });
    y += step * Math.max(names.length, values.length) + 2;
  };
  const printSection = ({ title, rows, lines }: Section) => {
    y += 10;
    makeRoom(60);
    print(title, styles.heading);
    for (const row of rows) printRow(row);
    for (const line of lines) print(line, styles.body, { gapAfter: 2 });
  };

  print(text.title, styles.title);
  print(text.madeBy, styles.quiet);
  for (const section of text.sections) printSection(section);
  y += 14;
  makeRoom(60);
  print(text.proveTitle, styles.heading);
  for (const line of text.proves) print(`•  ${line}`, styles.strong);

  const of = doc.getNumberOfPages();
  for (let n = 1; n <= of; n += 1) {
    doc.setPage(n);
    use(styles.quiet);
    const words = pageText(n, of);
    doc.text(text.title, page.margin, page.height - page.foot);
    doc.text(words, page.width - page.margin, page.height - page.foot, { align: 'right' });
  }
  return new Uint8Array(doc.output('arraybuffer'));
}

/** jsPDF takes a file as a string of one character per byte. */
async function loadFont(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
  if (!response.ok) throw new Error(`the font was not served: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
