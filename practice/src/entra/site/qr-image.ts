import { crc32, deflateSync } from 'node:zlib';
import { encodeQR } from 'qr';

const pixelsPerModule = 5;
const quietModules = 4; // ISO/IEC 18004 §9.1

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/**
 * A QR code as a PNG data URL, black on white in every theme.
 * PNG, not SVG: people save it, drop it and paste it, and browsers do not decode a pasted SVG.
 */
export const qrDataUrl = (text: string): string => {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: quietModules });
  const sizePixels = modules.length * pixelsPerModule;
  const rows: Buffer[] = [];
  for (const line of modules) {
    const row = Buffer.alloc(sizePixels + 1); // one filter byte, 0 = none
    line.forEach((isDark, column) => {
      const start = 1 + column * pixelsPerModule;
      row.fill(isDark ? 0 : 255, start, start + pixelsPerModule);
    });
    for (let copy = 0; copy < pixelsPerModule; copy += 1) rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sizePixels, 0);
  header.writeUInt32BE(sizePixels, 4);
  header.writeUInt8(8, 8); // 8 bits, colour type 0: greyscale
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', new Uint8Array()),
  ]);
  return `data:image/png;base64,${png.toString('base64')}`;
};
