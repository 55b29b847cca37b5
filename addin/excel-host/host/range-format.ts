import type { CellStyle } from '../book/cell.ts';
import { displayText } from '../book/format-number.ts';
import { type Area, areaOf } from '../book/area.ts';
import { wordOf } from './arguments.ts';
import { colourOf } from './colour.ts';
import { invalidArgument } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, type Property, makeObject } from './object-kind.ts';
import { checkMayFormat } from './protection.ts';
import type { LiveRange } from './live-range.ts';
import { rangeBorders } from './range-borders.ts';
import { STANDARD_HEIGHT, STANDARD_WIDTH } from './place-on-sheet.ts';
import { usedPart } from './used-part.ts';
import type { Session } from './session.ts';
import type { Json } from '../book/json.ts';

/** About the width of one character of Calibri 11, in points. */
const CHARACTER_WIDTH = 5.5;

export function rangeFormat(range: LiveRange, session: Session): HostObject {
  return makeObject(formatKind, range, session);
}

const HORIZONTAL = ['General', 'Left', 'Center', 'Right', 'Fill', 'Justify', 'CenterAcrossSelection', 'Distributed'];
const VERTICAL = ['Top', 'Center', 'Bottom', 'Justify', 'Distributed'];
const UNDERLINES = ['None', 'Single', 'Double', 'SingleAccountant', 'DoubleAccountant'];

function oneOf(name: string, words: readonly string[]): (value: Json) => Json {
  return (value) => wordOf(value, name, words);
}

const formatKind: ObjectKind<LiveRange> = {
  name: 'RangeFormat',
  properties: {
    ColumnWidth: {
      read: (self, session) => {
        const widths = columnsOf(self.area).map(
          (column) => session.book.columnLooks(self.sheetId, column).width ?? STANDARD_WIDTH,
        );
        return agreed(widths);
      },
      write: (self, value, session) => {
        const { column, columnCount } = self.area;
        checkMayFormat(session, self.sheetId, 'allowFormatColumns');
        session.book.updateColumns(self.sheetId, column, columnCount, { width: numberOf(value) });
      },
    },
    RowHeight: {
      read: (self, session) => {
        const heights = rowsOf(self.area).map(
          (row) => session.book.rowLooks(self.sheetId, row).height ?? STANDARD_HEIGHT,
        );
        return agreed(heights);
      },
      write: (self, value, session) => {
        checkMayFormat(session, self.sheetId, 'allowFormatRows');
        session.book.updateRows(self.sheetId, self.area.row, self.area.rowCount, { height: numberOf(value) });
      },
    },
    WrapText: styleProperty('wrapText', false),
    HorizontalAlignment: styleProperty('horizontalAlignment', 'General', oneOf('horizontalAlignment', HORIZONTAL)),
    VerticalAlignment: styleProperty('verticalAlignment', 'Bottom', oneOf('verticalAlignment', VERTICAL)),
    IndentLevel: styleProperty('indentLevel', 0),
  },
  children: {
    Fill: (self, session) => makeObject(fillKind, self, session),
    Font: (self, session) => makeObject(fontKind, self, session),
    Protection: (self, session) => makeObject(protectionKind, self, session),
    Borders: (self, session) => rangeBorders(self, session),
  },
  methods: {
    AutofitColumns: (self, _args, session) => {
      checkMayFormat(session, self.sheetId, 'allowFormatColumns');
      for (const column of columnsOf(self.area)) {
        session.book.updateColumns(self.sheetId, column, 1, { width: fittingWidth(self, column, session) });
      }
      return undefined;
    },
    AutofitRows: (self, _args, session) => {
      checkMayFormat(session, self.sheetId, 'allowFormatRows');
      session.book.updateRows(self.sheetId, self.area.row, self.area.rowCount, { height: undefined });
      return undefined;
    },
  },
};

const fillKind: ObjectKind<LiveRange> = {
  name: 'RangeFill',
  properties: { Color: styleProperty('fillColor', '#FFFFFF', colourOf) },
  methods: {
    Clear: (self, _args, session) => {
      checkMayFormat(session, self.sheetId, 'allowFormatCells');
      session.book.writeStyle(self.sheetId, self.area, { fillColor: undefined });
      return undefined;
    },
  },
};

const fontKind: ObjectKind<LiveRange> = {
  name: 'RangeFont',
  properties: {
    Bold: styleProperty('bold', false),
    Italic: styleProperty('italic', false),
    Color: styleProperty('fontColor', '#000000', colourOf),
    Name: styleProperty('fontName', 'Calibri'),
    Size: styleProperty('fontSize', 11),
    Underline: styleProperty('underline', 'None', oneOf('underline', UNDERLINES)),
    Strikethrough: styleProperty('strikethrough', false),
  },
};

const protectionKind: ObjectKind<LiveRange> = {
  name: 'FormatProtection',
  properties: { Locked: styleProperty('locked', true), FormulaHidden: styleProperty('formulaHidden', false) },
};

/** A look of cells: `null` where they differ. */
function styleProperty(
  key: Exclude<keyof CellStyle, 'borders'>,
  standard: string | number | boolean,
  normalise: (value: Json) => Json = (value) => value,
): Property<LiveRange> {
  return {
    read: (self, session) => {
      const looked = usedPart(self, session);
      const [first = standard, ...rest] = new Set(
        session.book.readStyles(self.sheetId, looked).flatMap((line) => line.map((style) => style[key] ?? standard)),
      );
      return rest.length === 0 ? first : null;
    },
    write: (self, value, session) => {
      const given = normalise(value);
      checkMayFormat(session, self.sheetId, 'allowFormatCells');
      if (typeof given !== typeof standard) throw invalidArgument(`${key} takes a ${typeof standard}.`);
      session.book.writeStyle(self.sheetId, self.area, { [key]: given === standard ? undefined : given });
    },
  };
}

function columnsOf(area: Area): number[] {
  return Array.from({ length: area.columnCount }, (_, index) => area.column + index);
}

function rowsOf(area: Area): number[] {
  return Array.from({ length: area.rowCount }, (_, index) => area.row + index);
}

function agreed(values: readonly number[]): number | null {
  const [first = 0] = values;
  return values.every((value) => value === first) ? first : null;
}

function numberOf(value: Json): number {
  if (typeof value !== 'number') throw invalidArgument('A width or height is a number of points.');
  return value;
}

function fittingWidth(self: LiveRange, column: number, session: Session): number {
  const used = session.book.usedArea(self.sheetId, true);
  if (used === undefined) return STANDARD_WIDTH;
  const cells = areaOf(used.row, column, used.rowCount, 1);
  const formats = session.book.readFormats(self.sheetId, cells);
  const lengths = session.book
    .readValues(self.sheetId, cells)
    .map(([value = ''], row) => displayText(value, formats[row]?.[0] ?? 'General').length);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return longest === 0 ? STANDARD_WIDTH : Math.round((longest + 2) * CHARACTER_WIDTH);
}
