import type { Kysely } from 'kysely';
import { revisionActs, type AuditEntry, type AuditKind, type RevisionAct } from '../../shared/protocol/audit.ts';
import { revisionReceipt } from '../../shared/receipts/receipt.ts';
import type { ActRow, Database, RevisionRow } from '../storage/schema.ts';
import { SERVER_CHAIN } from './append-act.ts';
import { normalizeEmail } from '../identity/accounts.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import { actsOfRevisions, revisionsWith } from './revision-acts.ts';
import { acrossPrograms } from '../storage/program-scope.ts';

export interface AuditFilter {
  readonly program: string;
  readonly act?: AuditKind | undefined;
  /** Account id or name; where e-mails are told, an e-mail as well. */
  readonly by?: string | undefined;
  /** Server time, ISO 8601 UTC: from this moment, and before this one. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  /** Sign-ins and sign-outs of the program's members are told as well. */
  readonly withSignIns: boolean;
  /** [PPL2] Addresses of accounts are for who administers. */
  readonly withEmails: boolean;
}

/** Below which numbers a page goes on, of each of the lists that are told as one. */
export interface AuditPlace {
  readonly acts: number;
  readonly server: number;
  readonly revisions: number;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Null: there are no more. */
  readonly next: AuditPlace | null;
}

export const fromTheEnd: AuditPlace = {
  acts: Number.MAX_SAFE_INTEGER,
  server: Number.MAX_SAFE_INTEGER,
  revisions: Number.MAX_SAFE_INTEGER,
};

/** [AUD1] Acts of a program, of the server as far as they concern it, and its revisions, newest first. Call it inside a snapshot. */
export async function readAudit(
  db: Kysely<Database>,
  filter: AuditFilter,
  below: AuditPlace,
  limit: number,
): Promise<AuditPage> {
  const more = limit + 1;
  const acts = (await actsOf(db, filter, below.acts, more)).map((row): Listed => ({ list: 'acts', ...actEntry(row) }));
  const server = await serverActsOf(db, filter, below.server, more);
  const revisions = await revisionsOf(db, filter, below.revisions, more);
  const known = await actsOfRevisions(
    db,
    filter.program,
    revisions.map(({ number }) => number),
  );
  const listed = [
    ...acts,
    ...server.map((row): Listed => ({ list: 'server', ...actEntry(row) })),
    ...revisions.map((row): Listed => ({ list: 'revisions', ...revisionEntry(row, known.get(row.number) ?? 'sync') })),
  ].sort(newestFirst);
  const shown = listed.slice(0, limit);
  const next = { ...below };
  for (const { list, number } of shown) next[list] = number;
  const entries = shown.map(({ entry }) => entry);
  return { entries: await withEmails(db, entries, filter), next: listed.length > limit ? next : null };
}

/** [AUD1] Acts of the server's own chain below a number, newest first. Call it inside a snapshot. */
export async function readServerAudit(
  db: Kysely<Database>,
  asked: Omit<AuditFilter, 'program' | 'withSignIns' | 'withEmails'>,
  below: number,
  limit: number,
): Promise<{ readonly entries: readonly AuditEntry[]; readonly next: number | null }> {
  const filter = { ...asked, withEmails: true };
  const rows = await chainActs(db, filter, { chain: SERVER_CHAIN, below })
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const next = rows.length > limit ? (shown.at(-1)?.number ?? null) : null;
  const entries = shown.map((row) => actEntry(row).entry);
  return { entries: await withEmails(db, entries, filter), next };
}

/** The entries with the addresses of who acted, where they are told. A name says little: anybody may take another's. */
async function withEmails(
  db: Kysely<Database>,
  entries: readonly AuditEntry[],
  filter: Pick<AuditFilter, 'withEmails'>,
): Promise<AuditEntry[]> {
  const ids = [...new Set(entries.flatMap(({ account }) => account ?? []))];
  if (!filter.withEmails || ids.length === 0) return [...entries];
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'email'])
    .where(isAmong(db, 'id', ids))
    .execute();
  const emails = new Map(rows.map(({ id, email }) => [id, email]));
  return entries.map((entry) => ({ ...entry, email: emails.get(entry.account ?? '') ?? null }));
}

interface Listed {
  readonly list: keyof AuditPlace;
  readonly number: number;
  readonly entry: AuditEntry;
}

/** Of the same moment the act stands above the revision that it follows; within one list its own order holds. */
function newestFirst(one: Listed, other: Listed): number {
  if (one.list === other.list) return other.number - one.number;
  if (one.entry.at !== other.entry.at) return one.entry.at < other.entry.at ? 1 : -1;
  return one.list < other.list ? -1 : 1;
}

function actEntry(row: ActRow): Omit<Listed, 'list'> {
  const { number, at, kind, door, what, receipt, revision, hash } = row;
  const id = `${row.program === SERVER_CHAIN ? 'S' : 'A'}${number}`;
  const who = { by: row.person_name, account: row.person === '' ? null : row.person };
  return { number, entry: { id, at, kind, ...who, door, what, receipt, revision, hash } };
}

function revisionEntry(row: RevisionRow, kind: RevisionAct): Omit<Listed, 'list'> {
  const { number, at, door, accepted, changes, hash } = row;
  const cells = accepted === 1 ? '1 change' : `${accepted} changes`;
  const what = `Revision ${number}: ${cells} in ${changes} ${changes === 1 ? 'row' : 'rows'}`;
  const receipt = revisionReceipt(number, hash);
  return {
    number,
    entry: {
      id: `R${number}`,
      at,
      kind,
      by: row.person_name,
      account: row.person === '' ? null : row.person,
      door,
      what,
      receipt,
      revision: number,
      hash,
    },
  };
}

function isOfRevision(act: AuditKind): act is RevisionAct {
  return revisionActs.some((known) => known === act);
}

async function actsOf(
  db: Kysely<Database>,
  filter: Omit<AuditFilter, 'withSignIns'>,
  below: number,
  limit: number,
): Promise<ActRow[]> {
  return chainActs(db, filter, { chain: filter.program, below }).limit(limit).execute();
}

/** Backups concern every program, sign-ins the programs of who has signed in. */
async function serverActsOf(
  db: Kysely<Database>,
  filter: AuditFilter,
  below: number,
  limit: number,
): Promise<ActRow[]> {
  const members = db.selectFrom('memberships').select('account').where('program', '=', filter.program);
  const query = chainActs(db, filter, { chain: SERVER_CHAIN, below })
    .where((where) => {
      const ofEverybody = where('kind', 'in', ['backup', 'restore']);
      const ofMembers = where.and([where('kind', 'in', signIns), where('person', 'in', members)]);
      return filter.withSignIns ? where.or([ofEverybody, ofMembers]) : ofEverybody;
    })
    .limit(limit);
  return acrossPrograms('acts of the server, as far as they are of members of the program', () => query.execute());
}

/** The acts of a chain that a filter asks for, the newest first; none where it asks for acts that are revisions. */
function chainActs(
  db: Kysely<Database>,
  { act, by, from, before, withEmails: byEmail }: Omit<AuditFilter, 'program' | 'withSignIns'>,
  { chain, below }: { readonly chain: string; readonly below: number },
) {
  const isOther = act !== undefined && isOfRevision(act);
  let query = db
    .selectFrom('acts')
    .selectAll()
    .where('program', '=', chain)
    .where('number', '<', isOther ? 0 : below);
  if (act !== undefined) query = query.where('kind', '=', act);
  if (by !== undefined)
    query = query.where((where) =>
      where.or([
        where('person', '=', by),
        where('person_name', '=', by),
        ...(byEmail ? [where('person', 'in', accountsAt(db, by))] : []),
      ]),
    );
  if (from !== undefined) query = query.where('at', '>=', from);
  if (before !== undefined) query = query.where('at', '<', before);
  return query.orderBy('number', 'desc');
}

function accountsAt(db: Kysely<Database>, email: string) {
  return db.selectFrom('accounts').select('id').where('email', '=', normalizeEmail(email));
}

const signIns = ['signIn', 'signInFailed', 'signOut'] as const;

async function revisionsOf(
  db: Kysely<Database>,
  { program, act, by, from, before, withEmails: byEmail }: AuditFilter,
  below: number,
  limit: number,
): Promise<RevisionRow[]> {
  if (act !== undefined && !isOfRevision(act)) return [];
  let query = db.selectFrom('revisions').selectAll().where('program', '=', program).where('number', '<', below);
  const withStep = act === undefined ? undefined : revisionsWith(db, program, act);
  if (withStep !== undefined) query = query.where('number', 'in', withStep);
  if (by !== undefined)
    query = query.where((where) =>
      where.or([
        where('person', '=', by),
        where('person_name', '=', by),
        ...(byEmail ? [where('person', 'in', accountsAt(db, by))] : []),
      ]),
    );
  if (from !== undefined) query = query.where('at', '>=', from);
  if (before !== undefined) query = query.where('at', '<', before);
  return query.orderBy('number', 'desc').limit(limit).execute();
}
