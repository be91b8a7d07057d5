import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { openQrDecoder } from '@token-desk/tab/seed/qr-decoder';
import { openNodeDecoder, readWasm } from '../../support/browser/node-decoder.ts';
import { blankRaster, drawQr, fillBox, type Raster } from '../../support/browser/qr-images/raster.ts';
import { pushText, seedText } from '../../support/browser/qr-images/texts.ts';

const white = [255, 255, 255] as const;
const black = [0, 0, 0] as const;
const seen = (raster: Raster) => ({ ...raster, colorSpace: 'srgb' }) as unknown as ImageData;

function picture(...texts: readonly string[]): Raster {
  const raster = blankRaster(220 * Math.max(1, texts.length), 220, white);
  for (const [at, text] of texts.entries())
    drawQr(raster, text, { x: 10 + 220 * at, y: 10, size: 200, dark: black, light: white, smooth: false });
  return raster;
}

/** Code 128 of 8659622000012, as serials stand on the back of a token. */
const serialBars =
  '110100111001111010010011100011010111100010101100100111011011001100110011011001011110111011001110010111101001001100011101011';

function barCode(): Raster {
  const raster = blankRaster(serialBars.length * 3 + 80, 200, white);
  for (const [at, bar] of [...serialBars].entries())
    if (bar === '1') fillBox(raster, { x: 40 + at * 3, y: 30, width: 3, height: 140 }, black);
  return raster;
}

describe('the QR decoder', () => {
  const decoder = openNodeDecoder();

  it('reads every code in a picture, and none where there is none', async () => {
    assert.deepEqual(await decoder.read(seen(picture())), []);
    const texts = await decoder.read(seen(picture(pushText, seedText)));
    assert.deepEqual(texts.toSorted(), [seedText, pushText].toSorted());
  });

  it('reads light on dark', async () => {
    const raster = picture(seedText);
    for (let at = 0; at < raster.data.length; at++)
      if (at % 4 !== 3) raster.data[at] = 255 - raster.data[at]!;
    assert.deepEqual(await decoder.read(seen(raster)), [seedText]);
  });

  it('takes a text as it stands, in other letters too', async () => {
    const text = 'otpauth://totp/Müller+Söhne%3aana%40contoso.example?secret=notarealsecretaa';
    assert.deepEqual(await decoder.read(seen(picture(text))), [text]);
  });

  it('does not take the serial on the back of a token for a code', async () => {
    assert.deepEqual(await decoder.read(seen(barCode())), []);
  });

  it('is fetched again after it did not come, and only then', async () => {
    mock.method(console, 'error', () => {}); // the library says there what the rejection says
    const statuses: number[] = [];
    let isThere = false;
    const server = createServer((_, response) => {
      statuses.push(isThere ? 200 : 404);
      response.writeHead(isThere ? 200 : 404, { 'content-type': 'application/wasm' });
      response.end(isThere ? readWasm() : undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const decoder = openQrDecoder(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await assert.rejects(decoder.load());
      isThere = true;
      await decoder.load();
      const asked = statuses.length;
      await decoder.load();
      assert.deepEqual(await decoder.read(seen(picture(seedText))), [seedText]);
      assert.equal(statuses.length, asked);
      assert.deepEqual([statuses[0], statuses.at(-1)], [404, 200]);
    } finally {
      server.closeAllConnections();
      server.close();
      mock.restoreAll();
    }
  });
});
