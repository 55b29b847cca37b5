import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { DigestConfig } from '../config.ts';

/** A mail in plain text: nothing that somebody typed can be markup in it. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** Tells it from every other mail; the same again for the same mail. */
  readonly id: string;
  /** Where a mail program can end these mails by one POST; null: nowhere. */
  readonly endsAt: string | null;
}

export interface Mailer {
  /** Rejects when it could not be handed over. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** A mail server that does not answer must not hold up the others for long. */
const TIMEOUT_MS = 15_000;

/** Hands mails to a mail server, or writes them into a folder as files. */
export function createMailer({ by, from }: Pick<DigestConfig, 'by' | 'from'>): Mailer {
  return 'smtp' in by ? smtpMailer(by.smtp, from) : folderMailer(by.folder, from);
}

function smtpMailer(url: string, from: string): Mailer {
  const times = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const { protocol, hostname, port, username, password } = new URL(url);
  const transport = createTransport({
    host: hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    secure: protocol === 'smtps:',
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...times,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => void (await transport.sendMail(messageOf(mail, from))),
    close: () => transport.close(),
  };
}

function folderMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(messageOf(mail, from));
      await mkdir(folder, { recursive: true });
      const name = createHash('sha256').update(mail.id).digest('hex').slice(0, 24);
      if (!Buffer.isBuffer(message)) throw new TypeError('The mail was not put together.');
      await writeFile(join(folder, `${name}.eml`), message, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
        // It lies there already: it has been sent.
        if (!isThere(error)) throw error;
      });
    },
    close: () => transport.close(),
  };
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function messageOf({ to, subject, text, id, endsAt }: Mail, from: string) {
  const host = oneLine(from).split('@').at(-1)?.replace(/>$/, '') ?? 'localhost';
  const ends =
    endsAt === null ? {} : { 'List-Unsubscribe': `<${endsAt}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  return {
    from: oneLine(from),
    to: { name: oneLine(to.name), address: to.address },
    subject: oneLine(subject),
    text,
    messageId: `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated', ...ends },
    textEncoding: 'quoted-printable' as const,
  };
}

/** What goes into a header is one line: a line break there would begin another header. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
