import type { Kysely } from 'kysely';
import { amountsOfSums } from '../../shared/plan/sums/account-sums.ts';
import { addPosting } from '../../shared/plan/postings/add-posting.ts';
import { amountsOn, type DatedSums, type KnownSums } from '../../shared/plan/entry/dated-sums.ts';
import type { EntryView } from '../../shared/plan/entry/entry-view.ts';
import { anyLine } from '../../shared/plan/entry/moved-sums.ts';
import { sumsOfRows } from '../../shared/plan/entry/sums-of-rows.ts';
import type { SumsQuestion } from '../../shared/sync/merge/questions.ts';
import type { Selection, Values } from '../storage/read-together.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';
import { sumsAreKept } from './keep-sums.ts';
import { readProgram } from './read-program.ts';
import { amountColumns, amountsOfCells, numberIn, postedOnLine, postedOnLineCells } from './sum-rows.ts';
import { accounts, type Account } from '../../shared/plan/postings/accounts.ts';

/** Sums by the names asked for. */
export type EntrySums = ReadonlyMap<string, KnownSums>;

/** Answers questions about sums of one program. */
export interface EntrySumsReader {
  /** What is to be read for the answer, as far as selections tell it. */
  selectionsOf(question: SumsQuestion): readonly Selection[];
  /** @param found the rows of the selections */
  answer(question: SumsQuestion, found: readonly (readonly Values[])[]): Promise<EntrySums>;
}

/**
 * Reads sums of budget lines and sources at the head for one merge: those that are kept, and what is dated later, with whatever
 * else a batch asks for. A program whose sums are not kept yet is read whole, when a batch first asks.
 */
export function entrySumsReader(
  db: Kysely<Database>,
  program: Pick<ProgramRow, 'id' | 'revision' | 'sums_revision'>,
): EntrySumsReader {
  if (sumsAreKept(program)) {
    return {
      selectionsOf: (question) => selections(program.id, question),
      answer: (question, found) => Promise.resolve(keptSums(question, found)),
    };
  }
  let whole: Promise<EntryView['sums']> | undefined;
  return {
    selectionsOf: () => [],
    answer: async ({ of, after, keys }) => {
      const sums = await (whole ??= readWhole(db, program.id));
      return new Map(keys.map((key) => [key, sums(of, key, after)]));
    },
  };
}

async function readWhole(db: Kysely<Database>, program: string): Promise<EntryView['sums']> {
  const rows = await readProgram(db, program);
  return sumsOfRows(() => rows);
}

function keptSums(question: SumsQuestion, [kept = [], later = []]: readonly (readonly Values[])[]): EntrySums {
  const sums = new Map(kept.map(question.of === 'line' ? ofLine : ofSource));
  for (const posted of later) addLater(sums, posted);
  return sums;
}

/** The kept sums, and what is dated later. */
function selections(program: string, question: SumsQuestion): Selection[] {
  const { of, keys } = question;
  const ofProgram = { column: 'program', is: program } as const;
  if (of === 'line') {
    const where = [ofProgram, { column: 'line', in: keys }];
    return [{ from: 'line_sums', columns: postedOnLineCells, where }, laterOnLines(program, question)];
  }
  const where = [ofProgram, { column: 'cut', is: 'source' }, { column: 'group_name', in: keys }];
  return [{ from: 'group_sums', columns: ['group_name', ...amountColumns], where }, laterOfSources(program, question)];
}

function ofLine(cells: readonly unknown[]): readonly [string, DatedSums] {
  const { line, sums, kind } = postedOnLine(cells);
  return [line, { all: amountsOfSums(sums, kind), later: null }];
}

function ofSource([source, ...cells]: readonly unknown[]): readonly [string, DatedSums] {
  return [String(source), { all: amountsOfCells(cells), later: null }];
}

/** Line or source, account, day and cents. */
type LaterCells = readonly unknown[];

/** The order of `LaterCells`. */
const laterColumns = ['line', 'account', 'date', 'cents'];

function laterOnLines(program: string, { keys, after }: SumsQuestion): Selection {
  const where = [
    { column: 'program', is: program },
    { column: 'line', in: keys },
    { column: 'date', above: after },
  ] as const;
  return { from: 'postings', columns: laterColumns, where };
}

/**
 * What is dated later is little in any program, and a source has thousands of lines: so it is found by its day. A CROSS JOIN is
 * made in the order in which it is written on SQLite.
 */
const POSTED_OF_SOURCES = `(
    SELECT postings.program, budget_lines.source, postings.account, postings.date, postings.cents
    FROM postings CROSS JOIN budget_lines
    WHERE budget_lines.program = postings.program AND budget_lines.key_text = postings.line
  ) AS posted`;

function laterOfSources(program: string, { keys, after }: SumsQuestion): Selection {
  const where = [
    { column: 'program', is: program },
    { column: 'date', above: after },
    { column: 'source', in: keys },
  ] as const;
  return { from: POSTED_OF_SOURCES, columns: ['source', 'account', 'date', 'cents'], where, adds: 'cents' };
}

function addLater(sums: ReadonlyMap<string, DatedSums>, [key, account, date, cents]: LaterCells): void {
  const known = sums.get(String(key));
  if (known === undefined) return;
  addPosting(amountsOn(known, String(date)), { account: accountIn(account), cents: numberIn(cents) }, anyLine);
}

function accountIn(cell: unknown): Account {
  const account = accounts.find((name) => name === cell);
  if (account === undefined) throw new TypeError(`${String(cell)} is no account.`);
  return account;
}
