import { areaOf } from '../book/area.ts';
import type { TableColumn, TableInfo } from '../book/book.ts';
import { bodyArea, headerArea, totalsArea } from '../book/table-areas.ts';
import { columnFilter } from './filter.ts';
import { columnByKey, tableById } from './find-table.ts';
import { HostError, invalidArgument, itemNotFound } from './host-error.ts';
import { isArray } from './arguments.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import { checkUnprotected } from './protection.ts';
import { readValues } from './read-cells.ts';
import type { Session } from './session.ts';
import { writeCells } from './write-cells.ts';
import type { Json } from '../book/json.ts';

export function tableColumns(tableId: string, session: Session): HostObject {
  return makeObject(collection, tableId, session);
}

interface Column {
  readonly tableId: string;
  readonly columnId: number;
}

const collection: ObjectKind<string> = {
  name: 'TableColumnCollection',
  properties: { Count: { read: (self, session) => tableById(session, self).columns.length } },
  items: (self, session) => tableById(session, self).columns.map((column) => make(self, column, session)),
  find: (self, key, session) => {
    const column = columnByKey(tableById(session, self), key);
    return column && make(self, column, session);
  },
  methods: {
    GetCount: (self, _args, session) => tableById(session, self).columns.length,
    GetItemOrNullObject: (self, args, session) => {
      const column = columnByKey(tableById(session, self), args.json(0));
      return column === undefined ? null : make(self, column, session);
    },
    GetItemAt: (self, args, session) => {
      const column = tableById(session, self).columns[args.number(0, 0)];
      if (column === undefined) throw invalidArgument('There is no column at this place.');
      return make(self, column, session);
    },
    Add: (self, args, session) => {
      const table = tableById(session, self);
      checkUnprotected(session, table.sheetId);
      const column = session.book.insertTableColumn(self, placeOf(args.json(0), table), args.text(2) ?? '');
      fill(self, column, args.json(1), session);
      return make(self, column, session);
    },
  },
};

const kind: ObjectKind<Column> = {
  name: 'TableColumn',
  id: (self) => self.columnId,
  properties: {
    Id: { read: (self) => self.columnId },
    Index: { read: (self, session) => indexOf(self, session) },
    Name: {
      read: (self, session) => tableById(session, self.tableId).columns[indexOf(self, session)]?.name ?? '',
      write: (self, value, session) => {
        const table = tableById(session, self.tableId);
        const header = headerArea(table);
        if (header === undefined) throw new HostError('InvalidOperation', 'The table shows no headers.');
        const cell = areaOf(header.row, header.column + indexOf(self, session), 1, 1);
        writeCells(session, table.sheetId, cell, [[value]], 'name');
      },
    },
    Values: {
      read: (self, session) => {
        const { sheetId, area } = columnArea(self, session, (table) => table.area);
        return readValues(session, sheetId, area);
      },
      write: (self, value, session) => {
        const { sheetId, area } = columnArea(self, session, (table) => table.area);
        writeCells(session, sheetId, area, value, 'values');
      },
    },
  },
  children: { Filter: (self, session) => columnFilter(self.tableId, self.columnId, session) },
  methods: {
    GetRange: (self, _args, session) => rangeOf(self, session, (table) => table.area),
    GetHeaderRowRange: (self, _args, session) => rangeOf(self, session, headerArea),
    GetDataBodyRange: (self, _args, session) => rangeOf(self, session, bodyArea),
    GetTotalRowRange: (self, _args, session) => rangeOf(self, session, totalsArea),
    Delete: (self, _args, session) => {
      checkUnprotected(session, tableById(session, self.tableId).sheetId);
      session.book.deleteTableColumn(self.tableId, self.columnId);
      return undefined;
    },
  },
};

function make(tableId: string, column: TableColumn, session: Session): HostObject {
  return makeObject(kind, { tableId, columnId: column.id }, session);
}

function indexOf(self: Column, session: Session): number {
  const index = tableById(session, self.tableId).columns.findIndex(({ id }) => id === self.columnId);
  if (index < 0) throw itemNotFound('The column does not exist any more.');
  return index;
}

function columnArea(
  self: Column,
  session: Session,
  pick: (table: TableInfo) => TableInfo['area'] | undefined,
): { sheetId: string; area: TableInfo['area'] } {
  const table = tableById(session, self.tableId);
  const area = pick(table);
  if (area === undefined) throw itemNotFound(`The table ${table.name} does not show this row.`);
  return {
    sheetId: table.sheetId,
    area: areaOf(area.row, area.column + indexOf(self, session), area.rowCount, 1),
  };
}

function rangeOf(
  self: Column,
  session: Session,
  pick: (table: TableInfo) => TableInfo['area'] | undefined,
): HostObject {
  const { sheetId, area } = columnArea(self, session, pick);
  return session.make.range(sheetId, area);
}

/** A missing or negative index means: at the end. */
function placeOf(index: Json, table: TableInfo): number {
  return typeof index === 'number' && index >= 0 ? index : table.columns.length;
}

/** Values given to `columns.add`: header and body, or one value for all body cells. */
function fill(tableId: string, column: TableColumn, values: Json, session: Session): void {
  if (values === null) return;
  const table = tableById(session, tableId);
  const index = table.columns.findIndex(({ id }) => id === column.id);
  const { area } = table;
  const cells = areaOf(area.row, area.column + index, area.rowCount, 1);
  if (isArray(values) && values.length === area.rowCount) {
    writeCells(session, table.sheetId, cells, values, 'values');
    return;
  }
  writeCells(session, table.sheetId, { ...bodyArea(table), column: cells.column, columnCount: 1 }, values, 'values');
}
