import type { WireGivenLink } from '../../shared/protocol/password-links.ts';
import { appendAct, type NewAct } from '../audit/append-act.ts';
import type { Mailer } from '../digest/mailer.ts';
import type { Log } from '../http/route-context.ts';
import type { Store } from '../storage/database.ts';
import type { AccountRow } from '../storage/schema.ts';
import { leaveLinkToMailbox, makePasswordLink, type MadeLink } from './password-links.ts';

export interface LinkGiving {
  readonly store: Pick<Store, 'write'>;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Address people use, without a slash at its end. */
  readonly publicUrl: () => string;
  /** Null: links are shown to who gives them. */
  readonly mailer: Mailer | null;
  readonly log: Log;
}

/** Who gives it, by which way. */
export type Giver = Pick<NewAct, 'person' | 'door'>;

/** Address of the page that a link opens. The token stands behind the #, which no server or proxy ever sees. */
export function linkAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/link#${token}`;
}

/** Gives the owner of an account a link to set a password by: mailed where mails leave, else shown to who gives it. */
export async function giveLink(
  deps: LinkGiving,
  account: Pick<AccountRow, 'id' | 'email' | 'name' | 'password'>,
  giver: Giver,
): Promise<WireGivenLink> {
  const at = deps.now();
  const made = await deps.store.write.transaction().execute(async (transaction) => {
    const link = await makePasswordLink(transaction, account, { ...deps, at, giver: giver.person.id });
    const words = link.kind === 'invitation' ? 'a link to set a first password' : 'a link to set a new password';
    const what = `Gave ${account.email} ${words}, good until ${link.expiresAt.slice(0, 16)}Z`;
    await appendAct(transaction, { program: null, at: at.toISOString(), kind: 'account', ...giver, what });
    return link;
  });
  return handOver(deps, account, { made, by: giver.person.name });
}

async function handOver(
  { store, mailer, publicUrl, log }: LinkGiving,
  { email, name }: Pick<AccountRow, 'email' | 'name'>,
  { made, by }: { readonly made: MadeLink; readonly by: string },
): Promise<WireGivenLink> {
  const { kind, expiresAt } = made;
  const link = linkAddress(publicUrl(), made.token);
  const isMailed = mailer !== null && (await mailLink(mailer, { name, address: email }, { link, made, by, log }));
  if (!isMailed) return { kind, expiresAt, mailedTo: null, link };
  await leaveLinkToMailbox(store.write, made);
  return { kind, expiresAt, mailedTo: email, link: null };
}

interface LinkMail {
  readonly link: string;
  readonly made: MadeLink;
  readonly by: string;
  readonly log: Log;
}

/** @returns false where the mail could not be handed over: then the link is shown, so that nobody waits for it */
async function mailLink(
  mailer: Mailer,
  to: { readonly name: string; readonly address: string },
  { link, made: { kind, expiresAt }, by, log }: LinkMail,
): Promise<boolean> {
  const isFirst = kind === 'invitation';
  const subject = isFirst ? 'Your account in SEP Sync' : 'A new password for SEP Sync';
  const lines = [
    isFirst
      ? `${by} has made an account in SEP Sync for you.`
      : `${by} has given you a link to set a new password in SEP Sync.`,
    '',
    'Open this link and choose a password:',
    link,
    '',
    `It works once, until ${expiresAt.slice(0, 10)} ${expiresAt.slice(11, 16)} UTC. Whoever has it can take your account, so do not pass it on.`,
    isFirst
      ? 'If you do not know what this is about, leave it: without it the account cannot be used.'
      : 'If you did not ask for it, leave it: your password stays as it is.',
  ];
  try {
    await mailer.send({
      to,
      subject,
      text: lines.join('\n'),
      id: `password link of ${to.address} until ${expiresAt}`,
      endsAt: null,
    });
    return true;
  } catch (error) {
    log('error', 'A link could not be mailed.', { stack: error instanceof Error ? error.stack : String(error) });
    return false;
  }
}
