import { compareText } from '../sync/compare-text.ts';
import { groupBy } from './line-index.ts';

/** A row of the file that tells of a line of a document. */
export interface FileLine {
  /** Number of the row. */
  readonly row: number;
  /** Line of the document; null: the ledger does not number them. */
  readonly line: number | null;
  /** All that two rows must share to be the same posting, as text. */
  readonly same: string;
}

/** A line of the document that the plan has. */
export interface PlanLine<Of> {
  readonly line: number;
  readonly of: Of;
}

/** What a row is of its document. */
export type LineIdentity<Of> =
  | { readonly kind: 'new'; readonly line: number }
  /** The plan has it. */
  | { readonly kind: 'known'; readonly line: number; readonly of: Of }
  /** An earlier row of the file says the same of the same line. */
  | { readonly kind: 'repeated'; readonly line: number; readonly first: number }
  /** The plan has it, with other contents. */
  | { readonly kind: 'differs'; readonly line: number | null; readonly of: Of }
  /** Other rows of the file say otherwise of the same line, or the same without numbering their lines. */
  | { readonly kind: 'twins'; readonly line: number | null; readonly others: readonly number[] };

/** How alike a row and a line of the plan are: not at all, in what both say, or in where they belong, too. */
export type Likeness = 'other' | 'same' | 'samePlace';

/**
 * [V32] Tells of each row of one document whether it is new, in the plan already, or said otherwise elsewhere. The order of the
 * rows does not matter, and rows without a line number get the same ones again as long as their contents stay.
 */
export function identifyLines<Of, Row extends FileLine>(
  rows: readonly Row[],
  known: readonly PlanLine<Of>[],
  likeness: (row: Row, of: Of) => Likeness,
): Map<Row, LineIdentity<Of>> {
  const found = new Map<Row, LineIdentity<Of>>();
  const left = new Map(known.map((each) => [each.line, each]));
  const numbered = rows.filter(({ line }) => line !== null);
  const isSame = (row: Row, of: Of): boolean => likeness(row, of) !== 'other';
  for (const group of groupBy(numbered, ({ line }) => String(line)).values()) {
    const line = group[0]?.line ?? 0;
    identifyGroup(group, line, { known: left.get(line), isSame, found });
    left.delete(line);
  }
  const said = new Set(numbered.map(({ line }) => line ?? 0));
  const unnumbered = rows.filter(({ line }) => line === null).toSorted(byContents);
  for (const [row, same] of pairs(unnumbered, left, said, likeness)) found.set(row, { kind: 'known', ...same });
  // What the plan has of the document and the file does not say any more may be one of these, changed.
  const [changed] = left.values();
  const taken = new Set([...known.map(({ line }) => line), ...said]);
  const unknown = unnumbered.filter((row) => !found.has(row));
  // The same as one that has its place already: once more, or a line of its own? Nobody knows.
  const told = new Set(rows.filter((row) => found.has(row)).map(({ same }) => same));
  for (const group of groupBy(unknown, ({ same }) => same).values()) {
    for (const [index, row] of group.entries()) {
      if (changed) found.set(row, { kind: 'differs', line: null, of: changed.of });
      else if (index > 0 || told.has(row.same))
        found.set(row, { kind: 'twins', line: null, others: othersOf(row, rows) });
      else found.set(row, { kind: 'new', line: nextFree(taken) });
    }
  }
  return found;
}

const BY_PLACE = 2;

/**
 * Rows without a line number beside the lines of the plan that they are, the likest first: of the same place, then of the
 * number that they would get anew. What is paired goes out of `left`.
 */
function pairs<Of, Row extends FileLine>(
  rows: readonly Row[],
  left: Map<number, PlanLine<Of>>,
  said: ReadonlySet<number>,
  likeness: (row: Row, of: Of) => Likeness,
): Map<Row, PlanLine<Of>> {
  const anew = new Set(said);
  const numbers = new Map(rows.map((row) => [row, nextFree(anew)]));
  const candidates = rows.flatMap((row) =>
    [...left.values()].flatMap((line) => {
      const like = likeness(row, line.of);
      if (like === 'other') return [];
      return [{ row, line, score: (like === 'samePlace' ? BY_PLACE : 0) + (numbers.get(row) === line.line ? 1 : 0) }];
    }),
  );
  const paired = new Map<Row, PlanLine<Of>>();
  for (const { row, line } of candidates.toSorted((one, other) => other.score - one.score)) {
    if (paired.has(row) || !left.has(line.line)) continue;
    paired.set(row, line);
    left.delete(line.line);
  }
  return paired;
}

interface GroupFacts<Of, Row> {
  readonly known: PlanLine<Of> | undefined;
  readonly isSame: (row: Row, of: Of) => boolean;
  readonly found: Map<Row, LineIdentity<Of>>;
}

/** Rows that name the same line. */
function identifyGroup<Of, Row extends FileLine>(
  group: readonly Row[],
  line: number,
  { known, isSame, found }: GroupFacts<Of, Row>,
): void {
  const kinds = groupBy(group.toSorted(byRow), ({ same }) => same);
  for (const [first, ...again] of kinds.values()) {
    if (!first) continue;
    if (known && isSame(first, known.of)) found.set(first, { kind: 'known', line, of: known.of });
    else if (known) found.set(first, { kind: 'differs', line, of: known.of });
    else if (kinds.size > 1)
      found.set(first, { kind: 'twins', line, others: group.filter((row) => row !== first).map(({ row }) => row) });
    else found.set(first, { kind: 'new', line });
    for (const row of again) found.set(row, { kind: 'repeated', line, first: first.row });
  }
}

/** Rows that say the same. */
function othersOf(row: FileLine, rows: readonly FileLine[]): number[] {
  return rows.filter((other) => other !== row && other.same === row.same).map((other) => other.row);
}

function nextFree(taken: Set<number>): number {
  let line = 1;
  while (taken.has(line)) line++;
  taken.add(line);
  return line;
}

function byRow(one: FileLine, other: FileLine): number {
  return one.row - other.row;
}

function byContents(one: FileLine, other: FileLine): number {
  return compareText(one.same, other.same) || byRow(one, other);
}
