import type { CodePlace } from '../../shared/protocol/device-sign-in.ts';
import type { Amounts } from '../../shared/plan/figures/amounts.ts';
import type { Door } from '../../shared/protocol/history.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { TableName } from '../../shared/tables/all-tables.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import type { Table } from '../../shared/tables/table.ts';
import type { Account, SummedAccount } from '../../shared/plan/postings/accounts.ts';
import type { ConversationState, EntryKind } from '../../shared/questions/conversation.ts';
import type { Subject } from '../../shared/questions/subject.ts';

/** siteSystems → site_systems: how columns and tables of the plan are named in SQL. */
export type SnakeCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : '';

/** Name of the SQL table that holds a table of the plan. */
export type PlanTable = SnakeCase<TableName>;

/** A row of a plan table: the three columns every one has, and one per editable column. Flags are 0 and 1. */
export interface PlanRow {
  program: string;
  row_id: string;
  /** Revision that last changed the row. */
  revision: number;
  /** `keyOf` the row. */
  key_text: string;
  [column: string]: Cell;
}

export interface ProgramRow {
  id: string;
  name: string;
  district: string;
  fiscal_year: string;
  /** The head; 0 = empty. */
  revision: number;
  /** Hash of the head's revision; "" at 0. */
  hash: string;
  /** Revision that the kept sums are of; absent or null in a program whose sums have never been kept. */
  sums_revision?: number | null | undefined;
  /** Acts of the program so far, and the hash of the last one; absent only where a program is made. */
  acts?: number | undefined;
  acts_hash?: string | undefined;
  /** Null until the history has been named; then 1 when its adopted plan has a baseline, else 0. */
  baselines_kept?: number | null | undefined;
  /** [REV8] How often it has come out of a backup; absent only where a program is made. */
  epoch?: number | undefined;
  /** ISO moment since when it can be read and not changed; absent or null: it is not archived. */
  archived_at?: string | null | undefined;
}

/** [REV8] A restore: the revision, and its hash, after which the program’s history went another way than before. */
export interface EpochRow {
  program: string;
  /** From 1. */
  number: number;
  revision: number;
  hash: string;
  /** When it was restored, ISO 8601 UTC. */
  at: string;
}

/** [REV2] One accepted sync. */
export interface RevisionRow {
  program: string;
  number: number;
  /** Account id, and the name the person had at the time. */
  person: string;
  person_name: string;
  /** Server time, ISO 8601 UTC. */
  at: string;
  workbook: string;
  sync_id: string;
  note: string;
  /** By which way it came in; null for one from before that was kept. */
  door: Door | null;
  /** Cells and whole-row deletes that the sync accepted. */
  accepted: number;
  /** Rows changed: entries of the journal. */
  changes: number;
  prev_hash: string;
  hash: string;
  /** By which formula it is sealed; absent or null: the first one. */
  seal?: number | null | undefined;
  /** Acts of the program before it, and the hash of the last of them; absent or null under the first seal. */
  acts?: number | null | undefined;
  acts_hash?: string | null | undefined;
}

/** [AUD1] An act other than a sync: who did what, when, and by which way. Program '' is the server's own chain. */
export interface ActRow {
  program: string;
  /** Place in its chain, from 1. */
  number: number;
  /** Server time, ISO 8601 UTC. */
  at: string;
  kind: string;
  /** Account id, or '' where there is none; and the name at the time. */
  person: string;
  person_name: string;
  door: string;
  /** In words; never an amount, the text of a cell or a secret. */
  what: string;
  /** Code of the document that was given out. */
  receipt: string | null;
  /** SHA-256 of the document's bytes, hex. */
  digest: string | null;
  /** The program's head when it was done; 0 and '' in the server's chain. */
  revision: number;
  head_hash: string;
  prev_hash: string;
  hash: string;
}

/** The end of the server's own chain of acts: one row. */
export interface ServerActsRow {
  chain: string;
  acts: number;
  acts_hash: string;
}

/** [REV3] What one revision did to one row. `before` and `after` are JSON objects of cells by column name. */
export interface JournalRow {
  program: string;
  revision: number;
  /** Place within the revision, from 0. */
  ordinal: number;
  table_name: string;
  row_id: string;
  kind: 'insert' | 'update' | 'delete';
  before: string;
  after: string;
  /** Revision that had last changed the row before this one; null for a row that was not there. */
  previous: number | null;
}

/** [I1] What was answered to a sync, so that the same sync is answered the same way again. */
export interface SyncReplyRow {
  program: string;
  person: string;
  sync_id: string;
  /** SHA-256 of the canonical request. */
  digest: string;
  base: number;
  /** Head after the sync. */
  revision: number;
  /** The reply without `remote`, as JSON. */
  outcome: string;
  at: string;
}

/** [CON5] A reported conflict and what became of it. Values are JSON scalars. */
export interface ConflictRow {
  program: string;
  id: string;
  person: string;
  person_name: string;
  workbook: string;
  table_name: string;
  row_id: string;
  column_name: string;
  kind: string;
  base_value: string;
  local_value: string;
  remote_value: string;
  remote_by: string;
  remote_at: string;
  remote_revision: number;
  reported_at: string;
  status: 'open' | 'decided' | 'superseded';
  outcome: string | null;
  decided_at: string | null;
}

/** [FD3] A text that a revision was sealed with and the database could not keep. */
export interface SealedTextRow {
  program: string;
  revision: number;
  /** Column of the revision. */
  field: string;
  /** The text as it was sealed, as JSON, which writes what cannot be stored. */
  sealed: string;
  /** The bytes that stand in the revision, which are left as they are. */
  stored_hex: string;
  recorded_at: string;
}

/** [M8] A cell that a revision changed in a basket; `column_name` is '' for a row that came in or went. */
export interface BasketRow {
  program: string;
  revision: number;
  table_name: string;
  row_id: string;
  column_name: string;
  basket: string;
}

/** A posting of the head: see `Posting`. */
export interface PostingRow {
  program: string;
  table_name: string;
  row_id: string;
  /** Place among the postings of the row, from 0. */
  ordinal: number;
  line: string;
  account: Account;
  date: string | null;
  cents: number;
  change: string | null;
}

/** Cents per account, under the names of SQL. */
export type SumColumns = { [A in SnakeCase<SummedAccount>]: number };

/** The sums of a budget line at the head: see `LineSum`. */
export interface LineSumRow extends SumColumns {
  program: string;
  project: string;
  line: string;
  is_contingency: number;
  is_reserve: number;
  /** What it belongs to, JSON. */
  groups: string;
  /** Cents spent by fiscal year, JSON. */
  spent: string;
}

/** Cents per amount, under the names of SQL. */
export type AmountColumns = { [A in SnakeCase<keyof Amounts>]: number };

/** The sums of a group at the head: see `GroupSum`. */
export interface GroupSumRow extends AmountColumns {
  program: string;
  cut: string;
  group_name: string;
  lines: number;
}

/** Which moment of a program the public sees; no row: none. */
export interface GuideRow {
  program: string;
  revision: number;
  /** Day of its figures. */
  as_of: string;
  /** ISO moment of publishing. */
  at: string;
  by_name: string;
}

/** A named revision; it never changes. */
export interface BaselineRow {
  program: string;
  number: number;
  name: string;
  kind: string;
  revision: number;
  /** Of that revision. */
  hash: string;
  /** Day of its figures. */
  as_of: string;
  report_number: string | null;
  /** Accounting month that it closed. */
  period: string | null;
  reason: string;
  /** ISO moment. */
  at: string;
  person: string;
  by_name: string;
}

/** Another name that a baseline was given later. */
export interface BaselineNameRow {
  program: string;
  number: number;
  /** From 1. */
  ordinal: number;
  name: string;
  /** ISO moment. */
  at: string;
  person: string;
  by_name: string;
}

/** A report that was made of a close and is kept as it was made. */
export interface KeptReportRow {
  program: string;
  /** Month, such as 2026-10. */
  period: string;
  /** Revision of the close. */
  revision: number;
  /** Name of the report, such as variance. */
  report: string;
  file_type: string;
  /** Day of its figures. */
  as_of: string;
  file_name: string;
  receipt: string;
  /** ISO moment. */
  made_at: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the bytes, hex. */
  digest: string;
  content: Uint8Array;
}

/** How a table of an office's own was imported last, by the digest of its headers. */
export interface ImportMappingRow {
  program: string;
  headers: string;
  /** An `ImportMapping` as JSON. */
  mapping: string;
  /** ISO moment. */
  at: string;
  by_name: string;
}

/** A file of the ledger that was taken in, by the id of the import. */
export interface LedgerImportRow {
  program: string;
  import_id: string;
  /** Table of the plan that its rows are of. */
  kind: 'expenditures' | 'commitments';
  person: string;
  person_name: string;
  /** ISO moment. */
  at: string;
  file_name: string;
  /** SHA-256 of the file. */
  digest: string;
  sync_id: string;
  /** Revision that it made; null: it brought nothing new. */
  revision: number | null;
  /** `LedgerSums` as JSON. */
  sums: string;
  /** Cents that the ledger says the file adds up to; null: nobody said. */
  control_total: number | null;
  /** How plan and ledger stood afterwards, `TieOut` as JSON; null: it has not come to its end. */
  tie_out: string | null;
}

/** A row of a ledger file that could not be taken in, by the document that it is of. */
export interface LedgerExceptionRow {
  program: string;
  subject: string;
  /** Import that told of it last. */
  import_id: string;
  /** ISO moment. */
  at: string;
  /** Cell or row of the file. */
  place: string;
  document: string;
  /** Posting date as far as it could be read. */
  dated: string | null;
  cents: number | null;
  why: string;
  message: string;
  /** Budget lines that it may belong to, JSON. */
  candidates: string;
  /** Whose it is to be mended. */
  owner: string | null;
  /** Why it may stay. */
  explanation: string | null;
  status: 'open' | 'explained' | 'cured';
  decided_by: string | null;
  decided_at: string | null;
}

/** Where a project is at the head: see `ProjectPlaces`. */
export interface ProjectPlacesRow {
  program: string;
  project: string;
  /** Pairs of site and weight, JSON. */
  shares: string;
  /** Codes, JSON. */
  sites: string;
}

export interface AccountRow {
  id: string;
  /** In lower case. */
  email: string;
  name: string;
  /** `scrypt$N$r$p$salt$hash`, base64url; '' where there is none, and no password opens it. */
  password: string;
  disabled: number;
  created_at: string;
  /** 1: it administers the server. */
  administers?: number | undefined;
}

/** The version of a page that an account last used on a day. */
export interface PageSeenRow {
  account: string;
  /** UTC, such as 2026-11-23. */
  day: string;
  page: 'pane' | 'workbench' | 'web';
  version: string;
  /** ISO moment of the first use that day. */
  at: string;
}

export interface MembershipRow {
  program: string;
  account: string;
  role: 'viewer' | 'editor' | 'finance' | 'admin';
  /** Row scope as JSON `{"regions":[],"projects":[]}`; null: every row. */
  scope: string | null;
  /** Roles of the plan as JSON `{"always":[],"whileAssigned":[]}`; null: it is not limited to such. */
  plan_roles: string | null;
  /** Person ID in the plan of the owner of the account; null: not said. */
  person: string | null;
}

/** [PPL6] A grant as it was made; the newest of an account is its membership. */
export interface GrantRow {
  program: string;
  account: string;
  /** Place among the grants of the account in the program, from 1. */
  number: number;
  /** ISO 8601 UTC; '' for one from before they were kept. */
  at: string;
  /** Null: what was granted before was taken away. */
  role: MembershipRow['role'] | null;
  scope: string | null;
  plan_roles: string | null;
  person: string | null;
}

export interface SessionRow {
  /** SHA-256 of the token, hex: the token itself is known to its owner only. */
  token_hash: string;
  account: string;
  created_at: string;
  last_used_at: string;
  /** What it is used in, in words, and the address it was opened from; absent or null: not known. */
  device?: string | null | undefined;
  source?: string | null | undefined;
  /** When it ends at the latest, ISO 8601 UTC; absent or null: the limits of every session alone. */
  ends_at?: string | null | undefined;
  /** The sign-in at the provider that it was opened by: issuer, `sub` and `sid` of its token; absent or null: none, or not told. */
  provider_issuer?: string | null | undefined;
  provider_subject?: string | null | undefined;
  provider_session?: string | null | undefined;
}

/** What the provider has said of a sign-in that has ended there. */
export interface ProviderLogoutRow {
  /** SHA-256 of issuer and `jti`, hex: what was said counts once. */
  token_hash: string;
  issuer: string;
  subject: string | null;
  session: string | null;
  /** When the provider said it, ISO 8601 UTC. */
  at: string;
  expires_at: string;
}

/** A link by which the owner of an account sets a password, once. */
export interface PasswordLinkRow {
  account: string;
  /** SHA-256 of the token, hex: the token itself stands in the link only. */
  token_hash: string;
  /** ISO moments. */
  made_at: string;
  expires_at: string;
  /** Account of who gave it and may hold it; '': the command line gave it, or it was mailed to the owner of the account. */
  made_by: string;
}

/** A code by which the first administrator is made, as long as there is no account. */
export interface SetupCodeRow {
  /** SHA-256, hex. */
  code_hash: string;
  made_at: string;
}

/** Somebody at the district's provider, by the name that never changes there. */
export interface IdentityRow {
  issuer: string;
  /** `sub`; with Microsoft Entra the object ID, which is the same in every token of the person. */
  subject: string;
  /** Null: nobody has connected it with an account yet. */
  account: string | null;
  /** As the provider told last: to be shown, never to be known by. */
  email: string | null;
  name: string;
  first_at: string;
  last_at: string;
}

/** A sign-in that is under way at the provider. */
export interface ProviderSignInRow {
  /** SHA-256, hex, of the state that the provider gives back. */
  state_hash: string;
  /** SHA-256, hex, of what the browser that has begun it keeps. */
  browser_hash: string;
  nonce: string;
  code_verifier: string;
  /** Path of ours that is opened afterwards. */
  return_to: string;
  stay: number;
  /** Account that an invitation connects with the identity; null: none. */
  account: string | null;
  expires_at: string;
}

/** What a group or app role of the provider gives in a program. */
export interface GroupRoleRow {
  program: string;
  /** As the provider's tokens name it: often an id. */
  group_name: string;
  role: MembershipRow['role'];
  scope: string | null;
  plan_roles: string | null;
  /** What people call the group. */
  label: string | null;
}

/** A membership that does not stand as it was granted by hand. */
export interface GroupMembershipRow {
  program: string;
  account: string;
  /** given: by groups, and by them it goes. closed: the program was closed to the account by hand, whatever groups say. */
  state: 'given' | 'closed';
  /** The groups that gave it, JSON. */
  group_names: string;
}

/** A code by which an Excel is signed in from a browser; gone once it is used. */
export interface DeviceSignInRow {
  /** SHA-256 of what only that Excel knows, and of what a person types, hex. */
  device_hash: string;
  user_code_hash: string;
  place: CodePlace;
  /** Network address of who asks; '' where it is not known. */
  source: string;
  asked_at: string;
  expires_at: string;
  /** How long to wait between two questions how it stands. */
  interval_seconds: number;
  polled_at: string | null;
  state: 'waiting' | 'confirmed' | 'refused';
  /** Who has answered, and the session they were signed in by. */
  account: string | null;
  session: string | null;
}

/** A token by which a program of somebody's own reads a program. */
export interface AccessTokenRow {
  id: string;
  /** SHA-256 of the token, hex. */
  token_hash: string;
  account: string;
  program: string;
  /** What its owner calls it. */
  name: string;
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
}

/** The last number that an entry about a program was given. */
export interface CommentCounterRow {
  program: string;
  last: number;
}

/** One entry of a conversation; entries are only ever added. */
export interface CommentEntryRow {
  program: string;
  number: number;
  /** Number of the entry that began it. */
  conversation: number;
  kind: EntryKind;
  /** Entry that is edited or withdrawn. */
  refers: number | null;
  text: string | null;
  /** Whom it names: a list of `NamedPerson` as JSON. */
  named: string;
  /** Account id, and the name the person had at the time. */
  person: string;
  person_name: string;
  at: string;
  /** What the sender calls the request, so that it is entered once. */
  request_id: string;
}

/** What a conversation is about, and where its entries have brought it. */
export interface ConversationRow {
  program: string;
  number: number;
  kind: Subject['kind'];
  /** Table, row and column that it is about; "" where it is about none. */
  table_name: string;
  row_id: string;
  column_name: string;
  /** `figureText`; "" where it is about none. */
  figure: string;
  /** A `KeptSubject` as JSON. */
  subject: string;
  state: ConversationState;
  last_entry: number;
}

/** Who has asked in a conversation, and who is asked. */
export interface ConversationPersonRow {
  program: string;
  conversation: number;
  person: string;
  part: 'asker' | 'asked';
}

/** A place that somebody works on until a day. */
export interface WorkClaimRow {
  program: string;
  person: string;
  kind: 'site' | 'project' | 'region';
  /** Row ID of the site or project; code of the region. */
  place: string;
  until: string;
  at: string;
}

/** The mail of a day to a person: who has claimed it, and what it told up to. */
export interface DigestMailRow {
  program: string;
  person: string;
  day: string;
  state: 'sending' | 'sent' | 'nothing' | 'failed';
  tries: number;
  claimed_at: string;
  revision: number;
  entry: number;
}

/** Whether a person wants the mail of each day, and the token by which it is ended without a sign-in. */
export interface DigestChoiceRow {
  program: string;
  person: string;
  muted: number;
  token: string;
}

/** What adds up the published totals of several programs, and never sees their plans. */
export interface RollUpRow {
  id: string;
  name: string;
  /** Published figures of a day longer ago are stale. */
  stale_days: number;
  /** 1: who may publish in a district that has joined may look at the roll-up. */
  open_to_districts: number;
  made_at: string;
}

export interface RollUpMemberRow {
  roll_up: string;
  account: string;
  role: 'reader' | 'manager';
}

/** A district that a roll-up expects: its consent to whoever holds the seat. */
export interface RollUpDistrictRow {
  roll_up: string;
  code: string;
  name: string;
  /** A program that has joined names it; a district that is ended gets another one. */
  seat: string;
  /** SHA-256 of the code by which it joins, hex; null: none is open. */
  invitation_hash: string | null;
  /** Last day of the invitation, `YYYY-MM-DD`. */
  invited_until: string | null;
}

/** That a program has joined a roll-up: its consent. */
export interface RollUpShareRow {
  program: string;
  roll_up: string;
  seat: string;
  joined_at: string;
  /** The first revision of which a close is published by itself; 0: none is. */
  monthly: number;
  /** Which moment is published, a `PublishedMoment` as JSON; null: nothing is. */
  published: string | null;
}

/** What a program has published to a roll-up by one cut; '' the program as a whole. */
export interface PublishedTotalsRow {
  program: string;
  roll_up: string;
  cut: string;
  /** `PublishedGroup`s as JSON. */
  totals: string;
}

export interface SignInAttemptRow {
  /** A hash of what is counted: guesses at an account from a network, say, or codes that somebody has looked at. */
  email_hash: string;
  failures: number;
  /** When the count began, or of guesses, when the last one was made; ISO 8601 UTC. */
  since: string;
  /** When the account was last signed in to from this network; absent or null: never. */
  known_at?: string | null | undefined;
}

export interface Database extends Record<PlanTable, PlanRow> {
  programs: ProgramRow;
  epochs: EpochRow;
  revisions: RevisionRow;
  journal: JournalRow;
  sync_replies: SyncReplyRow;
  conflicts: ConflictRow;
  sealed_texts: SealedTextRow;
  baskets: BasketRow;
  postings: PostingRow;
  line_sums: LineSumRow;
  group_sums: GroupSumRow;
  project_places: ProjectPlacesRow;
  guides: GuideRow;
  baselines: BaselineRow;
  baseline_names: BaselineNameRow;
  import_mappings: ImportMappingRow;
  ledger_imports: LedgerImportRow;
  ledger_exceptions: LedgerExceptionRow;
  kept_reports: KeptReportRow;
  accounts: AccountRow;
  memberships: MembershipRow;
  grants: GrantRow;
  sessions: SessionRow;
  device_sign_ins: DeviceSignInRow;
  identities: IdentityRow;
  provider_sign_ins: ProviderSignInRow;
  provider_logouts: ProviderLogoutRow;
  group_roles: GroupRoleRow;
  group_memberships: GroupMembershipRow;
  access_tokens: AccessTokenRow;
  pages_seen: PageSeenRow;
  comment_counters: CommentCounterRow;
  comment_entries: CommentEntryRow;
  conversations: ConversationRow;
  conversation_people: ConversationPersonRow;
  work_claims: WorkClaimRow;
  digest_mails: DigestMailRow;
  digest_choices: DigestChoiceRow;
  sign_in_attempts: SignInAttemptRow;
  password_links: PasswordLinkRow;
  setup_codes: SetupCodeRow;
  acts: ActRow;
  server_acts: ServerActsRow;
  roll_ups: RollUpRow;
  roll_up_members: RollUpMemberRow;
  roll_up_districts: RollUpDistrictRow;
  roll_up_shares: RollUpShareRow;
  published_totals: PublishedTotalsRow;
}

const planTables: ReadonlySet<string> = new Set(tables.map((table) => table.sqlName));

function isPlanTable(name: string): name is PlanTable {
  return planTables.has(name);
}

/** Name of the SQL table of a table of the plan. Throws when it is none of the plan's. */
export function planTable(table: Table): PlanTable {
  if (!isPlanTable(table.sqlName)) throw new Error(`${table.sqlName} is no table of the plan.`);
  return table.sqlName;
}

const taken: ReadonlySet<string> = new Set(['program', 'row_id', 'revision', 'key_text']);

/** By column, of which there are some hundred: every statement names dozens. */
const sqlColumns = new Map<string, string>();

/** installedDate → installed_date: the SQL column of a column of the plan; program → program_value, the plain name being taken. */
export function sqlColumn(column: string): string {
  return getOrMake(sqlColumns, column, () => {
    const name = column.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return taken.has(name) ? `${name}_value` : name;
  });
}
