import { type Area, intersectAreas, isOnSheet, sameArea } from '../book/area.ts';
import type { BorderStyle, CellStyle } from '../book/cell.ts';
import { wordOf } from './arguments.ts';
import { colourOf } from './colour.ts';
import { invalidArgument, notImplemented } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, type Property, makeObject } from './object-kind.ts';
import type { LiveRange } from './live-range.ts';
import { checkMayFormat } from './protection.ts';
import type { Session } from './session.ts';
import { usedPart } from './used-part.ts';
import type { Json } from '../book/json.ts';

/** The sides of one cell, with the cell beyond and the side of that cell which is the same line. */
const CELL_SIDES = {
  EdgeTop: { rows: -1, columns: 0, same: 'EdgeBottom' },
  EdgeBottom: { rows: 1, columns: 0, same: 'EdgeTop' },
  EdgeLeft: { rows: 0, columns: -1, same: 'EdgeRight' },
  EdgeRight: { rows: 0, columns: 1, same: 'EdgeLeft' },
  DiagonalDown: undefined,
  DiagonalUp: undefined,
} as const;
type CellSide = keyof typeof CELL_SIDES;

/** The sides of a range, in Excel's order: which of its cells they are on, and on which side of those. */
const SIDES = {
  EdgeTop: { side: 'EdgeTop', cells: (area: Area): Area => ({ ...area, rowCount: 1 }) },
  EdgeBottom: {
    side: 'EdgeBottom',
    cells: (area: Area): Area => ({ ...area, row: area.row + area.rowCount - 1, rowCount: 1 }),
  },
  EdgeLeft: { side: 'EdgeLeft', cells: (area: Area): Area => ({ ...area, columnCount: 1 }) },
  EdgeRight: {
    side: 'EdgeRight',
    cells: (area: Area): Area => ({ ...area, column: area.column + area.columnCount - 1, columnCount: 1 }),
  },
  InsideVertical: {
    side: 'EdgeRight',
    cells: (area: Area): Area => ({ ...area, columnCount: area.columnCount - 1 }),
  },
  InsideHorizontal: { side: 'EdgeBottom', cells: (area: Area): Area => ({ ...area, rowCount: area.rowCount - 1 }) },
  DiagonalDown: { side: 'DiagonalDown', cells: (area: Area): Area => area },
  DiagonalUp: { side: 'DiagonalUp', cells: (area: Area): Area => area },
} as const;
type SideName = keyof typeof SIDES;

const SIDE_NAMES: readonly SideName[] = [
  'EdgeTop',
  'EdgeBottom',
  'EdgeLeft',
  'EdgeRight',
  'InsideVertical',
  'InsideHorizontal',
  'DiagonalDown',
  'DiagonalUp',
];

interface Side {
  readonly range: LiveRange;
  readonly name: SideName;
}

/** Borders are kept on the cells; a line between two cells is one line, whichever of the two it was drawn on. */
export function rangeBorders(range: LiveRange, session: Session): HostObject {
  return makeObject(bordersKind, range, session);
}

const bordersKind: ObjectKind<LiveRange> = {
  name: 'RangeBorderCollection',
  properties: { Count: { read: () => SIDE_NAMES.length } },
  items: (self, session) => SIDE_NAMES.map((name) => makeObject(borderKind, { range: self, name }, session)),
  find: (self, key, session) =>
    makeObject(borderKind, { range: self, name: wordOf(key, 'The side of a border', SIDE_NAMES) }, session),
  methods: {
    GetItemAt: (self, args, session) => {
      const name = SIDE_NAMES[args.number(0, 0)];
      if (name === undefined) throw invalidArgument('There is no side of a border at this place.');
      return makeObject(borderKind, { range: self, name }, session);
    },
  },
};

const STYLES = ['None', 'Continuous', 'Dash', 'DashDot', 'DashDotDot', 'Dot', 'Double', 'SlantDashDot'];
const WEIGHTS = ['Hairline', 'Thin', 'Medium', 'Thick'];
const STANDARD = { style: 'None', color: '#000000', weight: 'Thin' } as const;

const borderKind: ObjectKind<Side> = {
  name: 'RangeBorder',
  id: (self) => self.name,
  properties: {
    SideIndex: { read: (self) => self.name },
    Style: borderProperty('style', (value) => wordOf(value, 'style', STYLES)),
    Color: borderProperty('color', colourOf),
    Weight: borderProperty('weight', (value) => wordOf(value, 'weight', WEIGHTS)),
  },
};

function borderProperty(key: keyof BorderStyle, normalise: (value: Json) => string): Property<Side> {
  return {
    read: (self, session) => {
      const [first = STANDARD[key], ...rest] = new Set(
        linesOf(self, session).map((line) => line?.[key] ?? STANDARD[key]),
      );
      return rest.length === 0 ? first : null;
    },
    write: ({ range, name }, value, session) => {
      const given = normalise(value);
      checkMayFormat(session, range.sheetId, 'allowFormatCells');
      const { side, cells } = SIDES[name];
      const drawn = cells(range.area);
      if (drawn.rowCount === 0 || drawn.columnCount === 0) return;
      // A colour or a weight draws a line where there is none, as in Excel.
      const draw = (line: BorderStyle | undefined): BorderStyle | undefined =>
        key === 'style' && given === 'None' ? undefined : { style: 'Continuous', ...line, [key]: given };
      eraseBeyond(session, range.sheetId, drawn, side);
      changeLines(session, range.sheetId, drawn, (borders) => {
        const own = borders[side];
        return { ...borders, [side]: draw(own) };
      });
    },
  };
}

/** The lines on one side of a range, cell by cell. */
function linesOf({ range, name }: Side, session: Session): (BorderStyle | undefined)[] {
  const { side, cells } = SIDES[name];
  const area = cells(range.area);
  if (area.rowCount === 0 || area.columnCount === 0) return [];
  const looked = usedPart({ sheetId: range.sheetId, area }, session);
  const own = session.book.readStyles(range.sheetId, looked);
  const beyond = beyondOf(looked, side);
  const others = beyond && session.book.readStyles(range.sheetId, beyond.area);
  return own.flatMap((line, row) =>
    line.map((style, column) => style.borders?.[side] ?? (beyond && others?.[row]?.[column]?.borders?.[beyond.same])),
  );
}

/** The cells beyond a side; undefined at the edge of the sheet and for diagonals. */
function beyondOf(area: Area, side: CellSide): { readonly area: Area; readonly same: CellSide } | undefined {
  const step = CELL_SIDES[side];
  if (step === undefined) return undefined;
  const moved = { ...area, row: area.row + step.rows, column: area.column + step.columns };
  return moved.row >= 0 && moved.column >= 0 && isOnSheet(moved) ? { area: moved, same: step.same } : undefined;
}

/** The same line must not stand on the neighbours as well. */
function eraseBeyond(session: Session, sheetId: string, area: Area, side: CellSide): void {
  const beyond = beyondOf(area, side);
  if (beyond === undefined) return;
  const inUse = intersectAreas(session.book.usedArea(sheetId, false) ?? beyond.area, beyond.area);
  if (inUse === undefined) return;
  const isDrawn = session.book
    .readStyles(sheetId, inUse)
    .some((line) => line.some(({ borders }) => borders?.[beyond.same] !== undefined));
  if (isDrawn) changeLines(session, sheetId, inUse, (borders) => ({ ...borders, [beyond.same]: undefined }));
}

type Borders = Readonly<Record<string, BorderStyle | undefined>>;

/** Changes the borders of cells: together where all of them are alike, else one by one. */
function changeLines(session: Session, sheetId: string, area: Area, change: (borders: Borders) => Borders): void {
  const { book } = session;
  const looked = usedPart({ sheetId, area }, session);
  const styles = book.readStyles(sheetId, looked);
  const [first = {}] = styles[0] ?? [];
  const key = (style: CellStyle): string => JSON.stringify(style.borders ?? {});
  if (styles.every((line) => line.every((style) => key(style) === key(first)))) {
    book.writeStyle(sheetId, area, { borders: drawnOf(change(first.borders ?? {})) });
    return;
  }
  if (!sameArea(looked, area)) throw notImplemented('borders of whole rows or columns whose cells differ');
  styles.forEach((line, row) => {
    line.forEach(({ borders = {} }, column) => {
      const cell = { row: area.row + row, column: area.column + column, rowCount: 1, columnCount: 1 };
      book.writeStyle(sheetId, cell, { borders: drawnOf(change(borders)) });
    });
  });
}

/** Without the sides on which there is no line; undefined where there is none at all. */
function drawnOf(borders: Borders): CellStyle['borders'] {
  const drawn = Object.entries(borders).flatMap(([side, line]) => (line === undefined ? [] : [[side, line] as const]));
  return drawn.length === 0 ? undefined : Object.fromEntries(drawn);
}
