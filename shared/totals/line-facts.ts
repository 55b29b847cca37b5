import type { RowId } from '../tables/cell.ts';
import { noAmounts, type Amounts } from './amounts.ts';
import type { ProgramRow, ProgramRows } from './program-rows.ts';

/** A budget line with everything that changes, commitments and ledger say about it, in cents. */
export interface LineFacts {
  /** Null for the line that carries a forecast of a project without budget lines. */
  readonly row: RowId | null;
  readonly id: string;
  readonly project: string;
  readonly source: string | null;
  readonly fiscalYear: string | null;
  readonly category: string | null;
  readonly location: string | null;
  readonly system: string | null;
  readonly amounts: Amounts;
}

/** A commitment line. Drafts and cancelled ones do not count: nothing is committed, and what was paid is direct cost. */
export interface CommitmentFacts {
  readonly row: RowId;
  readonly key: string;
  readonly budgetLine: string;
  readonly status: string;
  readonly counts: boolean;
  /** [T6] 0 unless it counts. */
  committed: number;
  approvedChangeOrders: number;
  pendingChangeOrders: number;
  expended: number;
}

export interface LineAndCommitmentFacts {
  readonly lines: ReadonlyMap<string, LineFacts>;
  readonly commitments: ReadonlyMap<string, CommitmentFacts>;
}

/** Key of a commitment line; neither a commitment number nor a line number holds a space. */
export function commitmentKey(number: string, line: number): string {
  return `${number} ${line}`;
}

/** [T8] Committed and not yet paid; 0 for a commitment that does not count. */
export function openEncumbranceOf(commitment: CommitmentFacts): number {
  return commitment.counts ? commitment.committed - commitment.expended : 0;
}

/**
 * [T1–T4, T6–T8, T16, T17, T19, T22] One pass over each table. With `asOf` (a date) only changes effective, contracts
 * awarded, change orders dated and expenditures posted on or before that day count.
 */
export function lineFacts(program: ProgramRows, asOf: string | null): LineAndCommitmentFacts {
  const lines = new Map<string, LineFacts>();
  for (const row of program.budgetLines) lines.set(row.cells.id, newLine(row));
  addChanges(program, lines, asOf);
  const commitments = commitmentFacts(program, lines, asOf);
  addExpenditures(program, lines, commitments, asOf);
  for (const commitment of commitments.values()) addCommitment(lines.get(commitment.budgetLine), commitment);
  markReserves(program, lines);
  return { lines, commitments };
}

function newLine({ row, cells }: ProgramRow<'budgetLines'>): LineFacts {
  const amounts = noAmounts();
  amounts.original = cells.original;
  amounts.boardApproved = cells.original;
  amounts.current = cells.original;
  const { id, project, source, fiscalYear, category, location, system } = cells;
  return { row, id, project, source, fiscalYear, category, location, system, amounts };
}

export type ChangeEffect = 'board' | 'staff' | 'pending' | 'none';

/** What a change does to the budget: an approved board amendment, another approved change, a pending one, or nothing. */
export function changeEffect(change: ProgramRow<'changes'>['cells'], asOf: string | null): ChangeEffect {
  if (change.status === 'Pending' || change.status === 'BOC Recommended') return 'pending';
  if (change.status !== 'Approved') return 'none';
  if (asOf !== null && change.effectiveDate !== null && change.effectiveDate > asOf) return 'none';
  return change.type === 'Board Amendment' ? 'board' : 'staff';
}

function addChanges(program: ProgramRows, lines: Map<string, LineFacts>, asOf: string | null): void {
  const effects = new Map(program.changes.map(({ cells }) => [cells.number, changeEffect(cells, asOf)]));
  for (const { cells } of program.changeLines) {
    const line = lines.get(cells.budgetLine);
    if (line) addChange(line, effects.get(cells.change) ?? 'none', cells.amount);
  }
}

function addChange({ amounts, category }: LineFacts, effect: ChangeEffect, amount: number): void {
  if (effect === 'none') return;
  if (effect === 'pending') {
    amounts.pending += amount;
    return;
  }
  amounts.current += amount;
  if (effect === 'board') amounts.boardApproved += amount;
  if (category === 'Contingency') amounts.contingencyDrawn -= amount;
}

function commitmentFacts(
  program: ProgramRows,
  lines: ReadonlyMap<string, LineFacts>,
  asOf: string | null,
): Map<string, CommitmentFacts> {
  const commitments = new Map<string, CommitmentFacts>();
  for (const { row, cells } of program.commitments) {
    const awarded = asOf === null || cells.awardDate <= asOf;
    const counts = awarded && cells.status !== 'Draft' && cells.status !== 'Cancelled';
    const key = commitmentKey(cells.number, cells.line);
    const committed = counts ? cells.original : 0;
    const { budgetLine, status } = cells;
    commitments.set(key, { row, key, budgetLine, status, counts, committed, ...noChangeOrders });
    const line = lines.get(cells.budgetLine);
    if (line) line.amounts.commitmentOriginal += committed;
  }
  for (const { cells } of program.commitmentChanges) {
    const commitment = commitments.get(commitmentKey(cells.commitment, cells.commitmentLine));
    if (commitment && (asOf === null || cells.date <= asOf)) addChangeOrder(commitment, cells, lines);
  }
  return commitments;
}

const noChangeOrders = { approvedChangeOrders: 0, pendingChangeOrders: 0, expended: 0 } as const;

function addChangeOrder(
  commitment: CommitmentFacts,
  change: ProgramRow<'commitmentChanges'>['cells'],
  lines: ReadonlyMap<string, LineFacts>,
): void {
  if (change.status === 'Pending') commitment.pendingChangeOrders += change.amount;
  if (change.status !== 'Approved') return;
  commitment.approvedChangeOrders += change.amount;
  if (!commitment.counts) return;
  commitment.committed += change.amount;
  const line = lines.get(commitment.budgetLine);
  if (line && change.reason !== 'Release') line.amounts.changeOrders += change.amount;
}

function addExpenditures(
  program: ProgramRows,
  lines: ReadonlyMap<string, LineFacts>,
  commitments: ReadonlyMap<string, CommitmentFacts>,
  asOf: string | null,
): void {
  for (const { cells } of program.expenditures) {
    if (asOf !== null && cells.postingDate > asOf) continue;
    const { commitment: number, commitmentLine } = cells;
    const commitment =
      number === null || commitmentLine === null ? undefined : commitments.get(commitmentKey(number, commitmentLine));
    if (commitment) commitment.expended += cells.amount;
    const line = lines.get(cells.budgetLine);
    if (!line) continue;
    line.amounts.expended += cells.amount;
    if (!commitment?.counts) line.amounts.directCost += cells.amount;
  }
}

function addCommitment(line: LineFacts | undefined, commitment: CommitmentFacts): void {
  if (!line) return;
  line.amounts.committed += commitment.committed;
  line.amounts.openEncumbrance += openEncumbranceOf(commitment);
}

function markReserves(program: ProgramRows, lines: ReadonlyMap<string, LineFacts>): void {
  const reserves = new Set(
    program.projects.filter(({ cells }) => cells.class === 'Program Reserve').map(({ cells }) => cells.number),
  );
  for (const line of lines.values()) {
    if (line.category === 'Contingency') line.amounts.contingencyBudget = line.amounts.current;
    if (reserves.has(line.project)) line.amounts.programReserve = line.amounts.current;
  }
}
