import { Client } from 'pg';

/** Channel on which a commit announces a new revision, and a process who is there, as JSON text. */
export const CHANNEL = 'sep_sync_events';

const RETRY_MS = 1_000;
/** A database that vanished without a word is noticed by a question that stays without an answer. */
const HEARTBEAT_MS = 15_000;
const ANSWER_WITHIN_MS = 10_000;

export interface Hearing {
  readonly hear: (payload: string) => void;
  /** The connection was broken and is there again: what was sent meanwhile has been missed. */
  readonly again: () => void;
}

/**
 * Hears the channel until the returned function is called; a connection that breaks is made again.
 * @param url of the database itself: a pooler in transaction mode hands nobody what a connection listens to
 */
export async function listenTo(url: string, { hear, again: hearAgain }: Hearing): Promise<() => Promise<void>> {
  let client: Client | undefined;
  let next: NodeJS.Timeout | undefined;
  let isEnded = false;

  const lose = (lost: Client): void => {
    if (client !== lost) return;
    client = undefined;
    lost.end().catch(() => undefined);
    retry();
  };
  const retry = (): void => {
    clearTimeout(next);
    if (!isEnded) next = setTimeout(() => void connect().then(hearAgain, retry), RETRY_MS);
  };
  const beat = (listening: Client): void => {
    next = setTimeout(() => {
      listening.query('SELECT 1').then(
        () => void (client === listening && beat(listening)),
        () => lose(listening),
      );
    }, HEARTBEAT_MS);
  };
  const connect = async (): Promise<void> => {
    const fresh = new Client({ connectionString: url, query_timeout: ANSWER_WITHIN_MS, keepAlive: true });
    fresh.on('error', () => lose(fresh));
    fresh.on('notification', (message) => hear(message.payload ?? ''));
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      fresh.end().catch(() => undefined);
      throw error;
    }
    if (isEnded) return fresh.end();
    client = fresh;
    beat(fresh);
  };

  await connect();
  return async () => {
    isEnded = true;
    clearTimeout(next);
    const listening = client;
    client = undefined;
    await listening?.end();
  };
}
