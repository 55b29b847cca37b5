import type { FileDifference } from '../../shared/protocol/verify.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { rowKeyIn } from '../../shared/sync/read/local-table.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import { codeNames } from '../../shared/tables/code-names.ts';
import { placeWords, tableWords, valueWords } from '../../shared/tables/place-words.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import type { Store } from '../storage/database.ts';
import type { WorkbookContents } from '../workbook/read/workbook-contents.ts';
import { readFile } from '../workbook/upload/read-file.ts';
import type { ReadFile } from '../workbook/upload/reading-words.ts';

/** Values are told as they stand in the cells: codes without their names. */
const bare = codeNames([]);

/**
 * [AUD3] Everything in which a workbook differs from the plan at the revision that it says it is of: cells, rows, sheets and
 * columns that are missing, computed cells and report sheets that were typed over. Empty: it is equal.
 */
export async function differencesOf(
  store: Store,
  contents: WorkbookContents,
  { program, revision, workbook, part }: WorkbookMetadata,
): Promise<FileDifference[]> {
  // Undecided cells differ, whatever they wait for: nothing is pending here.
  const asked = { base: revision, workbook, pending: [], part, allowDeletions: true, emptyCells: true, realign: false };
  const file = await readFile(store, program, contents, asked);
  const told = teller(file);
  const { edits, refusals, overtyped, misaligned, below, totals, cleared, unconfirmed } = file.reading;
  const held = [...cleared, ...unconfirmed].flatMap(([table, rows]) => rows.map((row) => ({ table, row })));
  return [
    ...missingSheets(file, contents),
    ...missingColumns(file, contents),
    ...[...edits, ...file.touched].flatMap((edit) => told.edit(edit)),
    ...refusals.map(({ table, row, column, value }) => told.cell({ table, row, column, value: value ?? null })),
    ...held.map(({ table, row }) => told.row(table, row, 'The row is missing or half emptied.')),
    ...overtyped.map(({ table, row, column, typed }) => told.cell({ table, row, column, value: typed })),
    ...misaligned.map(({ local }) => about(local.table.label, 'Row IDs and keys of its rows have come apart.')),
    ...[...below, ...totals].map(({ local }) => about(local.table.label, 'Rows stand below the table.')),
    ...contents.editedReports.flatMap(({ sheet, places }) =>
      places.map((place) => about(`${sheet} ${place}`, 'The report sheet was edited.')),
    ),
  ];
}

interface ToldCell {
  readonly table: string;
  readonly row: RowId;
  /** Null: the whole row. */
  readonly column: string | null;
  readonly value: Cell;
}

function teller({ base, places, reading }: ReadFile) {
  const keyOfRow = (table: string, row: RowId): string => {
    const local = reading.tables.find((each) => each.table.name === table);
    return rowKeyIn(local, base.tables.get(table), row);
  };
  const placeOf = (table: string, row: RowId, column: string | null): string =>
    places.get(table)?.address(row, column) ?? tableWords(table);
  const cell = ({ table, row, column, value }: ToldCell): FileDifference => {
    const before = column === null ? null : (base.tables.get(table)?.get(row)?.[column] ?? null);
    const words = (of: Cell): string | null => (column === null ? null : valueWords(table, column, of, bare));
    const about = placeWords(table, keyOfRow(table, row), column, bare);
    return { place: placeOf(table, row, column), about, plan: words(before), file: words(value) };
  };
  const row = (table: string, id: RowId, what: string): FileDifference =>
    about(placeOf(table, id, null), `${placeWords(table, keyOfRow(table, id), null, bare)}: ${what}`);
  const edit = (one: Edit): FileDifference[] => {
    if (one.kind === 'delete') return [row(one.table, one.row, 'The row is not in the file.')];
    if (one.kind === 'insert') return [row(one.table, one.row, 'The row is not in the plan.')];
    return Object.entries(one.cells).map(([column, value]) => cell({ table: one.table, row: one.row, column, value }));
  };
  return { cell, row, edit };
}

function about(place: string, what: string): FileDifference {
  return { place, about: what, plan: null, file: null };
}

/** Tables that the plan had rows in and the file has no sheet for. */
function missingSheets({ base }: ReadFile, contents: WorkbookContents): FileDifference[] {
  const there = new Set(contents.tables.map(({ table }) => table));
  return tables.flatMap(({ name, label }) =>
    there.has(name) || (base.tables.get(name)?.size ?? 0) === 0 ? [] : [about(label, 'The sheet is not in the file.')],
  );
}

/** Columns that the plan had something in and the sheet has not. */
function missingColumns({ base }: ReadFile, contents: WorkbookContents): FileDifference[] {
  return contents.tables.flatMap(({ table, sheet, columns }) => {
    const declared = tables.find(({ name }) => name === table);
    const rows = [...(base.tables.get(table)?.values() ?? [])];
    return (declared === undefined ? [] : editableColumns(declared)).flatMap((column) =>
      columns.includes(column) || rows.every((cells) => (cells[column] ?? null) === null)
        ? []
        : [about(sheet, `The column ${declared?.columns[column]?.label ?? column} is not in the file.`)],
    );
  });
}
