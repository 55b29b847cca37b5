import type { Kysely } from 'kysely';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { programRows, type ProgramRows, type ReadTable } from '../../shared/totals/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { readFolds, type Fold, type FoldKind } from './folds.ts';
import { keyTexts, ProgramSlice, texts } from './program-slice.ts';
import { byKeyText, byRowId, type NarrowRow } from './read-narrow-rows.ts';

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
  asOf: string | null,
): Promise<ProgramRows> {
  const slice = new ProgramSlice(db, program);
  const projects = texts(await slice.read('projects', byRowId(rows.get('projects') ?? [])), 'number');
  await slice.read('forecasts', { column: 'project', values: projects });
  await slice.read('milestones', { column: 'project', values: projects });
  const shared = await readSharing(slice, rows.get('scope') ?? []);
  const folded = foldedRows(await readFolds(db, program, [...projects, ...shared], asOf));
  await slice.read('changes', byKeyText(keyTexts(texts(folded.changeLines, 'change'))));
  return programRows({ ...slice.stored(), ...folded });
}

/** All scope of the projects of these scope rows, with its sites. Returns the projects. */
async function readSharing(slice: ProgramSlice, scope: Iterable<RowId>): Promise<string[]> {
  const projects = texts(await slice.read('scope', byRowId(scope)), 'project');
  const siblings = await slice.read('scope', { column: 'project', values: projects });
  await slice.read('sites', byKeyText(keyTexts(texts(siblings, 'location'))));
  return projects;
}

function foldedRows(folds: ReadonlyMap<FoldKind, readonly Fold[]>) {
  const rowsOf = (kind: FoldKind, cellsOf: (fold: Fold) => Cells): NarrowRow[] =>
    (folds.get(kind) ?? []).map((fold, i) => ({ row: String(i), cells: cellsOf(fold) }));
  return {
    budgetLines: rowsOf('line', lineCells),
    changeLines: rowsOf('change', changeCells),
    commitments: rowsOf('commitment', commitmentCells),
    commitmentChanges: rowsOf('order', orderCells),
    expenditures: [...rowsOf('payment', paymentCells), ...rowsOf('posting', postingCells)],
  } satisfies { readonly [T in ReadTable]?: readonly NarrowRow[] };
}

/** Id of the line that stands for all lines of the project and category. */
function lineId({ project, category }: Fold): string {
  return JSON.stringify([project, category]);
}

/** Number of the commitment that stands for all on these lines that have one status. */
function commitmentNumber({ project, category, commitmentStatus }: Fold): string {
  return JSON.stringify([project, category, commitmentStatus]);
}

const COMMITMENT_LINE = 1;
/** What is folded counts on the day that is asked about. */
const ANY_DAY = '2000-01-01';

const nowhere = { location: null, system: null } as const;

function lineCells(fold: Fold): Cells {
  const { project, category, amount } = fold;
  return { id: lineId(fold), project, source: '', fiscalYear: '', category, ...nowhere, original: amount };
}

function changeCells(fold: Fold): Cells {
  return { change: fold.change, budgetLine: lineId(fold), amount: fold.amount };
}

function commitmentCells(fold: Fold): Cells {
  return {
    number: commitmentNumber(fold),
    line: COMMITMENT_LINE,
    budgetLine: lineId(fold),
    awardDate: ANY_DAY,
    original: fold.amount,
    status: fold.commitmentStatus,
  };
}

function orderCells(fold: Fold): Cells {
  return {
    commitment: commitmentNumber(fold),
    commitmentLine: COMMITMENT_LINE,
    date: ANY_DAY,
    amount: fold.amount,
    reason: fold.reason,
    status: fold.status,
  };
}

/** Postings on commitments; on which line, `postingCells` tells. */
function paymentCells(fold: Fold): Cells {
  const place = { commitment: commitmentNumber(fold), commitmentLine: COMMITMENT_LINE, budgetLine: '' };
  return { postingDate: ANY_DAY, period: '', amount: fold.amount, ...place };
}

const direct = { commitment: null, commitmentLine: null } as const;

function postingCells(fold: Fold): Cells {
  return { postingDate: ANY_DAY, period: '', amount: fold.amount, budgetLine: lineId(fold), ...direct };
}
