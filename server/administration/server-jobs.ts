import type { Kysely } from 'kysely';
import type { ServerJob } from '../../shared/protocol/administration.ts';
import type { AnchorStatus } from '../anchor/anchor-status.ts';
import type { BackupStatus } from '../backup/backup-status.ts';
import type { ReportsStatus } from '../close/reports-status.ts';
import type { RetentionStatus } from '../retention/retention-status.ts';
import type { Database } from '../storage/schema.ts';

/** How often the server does what it does by the clock, milliseconds; absent: it does not. */
export interface JobSchedule {
  readonly anchorsEveryMs?: number;
  readonly backupsEveryMs?: number;
  /** Backups that are kept at most. */
  readonly backupsKept?: number;
}

export interface JobSources {
  readonly anchors?: () => AnchorStatus;
  readonly backups?: () => BackupStatus;
  readonly reports?: () => ReportsStatus;
  readonly retention?: () => RetentionStatus;
  readonly digestHour?: number | null;
  readonly schedule?: JobSchedule;
}

/** What this server does by itself: when it last did it, how that went, and when it does it next. */
export async function serverJobs(db: Kysely<Database>, sources: JobSources): Promise<ServerJob[]> {
  return [
    backupJob(sources),
    anchorJob(sources),
    await digestJob(db, sources),
    await reportJob(db, sources),
    retentionJob(sources),
  ];
}

const stateOf = { waiting: 'waiting', written: 'done', failing: 'failing' } as const;

function backupJob({ backups, schedule }: JobSources): ServerJob {
  const name = 'Backups';
  if (backups === undefined)
    return off(name, 'This server makes no backups by itself. Set BACKUP_FOLDER, or copy it by other means.');
  const { state, at, checkedAt } = backups();
  const checked =
    checkedAt === null
      ? 'None was restored for a check since the start.'
      : `One was restored for a check on ${dayOf(checkedAt)}, and held.`;
  const what =
    state === 'failing' ? 'The last try failed, or what was made does not hold. It is tried again.' : checked;
  return { name, state: stateOf[state], lastAt: at, nextAt: after(at, schedule?.backupsEveryMs), what };
}

function anchorJob({ anchors, schedule }: JobSources): ServerJob {
  const name = 'Anchors';
  if (anchors === undefined)
    return off(
      name,
      'The heads of the programs are kept nowhere else. Set ANCHOR_FOLDER, ANCHOR_WEBHOOK or ANCHOR_MAIL.',
    );
  const { state, at } = anchors();
  const what =
    state === 'failing'
      ? 'A place does not take them. It is tried again; the log of the server says why.'
      : 'The heads of all programs are kept outside the database.';
  return { name, state: stateOf[state], lastAt: at, nextAt: after(at, schedule?.anchorsEveryMs), what };
}

async function digestJob(db: Kysely<Database>, { digestHour = null }: JobSources): Promise<ServerJob> {
  const name = 'Mail of the day';
  if (digestHour === null) return off(name, 'No mails are sent. Set SMTP_URL or DIGEST_OUTBOX.');
  const last = await db
    .selectFrom('digest_mails')
    .select(({ fn }) => [fn.max('claimed_at').as('at'), fn.max('day').as('day')])
    .executeTakeFirst();
  const failed = await db
    .selectFrom('digest_mails')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('day', '=', last?.day ?? '')
    .where('state', '=', 'failed')
    .executeTakeFirstOrThrow();
  const lastAt = last?.at ?? null;
  const when = `Sent from ${digestHour}:00 on, in the time zone of each program.`;
  const what = failed.n === 0 ? when : `${failed.n} of the last day could not be sent; they are tried again. ${when}`;
  return { name, state: failed.n > 0 ? 'failing' : lastAt === null ? 'waiting' : 'done', lastAt, nextAt: null, what };
}

async function reportJob(db: Kysely<Database>, { reports }: JobSources): Promise<ServerJob> {
  const name = 'Reports of closed months';
  if (reports === undefined) return off(name, 'This server makes none by itself.');
  const last = await db
    .selectFrom('kept_reports')
    .select(({ fn }) => fn.max('made_at').as('at'))
    .executeTakeFirst();
  const { waiting, isFailing } = reports();
  const lastAt = last?.at ?? null;
  if (isFailing)
    return { name, state: 'failing', lastAt, nextAt: null, what: 'One could not be made. It is tried again.' };
  const what =
    waiting === 0
      ? 'All that are due are made.'
      : `Being made now, for ${waiting} ${waiting === 1 ? 'program' : 'programs'}.`;
  return { name, state: lastAt === null ? 'waiting' : 'done', lastAt, nextAt: null, what };
}

function retentionJob({ retention }: JobSources): ServerJob {
  const name = 'Taking away what is not kept';
  if (retention === undefined) return off(name, 'This process takes nothing away by itself.');
  const { state, at, nextAt, count } = retention();
  const what = {
    waiting: 'It begins with the start of the server.',
    done: `${count === 0 ? 'Nothing was old enough' : `${count} old answers to syncs were taken away`} the last time.`,
    failing: 'The last try failed. It is tried again; the log of the server says why.',
  }[state];
  return { name, state, lastAt: at, nextAt, what };
}

function off(name: string, what: string): ServerJob {
  return { name, state: 'off', lastAt: null, nextAt: null, what };
}

function after(at: string | null, everyMs: number | undefined): string | null {
  return at === null || everyMs === undefined ? null : new Date(Date.parse(at) + everyMs).toISOString();
}

function dayOf(moment: string): string {
  return moment.slice(0, 10);
}
