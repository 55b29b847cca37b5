import { type Area, boundingArea, intersectAreas } from '../book/area.ts';
import type { TableInfo } from '../book/book.ts';
import { bodyArea, headerArea, totalsArea } from '../book/table-areas.ts';
import type { TableExpression, TableSection } from './expression.ts';

/** The cells of a table that a structured reference means; undefined where there are none. `row` is that of the formula. */
export function tableReferenceArea(table: TableInfo, reference: TableExpression, row: number): Area | undefined {
  const sections = reference.sections.length === 0 ? (['data'] as const) : reference.sections;
  const parts = sections.map((section) => sectionArea(table, section, row));
  const [first] = parts;
  if (first === undefined) return undefined;
  const rows = parts.reduce<Area>((all, part) => (part === undefined ? all : boundingArea(all, part)), first);
  if (reference.columns === undefined) return rows;
  const [left, right] = reference.columns;
  const [from, to] = [columnIndex(table, left), columnIndex(table, right)];
  if (from < 0 || to < 0) return undefined;
  return { ...rows, column: rows.column + Math.min(from, to), columnCount: Math.abs(to - from) + 1 };
}

function sectionArea(table: TableInfo, section: TableSection, row: number): Area | undefined {
  switch (section) {
    case 'all':
      return table.area;
    case 'headers':
      return headerArea(table);
    case 'totals':
      return totalsArea(table);
    case 'data':
      return bodyArea(table);
    case 'this row':
      return intersectAreas(bodyArea(table), { ...table.area, row, rowCount: 1 });
  }
}

function columnIndex(table: TableInfo, name: string): number {
  return table.columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
}
