/// <reference path="../../burner-service/src/reader/nfc-pcsc.d.ts" />
import { once } from 'node:events';
import { awaitToken } from '@token-desk/burner-service/reader/await-token';
import { PcscReaders } from '@token-desk/burner-service/reader/pcsc';
import { burnToken } from '@token-desk/burner-service/token/burn';
import {
  buildAnswerChallenge,
  buildGetChallenge,
  buildGetInfo,
  buildSetConfig,
  buildSetSeed,
} from '@token-desk/burner-service/token/protocol/commands';
import { NFC, type Reader } from 'nfc-pcsc';
import { TokenProgram } from '../../test/support/desk/burner-cli.ts';
import { openPcscd } from '../../test/support/reader/pcscd.ts';
import { compare, type Figure, NotHere, timeMs } from '../figure.ts';

const serial = '86596000000001';
const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
const seed = new Uint8Array(20).fill(0x31);
const answerBytes = 258;

/** The command line's burn code, through its supervised process, against the six commands sent by nfc-pcsc itself. */
export async function measure(): Promise<Figure> {
  const pcscd = await openPcscd();
  if ('missing' in pcscd) throw new NotHere(`needs ${pcscd.missing}: ${pcscd.enableWith}`);
  const token = new TokenProgram([
    '--vpcd',
    `${pcscd.host}:${pcscd.port}`,
    '--serial',
    serial,
    '--unrestricted',
  ]);
  const source = new PcscReaders();
  const bare = openBare(pcscd.reader);
  try {
    await token.next('tapped');
    await source.ready(AbortSignal.timeout(10_000));
    const signal = AbortSignal.timeout(120_000);
    const { channel } = await awaitToken(source, { reader: pcscd.reader, signal });
    const reader = await bare.placed;
    return await compare({
      figure: 'burn-over-apdus',
      rounds: 60,
      ours: async () => {
        const result = await burnToken({ seed, config }, { channel, signal });
        if (result.outcome !== 'burned') throw new Error(`the burn ended as ${result.outcome}`);
        return result.durationMs;
      },
      floor: () => timeMs(() => sixCommands(reader)),
    });
  } finally {
    bare.close();
    await source.close();
    await token.stop();
    await pcscd.stop();
  }
}

/** The burn as six bare commands, in nfc-pcsc's own words. */
export async function sixCommands(reader: Reader): Promise<void> {
  const send = async (apdu: Uint8Array) =>
    new Uint8Array(await reader.transmit(Buffer.from(apdu), answerBytes));
  await send(buildGetInfo());
  const challenge = (await send(buildGetChallenge())).slice(0, 8);
  await send(buildAnswerChallenge(challenge));
  await send(buildSetConfig(config, Math.round(Date.now() / 1000)));
  const done = await send(buildSetSeed(seed));
  await send(buildGetInfo());
  if (done[0] !== 0x90) throw new Error('the token refused the bare commands');
}

export function openBare(readerName: string): { placed: Promise<Reader>; close(): void } {
  const nfc = new NFC();
  const readers: Reader[] = [];
  nfc.on('error', () => {}); // closing it reports one
  const placed = new Promise<Reader>((resolve) => {
    nfc.on('reader', (reader: Reader) => {
      readers.push(reader);
      reader.autoProcessing = false;
      reader.on('error', () => {});
      if (reader.name === readerName) void once(reader, 'card').then(() => resolve(reader));
    });
  });
  const close = () => {
    for (const reader of readers) reader.close();
    nfc.close();
  };
  return { placed, close };
}
