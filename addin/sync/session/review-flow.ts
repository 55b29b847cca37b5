import type { RowsReply } from '../../../shared/protocol/cells.ts';
import type { Restored } from '../../../shared/protocol/restored.ts';
import type { Result } from '../../../shared/result.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import type { WorkbookMetadata } from '../../../shared/tables/workbook-metadata.ts';
import type { WorkbookPort } from '../../excel/workbook-port.ts';
import { metadataAt } from '../connect-workbook.ts';
import { emptyProgram, programState, type ProgramState } from '../../../shared/sync/program-rows.ts';
import type { LocalTable } from '../../../shared/sync/read/local-table.ts';
import { managedTables, readLocalTables } from '../read-sheet.ts';
import {
  planTheirs,
  reviewWorkbook,
  type Difference,
  type Review,
} from '../../../shared/sync/apply/review-workbook.ts';
import type { ServerClient } from '../server/server-client.ts';
import type { Problem } from './sync-state.ts';

/** Where a workbook without usable metadata is to belong. */
export interface ReviewPlace {
  readonly program: string;
  readonly workbook: string;
  /** [REV8] The server's history went another way than the workbook's after a revision that both have. */
  readonly restored?: Restored;
}

export interface ReviewDeps {
  readonly workbook: WorkbookPort;
  readonly server: ServerClient;
  readonly serverAddress: string;
}

type Ended<T> = Result<T, Problem>;

export interface ReviewReading {
  readonly review: Review;
  /** What is asked about: of what differs, that which the sheet has changed since both histories parted, where they did. */
  readonly differences: readonly Difference[];
  readonly head: RowsReply;
  readonly date1904: boolean;
  /** What the workbook says of itself. */
  readonly metadata: WorkbookMetadata | null;
}

/** [W7] Reads sheet and head to be compared; sends and writes nothing. */
export async function readForReview(
  { workbook, server }: ReviewDeps,
  { program, restored }: ReviewPlace,
): Promise<Ended<ReviewReading>> {
  const survey = await workbook.survey();
  if (!survey.ok) return { ok: false, problem: { at: 'workbook', problem: survey.problem } };
  const locals = await readLocalTables(workbook, survey.value);
  if (!locals.ok) return { ok: false, problem: { at: 'workbook', problem: locals.problem } };
  const tables = managedTables(survey.value);
  const head = await server.head(program, tables);
  if (!head.ok) return { ok: false, problem: { at: 'server', problem: head.problem } };
  const review = reviewWorkbook(locals.value, programState(head.value));
  const { date1904, metadata } = survey.value;
  const told = { review, head: head.value, date1904, metadata };
  if (restored === undefined) return { ok: true, value: { ...told, differences: review.differences } };
  const { revision, hash } = restored.common;
  const common = revision === 0 ? null : await server.rowsAt(program, revision, tables, hash);
  if (common !== null && !common.ok) return { ok: false, problem: { at: 'server', problem: common.problem } };
  const then = common === null ? emptyProgram : programState(common.value);
  return { ok: true, value: { ...told, differences: changedSince(review, locals.value, then) } };
}

/** The differences of a review that the sheet has made since a state of the program. */
function changedSince(
  { differences }: Review,
  locals: readonly LocalTable[],
  then: ProgramState,
): readonly Difference[] {
  const made = new Set(reviewWorkbook(locals, then).differences.map(placeOf));
  return differences.filter((difference) => made.has(placeOf(difference)));
}

function placeOf({ table, row, rowKey, column }: Difference): string {
  return JSON.stringify([table, row ?? rowKey, column]);
}

function known(hash: string | undefined): Pick<WorkbookMetadata, 'hash'> {
  return hash === undefined || hash === '' ? {} : { hash };
}

/** What the workbook is to say of itself from now on, and the revision that it has to say until then; absent: whatever it says. */
export interface SettledReview {
  readonly metadata: WorkbookMetadata;
  readonly after?: Revision;
}

/** [FB2] True when rows of the sheet are others than when it was asked about: nobody has given up what was typed since. */
function isTypedSince(asked: Review, now: Review): boolean {
  const rowsOf = ({ locals }: Review): string[] =>
    locals.flatMap(({ table, rows }) =>
      rows.map(({ rowId, sheet, cells, formulas }) => {
        // Formulas stay, and some have another result at each look.
        const typed = Object.entries(cells).filter(([column]) => !formulas.has(column));
        return JSON.stringify([table.name, rowId ?? sheet.position, typed]);
      }),
    );
  const known = new Set(rowsOf(asked));
  return rowsOf(now).some((row) => !known.has(row));
}

/**
 * Writes what the person has chosen, and says which metadata the workbook is to get now. 'again': what was typed since they were asked
 * would be given up with the rest, so that they are to be asked again, and nothing is written.
 */
export async function settleReview(
  deps: ReviewDeps,
  place: ReviewPlace,
  asked: Review,
  { answer, clearFilters }: { readonly answer: 'sendMine' | 'useTheirs'; readonly clearFilters: boolean },
): Promise<Ended<SettledReview | 'again'>> {
  const reading = await readForReview(deps, place);
  if (!reading.ok) return reading;
  const { review, head, date1904 } = reading.value;
  if (answer === 'useTheirs' && isTypedSince(asked, review)) return { ok: true, value: 'again' };
  const { columns = [], pending = [] } = reading.value.metadata ?? {};
  const after = reading.value.metadata === null ? {} : { after: reading.value.metadata.revision };
  const { workbook, serverAddress } = deps;
  const { program, workbook: id, restored } = place;
  const recognised = await workbook.write(review.rowIds, { clearFilters, ...after });
  if (!recognised.ok) return { ok: false, problem: { at: 'workbook', problem: recognised.problem } };
  const about = { program, workbook: id, server: serverAddress };
  if (answer === 'sendMine' && restored !== undefined) {
    // From where both histories were one: what others have entered since then is a conflict, and never overwritten.
    const { revision, hash } = restored.common;
    const seen = pending.map((cell) => ({ ...cell, seen: Math.min(cell.seen, revision) }));
    const metadata = { ...metadataAt(about, revision), ...known(hash), columns, pending: seen };
    return { ok: true, value: { metadata, ...after } };
  }
  const metadata = { ...metadataAt(about, head.revision), ...known(head.hash), columns };
  if (answer === 'sendMine') return { ok: true, value: { metadata, ...after } };
  const plan = planTheirs(review, head, date1904);
  const written = await workbook.write(plan.writes, { clearFilters, ...after });
  if (!written.ok) return { ok: false, problem: { at: 'workbook', problem: written.problem } };
  return { ok: true, value: { metadata: { ...metadata, pending: plan.pending }, ...after } };
}
