import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import type { WorkbookPort, WorkbookSurvey } from '../excel/workbook-port.ts';
import { isToReadAgain } from '../excel/workbook-problem.ts';
import type { BaseMemory } from './base-memory.ts';
import type { LocalTable } from '../../shared/sync/read/local-table.ts';
import type { ProgramState } from '../../shared/sync/program-rows.ts';
import { managedTables, readLocalTables } from './read-sheet.ts';
import type { Problem } from './session/sync-state.ts';

/** The sheet as it is now, beside the program at the workbook's revision. */
export interface WorkbookReading {
  readonly survey: WorkbookSurvey;
  readonly metadata: WorkbookMetadata;
  readonly base: ProgramState;
  readonly locals: readonly LocalTable[];
}

export type ReadingEnd =
  | { readonly kind: 'read'; readonly reading: WorkbookReading }
  | { readonly kind: 'notConnected' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** How often the workbook is read again where a colleague's pane syncs it, or rows move, while it is read. */
const READ_ATTEMPTS = 3;

/** Reads the managed tables and gets their base; writes and sends nothing. */
export async function readWorkbook(workbook: WorkbookPort, memory: BaseMemory): Promise<ReadingEnd> {
  let end = await readOnce(workbook, memory);
  for (let again = 1; again < READ_ATTEMPTS && isHinderedByOthers(end); again++) end = await readOnce(workbook, memory);
  return end;
}

function isHinderedByOthers(end: ReadingEnd): boolean {
  return end.kind === 'failed' && end.problem.at === 'workbook' && isToReadAgain(end.problem.problem);
}

async function readOnce(workbook: WorkbookPort, memory: BaseMemory): Promise<ReadingEnd> {
  const survey = await workbook.survey();
  if (!survey.ok) return { kind: 'failed', problem: { at: 'workbook', problem: survey.problem } };
  const { metadata } = survey.value;
  if (metadata === null) return { kind: 'notConnected' };
  const base = await memory.baseAt(metadata, managedTables(survey.value));
  if (!base.ok) return { kind: 'failed', problem: { at: 'server', problem: base.problem } };
  const locals = await readLocalTables(workbook, survey.value);
  if (!locals.ok) return { kind: 'failed', problem: { at: 'workbook', problem: locals.problem } };
  return { kind: 'read', reading: { survey: survey.value, metadata, base: base.value, locals: locals.value } };
}
