import type { Kysely } from 'kysely';
import { amountsOfSums } from '../../shared/plan/account-sums.ts';
import type { EntryView } from '../../shared/plan/entry/entry-view.ts';
import { sumsOfRows } from '../../shared/plan/entry/sums-of-rows.ts';
import type { Amounts } from '../../shared/plan/figures/amounts.ts';
import type { SumsQuestion } from '../../shared/sync/merge/questions.ts';
import { readTogether } from '../storage/read-together.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';
import { sumsAreKept } from './keep-sums.ts';
import { readProgram } from './read-program.ts';
import { amountColumns, amountsOfCells, lineSumCells, lineSumOf } from './sum-rows.ts';

/** Sums by the names asked for. */
export type EntrySums = ReadonlyMap<string, Readonly<Amounts>>;

/** Answers questions about sums, one by one. */
export type EntrySumsReader = (questions: readonly SumsQuestion[]) => Promise<readonly EntrySums[]>;

/**
 * Reads sums of budget lines and sources at the head for one merge: those that are kept, in one statement a batch. A program
 * whose sums are not kept yet is read whole, when a batch first asks.
 */
export function entrySumsReader(
  db: Kysely<Database>,
  program: Pick<ProgramRow, 'id' | 'revision' | 'sums_revision'>,
): EntrySumsReader {
  if (sumsAreKept(program)) return (questions) => readKept(db, program.id, questions);
  let whole: Promise<EntryView['sums']> | undefined;
  return async (questions) => {
    if (questions.length === 0) return [];
    const sums = await (whole ??= readWhole(db, program.id));
    return questions.map(({ of, keys }) => new Map(keys.map((key) => [key, sums(of, key)])));
  };
}

async function readWhole(db: Kysely<Database>, program: string): Promise<EntryView['sums']> {
  const rows = await readProgram(db, program);
  return sumsOfRows(() => rows);
}

async function readKept(
  db: Kysely<Database>,
  program: string,
  questions: readonly SumsQuestion[],
): Promise<readonly EntrySums[]> {
  if (questions.length === 0) return [];
  const found = await readTogether(
    db,
    questions.map(({ of, keys }) => selection(program, of, keys)),
  );
  return questions.map(({ of }, i) => new Map((found[i] ?? []).map(of === 'line' ? ofLine : ofSource)));
}

function selection(program: string, of: SumsQuestion['of'], keys: readonly string[]) {
  const ofProgram = { column: 'program', is: program } as const;
  if (of === 'line')
    return { from: 'line_sums', columns: lineSumCells, where: [ofProgram, { column: 'line', in: keys }] };
  const where = [ofProgram, { column: 'cut', is: 'source' }, { column: 'group_name', in: keys }] as const;
  return { from: 'group_sums', columns: ['group_name', ...amountColumns], where };
}

function ofLine(cells: readonly unknown[]): readonly [string, Amounts] {
  const { line, sums, kind } = lineSumOf(cells);
  return [line, amountsOfSums(sums, kind)];
}

function ofSource([source, ...cells]: readonly unknown[]): readonly [string, Amounts] {
  return [String(source), amountsOfCells(cells)];
}
