import { type Area, areaOf, boundingArea } from 'excel-host/book/area.ts';
import { type Spreadsheet, UNIT_ID } from './spreadsheet.ts';

/** For each sheet the smallest area around its formulas, as Univer has them. */
export function formulaAreas({ formulas }: Spreadsheet): { readonly sheetId: string; readonly area: Area }[] {
  return Object.entries(formulas.getFormulaData()[UNIT_ID] ?? {}).flatMap(([sheetId, rows]) => {
    let area: Area | undefined;
    for (const [row, cells] of Object.entries(rows ?? {})) {
      for (const [column, cell] of Object.entries(cells ?? {})) {
        if (cell === null || cell === undefined) continue;
        const here = areaOf(Number(row), Number(column), 1, 1);
        area = area === undefined ? here : boundingArea(area, here);
      }
    }
    return area === undefined ? [] : [{ sheetId, area }];
  });
}
