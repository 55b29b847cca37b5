import type { ConditionalRule, DataValidation } from 'hucre';
import { lockedBlocks, lockedLook, type LockedBlock } from '../../../shared/plan/locks/locked-blocks.ts';
import type { LockedCells } from '../../../shared/plan/locks/locked-cells.ts';
import type { RowId } from '../../../shared/tables/cell.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';
import type { WorkbookTable } from './program-workbook.ts';

/** Areas of one rule: as text they stay below what Excel takes of an address. */
const AREAS_PER_RULE = 400;
/** Of a table whose locked rows lie more scattered than that a file would be more look than plan. */
const MOST_AREAS = 20_000;
/** A sheet begins with its header, a row with its Row ID. */
const [HEADER_ROWS, ID_COLUMNS] = [1, 1];
/** Excel refuses a file with a longer message. */
const MOST_PROMPT = 255;

interface LockedLooks {
  readonly conditionalRules: readonly ConditionalRule[];
  readonly dataValidations: readonly DataValidation[];
}

/**
 * [FD1] How a file shows what is locked: grey as the pane makes it, which knows the rules again and takes them away once
 * the lock goes; and why, beside the selected cell, in columns without a list, whose message is the list's.
 */
export function lockedLooks({ table, rows, locked = [] }: WorkbookTable, lists: ReadonlySet<string>): LockedLooks {
  const names = Object.keys(table.columns);
  const ids = rows.map(({ row }) => row);
  const blocksOf = (cells: LockedCells, columns: readonly string[]): LockedBlock[] =>
    lockedBlocks(
      ids,
      columns.map((name) => names.indexOf(name)),
      cells,
    );
  const grey = locked.map((cells) => blocksOf(cells, cells.columns));
  if (grey.flat().length > MOST_AREAS) return { conditionalRules: [], dataValidations: [] };
  const greyRules = grey.flatMap(areasOf).map((range, index): ConditionalRule => ({
    type: 'expression',
    priority: index + 1,
    formula: lockedLook.formula.slice(1),
    style: { fill: solid(lockedLook.fill), font: { color: { rgb: rgbOf(lockedLook.font) } } },
    range,
  }));
  // Validations of a file may not overlap: of two locks that hold a cell the first one speaks.
  const spoken = new Map<string, ReadonlySet<RowId>>();
  const prompts = locked.flatMap((cells) =>
    cells.columns
      .filter((name) => !lists.has(name))
      .flatMap((name) => {
        const before = spoken.get(name) ?? new Set<RowId>();
        spoken.set(name, new Set([...before, ...cells.rows]));
        const silent = { ...cells, rows: new Set([...cells.rows].filter((row) => !before.has(row))) };
        return areasOf(blocksOf(silent, [name])).map((range) => promptOf(range, cells.hint));
      }),
  );
  return { conditionalRules: greyRules, dataValidations: prompts };
}

/** Always met: it only says something. */
function promptOf(range: string, hint: string): DataValidation {
  return {
    type: 'custom',
    formula1: 'TRUE',
    range,
    allowBlank: true,
    showInputMessage: true,
    inputTitle: lockedLook.title,
    inputMessage: hint.slice(0, MOST_PROMPT),
  };
}

/** The blocks as areas of the sheet, as many as one rule takes together. */
function areasOf(blocks: readonly LockedBlock[]): string[] {
  const areas = blocks.map(({ row, rowCount, column, columnCount }) => {
    const [first, last] = [column + ID_COLUMNS, column + columnCount - 1 + ID_COLUMNS].map(columnLetters);
    const top = row + HEADER_ROWS + 1;
    return `${first}${top}:${last}${top + rowCount - 1}`;
  });
  const texts: string[] = [];
  for (let at = 0; at < areas.length; at += AREAS_PER_RULE) texts.push(areas.slice(at, at + AREAS_PER_RULE).join(' '));
  return texts;
}

function solid(colour: string): {
  type: 'pattern';
  pattern: 'solid';
  fgColor: { rgb: string };
  bgColor: { rgb: string };
} {
  const rgb = rgbOf(colour);
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb }, bgColor: { rgb } };
}

/** hucre wants eight digits: alpha first. */
function rgbOf(colour: string): string {
  return `FF${colour.slice(1)}`;
}
