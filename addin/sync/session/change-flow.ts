import { budgetLines } from '../../../shared/tables/budget-lines.ts';
import { areAsRefused, begunChange, planWithoutAmounts, type BegunChange } from '../begin-change.ts';
import { findChanges } from '../check-workbook.ts';
import { paced } from '../pace.ts';
import { planPutBack } from '../put-back.ts';
import { setCells } from '../set-cells.ts';
import type { ShownEdits } from '../shown-edits.ts';
import { inspectSheet, lookAtSheet, readSheet } from './look-at-sheet.ts';
import type { SessionContext } from './session-context.ts';
import type { SyncRuns } from './sync-runs.ts';
import type { SyncOptions } from './sync-session.ts';
import type { OpenRefusal } from './sync-state.ts';

/** [FD1] See `SyncSession.beginChange`. */
export async function beginChange(
  session: SessionContext,
  runs: SyncRuns,
  refusals: readonly OpenRefusal[],
  options: SyncOptions,
): Promise<BegunChange | 'changedSince' | null> {
  const reading = await readSheet(session);
  const begun = begunChange(refusals);
  if (!reading || begun.moved.length === 0) return null;
  const { locals, base: acknowledged } = reading;
  const { nameRows } = session;
  const { edits } = await paced(findChanges({ locals, acknowledged, nameRows }, reading.metadata.pending));
  const meant = refusals.filter(({ instead }) => instead !== undefined);
  if (!areAsRefused(reading, edits, meant)) {
    await lookAtSheet(session);
    return 'changedSince';
  }
  if (begun.ofNewLines.length === 0) return begun;
  const clearFilters = options.clearFilters === true;
  const after = reading.metadata.revision;
  const written = await session.deps.workbook.write(planWithoutAmounts(reading, begun), { clearFilters, after });
  if (!written.ok) {
    session.failWorkbook(written.problem);
    return null;
  }
  if (await bringNewLines(session, runs, begun, options)) return begun;
  await putTypedBack(session, begun, clearFilters);
  return null;
}

/** What was typed goes back to where it was typed, as long as nothing else was typed there. */
async function putTypedBack(
  session: SessionContext,
  { ofNewLines }: BegunChange,
  clearFilters: boolean,
): Promise<void> {
  const reading = await readSheet(session);
  if (!reading) return;
  const lines = reading.locals.find(({ table }) => table.name === budgetLines.name)?.rows ?? [];
  const untouched = ofNewLines.filter(({ row }) =>
    lines.some(({ rowId, cells }) => rowId === row && cells['original'] === 0),
  );
  const written = await setCells(session.deps.workbook, reading, untouched, clearFilters);
  if (!written.ok) session.failWorkbook(written.problem);
}

/** [FD1] See `SyncSession.dropChange`. */
export async function dropChange(session: SessionContext, change: BegunChange, options: SyncOptions): Promise<void> {
  if (change.ofNewLines.length === 0) return;
  await putTypedBack(session, change, options.clearFilters === true);
  if (session.state.problem === null) await lookAtSheet(session);
}

/** Sends the new lines and nothing else. @returns whether the plan has them all */
async function bringNewLines(
  session: SessionContext,
  runs: SyncRuns,
  { ofNewLines }: BegunChange,
  options: SyncOptions,
): Promise<boolean> {
  const shown = await shownRows(session, new Set(ofNewLines.map(({ row }) => row)));
  if (shown === null) return false;
  await runs.run({ ...options, shown });
  const { problem, isShownOutdated, refusals } = session.state;
  return (
    problem === null && !isShownOutdated && !refusals.some(({ row }) => ofNewLines.some((line) => line.row === row))
  );
}

/** [FD1] See `SyncSession.settleChange`. */
export async function settleChange(
  session: SessionContext,
  runs: SyncRuns,
  { typed }: BegunChange,
  options: SyncOptions,
): Promise<void> {
  const reading = await readSheet(session);
  if (!reading) return;
  const clearFilters = options.clearFilters === true;
  const after = reading.metadata.revision;
  const written = await session.deps.workbook.write(planPutBack(reading, typed), { clearFilters, after });
  if (!written.ok) return void session.failWorkbook(written.problem);
  const shown = await shownRows(session, new Set());
  if (shown !== null) await runs.run({ ...options, shown });
}

/** A confirmed list of these rows alone: nothing else of the sheet has been shown. */
async function shownRows(session: SessionContext, rows: ReadonlySet<string>): Promise<ShownEdits | null> {
  const inspection = await inspectSheet(session);
  if (inspection === null) return null;
  const { revision, edits } = inspection;
  return { revision, edits, send: edits.filter(({ row }) => rows.has(row)), refused: [] };
}
