import type { DigestConfig } from '../config.ts';
import type { Log } from '../http/route-context.ts';
import type { Store } from '../storage/database.ts';
import { createMailer } from './mailer.ts';
import { sendDueDigests } from './send-digests.ts';

const LOOK_EVERY_MS = 60_000;

interface DigestClock {
  readonly store: Store;
  readonly log: Log;
  readonly publicUrl: string;
  readonly digest: DigestConfig;
}

/** Looks every minute whether mails are due; several processes may do so side by side. @returns what stops it */
export function startDigestClock({ store, log, publicUrl, digest }: DigestClock): () => Promise<void> {
  const mailer = createMailer(digest);
  const deps = { store, mailer, log, now: () => new Date(), hour: digest.hour, publicUrl: () => publicUrl };
  let running: Promise<void> | null = null;
  const look = (): void => {
    running ??= sendDueDigests(deps)
      .then((sent) => void (sent > 0 && log('info', 'Digests were sent.', { sent })))
      .catch((error: unknown) => {
        log('error', 'Digests could not be sent.', { stack: error instanceof Error ? error.stack : String(error) });
      })
      .finally(() => (running = null));
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  look();
  return async () => {
    clearInterval(timer);
    await running;
    mailer.close();
  };
}
