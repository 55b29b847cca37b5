import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Cell, RowId } from '../../../shared/tables/cell.ts';
import type { DeleteEdit, Edit, InsertEdit, UpdateEdit } from '../../../shared/sync/edit.ts';
import { cents } from './cell-values.ts';
import type { PlanRow, PlanSize } from './plan-rows.ts';
import { accountText, rowMaker } from './plan-rows.ts';
import { randomFrom, type Random } from './random.ts';

/** What one person changed in the budget lines since both last saw revision `BASE_REVISION`. */
export interface AuthorEdits {
  readonly updates: readonly UpdateEdit[];
  readonly inserts: readonly InsertEdit[];
  readonly deletes: readonly DeleteEdit[];
}

export const BASE_REVISION = 1;

const TABLE = tableNamed('budgetLines').name;
/** Share of lines that each author edits, and of those the share that the other one edits too. */
const EDITED = 0.05;
const OVERLAP = 0.1;

/** All edits of an author as one list. */
export function allEdits(author: AuthorEdits): Edit[] {
  return [...author.updates, ...author.inserts, ...author.deletes];
}

/**
 * Two authors who each edit one to three cells of 5 % of the lines (a tenth of them in common), insert 200 rows and
 * delete 100 per 100,000 lines. Nobody edits a row that the other one deletes.
 */
export function twoAuthors(
  lines: readonly PlanRow[],
  size: PlanSize,
  seed = 27,
): { readonly a: AuthorEdits; readonly b: AuthorEdits } {
  const random = randomFrom(seed);
  const edited = Math.max(10, Math.round(lines.length * EDITED));
  const common = Math.round(edited * OVERLAP);
  const inserted = Math.max(2, Math.round(lines.length / 500));
  const deleted = Math.max(1, Math.round(lines.length / 1000));
  const picks = shuffledRows(lines, 2 * edited - common + 2 * deleted, random);
  const take = (from: number, count: number) => picks.slice(from, from + count);
  const shared = take(0, common);
  const insertsFrom = (firstIndex: number) => insertsOf(rowMaker('budgetLines', size, random, firstIndex), inserted);
  const own = edited - common;
  return {
    a: {
      updates: [...shared, ...take(common, own)].map((line) => updateOf(line, random)),
      inserts: insertsFrom(8_000_000),
      deletes: take(common + 2 * own, deleted).map(({ row }) => deleteOf(row)),
    },
    b: {
      updates: [...shared, ...take(common + own, own)].map((line) => updateOf(line, random)),
      inserts: insertsFrom(9_000_000),
      deletes: take(common + 2 * own + deleted, deleted).map(({ row }) => deleteOf(row)),
    },
  };
}

/** `count` different rows in random order: the head of a Fisher–Yates shuffle. */
function shuffledRows(rows: readonly PlanRow[], count: number, random: Random): PlanRow[] {
  const list = [...rows];
  for (let i = 0; i < count && i < list.length; i++) {
    const j = i + random.below(list.length - i);
    const [here, there] = [list[i], list[j]];
    if (here && there) [list[i], list[j]] = [there, here];
  }
  return list.slice(0, count);
}

function updateOf({ row }: PlanRow, random: Random): UpdateEdit {
  const values: readonly (readonly [string, Cell])[] = [
    ['original', cents(random)],
    ['note', `rev ${random.digits(4)}`],
    ['account', accountText(random)],
  ];
  const first = random.below(3);
  const chosen = Array.from({ length: 1 + random.below(3) }, (_, i) => values[(first + i) % 3] ?? ['note', null]);
  const cells = Object.fromEntries(chosen);
  const seen = Object.fromEntries(chosen.map(([column]) => [column, BASE_REVISION]));
  return { kind: 'update', table: TABLE, row, cells, seen };
}

function insertsOf(maker: { next(): PlanRow }, count: number): InsertEdit[] {
  return Array.from({ length: count }, () => {
    const { row, cells } = maker.next();
    return { kind: 'insert', table: TABLE, row, cells, seen: BASE_REVISION };
  });
}

function deleteOf(row: RowId): DeleteEdit {
  return { kind: 'delete', table: TABLE, row, seen: BASE_REVISION };
}
