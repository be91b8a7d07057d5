import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApp } from '@token-desk/bot/app';
import { parseConfig } from '@token-desk/bot/config';
import { openStore } from '@token-desk/bot/store/database';
import { api } from '@token-desk/contract/api';
import { mostCounted } from '@token-desk/contract/lengths';
import { practiceEnvironment } from '../../test/support/bot/http-edge.ts';
import { startKeyServer } from '../../test/support/bot/key-server.ts';
import { fillStore } from '../../test/support/store/full-store.ts';
import { type Figure, median, round3, timeMs } from '../figure.ts';

const requests = 10_000;
const rounds = 20;
const warmUpRounds = 3;
const questions = [
  '',
  'q=ana',
  'q=ovak77',
  'q=p4242%40contoso',
  'q=8659622',
  'q=nobody+at+all',
  'scope=all&q=b%C3%A9la',
];

/** The slowest kind of question to the queue, over loopback with an access token, on SQLite; its median. */
export async function measure(): Promise<Figure> {
  const folder = await mkdtemp(path.join(tmpdir(), 'token-desk-queue-'));
  const keys = await startKeyServer();
  const env = { ...practiceEnvironment(keys), DATA_FOLDER: folder, LOG_LEVEL: 'warn' };
  const app = createApp(parseConfig(env));
  try {
    await fill(folder);
    const { url } = await app.start();
    const headers = { authorization: `Bearer ${await keys.accessToken({ lifetimeSeconds: 3600 })}` };
    const ask = (query: string) => async () => {
      const response = await fetch(`${url}/api/requests?${query}`, { headers });
      const reply = api.listRequests.reply.safeParse(await response.json());
      // An empty store would be quick for the wrong reason.
      if (!reply.success || (query === '' && reply.data.total < mostCounted))
        throw new Error(`the queue answered ${response.status} to ${query}`);
    };
    let slowestMs = 0;
    for (const query of questions) {
      const taken: number[] = [];
      for (let round = -warmUpRounds; round < rounds; round += 1) {
        const tookMs = await timeMs(ask(query));
        if (round >= 0) taken.push(tookMs);
      }
      slowestMs = Math.max(slowestMs, median(taken));
    }
    return { figure: 'queue-search-10k', ours: round3(slowestMs), floor: null, unit: 'ms', ratio: null };
  } finally {
    await app.close();
    await keys.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(folder: string): Promise<void> {
  const store = await openStore({ file: path.join(folder, 'token-desk.db') });
  try {
    await fillStore(store, requests);
  } finally {
    await store.close();
  }
}
