import type { NamedRange } from 'hucre';
import { quotedSheet } from '../cell-address.ts';

/**
 * [FA4] The row that is printed at the top of every page, as Excel keeps it: a name of the sheet's own. Written here and
 * not by hucre's page set-up, which leaves the quotes out that a sheet name with a space needs.
 */
export function printTitles(sheet: string, headerRow: number): NamedRange {
  return { name: '_xlnm.Print_Titles', scope: sheet, range: `${quotedSheet(sheet)}!$${headerRow}:$${headerRow}` };
}
