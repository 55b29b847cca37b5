import type { MetadataCell } from './metadata-cell.ts';

/** Rows of one table that a workbook of a part of the plan was given, by Row ID. */
export interface PartRows {
  readonly table: string;
  /** Rows to be answered for. */
  readonly own: readonly string[];
  /** Rows that are there for their names, and not to be changed. */
  readonly named: readonly string[];
}

/** [W17] What a workbook says that holds a part of the plan only: which part, in words, and which rows of it. */
export interface WorkbookPart {
  readonly label: string;
  readonly rows: readonly PartRows[];
}

const PART = 'part';
const ROWS = 'partRows';
/** A cell holds 32,767 characters; a table of more rows goes on in the next row of the sheet. */
const ROWS_PER_CELL = 1_500;
const ID_LENGTH = 16;

/** Rows for the metadata sheet, beside those of the metadata itself. */
export function partToRows({ label, rows }: WorkbookPart): [key: string, value: string][] {
  return [
    [PART, label],
    ...rows.flatMap(({ table, own, named }) =>
      pieces(Math.max(own.length, named.length, 1)).map((from): [string, string] => [
        ROWS,
        JSON.stringify({ table, own: joined(own, from), named: joined(named, from) }),
      ]),
    ),
  ];
}

function pieces(count: number): number[] {
  return Array.from({ length: Math.ceil(count / (ROWS_PER_CELL / 2)) }, (_, index) => (index * ROWS_PER_CELL) / 2);
}

function joined(ids: readonly string[], from: number): string {
  return ids.slice(from, from + ROWS_PER_CELL / 2).join('');
}

/** The part that a metadata sheet tells of; null: the workbook holds the whole plan. */
export function partFromRows(rows: readonly (readonly MetadataCell[])[]): WorkbookPart | null {
  const label = rows.find(([key]) => key === PART)?.[1];
  if (label === undefined || label === null) return null;
  const byTable = new Map<string, PartRows>();
  for (const [key, value] of rows) {
    const piece = key === ROWS && typeof value === 'string' ? pieceFromText(value) : undefined;
    if (piece === undefined) continue;
    const { table } = piece;
    const before = byTable.get(table) ?? { table, own: [], named: [] };
    byTable.set(table, { table, own: [...before.own, ...piece.own], named: [...before.named, ...piece.named] });
  }
  return { label: String(label), rows: [...byTable.values()] };
}

/** Undefined for text that is none: of a table that is not told no row is taken for missing. */
function pieceFromText(text: string): PartRows | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('table' in value && 'own' in value && 'named' in value)) {
    return undefined;
  }
  const { table, own, named } = value;
  if (typeof table !== 'string' || typeof own !== 'string' || typeof named !== 'string') return undefined;
  return { table, own: split(own), named: split(named) };
}

function split(ids: string): string[] {
  return Array.from({ length: Math.floor(ids.length / ID_LENGTH) }, (_, index) =>
    ids.slice(index * ID_LENGTH, (index + 1) * ID_LENGTH),
  );
}
