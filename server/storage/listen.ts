import { Client } from 'pg';

/** Channel on which a commit announces a new revision, and a process who is there, as JSON text. */
export const CHANNEL = 'sep_sync_events';

const RETRY_MS = 1_000;

/** Hears the channel until the returned function is called; a connection that breaks is made again. */
export async function listenTo(url: string, hear: (payload: string) => void): Promise<() => Promise<void>> {
  let client: Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isEnded = false;

  const again = (): void => {
    if (isEnded) return;
    clearTimeout(retry);
    retry = setTimeout(() => void connect().catch(again), RETRY_MS);
  };
  const connect = async (): Promise<void> => {
    const fresh = new Client({ connectionString: url });
    fresh.on('error', again);
    fresh.on('notification', (message) => hear(message.payload ?? ''));
    await fresh.connect();
    await fresh.query(`LISTEN ${CHANNEL}`);
    client = fresh;
  };

  await connect();
  return async () => {
    isEnded = true;
    clearTimeout(retry);
    await client?.end();
  };
}
