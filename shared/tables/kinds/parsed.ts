import type { Cell } from '../cell.ts';

/** The result of reading one cell: its canonical value, or the rule it breaks and a sentence that says how to mend it. */
export type Parsed =
  | { readonly ok: true; readonly value: Cell; readonly warning?: string }
  | { readonly ok: false; readonly rule: string; readonly message: string };

export function parsed(value: Cell, warning?: string): Parsed {
  return warning === undefined ? { ok: true, value } : { ok: true, value, warning };
}

export function refused(rule: string, message: string): Parsed {
  return { ok: false, rule, message };
}

/** A cell as Excel gives it: "" when empty, a number for dates and money, text for an error (then `isError`). */
export interface ExcelCell {
  readonly value: string | number | boolean;
  readonly isFormula: boolean;
  readonly isError: boolean;
  /** The workbook counts days from 1904. */
  readonly date1904: boolean;
}

/** Shows a raw value in a message as Excel shows it: at most 60 characters, on one line. */
export function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
