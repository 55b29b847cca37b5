import type { RowsReply } from '../../../shared/protocol/cells.ts';
import type { Result } from '../../../shared/result.ts';
import type { TableColumns, WorkbookMetadata } from '../../../shared/tables/workbook-metadata.ts';
import type { WorkbookPort } from '../../excel/workbook-port.ts';
import { metadataAt } from '../connect-workbook.ts';
import { programState } from '../../../shared/sync/program-rows.ts';
import { managedTables, readLocalTables } from '../read-sheet.ts';
import { planTheirs, reviewWorkbook, type Review } from '../../../shared/sync/apply/review-workbook.ts';
import type { ServerClient } from '../server/server-client.ts';
import type { Problem } from './sync-state.ts';

/** Where a workbook without usable metadata is to belong. */
export interface ReviewPlace {
  readonly program: string;
  readonly workbook: string;
}

export interface ReviewDeps {
  readonly workbook: WorkbookPort;
  readonly server: ServerClient;
  readonly serverAddress: string;
}

type Ended<T> = Result<T, Problem>;

export interface ReviewReading {
  readonly review: Review;
  readonly head: RowsReply;
  readonly date1904: boolean;
  /** [W16] What the workbook says that it has had. */
  readonly columns: readonly TableColumns[];
}

/** [W7] Reads sheet and head to be compared; sends and writes nothing. */
export async function readForReview({ workbook, server }: ReviewDeps, program: string): Promise<Ended<ReviewReading>> {
  const survey = await workbook.survey();
  if (!survey.ok) return { ok: false, problem: { at: 'workbook', problem: survey.problem } };
  const locals = await readLocalTables(workbook, survey.value);
  if (!locals.ok) return { ok: false, problem: { at: 'workbook', problem: locals.problem } };
  const head = await server.head(program, managedTables(survey.value));
  if (!head.ok) return { ok: false, problem: { at: 'server', problem: head.problem } };
  const review = reviewWorkbook(locals.value, programState(head.value));
  const { date1904, metadata } = survey.value;
  return { ok: true, value: { review, head: head.value, date1904, columns: metadata?.columns ?? [] } };
}

/** Writes what the person has chosen, and says which metadata the workbook is to get now. */
export async function settleReview(
  deps: ReviewDeps,
  { program, workbook: id }: ReviewPlace,
  answer: 'sendMine' | 'useTheirs',
  clearFilters: boolean,
): Promise<Ended<WorkbookMetadata>> {
  const reading = await readForReview(deps, program);
  if (!reading.ok) return reading;
  const { review, head, date1904, columns } = reading.value;
  const { workbook, serverAddress } = deps;
  const recognised = await workbook.write(review.rowIds, { clearFilters });
  if (!recognised.ok) return { ok: false, problem: { at: 'workbook', problem: recognised.problem } };
  const metadata = { ...metadataAt({ program, workbook: id, server: serverAddress }, head.revision), columns };
  if (answer === 'sendMine') return { ok: true, value: metadata };
  const plan = planTheirs(review, head, date1904);
  const written = await workbook.write(plan.writes, { clearFilters });
  if (!written.ok) return { ok: false, problem: { at: 'workbook', problem: written.problem } };
  return { ok: true, value: { ...metadata, pending: plan.pending } };
}
