import { type Area, cellCount, containsArea, intersectAreas, isEntireColumns, isEntireRows } from '../book/area.ts';
import { formatAddress } from '../book/address.ts';
import { flagOf } from './arguments.ts';
import { CLEARED, clearRange } from './clear-range.ts';
import { HostError, invalidArgument, notImplemented } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import { LiveRange } from './live-range.ts';
import { checkMayDelete, checkMayFormat, checkMayInsert, checkMaySort } from './protection.ts';
import { conditionalFormats } from './conditional-formats.ts';
import { otherRanges } from './other-ranges.ts';
import { placeOnSheet } from './place-on-sheet.ts';
import { visibleView } from './range-view.ts';
import { dataValidation } from './data-validation.ts';
import { rangeFormat } from './range-format.ts';
import { COPIED, copyRange } from './copy-range.ts';
import { readCells, readFormulas, readFormulasR1C1, readText, readValueTypes, readValues } from './read-cells.ts';
import { checkSortMethod, sortFields } from './sort-fields.ts';
import type { Session } from './session.ts';
import { parseAddress } from './parse-address.ts';
import { fromR1C1Block } from './r1c1-block.ts';
import { writeCells, writeFormats } from './write-cells.ts';
import type { Json } from '../book/json.ts';

export const rangeKind: ObjectKind<LiveRange> = {
  name: 'Range',
  range: (self) => self,
  properties: {
    Address: { read: (self, session) => addressOf(session, self) },
    AddressLocal: { read: (self, session) => addressOf(session, self) },
    CellCount: { read: (self) => (cellCount(self.area) >= 2 ** 31 ? -1 : cellCount(self.area)) },
    ColumnCount: { read: (self) => self.area.columnCount },
    ColumnIndex: { read: (self) => self.area.column },
    RowCount: { read: (self) => self.area.rowCount },
    RowIndex: { read: (self) => self.area.row },
    IsEntireColumn: { read: (self) => isEntireColumns(self.area) },
    IsEntireRow: { read: (self) => isEntireRows(self.area) },
    Values: {
      read: (self, session) => readValues(session, self.sheetId, self.area),
      write: (self, value, session) => writeCells(session, self.sheetId, self.area, value, 'values'),
    },
    Formulas: {
      read: (self, session) => readFormulas(session, self.sheetId, self.area),
      write: (self, value, session) => writeCells(session, self.sheetId, self.area, value, 'formulas'),
    },
    FormulasLocal: {
      read: (self, session) => readFormulas(session, self.sheetId, self.area),
      write: (self, value, session) => writeCells(session, self.sheetId, self.area, value, 'formulasLocal'),
    },
    FormulasR1C1: {
      read: (self, session) => readFormulasR1C1(session, self.sheetId, self.area),
      write: (self, value, session) => {
        const block = fromR1C1Block(value, self.area);
        writeCells(session, self.sheetId, self.area, block, 'formulasR1C1');
      },
    },
    Text: { read: (self, session) => readText(session, self.sheetId, self.area) },
    ValueTypes: { read: (self, session) => readValueTypes(session, self.sheetId, self.area) },
    NumberFormat: {
      read: readNumberFormats,
      write: (self, value, session) => writeFormats(session, self.sheetId, self.area, value),
    },
    NumberFormatLocal: {
      read: readNumberFormats,
      write: (self, value, session) => writeFormats(session, self.sheetId, self.area, value),
    },
    RowHidden: {
      read: (self, session) => uniform(rowsHidden(self, session)),
      write: (self, value, session) => {
        checkMayFormat(session, self.sheetId, 'allowFormatRows');
        session.book.updateRows(self.sheetId, self.area.row, self.area.rowCount, { hidden: flagOf(value) });
      },
    },
    ColumnHidden: {
      read: (self, session) => uniform(columnsHidden(self, session)),
      write: (self, value, session) => {
        checkMayFormat(session, self.sheetId, 'allowFormatColumns');
        session.book.updateColumns(self.sheetId, self.area.column, self.area.columnCount, { hidden: flagOf(value) });
      },
    },
    Hidden: {
      read: (self, session) => {
        const found = [uniform(rowsHidden(self, session)), uniform(columnsHidden(self, session))];
        if (found.includes(true)) return true;
        return found.includes(null) ? null : false;
      },
    },
    ...placeOnSheet,
    HasSpill: {
      read: (self, session) => {
        const spills = session.book.spilledAreas(self.sheetId);
        const filled = spills.filter((area) => intersectAreas(area, self.area) !== undefined);
        if (filled.length === 0) return false;
        return filled.some((area) => containsArea(area, self.area)) ? true : null;
      },
    },
  },
  children: {
    Format: (self, session) => rangeFormat(self, session),
    DataValidation: (self, session) => dataValidation(self, session),
    ConditionalFormats: (self, session) => conditionalFormats(self, session),
    Worksheet: (self, session) => session.make.worksheet(self.sheetId),
    Sort: (self, session) => makeObject(rangeSort, self, session),
  },
  methods: {
    ...otherRanges,
    GetVisibleView: (self, _args, session) => visibleView(self, session),
    GetTables: (self, args, session) => session.make.tablesIn(self, args.isTrue(0)),
    Insert: (self, args, session) => {
      checkMayInsert(session, self.sheetId, self.area);
      const direction = args.word(0, 'shift', ['Down', 'Right']);
      const { area } = self;
      session.book.insertCells(self.sheetId, area, direction === 'Down' ? 'down' : 'right');
      return session.make.range(self.sheetId, area);
    },
    Delete: (self, args, session) => {
      checkMayDelete(session, self.sheetId, self.area);
      checkFilteredDelete(self, session);
      const direction = args.word(0, 'shift', ['Up', 'Left']);
      session.book.deleteCells(self.sheetId, self.area, direction === 'Up' ? 'up' : 'left');
      return undefined;
    },
    Clear: (self, args, session) => {
      clearRange(session, self, args.word(0, 'applyTo', CLEARED, 'All'));
      return undefined;
    },
    Select: (self, _args, session) => {
      session.select(self.sheetId, self.area);
      return undefined;
    },
    CopyFrom: (self, args, session) => {
      const source = args.range(0) ?? parseAddress(session, self.sheetId, args.requiredText(0, 'sourceRange'));
      copyRange(session, source, self, {
        type: args.word(1, 'copyType', COPIED, 'All'),
        skipBlanks: args.isTrue(2),
        transpose: args.isTrue(3),
      });
      return undefined;
    },
    // Every cell is up to date already but for the clock and the dice.
    Calculate: (_self, _args, session) => {
      session.book.recalculate();
      return undefined;
    },
    SetDirty: (_self, _args, session) => {
      session.book.recalculate();
      return undefined;
    },
    _ValidateArraySize: (self, args) => {
      const [rows, columns] = [args.number(0, 0), args.number(1, 0)];
      if (rows === self.area.rowCount && columns === self.area.columnCount) return null;
      throw invalidArgument(
        `The number of rows or columns in the input array doesn't match the size or dimensions of the range: ${rows} × ${columns} for ${self.area.rowCount} × ${self.area.columnCount} cells.`,
      );
    },
  },
};

const rangeSort: ObjectKind<LiveRange> = {
  name: 'RangeSort',
  methods: {
    Apply: (self, args, session) => {
      checkMaySort(session, self.sheetId, self.area);
      if (args.word(3, 'orientation', ['Rows', 'Columns'], 'Rows') === 'Columns') {
        throw notImplemented('Range.sort.apply() of columns');
      }
      checkSortMethod(args, 4);
      session.book.sortCells(self.sheetId, self.area, sortFields(args.json(0)), {
        matchCase: args.isTrue(1),
        hasHeaders: args.isTrue(2),
      });
      return undefined;
    },
  },
};

function addressOf(session: Session, self: LiveRange): string {
  const sheet = session.book.sheets().find(({ id }) => id === self.sheetId);
  return formatAddress(sheet?.name ?? '', self.area);
}

function readNumberFormats(self: LiveRange, session: Session): Json {
  return readCells(
    session,
    self.area,
    () => session.book.readFormats(self.sheetId, self.area),
    (format) => format,
  );
}

function rowsHidden(self: LiveRange, session: Session): boolean[] {
  return Array.from({ length: self.area.rowCount }, (_, offset) => {
    const looks = session.book.rowLooks(self.sheetId, self.area.row + offset);
    return looks.hidden || looks.filtered;
  });
}

function columnsHidden(self: LiveRange, session: Session): boolean[] {
  return Array.from(
    { length: self.area.columnCount },
    (_, offset) => session.book.columnLooks(self.sheetId, self.area.column + offset).hidden,
  );
}

/** What all cells agree on; `null` where they differ, as Excel answers. */
function uniform(values: readonly boolean[]): boolean | null {
  const [first = false] = values;
  return values.every((value) => value === first) ? first : null;
}

/** Excel refuses to delete rows of a filtered table. */
function checkFilteredDelete(self: LiveRange, session: Session): void {
  if (!session.quirks.filteredDeleteFails) return;
  const filtered = session.book
    .tables()
    .find(
      (table) =>
        table.sheetId === self.sheetId &&
        table.filters.size > 0 &&
        intersectAreas(table.area, self.area) !== undefined &&
        intersectAreas(table.area, self.area)?.rowCount !== table.area.rowCount,
    );
  if (filtered !== undefined) {
    throw new HostError('FilteredRangeConflict', `Rows of the filtered table ${filtered.name} cannot be deleted.`);
  }
}

export function makeRange(range: LiveRange, session: Session): HostObject {
  return makeObject(rangeKind, range, session);
}

export function newRange(sheetId: string, area: Area, session: Session): HostObject {
  return makeRange(new LiveRange(sheetId, area), session);
}
