import type { Cells } from '../tables/cell.ts';
import { normalizeText } from '../tables/kinds/text-kinds.ts';
import type { Table } from '../tables/table.ts';

/** The codes of a table's rows in the plan, and whose they are. */
export interface KnownCodes {
  has(code: string): boolean;
  readonly codes: readonly string[];
  /** The code of the one row of this name; null where there is none, or several. */
  codeOfName(name: string): string | null;
  /** The one code that is these digits when it loses its leading zeros; null where there is none, or several. */
  codeWithZeros(digits: string): string | null;
}

function nameForm(name: string): string {
  return normalizeText(name)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Where nothing is known of the plan. */
export const noCodes: KnownCodes = {
  has: () => false,
  codes: [],
  codeOfName: () => null,
  codeWithZeros: () => null,
};

function codesWithZeros(codes: Iterable<string>): KnownCodes['codeWithZeros'] {
  const byDigits = new Map<string, string | null>();
  for (const code of codes) {
    const [, digits] = /^0+(\d+)$/.exec(code) ?? [];
    if (digits !== undefined) byDigits.set(digits, byDigits.has(digits) ? null : code);
  }
  return (digits) => byDigits.get(digits) ?? null;
}

/** The codes that a column of the plan holds, whose rows are known by others. */
export function codesOfColumn(column: string, rows: Iterable<Cells>): KnownCodes {
  const codes = new Set<string>();
  for (const cells of rows) {
    const code = cells[column];
    if (typeof code === 'string') codes.add(code);
  }
  const codeWithZeros = codesWithZeros(codes);
  return { has: (code) => codes.has(code), codes: [...codes], codeOfName: () => null, codeWithZeros };
}

/** Of a table with one key column. */
export function knownCodes({ key: [key = ''], rowName }: Table, rows: Iterable<Cells>): KnownCodes {
  const codes = new Set<string>();
  const byName = new Map<string, string | null>();
  for (const cells of rows) {
    const code = cells[key];
    if (typeof code !== 'string') continue;
    codes.add(code);
    const name = rowName === undefined ? null : cells[rowName];
    if (typeof name !== 'string') continue;
    const form = nameForm(name);
    byName.set(form, byName.has(form) ? null : code);
  }
  return {
    has: (code) => codes.has(code),
    codes: [...codes],
    codeOfName: (name) => byName.get(nameForm(name)) ?? null,
    codeWithZeros: codesWithZeros(codes),
  };
}
