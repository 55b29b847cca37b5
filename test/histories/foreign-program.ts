import type { SheetValue } from '../../shared/sync/read/sheet-table.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { rowIdFromBytes, type RowId } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import type { TestClient, TestServer } from '../contracts/test-server.ts';
import { makeOpeningRows, openingPlan, typedValues, type OpeningRow } from './opening-plan.ts';
import { createRandom } from './random.ts';

/** Another program on the same server, always the same, out of whose workbook people paste rows. */
export async function openForeignProgram(server: TestServer): Promise<TestClient> {
  const client = await server.member(await server.program(), 'admin');
  const opened = await client.post(openingPlan(allRows));
  if (opened.status !== 200) throw new Error(await opened.text());
  return client;
}

interface ForeignRow {
  readonly rowId: RowId;
  readonly cells: Readonly<Record<string, SheetValue>>;
}

const random = createRandom(4_711);
const allRows = makeOpeningRows(() => rowIdFromBytes(random.bytes(15)));

/** Rows of a table of the other program as its workbook shows them, some under keys that are taken here as well. */
export function foreignRows(table: string): readonly ForeignRow[] {
  return rowsByTable.get(table) ?? [];
}

const rowsByTable = new Map(
  Object.keys(typedValues).map((name) => [
    name,
    allRows.filter(({ table }) => table === name).map((row, index) => foreignRow(row, index)),
  ]),
);

function foreignRow({ table, row, cells }: OpeningRow, index: number): ForeignRow {
  const { columns } = tableNamed(table);
  const shown = Object.entries(cells).flatMap(([name, cell]) => {
    const column = columns[name];
    return column ? [[name, cellToExcel(column, cell, false)]] : [];
  });
  const [key = '', keys = []] = Object.entries(typedValues[table] ?? {})[0] ?? [];
  return { rowId: row, cells: { ...Object.fromEntries(shown), [key]: keys[(2 * index + 1) % keys.length] ?? '' } };
}
