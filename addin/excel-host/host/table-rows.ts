import { areaOf } from '../book/area.ts';
import type { TableInfo } from '../book/book.ts';
import { bodyArea } from '../book/table-areas.ts';
import { tableById } from './find-table.ts';
import { HostError, invalidArgument, notImplemented } from './host-error.ts';
import { isArray } from './arguments.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import { checkUnprotected } from './protection.ts';
import { readValues } from './read-cells.ts';
import type { Session } from './session.ts';
import { writeCells } from './write-cells.ts';
import type { Json } from '../book/json.ts';

export function tableRows(tableId: string, session: Session): HostObject {
  return makeObject(collection, tableId, session);
}

interface Row {
  readonly tableId: string;
  readonly index: number;
}

const collection: ObjectKind<string> = {
  name: 'TableRowCollection',
  properties: { Count: { read: (self, session) => bodyArea(tableById(session, self)).rowCount } },
  items: (self, session) =>
    Array.from({ length: bodyArea(tableById(session, self)).rowCount }, (_, index) => make(self, index, session)),
  methods: {
    GetCount: (self, _args, session) => bodyArea(tableById(session, self)).rowCount,
    GetItemAt: (self, args, session) => {
      const index = args.number(0, 0);
      checkIndex(tableById(session, self), index, 1);
      return make(self, index, session);
    },
    Add: (self, args, session) => {
      const values = rowValues(args.json(1), tableById(session, self));
      if (args.json(2) === false) throw notImplemented('adding rows below a table without inserting them');
      return make(self, addRows(self, args.json(0), values, session), session);
    },
    DeleteRows: (self, args, session) => {
      const rows = args.json(0);
      if (!isArray(rows)) throw invalidArgument('deleteRows takes a list of rows or of indices.');
      const objects = args.objects(0);
      const indices = objects.length > 0 ? objects.map((row) => row.read('Index')) : rows;
      deleteRows(self, indices.map(Number), session, 'InsertDeleteConflict');
      return undefined;
    },
    DeleteRowsAt: (self, args, session) => {
      const first = args.number(0, 0);
      deleteRows(
        self,
        Array.from({ length: args.number(1, 1) }, (_, offset) => first + offset),
        session,
        'InsertDeleteConflict',
      );
      return undefined;
    },
  },
};

const kind: ObjectKind<Row> = {
  name: 'TableRow',
  properties: {
    Index: { read: (self) => self.index },
    Values: {
      read: (self, session) => readValues(session, tableById(session, self.tableId).sheetId, rowArea(self, session)),
      write: (self, value, session) =>
        writeCells(session, tableById(session, self.tableId).sheetId, rowArea(self, session), value, 'values'),
    },
  },
  methods: {
    GetRange: (self, _args, session) =>
      session.make.range(tableById(session, self.tableId).sheetId, rowArea(self, session)),
    Delete: (self, _args, session) => {
      deleteRows(self.tableId, [self.index], session, 'FilteredRangeConflict');
      return undefined;
    },
  },
};

function make(tableId: string, index: number, session: Session): HostObject {
  return makeObject(kind, { tableId, index }, session);
}

function rowArea(self: Row, session: Session): TableInfo['area'] {
  const table = tableById(session, self.tableId);
  checkIndex(table, self.index, 1);
  const body = bodyArea(table);
  return areaOf(body.row + self.index, body.column, 1, body.columnCount);
}

function checkIndex(table: TableInfo, index: number, count: number): void {
  if (index < 0 || index + count > bodyArea(table).rowCount) {
    throw new HostError('InvalidArgument', `The table ${table.name} has no row at ${index}.`);
  }
}

function rowValues(value: Json, table: TableInfo): readonly (readonly Json[])[] {
  if (!isArray(value)) return [table.columns.map(() => value ?? '')];
  const lines = value.map((line) => (isArray(line) ? line : undefined));
  const block = lines.every((line) => line !== undefined) ? lines.filter((line) => line !== undefined) : [value];
  if (block.some((line) => line.length !== table.columns.length)) {
    throw invalidArgument(`A row of ${table.name} has ${table.columns.length} cells.`);
  }
  return block;
}

/** Adds rows and gives the index of the first. A table that holds only one blank row takes it first. */
function addRows(tableId: string, place: Json, values: readonly (readonly Json[])[], session: Session): number {
  const before = tableById(session, tableId);
  checkUnprotected(session, before.sheetId);
  const body = bodyArea(before);
  const index = typeof place === 'number' && place >= 0 ? place : body.rowCount;
  // Adding rows while somebody else edits ends in a merge conflict that throws the new rows away.
  if (session.quirks.rowsAddConflicts && session.othersEdited) return Math.min(index, body.rowCount - 1);
  const isPlaceholder = body.rowCount === 1 && isBlank(before, session);
  const start = isPlaceholder ? 0 : index;
  const added = values.length - Number(isPlaceholder);
  session.book.insertTableRows(tableId, isPlaceholder ? 1 : index, added);
  const area = areaOf(body.row + start, body.column, values.length, body.columnCount);
  writeCells(session, before.sheetId, area, values, 'values');
  return start;
}

function isBlank(table: TableInfo, session: Session): boolean {
  const body = bodyArea(table);
  const values = session.book.readValues(table.sheetId, body);
  const formulas = session.book.readFormulas(table.sheetId, body);
  return values.flat().every((value) => value === '') && formulas.flat().every((formula) => formula === undefined);
}

/**
 * Deletes rows by their indices before the call, whatever their order. Under a filter the methods for several rows fail with
 * `InsertDeleteConflict`, as their documentation says. Nothing is written about the one for a single row: it moves the
 * cells of a range, and what deletes ranges fails with `FilteredRangeConflict`.
 */
function deleteRows(
  tableId: string,
  indices: readonly number[],
  session: Session,
  underFilter: 'InsertDeleteConflict' | 'FilteredRangeConflict',
): void {
  const table = tableById(session, tableId);
  checkUnprotected(session, table.sheetId);
  if (session.quirks.filteredDeleteFails && table.filters.size > 0) {
    throw new HostError(underFilter, `Rows of the filtered table ${table.name} cannot be deleted.`);
  }
  const sorted = [...new Set(indices)].sort((a, b) => b - a);
  for (const index of sorted) checkIndex(table, index, 1);
  // Neighbouring rows go in one step, from the bottom up.
  for (let at = 0; at < sorted.length;) {
    let last = at;
    while (sorted[last + 1] === (sorted[last] ?? 0) - 1) last += 1;
    session.book.deleteTableRows(tableId, sorted[last] ?? 0, last - at + 1);
    at = last + 1;
  }
}
