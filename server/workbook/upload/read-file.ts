import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import { readTables } from '../../../shared/sync/read/read-tables.ts';
import { seenHalfWay } from '../../../shared/sync/read/seen-half-way.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import type { WorkbookPart } from '../../../shared/tables/part-rows.ts';
import type { PendingCell, UnfinishedUpdate } from '../../../shared/tables/workbook-metadata.ts';
import type { Store } from '../../storage/database.ts';
import { readRows } from '../../storage/rows.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import { computedCells } from '../../totals/computed-cells.ts';
import type { WorkbookContents } from '../read/workbook-contents.ts';
import { filePlaces } from './file-places.ts';
import { inTurns } from './in-turns.ts';
import { localOf } from './local-of.ts';
import { givenRows, readPart } from './part-reading.ts';
import type { ReadFile } from './reading-words.ts';
import { fileRowNaming } from './row-ids.ts';

/** Where a file comes from, and what its person has said. */
export interface ReadingAsked {
  readonly base: Revision;
  /** [A2] Where updates led that stopped half-way in the file. */
  readonly to?: UnfinishedUpdate['to'];
  readonly workbook: string;
  readonly pending: readonly PendingCell[];
  /** [W17] The file was given a part of the plan only. */
  readonly part: WorkbookPart | undefined;
  readonly allowDeletions: boolean;
  readonly emptyCells: boolean;
  readonly realign: boolean;
}

/** Reads the file by the rules of the pane, beside the plan at the file's revision. */
export async function readFile(
  store: Store,
  program: string,
  contents: WorkbookContents,
  { base: revision, to = [], workbook, pending, part, allowDeletions, emptyCells, realign }: ReadingAsked,
): Promise<ReadFile> {
  const stateAt = async (at: Revision): Promise<ProgramState> => {
    const whole = await programAt(store, program, contents, at);
    return part === undefined ? whole : givenRows(whole, part);
  };
  const locals = contents.tables.map(localOf);
  const base = await stateAt(revision);
  const reached: ProgramState[] = [];
  for (const led of to) reached.push(await stateAt(led.revision));
  const asRead = await inTurns(
    readTables({
      locals,
      base,
      pending,
      heldRows: {
        missing: allowDeletions ? 'delete' : 'ask',
        cleared: emptyCells ? 'empty' : allowDeletions ? 'delete' : 'ask',
      },
      realign,
      nameRows: fileRowNaming(workbook, revision),
    }),
  );
  const read = { ...asRead, edits: seenHalfWay(asRead.edits, revision, reached) };
  const { reading, touched } = part === undefined ? { reading: read, touched: [] } : readPart(read, part);
  const places = contents.tables.map(
    (table, index) => [table.table, filePlaces(table, reading.tables[index] ?? localOf(table))] as const,
  );
  return { reading, base, places: new Map(places), touched };
}

/** The file's tables at its revision, with the computed cells that the file could show. */
function programAt(
  store: Store,
  program: string,
  { tables }: WorkbookContents,
  revision: Revision,
): Promise<ProgramState> {
  return inSnapshot(store.read, async (snapshot) => {
    const showing = tables.filter(({ table, columns }) =>
      columns.some((column) => tableNamed(table).columns[column]?.computed === true),
    );
    const computed = await computedCells(
      snapshot,
      program,
      showing.map(({ table }) => tableNamed(table)),
      { at: revision },
    );
    const state = new Map<string, ReadonlyMap<RowId, Cells>>();
    for (const { table } of tables) {
      const stored = await readRows(snapshot, program, tableNamed(table), revision);
      state.set(table, new Map(stored.map(({ row, cells }) => [row, { ...cells, ...computed.get(table)?.get(row) }])));
    }
    return { revision, tables: state };
  });
}
