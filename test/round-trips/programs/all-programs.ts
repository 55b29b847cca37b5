import { exceljs } from './exceljs.ts';
import { hucre } from './hucre.ts';
import { libreOffice } from './libre-office.ts';
import { openpyxl } from './openpyxl.ts';
import { sheetJs } from './sheet-js.ts';
import type { SpreadsheetProgram } from './spreadsheet-program.ts';
import { workbench } from './workbench.ts';

export const allPrograms: readonly SpreadsheetProgram[] = [libreOffice, openpyxl, exceljs, sheetJs, hucre, workbench];
