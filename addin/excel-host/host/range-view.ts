import { type Area, areaOf } from '../book/area.ts';
import { formatAddress } from '../book/address.ts';
import type { Json } from '../book/json.ts';
import { type Arguments, isArray } from './arguments.ts';
import { invalidArgument } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import type { LiveRange } from './live-range.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import { readCells, readFormulas, readFormulasR1C1, readText, readValueTypes, readValues } from './read-cells.ts';
import type { Session } from './session.ts';
import { sheetById } from './worksheets.ts';

/** The rows and columns of a range that are shown; `index` is the place of a row among them. */
interface View {
  readonly range: LiveRange;
  readonly index: number | undefined;
}

export function visibleView(range: LiveRange, session: Session): HostObject {
  return makeObject(viewKind, { range, index: undefined }, session);
}

type ReadBlock = (session: Session, sheetId: string, area: Area) => Json;

const readNumberFormats: ReadBlock = (session, sheetId, area) =>
  readCells(
    session,
    area,
    () => session.book.readFormats(sheetId, area),
    (format) => format,
  );

const readAddresses: ReadBlock = (session, sheetId, area) => {
  const { name } = sheetById(session, sheetId);
  return Array.from({ length: area.rowCount }, (_row, row) =>
    Array.from({ length: area.columnCount }, (_column, column) =>
      formatAddress(name, areaOf(area.row + row, area.column + column, 1, 1)),
    ),
  );
};

const viewKind: ObjectKind<View> = {
  name: 'RangeView',
  properties: {
    Index: { read: ({ index }) => index ?? 0 },
    RowCount: { read: (self, session) => shownRows(self, session).length },
    ColumnCount: { read: (self, session) => shownColumns(self, session).length },
    Values: block(readValues),
    Formulas: block(readFormulas),
    FormulasLocal: block(readFormulas),
    FormulasR1C1: block(readFormulasR1C1),
    Text: block(readText),
    ValueTypes: block(readValueTypes),
    NumberFormat: block(readNumberFormats),
    CellAddresses: block(readAddresses),
  },
  children: { Rows: (self, session) => makeObject(rowsKind, self, session) },
  methods: {
    GetRange: (self, _args, session) => {
      const rows = shownRows(self, session);
      if (self.index === undefined) return session.make.rangeOf(self.range);
      const { column, columnCount } = self.range.area;
      return session.make.range(self.range.sheetId, areaOf(rows[0] ?? 0, column, 1, columnCount));
    },
  },
};

const rowsKind: ObjectKind<View> = {
  name: 'RangeViewCollection',
  items: (self, session) => shownRows(self, session).map((_row, index) => rowView(self, index, session)),
  methods: {
    GetCount: (self, _args, session) => shownRows(self, session).length,
    GetItemAt: (self, args: Arguments, session) => {
      const index = args.number(0, 0);
      if (shownRows(self, session)[index] === undefined) throw invalidArgument('There is no shown row at this place.');
      return rowView(self, index, session);
    },
  },
};

function rowView({ range }: View, index: number, session: Session): HostObject {
  return makeObject(viewKind, { range, index }, session);
}

function block(read: ReadBlock): { readonly read: (self: View, session: Session) => Json } {
  return {
    read: (self, session) => {
      const { sheetId, area } = self.range;
      const all = read(session, sheetId, area);
      if (!isArray(all)) return all;
      const columns = shownColumns(self, session).map((column) => column - area.column);
      return shownRows(self, session).map((row) => {
        const line = all[row - area.row] ?? [];
        return columns.map((column) => (isArray(line) ? (line[column] ?? null) : null));
      });
    },
  };
}

function shownRows({ range, index }: View, session: Session): number[] {
  const { sheetId, area } = range;
  const rows = Array.from({ length: area.rowCount }, (_, offset) => area.row + offset).filter((row) => {
    const looks = session.book.rowLooks(sheetId, row);
    return !looks.hidden && !looks.filtered;
  });
  return index === undefined ? rows : rows.slice(index, index + 1);
}

function shownColumns({ range }: View, session: Session): number[] {
  const { sheetId, area } = range;
  return Array.from({ length: area.columnCount }, (_, offset) => area.column + offset).filter(
    (column) => !session.book.columnLooks(sheetId, column).hidden,
  );
}
