import type { CellPlace } from '../../../shared/tables/cell.ts';
import { findSlips } from '../../../shared/slips/find-slips.ts';
import type { Slip } from '../../../shared/slips/slip.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Inspection } from '../../sync/inspect-workbook.ts';

/** Likely slips in what was found in the sheet, the most money first. */
export function slipsIn({ rows, base, formerFormulas }: Inspection): Slip[] {
  return findSlips({ rows, base: base.tables, formerFormulas });
}

/** Names a slip with its values, so that what has been confirmed comes up again once it is typed anew. */
export function slipText({ table, row, column, kind, sentence }: Slip): string {
  return `${table} ${row} ${column ?? ''} ${kind} ${sentence}`;
}

/** The cell to look at; of a whole row, its key. */
export function slipPlace({ table, row, column }: Slip): CellPlace {
  return { table, row, column: column ?? tableNamed(table).key[0] ?? '' };
}
