import pg from 'pg';

/** Hints between the bots that share one PostgreSQL. They may be lost: whoever needs the truth reads the database. */
export type Notify = {
  /** Never waits and never throws; dropped while the connection is away. False for what is too long to be sent at all. */
  send(text: string): boolean;
  close(): Promise<void>;
};

const channel = 'token_desk';
/** PostgreSQL takes payloads below 8000 bytes (NOTIFY, “payload”). */
const maxPayloadBytes = 7_900;
const connectTimeoutMs = 5_000;
const firstRetryMs = 500;
const maxRetryMs = 30_000;

type Options = {
  /** Every hint, this bot's own too. */
  readonly onText: (text: string) => void;
  /** It listens again after a time in which hints were lost, in both directions. */
  readonly onReturn: () => void;
  readonly onFailure: (error: unknown) => void;
};

/** Listens when it resolves, if the first try succeeded; a connection that fails or breaks is made again. */
export async function openNotify(url: string, { onText, onReturn, onFailure }: Options): Promise<Notify> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosing = false;
  let hasFailed = false;

  async function connect(): Promise<void> {
    const made = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    });
    let isGone = false;
    const gone = (error: unknown) => {
      if (isGone) return;
      isGone = true;
      if (client === made) {
        client = null;
        hasFailed = true;
        onFailure(error);
        again(firstRetryMs);
      }
      // It is broken already; what ending it says is of no use.
      made.end().catch(() => {});
    };
    made.on('error', gone);
    made.on('end', () => gone(new Error('the connection ended')));
    made.on('notification', ({ payload }) => onText(payload ?? ''));
    try {
      await made.connect();
      await made.query(`listen ${channel}`);
      if (isClosing || isGone) throw new Error('closed meanwhile');
      client = made;
    } catch (error) {
      gone(error);
      throw error;
    }
  }

  function again(waitMs: number): void {
    if (isClosing) return;
    timer = setTimeout(() => void tryOnce(waitMs), waitMs);
    timer.unref();
  }

  async function tryOnce(waitMs: number): Promise<void> {
    try {
      await connect();
      if (hasFailed) onReturn();
    } catch (error) {
      hasFailed = true;
      if (!isClosing) onFailure(error);
      again(Math.min(maxRetryMs, waitMs * 2));
    }
  }

  await tryOnce(firstRetryMs);
  return {
    send(text) {
      if (Buffer.byteLength(text) > maxPayloadBytes) return false;
      client?.query('select pg_notify($1, $2)', [channel, text]).catch(onFailure);
      return true;
    },
    async close() {
      isClosing = true;
      clearTimeout(timer);
      const last = client;
      client = null;
      await last?.end();
    },
  };
}
