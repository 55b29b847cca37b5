import type { PlanPart } from '../../../shared/plan/part/plan-part.ts';
import { syncReply, type SyncReply, type SyncRequest } from '../../../shared/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import { wireEdits } from '../../../shared/protocol/wire-edits.ts';
import { workbookReply, type WorkbookReply } from '../../../shared/protocol/workbook.ts';
import type { Edit } from '../../../shared/sync/edit.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Decided } from '../../sync/settle-decisions.ts';
import type { AskedMoment } from '../asked-moment.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

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
export interface WantedWorkbook extends Partial<AskedMoment> {
  /** [W17] Only this part of the plan; null: all of it. */
  readonly part: PlanPart | null;
  /** Of the whole plan: what has moved since the last month was closed. */
  readonly withMoves?: boolean;
  /** The moment to compare with; absent: the close of the last month. */
  readonly since?: string;
  /** Of the whole plan: numbers of projects that get a sheet of their own. */
  readonly projects?: readonly string[];
}

/** Workbooks that are downloaded and returned. */
export interface WorkbookCalls {
  /** The consolidated workbook with its reports as of a moment, or a workbook of a part of the plan. */
  downloadWorkbook(program: string, wanted: WantedWorkbook): Promise<PortalOutcome<DownloadedFile>>;
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
}

export function workbookCalls({ ask, send, getFile }: Pick<Asks, 'ask' | 'send' | 'getFile'>): WorkbookCalls {
  return {
    downloadWorkbook: (program, wanted) =>
      getFile(`${programPath(program)}/workbook.xlsx${wantedQuery(wanted)}`, `${program}.xlsx`),
    downloadPractice: () => getFile('/practice.xlsx', 'Practice plan.xlsx'),
    previewWorkbook: (program, content, choices) =>
      ask(workbookReply, `${programPath(program)}/workbook${choiceQuery(choices, true)}`, {
        method: 'POST',
        body: content,
      }),
    returnWorkbook: (program, content, choices, uploadId) =>
      ask(workbookReply, `${programPath(program)}/workbook${choiceQuery(choices)}`, {
        method: 'POST',
        body: content,
        headers: { 'idempotency-key': `"${uploadId}"` },
      }),
    decide: (program, decided) => {
      const { hash } = decided.file;
      return send('POST', syncReply, `${programPath(program)}/sync${queryText({ hash })}`, syncOf(decided));
    },
  };
}

function wantedQuery(wanted: WantedWorkbook): string {
  const { asOf, part, withMoves = false, since = 'month', baseline, projects = [] } = wanted;
  if (part !== null) return queryText({ asOf, [part.kind]: part.kind === 'open' ? true : part.of, baseline });
  return queryText({ asOf, since: withMoves ? since : null, baseline, projects: projects.join() });
}

function choiceQuery({ allowDeletions, emptyCells, realign, base, answeredBy }: ReturnChoices, preview?: true): string {
  return queryText({
    preview,
    realign,
    deletions: allowDeletions ? 'allow' : 'ask',
    emptied: emptyCells ? 'empty' : null,
    base,
    answeredBy: answeredBy.trim(),
  });
}

function syncOf({ file: { workbook, base }, syncId, edits, decisions }: DecidedConflicts): SyncRequest {
  return {
    protocol: PROTOCOL_VERSION,
    base,
    syncId,
    workbook,
    note: 'Decided when the workbook was returned',
    edits: wireEdits(edits, base),
    decisions: [...decisions],
  };
}
