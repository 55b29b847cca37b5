import type { MetadataCell } from './metadata-cell.ts';

/**
 * [W15] What a report sheet held when it was downloaded, as one digest per row and per column of the sheet, each
 * `DIGEST_LENGTH` characters, from the first on. Both together tell which cell was typed over, without keeping its value.
 */
export interface ReportDigest {
  readonly sheet: string;
  readonly rows: string;
  readonly columns: string;
}

export const DIGEST_LENGTH = 4;

const KEY = 'report';
/** A cell holds 32,767 characters; longer digests go on in the next row of the same sheet. */
const MOST_CHARACTERS = 28_000;

/** Rows for the metadata sheet, beside those of the metadata itself: a reader that does not know them passes them over. */
export function reportDigestRows(digests: readonly ReportDigest[]): [key: string, value: string][] {
  return digests.flatMap(({ sheet, rows, columns }) =>
    pieces(rows).map((piece, index): [string, string] => [
      KEY,
      JSON.stringify({ sheet, rows: piece, columns: index === 0 ? columns : '' }),
    ]),
  );
}

function pieces(text: string): string[] {
  const count = Math.max(1, Math.ceil(text.length / MOST_CHARACTERS));
  return Array.from({ length: count }, (_, index) =>
    text.slice(index * MOST_CHARACTERS, (index + 1) * MOST_CHARACTERS),
  );
}

/** The digests that a metadata sheet holds; none in a workbook that was written before there were any. */
export function reportDigestsFromRows(rows: readonly (readonly MetadataCell[])[]): ReportDigest[] {
  const bySheet = new Map<string, ReportDigest>();
  for (const [key, value] of rows) {
    const piece = key === KEY && typeof value === 'string' ? digestFromText(value) : undefined;
    if (!piece) continue;
    const { sheet } = piece;
    const before = bySheet.get(sheet) ?? { sheet, rows: '', columns: '' };
    bySheet.set(sheet, { sheet, rows: before.rows + piece.rows, columns: before.columns + piece.columns });
  }
  return [...bySheet.values()];
}

/** Undefined for text that is no digest: losing one only means that its sheet is not compared. */
function digestFromText(text: string): ReportDigest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('sheet' in value && 'rows' in value && 'columns' in value)) return undefined;
  const { sheet, rows, columns } = value;
  if (typeof sheet !== 'string' || typeof rows !== 'string' || typeof columns !== 'string') return undefined;
  return { sheet, rows, columns };
}
