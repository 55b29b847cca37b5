import { z } from 'zod';
import {
  accessTokenReply,
  accessTokensReply,
  type AccessTokenReply,
  type AccessTokensReply,
} from '../../shared/protocol/access-tokens.ts';
import {
  askableReply,
  commentsReply,
  type AskableReply,
  type CommentRequestInput,
  type CommentsReply,
} from '../../shared/protocol/comments.ts';
import { workClaimsReply, type WorkClaimsReply, type WorkClaimsRequest } from '../../shared/protocol/work-claims.ts';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { baselinesReply, type BaselinesReply } from '../../shared/protocol/baselines.ts';
import { bridgeReply, type BridgeReply } from '../../shared/protocol/bridge.ts';
import { movedReply, type MovedReply } from '../../shared/protocol/moved.ts';
import type { Cut } from '../../shared/plan/figures/cuts.ts';
import { conflictsReply, type ConflictsReply } from '../../shared/protocol/conflicts.ts';
import { digestReply, type DigestReply, type DigestRequest } from '../../shared/protocol/digest.ts';
import { errorBody, type ErrorCode } from '../../shared/protocol/error.ts';
import { guideReply, type GuideReply } from '../../shared/protocol/guide.ts';
import { historyReply, type HistoryReply } from '../../shared/protocol/history.ts';
import {
  membersReply,
  program,
  signInReply,
  type MembersReply,
  type WirePerson,
  type WireProgram,
} from '../../shared/protocol/people.ts';
import { importReply, type ImportReply } from '../../shared/protocol/imports.ts';
import { ledgerRulesReply, type LedgerRuleRequest, type LedgerRulesReply } from '../../shared/protocol/ledger-rules.ts';
import {
  ledgerReply,
  ledgerStateReply,
  type LedgerControl,
  type LedgerExceptionRequest,
  type LedgerReply,
  type LedgerStateReply,
} from '../../shared/protocol/ledger.ts';
import type { ImportMapping } from '../../shared/import/import-mapping.ts';
import {
  periodReply,
  periodsReply,
  type ExplanationRequest,
  type PeriodAct,
  type PeriodReply,
  type PeriodsReply,
} from '../../shared/protocol/periods.ts';
import { postingsReply, type PostingsReply } from '../../shared/protocol/postings.ts';
import { spendingReply, type SpendingReply } from '../../shared/protocol/spending.ts';
import { reportTextsReply, type ReportTextsReply } from '../../shared/protocol/report-texts.ts';
import type { ReportFileType, ReportName, ScheduleEdition } from '../../shared/protocol/reports.ts';
import { scheduleReply, type ScheduleReply } from '../../shared/protocol/schedule.ts';
import { syncReply, type SyncReply, type SyncRequest } from '../../shared/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { wireEdits } from '../../shared/protocol/wire-edits.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { Decided } from '../sync/settle-decisions.ts';
import { siteReply, sitesReply, type SiteReply, type SitesReply } from '../../shared/protocol/sites.ts';
import { checksReply, totalsReply, type ChecksReply, type TotalsReply } from '../../shared/protocol/totals.ts';
import { waitingReply, type WaitingReply } from '../../shared/protocol/waiting.ts';
import { workbookReply, type WorkbookReply } from '../../shared/protocol/workbook.ts';
import type { PlanPart } from '../../shared/plan/part/plan-part.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { keyOf } from '../../shared/tables/table.ts';
import { namedTables, noNames, type CodeNames } from '../../shared/tables/code-names.ts';
import type { KeptSession } from '../pane/kept-session.ts';
import { programNames } from '../../shared/sync/program-names.ts';
import { programState, type ProgramState } from '../../shared/sync/program-rows.ts';
import type { TableName } from '../../shared/tables/all-tables.ts';
import { fileNameOf } from '../sync/server/file-name-of.ts';
import { parseJson } from '../sync/server/parse-json.ts';
import { queryText } from '../sync/server/query-text.ts';
import type {
  BridgeQuery,
  CommentsQuery,
  HistoryQuery,
  PostingsQuery,
  TotalsQuery,
} from '../sync/server/server-client.ts';
import type { Asks } from './asks.ts';
import type { DownloadedFile } from './downloaded-file.ts';
import { changeCalls, type ChangeCalls } from './changes/change-calls.ts';
import type { PortalOutcome, PortalProblem } from './portal-problem.ts';
import { proofCalls, type ProofCalls } from './proof/proof-calls.ts';

export interface PortalServerDeps {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Address of the server without a slash at the end. */
  readonly address: string;
  readonly kept: KeptSession;
}

/** How a returned workbook is to be read, where that is a choice of the person. */
export interface ReturnChoices {
  /** Rows missing from a sheet go, however many they are. */
  readonly allowDeletions: boolean;
  /** Rows of which only the key is left lose their other cells. */
  readonly emptyCells: boolean;
  /** Go by the keys where a sort has left out the hidden Row ID column. */
  readonly realign: boolean;
  /** Revision of a file that does not say which it is. */
  readonly base: number | null;
  /** Who filled the file in, where that is somebody else; "": nobody else. */
  readonly answeredBy: string;
}

/** What has been decided about conflicts of a returned workbook, and what follows for the plan. */
export interface DecidedConflicts {
  /** The workbook, and the revision it stands at. */
  readonly file: NonNullable<WorkbookReply['file']>;
  readonly syncId: string;
  readonly edits: readonly Edit[];
  readonly decisions: readonly Decided[];
}

/** Which workbook is downloaded. */
export interface WantedWorkbook {
  /** The day that its reports are of; null: today. */
  readonly asOf: string | null;
  /** [W17] Only this part of the plan; null: all of it. */
  readonly part: PlanPart | null;
  /** Of the whole plan: what has moved since the last month was closed. */
  readonly withMoves?: boolean;
  /** The moment to compare with; absent: the close of the last month. */
  readonly since?: string;
  /** The baseline that it is as of, in place of a day. */
  readonly baseline?: string;
  /** Of the whole plan: numbers of projects that get a sheet of their own. */
  readonly projects?: readonly string[];
}

/** Two moments of the plan, and the cut by which the money is told. */
export interface MovedQuery {
  readonly from: string;
  readonly to: string;
  readonly by: Cut;
}

/** A moment that is given a name. */
export interface NamedBaseline {
  readonly name: string;
  readonly reason: string;
  /** Absent: today. */
  readonly asOf?: string;
}

export interface NamedCode {
  readonly code: string;
  readonly name: string;
}

/** A table as an office has it, and what was decided about it. */
export interface OfficeTable {
  readonly name: string;
  readonly content: Blob;
  readonly mapping: ImportMapping;
  /** The revision that the person has seen it compared with; null: the newest. */
  readonly base: number | null;
  /** Of a ledger: what it says of itself. */
  readonly control?: LedgerControl;
}

/** A report as somebody asks for it; null: as it is now, today, or no such choice. */
export interface ReportQuery {
  readonly asOf: string | null;
  readonly at: number | null;
  /** Id of the baseline that it is as of, in place of a day and revision; absent: none. */
  readonly baseline?: string;
  readonly edition: ScheduleEdition | null;
  /** Location codes with commas between. */
  readonly site: string | null;
  /** Numbers of changes with commas between. */
  readonly change: string | null;
}

/** A budget change that there can be a packet of. */
export interface ListedChange {
  readonly number: string;
  readonly title: string;
  readonly status: string;
}

/** What comes with a step of a month. */
export interface PeriodAsked {
  /** Names the request. */
  readonly syncId: string;
  readonly reason?: string;
  /** Cents */
  readonly controlTotal?: number | null;
}

export interface ExplainAsked {
  /** Names the request. */
  readonly syncId: string;
  readonly asOf: string;
  readonly explanations: readonly Partial<ExplanationRequest>[];
}

export interface KeptReportWanted {
  readonly month: string;
  readonly revision: number;
  readonly report: string;
  readonly type: string;
}

/** The server as the web app uses it. Every call ends in a value or a `PortalProblem`. */
export interface PortalServer {
  /** Where the browser has found it, without a slash at the end. */
  readonly address: string;
  person(): WirePerson | null;
  /** Hears when the server no longer knows the sign-in. @returns the end of it */
  onSignInEnded(listener: () => void): () => void;
  signIn(email: string, password: string, stay: boolean): Promise<PortalOutcome<WirePerson>>;
  /** Ends the session here in any case, and on the server when it can be reached. */
  signOut(): Promise<void>;
  programs(): Promise<PortalOutcome<readonly WireProgram[]>>;
  /** The consolidated workbook with its reports as of a day, or a workbook of a part of the plan. */
  downloadWorkbook(program: string, wanted: WantedWorkbook): Promise<PortalOutcome<DownloadedFile>>;
  /** Codes of a table with their names, in the order of the codes. */
  codesOf(program: string, table: 'people' | 'sites'): Promise<PortalOutcome<readonly NamedCode[]>>;
  /** What happens where and when, as of a day; null: today. Milestones are many: only where they are shown. */
  schedule(
    program: string,
    asOf: string | null,
    details?: { readonly milestones: boolean },
  ): Promise<PortalOutcome<ScheduleReply>>;
  /** Every site with its place and its money. */
  sites(program: string, asOf: string | null): Promise<PortalOutcome<SitesReply>>;
  /** Everything about one site. */
  site(program: string, code: string, asOf: string | null): Promise<PortalOutcome<SiteReply>>;
  /** The sheet of one site as PDF. */
  downloadSiteSheet(program: string, code: string, asOf: string | null): Promise<PortalOutcome<DownloadedFile>>;
  /** The monthly schedule as PDF, as of a day; null: as it is now. */
  downloadSchedule(
    program: string,
    edition: ScheduleEdition,
    asOf: string | null,
  ): Promise<PortalOutcome<DownloadedFile>>;
  /** A report as a file. */
  report(
    program: string,
    name: ReportName,
    type: ReportFileType,
    query: ReportQuery,
  ): Promise<PortalOutcome<DownloadedFile>>;
  /** The log of acts, receipts and files. */
  readonly proof: ProofCalls;
  /** Budget changes: their list, one of them, and what is done with them. */
  readonly budgetChanges: ChangeCalls;
  /** Budget changes by their numbers. */
  changes(program: string): Promise<PortalOutcome<readonly ListedChange[]>>;
  /** Texts of the reports that the office writes. */
  reportTexts(program: string): Promise<PortalOutcome<ReportTextsReply>>;
  /** Writes a text; null empties it. `seen` is the revision of the texts that the person has looked at. */
  writeReportText(
    program: string,
    text: { readonly syncId: string; readonly seen: number; readonly section: string; readonly text: string | null },
  ): Promise<PortalOutcome<ReportTextsReply>>;
  /** What the public sees of the program. */
  guide(program: string): Promise<PortalOutcome<GuideReply>>;
  /** Publishes the plan as it is now, with the figures of a day; null: today. */
  publishGuide(program: string, asOf: string | null): Promise<PortalOutcome<GuideReply>>;
  withdrawGuide(program: string): Promise<PortalOutcome<GuideReply>>;
  /** A made-up plan to practise with, which belongs to no program. */
  downloadPractice(): Promise<PortalOutcome<DownloadedFile>>;
  /** Works out what returning the workbook would do, and does nothing. */
  previewWorkbook(program: string, content: Blob, choices: ReturnChoices): Promise<PortalOutcome<WorkbookReply>>;
  /** Returns the workbook. Repeated under the same id, after a broken connection say, it has no further effect. */
  returnWorkbook(
    program: string,
    content: Blob,
    choices: ReturnChoices,
    uploadId: string,
  ): Promise<PortalOutcome<WorkbookReply>>;
  /** Decides conflicts of a workbook that was returned. Repeated, it has no further effect: deciding is by value. */
  decide(program: string, decided: DecidedConflicts): Promise<PortalOutcome<SyncReply>>;
  /** Works out what an office's own table would bring, and brings nothing. */
  previewImport(program: string, table: OfficeTable): Promise<PortalOutcome<ImportReply>>;
  /** Takes an office's own table in. Repeated under the same id it has no further effect. */
  takeImport(program: string, table: OfficeTable, importId: string): Promise<PortalOutcome<ImportReply>>;
  /** The rows of it that the plan does not have yet, to be mended. */
  downloadExceptions(program: string, table: OfficeTable): Promise<PortalOutcome<DownloadedFile>>;
  /** The same of an export of the ledger. */
  previewLedger(program: string, table: OfficeTable): Promise<PortalOutcome<LedgerReply>>;
  takeLedger(program: string, table: OfficeTable, importId: string): Promise<PortalOutcome<LedgerReply>>;
  downloadLedgerExceptions(program: string, table: OfficeTable): Promise<PortalOutcome<DownloadedFile>>;
  /** What was imported of the ledger, what of it is open, and how plan and ledger tie out. */
  ledger(program: string): Promise<PortalOutcome<LedgerStateReply>>;
  decideLedgerException(program: string, decision: LedgerExceptionRequest): Promise<PortalOutcome<LedgerStateReply>>;
  ledgerRules(program: string): Promise<PortalOutcome<LedgerRulesReply>>;
  writeLedgerRule(program: string, request: LedgerRuleRequest): Promise<PortalOutcome<LedgerRulesReply>>;
  totals(program: string, query: TotalsQuery): Promise<PortalOutcome<TotalsReply>>;
  checks(program: string, asOf: string | null): Promise<PortalOutcome<ChecksReply>>;
  /** What a figure of the totals is made of, in integer cents. */
  postings(program: string, query: PostingsQuery): Promise<PortalOutcome<PostingsReply>>;
  /** How a figure came from what it was to what it is. */
  bridge(program: string, query: BridgeQuery): Promise<PortalOutcome<BridgeReply>>;
  /** What has moved between two moments, each a baseline, a day, a revision or `today`. */
  moved(program: string, query: MovedQuery): Promise<PortalOutcome<MovedReply>>;
  /** Named revisions of the plan, the oldest first. */
  baselines(program: string): Promise<PortalOutcome<BaselinesReply>>;
  /** Names the plan as it is now, or as of a day. */
  nameBaseline(program: string, named: NamedBaseline): Promise<PortalOutcome<BaselinesReply>>;
  /** Gives one that was named by hand another name. */
  renameBaseline(program: string, id: string, name: string): Promise<PortalOutcome<BaselinesReply>>;
  /** Spending against plan and forecast, month by month, as of a day; null: today. */
  spending(program: string, asOf: string | null): Promise<PortalOutcome<SpendingReply>>;
  /** Whole tables at a revision, or at the head; with a day their computed columns are of it. */
  tables(
    program: string,
    names: readonly TableName[],
    asOf: string | null,
    at?: number,
  ): Promise<PortalOutcome<ProgramState>>;
  /** What was changed, newest first. */
  history(program: string, query: HistoryQuery): Promise<PortalOutcome<HistoryReply>>;
  /** Conflicts that nobody has decided yet. */
  openConflicts(program: string): Promise<PortalOutcome<ConflictsReply>>;
  /** Who may do what in the program. */
  members(program: string, asOf: string | null): Promise<PortalOutcome<MembersReply>>;
  /** Decisions that wait, with those whom they wait for today. */
  waiting(program: string): Promise<PortalOutcome<WaitingReply>>;
  /** Conversations about the plan, those last spoken in first. */
  comments(program: string, query: CommentsQuery): Promise<PortalOutcome<CommentsReply>>;
  /** Enters something in a conversation, once however often it is sent under its id. */
  comment(program: string, request: CommentRequestInput): Promise<PortalOutcome<CommentsReply>>;
  /** Everything that was said, as CSV. */
  downloadComments(program: string): Promise<PortalOutcome<DownloadedFile>>;
  /** Who can be asked about something, the best choices first. */
  peopleToAsk(program: string, about: string): Promise<PortalOutcome<AskableReply>>;
  /** Who works on what. */
  workClaims(program: string): Promise<PortalOutcome<WorkClaimsReply>>;
  /** Says what the person works on, in place of what they said before. */
  claimWork(program: string, request: WorkClaimsRequest): Promise<PortalOutcome<WorkClaimsReply>>;
  /** Whether the person gets a mail of the day about the program. */
  digest(program: string): Promise<PortalOutcome<DigestReply>>;
  chooseDigest(program: string, choice: DigestRequest): Promise<PortalOutcome<DigestReply>>;
  /** One's own tokens for reading the program from other programs, newest first. */
  accessTokens(program: string): Promise<PortalOutcome<AccessTokensReply>>;
  /** Makes one that lives so many days. Only this answer holds the token itself. */
  makeAccessToken(
    program: string,
    token: { readonly name: string; readonly days: number },
  ): Promise<PortalOutcome<AccessTokenReply>>;
  /** Ends one, or finds it ended. @returns those that are left */
  revokeAccessToken(program: string, token: string): Promise<PortalOutcome<AccessTokensReply>>;
  /** The accounting months, and which is closed next. */
  periods(program: string): Promise<PortalOutcome<PeriodsReply>>;
  /** How far the close of a month is. */
  period(program: string, month: string): Promise<PortalOutcome<PeriodReply>>;
  /** Takes a month a step, with what comes with it. */
  actOnPeriod(program: string, month: string, act: PeriodAct, asked: PeriodAsked): Promise<PortalOutcome<SyncReply>>;
  /** Says why findings of the checks on a day stand. */
  explain(program: string, asked: ExplainAsked): Promise<PortalOutcome<SyncReply>>;
  /** A report of a close as it was made. */
  keptReport(program: string, wanted: KeptReportWanted): Promise<PortalOutcome<DownloadedFile>>;
  /** [FB6] Names of the program's codes at a revision, which the browser may keep. */
  codeNames(program: string, revision: number): Promise<PortalOutcome<CodeNames>>;
}

/** A large workbook takes seconds to make; a hanging connection must end some time. */
const TIMEOUT_MS = 300_000;
const STANDARD_RETRY_AFTER_SECONDS = 30;

export function createPortalServer({ fetch, address, kept }: PortalServerDeps): PortalServer {
  let session = kept.read();
  const endListeners = new Set<() => void>();

  const ask = async <T>(
    path: string,
    init: RequestInit,
    read: (response: Response) => Promise<T | null>,
    token = session?.token,
  ): Promise<PortalOutcome<T>> => {
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await fetch(new Request(`${address}/api${path}`, { ...init, headers, signal }));
      const outcome = response.ok ? await valueOf(response, read) : await refusalOf(response);
      if (!outcome.ok && outcome.problem.kind === 'signedOut') signInEnded();
      return outcome;
    } catch {
      // fetch rejects for every failure of the network alike, and says no more about it.
      return { ok: false, problem: { kind: 'offline' } };
    }
  };
  const forget = (): void => {
    session = null;
    kept.keep(null, false);
  };
  const signInEnded = (): void => {
    if (session === null) return;
    forget();
    for (const listener of endListeners) listener();
  };
  const getFile = (path: string, name: string, init: RequestInit = {}) =>
    ask(path, init, async (response) => ({
      name: fileNameOf(response.headers.get('content-disposition')) ?? name,
      content: await response.blob(),
    }));
  const get = <T>(schema: z.ZodType<T>, path: string) => ask(path, {}, jsonOf(schema));
  const send: Asks['send'] = (method, schema, path, body, id) =>
    ask(
      path,
      {
        method,
        headers: {
          'content-type': 'application/json',
          ...(id === undefined ? {} : { 'idempotency-key': `"${id}"` }),
        },
        body: JSON.stringify(body),
      },
      jsonOf(schema),
    );
  const postFile = <T>(schema: z.ZodType<T>, path: string, body: Blob) =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body }, jsonOf(schema));
  const accessTokens = (id: string) => get(accessTokensReply, `${pathOf(id)}/access-tokens`);

  return {
    address,
    person: () => session?.person ?? null,
    onSignInEnded: (listener) => {
      endListeners.add(listener);
      return () => endListeners.delete(listener);
    },
    signIn: async (email, password, stay) => {
      const body = JSON.stringify({ email, password });
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      const outcome = await ask('/sign-in', init, jsonOf(signInReply));
      if (!outcome.ok) return outcome;
      session = outcome.value;
      kept.keep(session, stay);
      return { ok: true, value: session.person };
    },
    signOut: async () => {
      const token = session?.token;
      forget();
      await ask('/sign-out', { method: 'POST' }, jsonOf(z.unknown()), token);
    },
    programs: () => get(z.array(program), '/programs'),
    downloadWorkbook: (id, wanted) => getFile(`${pathOf(id)}/workbook.xlsx?${wantedQuery(wanted)}`, `${id}.xlsx`),
    codesOf: async (id, name) => {
      const rows = await get(rowsReply, `${pathOf(id)}/rows?tables=${name}`);
      if (!rows.ok) return rows;
      const table = tableNamed(name);
      const found = [...(programState(rows.value).tables.get(name)?.values() ?? [])].map((cells) => ({
        code: keyOf(table, cells),
        name: String(cells['name'] ?? ''),
      }));
      return { ok: true, value: found.sort((left, right) => (left.code < right.code ? -1 : 1)) };
    },
    schedule: (id, asOf, { milestones } = { milestones: false }) =>
      get(scheduleReply, `${pathOf(id)}/schedule?milestones=${milestones}&${dayQuery(asOf)}`),
    sites: (id, asOf) => get(sitesReply, `${pathOf(id)}/sites?${dayQuery(asOf)}`),
    site: (id, code, asOf) => get(siteReply, `${pathOf(id)}/sites/${encodeURIComponent(code)}?${dayQuery(asOf)}`),
    downloadSiteSheet: (id, code, asOf) =>
      getFile(
        `${pathOf(id)}/reports/site.pdf?site=${encodeURIComponent(code)}&${dayQuery(asOf)}`,
        `${id} site ${code}.pdf`,
      ),
    downloadSchedule: (id, edition, asOf) =>
      getFile(`${pathOf(id)}/reports/monthly-schedule.pdf?edition=${edition}&${dayQuery(asOf)}`, `${id} schedule.pdf`),
    report: (id, name, type, query) =>
      getFile(`${pathOf(id)}/reports/${name}.${type}${queryText(chosenOf(query))}`, `${id} ${name}.${type}`),
    budgetChanges: changeCalls({ get, send }),
    proof: proofCalls({ get, getFile, postFile }),
    changes: async (id) => {
      const rows = await get(rowsReply, `${pathOf(id)}/rows?tables=changes`);
      return rows.ok ? { ok: true, value: listedChanges(programState(rows.value)) } : rows;
    },
    reportTexts: (id) => get(reportTextsReply, `${pathOf(id)}/report-texts`),
    writeReportText: (id, text) =>
      ask(
        `${pathOf(id)}/report-texts`,
        { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(text) },
        jsonOf(reportTextsReply),
      ),
    guide: (id) => get(guideReply, `${pathOf(id)}/guide`),
    publishGuide: (id, asOf) =>
      ask(
        `${pathOf(id)}/guide`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(asOf === null ? {} : { asOf }),
        },
        jsonOf(guideReply),
      ),
    withdrawGuide: (id) => ask(`${pathOf(id)}/guide`, { method: 'DELETE' }, jsonOf(guideReply)),
    downloadPractice: () => getFile('/practice.xlsx', 'Practice plan.xlsx'),
    previewWorkbook: (id, content, choices) =>
      ask(
        `${pathOf(id)}/workbook?preview=true&${queryOf(choices)}`,
        { method: 'POST', body: content },
        jsonOf(workbookReply),
      ),
    returnWorkbook: (id, content, choices, uploadId) =>
      ask(
        `${pathOf(id)}/workbook?${queryOf(choices)}`,
        { method: 'POST', body: content, headers: { 'idempotency-key': `"${uploadId}"` } },
        jsonOf(workbookReply),
      ),
    decide: (id, { file: { workbook, base }, syncId, edits, decisions }) => {
      const request: SyncRequest = {
        protocol: PROTOCOL_VERSION,
        base,
        syncId,
        workbook,
        note: 'Decided when the workbook was returned',
        edits: wireEdits(edits, base),
        decisions: [...decisions],
      };
      const headers = { 'content-type': 'application/json' };
      return ask(`${pathOf(id)}/sync`, { method: 'POST', headers, body: JSON.stringify(request) }, jsonOf(syncReply));
    },
    previewImport: (id, table) => ask(...previewOf(`${pathOf(id)}/imports`, table), jsonOf(importReply)),
    takeImport: (id, table, importId) =>
      ask(...takingOf(`${pathOf(id)}/imports`, table, importId), jsonOf(importReply)),
    downloadExceptions: (id, table) => getFile(...mendingOf(`${pathOf(id)}/imports`, table)),
    previewLedger: (id, table) => ask(...previewOf(`${pathOf(id)}/ledger`, table), jsonOf(ledgerReply)),
    takeLedger: (id, table, importId) => ask(...takingOf(`${pathOf(id)}/ledger`, table, importId), jsonOf(ledgerReply)),
    downloadLedgerExceptions: (id, table) => getFile(...mendingOf(`${pathOf(id)}/ledger`, table)),
    ledgerRules: (id) => get(ledgerRulesReply, `${pathOf(id)}/ledger/rules`),
    writeLedgerRule: (id, request) => send('PUT', ledgerRulesReply, `${pathOf(id)}/ledger/rules`, request),
    ledger: (id) => get(ledgerStateReply, `${pathOf(id)}/ledger`),
    decideLedgerException: (id, decision) => send('PUT', ledgerStateReply, `${pathOf(id)}/ledger/exceptions`, decision),
    totals: (id, { by, ...query }) => get(totalsReply, `${pathOf(id)}/totals${queryText({ by: by.join(), ...query })}`),
    checks: (id, asOf) => get(checksReply, `${pathOf(id)}/checks?${dayQuery(asOf)}`),
    postings: (id, { part, ...query }) =>
      get(postingsReply, `${pathOf(id)}/postings${queryText({ ...part, ...query })}`),
    bridge: (id, { part, ...query }) => get(bridgeReply, `${pathOf(id)}/bridge${queryText({ ...part, ...query })}`),
    moved: (id, query) => get(movedReply, `${pathOf(id)}/moved${queryText({ ...query })}`),
    baselines: (id) => get(baselinesReply, `${pathOf(id)}/baselines`),
    nameBaseline: (id, named) => send('POST', baselinesReply, `${pathOf(id)}/baselines`, named),
    renameBaseline: (id, baseline, name) =>
      send('PATCH', baselinesReply, `${pathOf(id)}/baselines/${encodeURIComponent(baseline)}`, { name }),
    spending: (id, asOf) => get(spendingReply, `${pathOf(id)}/spending?${dayQuery(asOf)}`),
    tables: async (id, names, asOf, at) => {
      const query = dayQuery(asOf);
      if (at !== undefined) query.set('at', String(at));
      query.set('tables', names.join());
      const rows = await get(rowsReply, `${pathOf(id)}/rows?${query}`);
      return rows.ok ? { ok: true, value: programState(rows.value) } : rows;
    },
    history: (id, query) => get(historyReply, `${pathOf(id)}/history${queryText({ ...query })}`),
    members: (id, asOf) => get(membersReply, `${pathOf(id)}/members${queryText({ asOf: asOf ?? undefined })}`),
    waiting: (id) => get(waitingReply, `${pathOf(id)}/waiting`),
    openConflicts: (id) => get(conflictsReply, `${pathOf(id)}/conflicts?status=open`),
    comments: (id, query) => get(commentsReply, `${pathOf(id)}/comments${queryText({ ...query })}`),
    comment: (id, body) => send('POST', commentsReply, `${pathOf(id)}/comments`, body),
    downloadComments: (id) => getFile(`${pathOf(id)}/comments.csv`, `${id} questions.csv`),
    peopleToAsk: (id, about) => get(askableReply, `${pathOf(id)}/people-to-ask${queryText({ about })}`),
    workClaims: (id) => get(workClaimsReply, `${pathOf(id)}/work-claims`),
    claimWork: (id, body) => send('PUT', workClaimsReply, `${pathOf(id)}/work-claims`, body),
    digest: (id) => get(digestReply, `${pathOf(id)}/digest`),
    chooseDigest: (id, choice) => send('PUT', digestReply, `${pathOf(id)}/digest`, choice),
    accessTokens,
    makeAccessToken: (id, token) =>
      ask(
        `${pathOf(id)}/access-tokens`,
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(token) },
        jsonOf(accessTokenReply),
      ),
    revokeAccessToken: async (id, token) => {
      const path = `${pathOf(id)}/access-tokens/${encodeURIComponent(token)}`;
      const left = await ask(path, { method: 'DELETE' }, jsonOf(accessTokensReply));
      // One that is not there was ended elsewhere, in another window say.
      const isGone = !left.ok && left.problem.kind === 'refused' && left.problem.code === 'not_found';
      return isGone ? accessTokens(id) : left;
    },
    periods: (id) => get(periodsReply, `${pathOf(id)}/periods`),
    period: (id, month) => get(periodReply, `${pathOf(id)}/periods/${month}`),
    actOnPeriod: (id, month, act, asked) => send('POST', syncReply, `${pathOf(id)}/periods/${month}/${act}`, asked),
    explain: (id, asked) => send('POST', syncReply, `${pathOf(id)}/explanations`, asked),
    keptReport: (id, { month, revision, report, type }) =>
      getFile(`${pathOf(id)}/periods/${month}/reports/${revision}/${report}.${type}`, `${month} ${report}.${type}`),
    codeNames: async (id, revision) => {
      if (revision === 0) return { ok: true, value: noNames };
      const query = new URLSearchParams({
        at: String(revision),
        tables: namedTables.map(({ name }) => name).join(','),
      });
      const rows = await get(rowsReply, `${pathOf(id)}/rows?${query}`);
      return rows.ok ? { ok: true, value: programNames(programState(rows.value)) } : rows;
    },
  };
}

function pathOf(id: string): string {
  return `/programs/${encodeURIComponent(id)}`;
}

function baseQuery({ base }: OfficeTable): string {
  return base === null ? '' : `&base=${base}`;
}

function previewOf(path: string, table: OfficeTable): [path: string, init: RequestInit] {
  return [`${path}?preview=true${baseQuery(table)}`, { method: 'POST', body: importForm(table) }];
}

function takingOf(path: string, table: OfficeTable, importId: string): [path: string, init: RequestInit] {
  const headers = { 'idempotency-key': `"${importId}"` };
  return [`${path}?preview=false${baseQuery(table)}`, { method: 'POST', body: importForm(table), headers }];
}

function mendingOf(path: string, table: OfficeTable): [path: string, fileName: string, init: RequestInit] {
  const query = queryText({ base: table.base ?? undefined });
  return [`${path}/exceptions.xlsx${query}`, 'Rows to mend.xlsx', { method: 'POST', body: importForm(table) }];
}

function importForm({ name, content, mapping, control }: OfficeTable): FormData {
  const form = new FormData();
  form.set('file', content, name);
  form.set('mapping', JSON.stringify(mapping));
  if (control !== undefined) form.set('control', JSON.stringify(control));
  return form;
}

/** What is left to the server is not said. */
function chosenOf({ asOf, at, baseline, edition, site, change }: ReportQuery): Record<string, string | number> {
  const given = Object.entries({ asOf, at, baseline, edition, site, change });
  return Object.fromEntries(given.flatMap(([name, value]) => (value == null ? [] : [[name, value]])));
}

/** The newest first, as far as numbers tell it. */
function listedChanges({ tables }: ProgramState): ListedChange[] {
  const textOf = (cell: unknown): string => (typeof cell === 'string' ? cell : '');
  const changes = [...(tables.get('changes')?.values() ?? [])].map(({ number, title, status }) => ({
    number: textOf(number),
    title: textOf(title),
    status: textOf(status),
  }));
  return changes.sort((a, b) => b.number.localeCompare(a.number));
}

function dayQuery(asOf: string | null): URLSearchParams {
  return new URLSearchParams(asOf === null ? {} : { asOf });
}

function wantedQuery({
  asOf,
  part,
  withMoves = false,
  since = 'month',
  baseline = '',
  projects = [],
}: WantedWorkbook): URLSearchParams {
  const query = dayQuery(asOf);
  if (part !== null) query.set(part.kind, part.kind === 'open' ? 'true' : part.of);
  if (part === null && withMoves) query.set('since', since);
  if (baseline !== '') query.set('baseline', baseline);
  if (part === null && projects.length > 0) query.set('projects', projects.join());
  return query;
}

function queryOf({ allowDeletions, emptyCells, realign, base, answeredBy }: ReturnChoices): URLSearchParams {
  const query = new URLSearchParams({ realign: String(realign) });
  query.set('deletions', allowDeletions ? 'allow' : 'ask');
  if (emptyCells) query.set('emptied', 'empty');
  if (base !== null) query.set('base', String(base));
  if (answeredBy.trim() !== '') query.set('answeredBy', answeredBy.trim());
  return query;
}

function jsonOf<T>(schema: z.ZodType<T>): (response: Response) => Promise<T | null> {
  return async (response) => {
    const parsed = schema.safeParse(parseJson(await response.text()));
    return parsed.success ? parsed.data : null;
  };
}

async function valueOf<T>(
  response: Response,
  read: (response: Response) => Promise<T | null>,
): Promise<PortalOutcome<T>> {
  const value = await read(response);
  if (value === null) return { ok: false, problem: { kind: 'unreadable', code: 'unreadable_reply' } };
  return { ok: true, value };
}

async function refusalOf(response: Response): Promise<{ ok: false; problem: PortalProblem }> {
  return { ok: false, problem: problemOf(response, parseJson(await response.text())) };
}

const kindOfCode: { readonly [C in ErrorCode]?: 'signedOut' | 'busy' } = {
  not_signed_in: 'signedOut',
  unavailable: 'busy',
};

function problemOf(response: Response, body: unknown): PortalProblem {
  const parsed = errorBody.safeParse(body);
  const seconds = Number(response.headers.get('retry-after'));
  const retryAfterSeconds = seconds > 0 ? seconds : STANDARD_RETRY_AFTER_SECONDS;
  // A proxy in between answers in its own words; its status still tells something.
  if (!parsed.success) {
    return response.status >= 500
      ? { kind: 'busy', retryAfterSeconds }
      : { kind: 'unreadable', code: String(response.status) };
  }
  const { code, message, details } = parsed.data.error;
  const kind = kindOfCode[code];
  if (kind === 'busy') return { kind, retryAfterSeconds };
  if (kind !== undefined) return { kind };
  return { kind: 'refused', code, message, needs: needed.safeParse(details).data?.needs ?? null };
}

const needed = z.object({ needs: z.enum(['base', 'realign']) });
