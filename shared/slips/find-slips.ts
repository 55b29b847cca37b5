import { tables } from '../tables/all-tables.ts';
import { formatCell } from '../tables/kinds/kind-of.ts';
import type { Table } from '../tables/table.ts';
import { dayMonthSlip } from './date-slips.ts';
import { digitsSlip } from './digit-slips.ts';
import { duplicateRows } from './duplicate-rows.ts';
import { keysApart } from './keys-apart.ts';
import { moneyAtStake } from './money-at-stake.ts';
import { magnitudeSlip, signSlip, type ChangedValue } from './number-slips.ts';
import { cellsAfter, cellText, type Slip, type SlipCell, type SlipInput, type SlipKind, type SlipRow } from './slip.ts';

/** Slips that can be seen in one cell and the value before; each gives the sentence, or null. */
const cellDetectors: readonly (readonly [SlipKind, (value: ChangedValue) => string | null])[] = [
  ['magnitude', magnitudeSlip],
  ['sign', signSlip],
  ['dayMonth', dayMonthSlip],
  ['digits', digitsSlip],
];

/**
 * Changes that may well be slips of the hand: the most money first, then in the order of the tables and rows. At most one
 * of a kind per cell. They are shown, and never keep anything from being sent.
 */
export function findSlips(input: SlipInput): Slip[] {
  const rowsByTable = byTable(input.rows);
  const slips = tables.flatMap((table) => {
    const rows = rowsByTable.get(table.name) ?? [];
    const order = new Map(rows.map(({ row }, index) => [row, index]));
    const base = input.base.get(table.name);
    const found = [
      ...rows.flatMap((row) => cellSlips(table, row, input.formerFormulas)),
      ...duplicateRows(table, rows, base),
      ...keysApart(table, rows, base),
    ];
    return found.sort((a, b) => (order.get(a.row) ?? 0) - (order.get(b.row) ?? 0));
  });
  return slips.sort((a, b) => b.weight - a.weight);
}

function byTable(rows: readonly SlipRow[]): Map<string, SlipRow[]> {
  const found = new Map<string, SlipRow[]>();
  for (const row of rows) {
    const ofTable = found.get(row.table);
    if (ofTable) ofTable.push(row);
    else found.set(row.table, [row]);
  }
  return found;
}

function cellSlips(table: Table, row: SlipRow, formerFormulas: ReadonlySet<string>): Slip[] {
  if (row.kind !== 'update') return [];
  const after = cellsAfter(row);
  return row.cells.flatMap((cell): Slip[] => {
    const column = table.columns[cell.column];
    if (!column) return [];
    const value = { column, before: cell.before, after: cell.after };
    const weight = moneyAtStake(value, table, after);
    const { row: id, rowKey } = row;
    const place = { table: table.name, row: id, rowKey, column: cell.column };
    return sentencesOf(value, isFormerFormula(row, cell, formerFormulas)).map(([kind, sentence]) => ({
      ...place,
      kind,
      sentence,
      weight,
    }));
  });
}

function isFormerFormula({ table, row }: SlipRow, { column, after }: SlipCell, former: ReadonlySet<string>): boolean {
  return typeof after === 'number' && former.has(cellText(table, row, column));
}

function sentencesOf(value: ChangedValue, wasFormula: boolean): [SlipKind, string][] {
  const found = cellDetectors.flatMap(([kind, detect]): [SlipKind, string][] => {
    const sentence = detect(value);
    return sentence === null ? [] : [[kind, sentence]];
  });
  if (!wasFormula) return found;
  const shown = formatCell(value.column, value.after);
  return [
    ...found,
    ['formula', `A formula stood here. ${shown} in its place no longer follows the cells it came from.`],
  ];
}
