import { hostname } from 'node:os';
import { type Desk, startDesk } from '@token-desk/burner-service/desk';
import { examine } from '@token-desk/burner-service/doctor/doctor';
import { StandingReport } from '@token-desk/burner-service/doctor/standing-report';
import { fingerprintOf, loadKeys } from '@token-desk/burner-service/keys/identity';
import { deskFiles, loadPairing, savePairing } from '@token-desk/burner-service/keys/pairing-file';
import { pairDesk } from '@token-desk/burner-service/link/pairing-client';
import type { ReaderSource } from '@token-desk/burner-service/reader/channel';
import { deskVersion } from '@token-desk/burner-service/version';
import { api } from '@token-desk/contract/api';

const deskName = 'Lyon, ground floor';
const requestTimeoutMs = 10_000;

export type PracticeDeskOptions = {
  readonly dataFolder: string;
  readonly botUrl: string;
  readonly source: ReaderSource;
  /** An Administrator's, for the pairing code. */
  readonly accessToken: () => Promise<string>;
  readonly onError: (error: unknown) => void;
};

export type PracticeDesk = {
  fingerprint(): string;
  burnerId(): string;
  /** With new keys, as a desk that was shut out must be. Pressed twice it is done once. */
  pairAgain(): Promise<void>;
  close(): Promise<void>;
};

type Running = {
  readonly fingerprint: string;
  readonly burnerId: string;
  close(): Promise<void>;
};

/** The desk of the practice: paired through the same door as a real one on its first start. */
export async function startPracticeDesk(options: PracticeDeskOptions): Promise<PracticeDesk> {
  const { dataFolder, botUrl } = options;
  const known = loadPairing(dataFolder);
  if (known === null) await pair(options);
  // The bot may have got another port this time; it is the same one.
  else if (known.server !== botUrl) savePairing(dataFolder, { ...known, server: botUrl });
  let running = await run(options);
  let pairing: Promise<void> | null = null;
  const replace = async () => {
    await pair(options);
    await running.close();
    running = await run(options);
  };
  return {
    fingerprint: () => running.fingerprint,
    burnerId: () => running.burnerId,
    pairAgain: () => {
      pairing ??= replace().finally(() => {
        pairing = null;
      });
      return pairing;
    },
    close: async () => {
      await pairing?.catch(() => {});
      await running.close();
    },
  };
}

async function run({ dataFolder, source, onError }: PracticeDeskOptions): Promise<Running> {
  // what it finds of this PC is true; of the readers, that they are there
  const look = () => examine(dataFolder, source, { isVirtual: true });
  const standing = new StandingReport({
    first: await look(),
    examine: look,
    onChange: () => desk.helloAgain(),
    onError,
  });
  const desk: Desk = startDesk({
    dataFolder,
    source,
    isPractice: true,
    doctor: () => standing.report,
    onError,
  });
  const keys = loadKeys(deskFiles(dataFolder).keys);
  return {
    fingerprint: keys === null ? '' : fingerprintOf(keys.identity.publicKey),
    burnerId: desk.pairing.burnerId,
    close: async () => {
      await standing.close();
      await desk.close();
    },
  };
}

async function pair({ botUrl, dataFolder, accessToken }: PracticeDeskOptions): Promise<void> {
  const { path, method, reply } = api.createPairingCode;
  const answer = await fetch(new URL(path, botUrl), {
    method,
    headers: { authorization: `Bearer ${await accessToken()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: deskName }),
    signal: AbortSignal.timeout(requestTimeoutMs),
  });
  if (!answer.ok) throw new Error(`The bot gave no pairing code (HTTP ${answer.status}).`);
  const { code } = reply.parse(await answer.json());
  const hostName = hostname() || 'practice';
  const place = { server: botUrl, code, hostName, version: deskVersion, practice: true, dataFolder };
  // what a desk that was shut out had still to send is taken by nobody
  await pairDesk({ ...place, leavesUnsent: true });
}
