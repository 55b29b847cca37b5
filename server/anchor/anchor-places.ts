import { createHash } from 'node:crypto';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnchorConfig } from '../config.ts';
import { createMailer } from '../digest/mailer.ts';
import { anchorText, type Anchor } from './anchor.ts';

/** Somewhere outside the database where anchors are written. */
export interface AnchorPlace {
  /** For the log; never an address with a password. */
  readonly name: 'folder' | 'webhook' | 'mail';
  /** Rejects when it is not there for good. */
  write(anchor: Anchor): Promise<void>;
}

const WEBHOOK_TIMEOUT_MS = 10_000;

export function anchorPlaces({ folder, webhook, mail }: Omit<AnchorConfig, 'everyMinutes'>): AnchorPlace[] {
  const places: AnchorPlace[] = [];
  if (folder !== null) places.push({ name: 'folder', write: (anchor) => appendTo(folder, anchor) });
  if (webhook !== null) places.push({ name: 'webhook', write: (anchor) => postTo(webhook, anchor) });
  if (mail !== null) places.push({ name: 'mail', write: (anchor) => mailTo(mail, anchor) });
  return places;
}

/** A file for each month, of lines that are only ever added. */
export async function appendTo(folder: string, anchor: Anchor): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, `sep-anchors-${anchor.at.slice(0, 7)}.jsonl`), 'a+');
  try {
    await file.write(`${(await endsInLine(file)) ? '' : '\n'}${anchorText(anchor)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** False of a file whose last line was torn by a crash: what came behind it would be lost with it. */
async function endsInLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n';
}

async function postTo(address: string, anchor: Anchor): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: anchorText(anchor),
    redirect: 'error',
    signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The webhook answered with status ${response.status}.`);
}

async function mailTo({ to, mailer: config }: NonNullable<AnchorConfig['mail']>, anchor: Anchor): Promise<void> {
  const mailer = createMailer(config);
  const text = anchorText(anchor);
  const programs = anchor.programs.map(({ program, revision, hash, acts, actsHash }) => {
    return `${program}: revision ${revision}, ${hash}; act ${acts}, ${actsHash}`;
  });
  try {
    await mailer.send({
      to: { name: '', address: to },
      subject: `SEP Sync anchor ${anchor.at.slice(0, 16).replace('T', ' ')} UTC`,
      text: [
        'Keep this mail. With it anybody can find out whether the history was rewritten afterwards.',
        'To check: save the last line into a file that ends in .jsonl, and run: npm run sep -- verify --anchor FOLDER',
        '',
        ...programs,
        '',
        text,
        '',
      ].join('\n'),
      id: `anchor ${createHash('sha256').update(text).digest('hex')}`,
      endsAt: null,
    });
  } finally {
    mailer.close();
  }
}
