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
  /** What a row and a line of the plan share at least when they are the same, such as the amount. */
  readonly bucket: string;
}

/** A line of the document that the plan has. */
export interface PlanLine<Of> {
  readonly line: number;
  readonly bucket: string;
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
  const next = freeLines(new Set([...known.map(({ line }) => line), ...said]));
  const alike = groupBy(rows, ({ same }) => same);
  const unknown = unnumbered.filter((row) => !found.has(row));
  // The same as one that has its place already: once more, or a line of its own? Nobody knows.
  const told = new Set(rows.filter((row) => found.has(row)).map(({ same }) => same));
  for (const group of groupBy(unknown, ({ same }) => same).values()) {
    for (const [index, row] of group.entries()) {
      if (changed) found.set(row, { kind: 'differs', line: null, of: changed.of });
      else if (index > 0 || told.has(row.same))
        found.set(row, { kind: 'twins', line: null, others: othersOf(row, alike.get(row.same)) });
      else found.set(row, { kind: 'new', line: next() });
    }
  }
  return found;
}

const [PLACE_AND_NUMBER, PLACE, NUMBER, CONTENTS] = [3, 2, 1, 0];
/** More pairs are not looked at one by one: thousands of lines of one amount are paired in their order. */
const MOST_PAIRS = 250_000;
/** More are paired by how like they are alone: to look for room among all would take too long. */
const MOST_MOVED = 10_000;

/**
 * Rows without a line number beside the lines of the plan that they are, the likest first: of the same place, then of the
 * number that they would get anew. A row that says the same as one before it has a line only where the others leave one. What
 * is paired goes out of `left`.
 */
function pairs<Of, Row extends FileLine>(
  rows: readonly Row[],
  left: Map<number, PlanLine<Of>>,
  said: ReadonlySet<number>,
  likeness: (row: Row, of: Of) => Likeness,
): Map<Row, PlanLine<Of>> {
  const firsts = new Set([...groupBy(rows, ({ same }) => same).values()].flatMap(([first]) => first ?? []));
  const next = freeLines(new Set(said));
  // Numbered as they are when they are new: one that only says the same again gets none.
  const numbers = new Map([...firsts].map((row) => [row, next()]));
  const lines = groupBy([...left.values()], ({ bucket }) => bucket);
  const paired = new Map<Row, PlanLine<Of>>();
  for (const [bucket, alike] of groupBy(rows, (row) => row.bucket)) {
    const ofPlan = lines.get(bucket) ?? [];
    const scoreOf = (row: Row, line: PlanLine<Of>): number => {
      const like = likeness(row, line.of);
      if (like === 'other') return -1;
      const isNumber = numbers.get(row) === line.line;
      return like === 'samePlace' ? (isNumber ? PLACE_AND_NUMBER : PLACE) : isNumber ? NUMBER : CONTENTS;
    };
    const holders = new Map<PlanLine<Of>, Row>();
    for (const part of [alike.filter((row) => firsts.has(row)), alike.filter((row) => !firsts.has(row))])
      pairLikest(part, ofPlan, { scoreOf, holders });
    for (const [line, row] of holders) {
      paired.set(row, line);
      left.delete(line.line);
    }
  }
  return paired;
}

interface Pairing<Row, Line> {
  /** Below 0: they are not the same. */
  readonly scoreOf: (row: Row, line: Line) => number;
  /** The row that each line has; rows of this call are added. */
  readonly holders: Map<Line, Row>;
}

/** Gives rows a line each, the likest first, and then room to those that others have left none. */
function pairLikest<Row, Line>(
  rows: readonly Row[],
  lines: readonly Line[],
  { scoreOf, holders }: Pairing<Row, Line>,
): void {
  const open = new Set(lines.filter((line) => !holders.has(line)));
  const unpaired = new Set(rows);
  const isLarge = rows.length * open.size > MOST_PAIRS;
  for (const score of isLarge ? [CONTENTS] : [PLACE_AND_NUMBER, PLACE, NUMBER, CONTENTS]) {
    for (const row of unpaired) {
      const line = firstOf(open, (each) => (isLarge ? scoreOf(row, each) >= score : scoreOf(row, each) === score));
      if (line === undefined) continue;
      holders.set(line, row);
      open.delete(line);
      unpaired.delete(row);
    }
  }
  if (rows.length * lines.length > MOST_MOVED) return;
  // A row without an account may have taken the one line that another one fits.
  for (const row of unpaired) moveIn(row, lines, { scoreOf, holders }, new Set());
}

/** Gives a row a line whose row can have another one. @returns whether there is one */
function moveIn<Row, Line>(row: Row, lines: readonly Line[], pairing: Pairing<Row, Line>, tried: Set<Line>): boolean {
  const { scoreOf, holders } = pairing;
  for (const line of lines) {
    if (tried.has(line) || scoreOf(row, line) < 0) continue;
    tried.add(line);
    const holder = holders.get(line);
    if (holder !== undefined && !moveIn(holder, lines, pairing, tried)) continue;
    holders.set(line, row);
    return true;
  }
  return false;
}

function firstOf<T>(items: Iterable<T>, fits: (item: T) => boolean): T | undefined {
  for (const item of items) if (fits(item)) return item;
  return undefined;
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
    else if (kinds.size > 1) found.set(first, { kind: 'twins', line, others: othersOf(first, group) });
    else found.set(first, { kind: 'new', line });
    for (const row of again) found.set(row, { kind: 'repeated', line, first: first.row });
  }
}

/** Rows that are named beside one that says the same. */
const NAMED_TWINS = 4;

function othersOf(row: FileLine, alike: readonly FileLine[] = []): number[] {
  return alike
    .slice(0, NAMED_TWINS)
    .filter((other) => other !== row)
    .map((other) => other.row);
}

/** Gives one line number after the other that is not taken. */
function freeLines(taken: ReadonlySet<number>): () => number {
  let line = 0;
  return () => {
    do line++;
    while (taken.has(line));
    return line;
  };
}

function byRow(one: FileLine, other: FileLine): number {
  return one.row - other.row;
}

function byContents(one: FileLine, other: FileLine): number {
  return compareText(one.same, other.same) || byRow(one, other);
}
