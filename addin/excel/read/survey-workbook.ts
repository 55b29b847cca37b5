import { editableColumns } from '../../../shared/tables/table.ts';
import { findDateSystem, readMetadata } from '../metadata-sheet.ts';
import { findLayouts, sheetColumns, type TableLayout } from './table-layout.ts';
import type { TableSurvey, WorkbookSurvey } from '../workbook-port.ts';
import { done, hindered, type Outcome } from '../workbook-problem.ts';

/** Looks at the workbook without reading rows. Four requests; a fifth when the metadata sheet has no known day yet. */
export async function surveyWorkbook(context: Excel.RequestContext): Promise<Outcome<WorkbookSurvey>> {
  const { result, date1904 } = await readMetadata(context);
  if (!result.ok && result.reason === 'newer') return hindered({ kind: 'metadataNewer', message: result.message });
  const layouts = await findLayouts(context);
  let known = date1904;
  if (known === null && result.ok) {
    const found = await findDateSystem(context);
    if (!found.ok) return found;
    known = found.value;
  }
  return done({
    metadata: result.ok ? result.metadata : null,
    date1904: known ?? false,
    tables: [...layouts.values()].map(surveyOf),
  });
}

function surveyOf(layout: TableLayout): TableSurvey {
  const { table, match } = layout;
  return {
    table: table.name,
    sheet: layout.sheetName,
    columns: sheetColumns(match),
    missingColumns: editableColumns(table).filter((column) => !match.indexByColumn.has(column)),
    hasRowIds: match.rowIdIndex !== null,
    rowCount: layout.rowCount,
    isFiltered: layout.isFiltered,
    isProtected: layout.isProtected,
  };
}
