import { sql, type Kysely } from 'kysely';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { programRows, type ProgramRows, type ReadTable } from '../../shared/totals/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { Folds, type Fold, type Join } from './folds.ts';
import { keyTexts, ProgramSlice, texts } from './program-slice.ts';
import { byKeyText, byRowId, type NarrowRow } from './read-narrow-rows.ts';

type StoredRows = { readonly [T in ReadTable]?: readonly NarrowRow[] };

/**
 * What the computed cells of these projects and scope rows follow from. The database sums up their budget lines and what
 * hangs on them: one line stands for all lines of a project and category, and one row of the ledger for all amounts on them
 * that the formulas treat alike. The formulas only add such amounts up, so projects and shares come out the same; the
 * computed cells of other tables do not.
 */
export async function readFoldedProjects(
  db: Kysely<Database>,
  program: string,
  rows: ReadonlyMap<string, ReadonlySet<RowId>>,
): Promise<ProgramRows> {
  const slice = new ProgramSlice(db, program);
  const projects = texts(await slice.read('projects', byRowId(rows.get('projects') ?? [])), 'number');
  await slice.read('forecasts', { column: 'project', values: projects });
  await slice.read('milestones', { column: 'project', values: projects });
  const shared = await readSharing(slice, rows.get('scope') ?? []);
  const budget = await foldBudget(new Folds(db, program, new Set([...projects, ...shared])));
  await slice.read('changes', byKeyText(keyTexts(texts(budget.changeLines, 'change'))));
  const ledger = await foldLedger(new Folds(db, program, new Set(projects)));
  return programRows({ ...slice.stored(), ...budget, ...ledger });
}

/** All scope of the projects of these scope rows, with its sites. Returns the projects. */
async function readSharing(slice: ProgramSlice, scope: Iterable<RowId>): Promise<string[]> {
  const projects = texts(await slice.read('scope', byRowId(scope)), 'project');
  const siblings = await slice.read('scope', { column: 'project', values: projects });
  await slice.read('sites', byKeyText(keyTexts(texts(siblings, 'location'))));
  return projects;
}

const changeLines: Join = {
  table: sql`change_lines AS x`,
  on: sql`x.program = l.program AND x.budget_line = l.id`,
};
const commitments: Join = {
  table: sql`commitments AS c`,
  on: sql`c.program = l.program AND c.budget_line = l.id`,
};
const orders: Join = {
  table: sql`commitment_changes AS o`,
  on: sql`o.program = c.program AND o.commitment = c.number AND o.commitment_line = c.line`,
};
const payments: Join = {
  table: sql`expenditures AS e`,
  on: sql`e.program = c.program AND e.commitment = c.number AND e.commitment_line = c.line`,
};
const postings: Join = {
  table: sql`expenditures AS e`,
  on: sql`e.program = l.program AND e.budget_line = l.id`,
};

async function foldBudget(folds: Folds) {
  const lines = await folds.sum({ amount: 'l.original' });
  const changed = await folds.sum({ amount: 'x.amount', joins: [changeLines], groups: ['x.change'] });
  return {
    budgetLines: rowsOf(lines, lineCells),
    changeLines: rowsOf(changed, changeCells),
  } satisfies StoredRows;
}

async function foldLedger(folds: Folds): Promise<StoredRows> {
  const committed = await folds.sum({ amount: 'c.original', joins: [commitments], groups: ['c.status'] });
  const ordered = await folds.sum({
    amount: 'o.amount',
    joins: [commitments, orders],
    groups: ['c.status', 'o.status', 'o.reason'],
  });
  const paid = await folds.sum({ amount: 'e.amount', joins: [commitments, payments], groups: ['c.status'] });
  const posted = await folds.sum({ amount: 'e.amount', joins: [postings] });
  return {
    commitments: rowsOf(committed, commitmentCells),
    commitmentChanges: rowsOf(ordered, orderCells),
    expenditures: [...rowsOf(paid, paymentCells), ...rowsOf(posted, postingCells)],
  };
}

function rowsOf(folds: readonly Fold[], cellsOf: (fold: Fold) => Cells): NarrowRow[] {
  return folds.map((fold, i) => ({ row: String(i), cells: cellsOf(fold) }));
}

/** Id of the line that stands for all lines of the project and category. */
function lineId({ project, category }: Fold): string {
  return JSON.stringify([project, category]);
}

/** Number of the commitment that stands for all on these lines that have one status. */
function commitmentNumber({ project, category, groups: [status = null] }: Fold): string {
  return JSON.stringify([project, category, status]);
}

const COMMITMENT_LINE = 1;
/** What is at the head counts whatever its day. */
const ANY_DAY = '2000-01-01';

function lineCells(fold: Fold): Cells {
  const { project, category, amount } = fold;
  return { id: lineId(fold), project, source: '', fiscalYear: '', category, original: amount };
}

function changeCells(fold: Fold): Cells {
  const [change = null] = fold.groups;
  return { change, budgetLine: lineId(fold), amount: fold.amount };
}

function commitmentCells(fold: Fold): Cells {
  const [status = null] = fold.groups;
  return {
    number: commitmentNumber(fold),
    line: COMMITMENT_LINE,
    budgetLine: lineId(fold),
    awardDate: ANY_DAY,
    original: fold.amount,
    status,
  };
}

function orderCells(fold: Fold): Cells {
  const [, status = null, reason = null] = fold.groups;
  return {
    commitment: commitmentNumber(fold),
    commitmentLine: COMMITMENT_LINE,
    date: ANY_DAY,
    amount: fold.amount,
    reason,
    status,
  };
}

/** Postings on commitments; on which line, `postingCells` tells. */
function paymentCells(fold: Fold): Cells {
  const place = { commitment: commitmentNumber(fold), commitmentLine: COMMITMENT_LINE, budgetLine: '' };
  return { postingDate: ANY_DAY, period: '', amount: fold.amount, ...place };
}

function postingCells(fold: Fold): Cells {
  return { postingDate: ANY_DAY, period: '', amount: fold.amount, budgetLine: lineId(fold) };
}
