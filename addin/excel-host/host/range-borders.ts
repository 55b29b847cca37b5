import { jsonText } from '../book/json.ts';
import type { BorderStyle } from '../book/cell.ts';
import { invalidArgument } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, type Property, makeObject } from './object-kind.ts';
import type { LiveRange } from './live-range.ts';
import type { Session } from './session.ts';

const SIDES = [
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
  readonly side: string;
}

/** Borders are remembered on the cells by side, as they were set; neighbours are not consulted. */
export function rangeBorders(range: LiveRange, session: Session): HostObject {
  return makeObject(bordersKind, range, session);
}

const bordersKind: ObjectKind<LiveRange> = {
  name: 'RangeBorderCollection',
  properties: { Count: { read: () => SIDES.length } },
  items: (self, session) => SIDES.map((side) => makeObject(borderKind, { range: self, side }, session)),
  find: (self, key, session) => {
    if (typeof key !== 'string' || !SIDES.includes(key)) throw invalidArgument('There is no such side of a border.');
    return makeObject(borderKind, { range: self, side: key }, session);
  },
};

const borderKind: ObjectKind<Side> = {
  name: 'RangeBorder',
  id: (self) => self.side,
  properties: {
    SideIndex: { read: (self) => self.side },
    Style: borderProperty('style', 'None'),
    Color: borderProperty('color', '#000000'),
    Weight: borderProperty('weight', 'Thin'),
  },
};

function borderProperty(key: keyof BorderStyle, standard: string): Property<Side> {
  return {
    read: ({ range, side }, session) => firstBorders(range, session)[side]?.[key] ?? standard,
    write: ({ range, side }, value, session) => {
      const borders = firstBorders(range, session);
      const changed = { ...borders, [side]: { ...borders[side], [key]: jsonText(value) } };
      session.book.writeStyle(range.sheetId, range.area, { borders: changed });
    },
  };
}

function firstBorders(range: LiveRange, session: Session): Readonly<Record<string, BorderStyle>> {
  const corner = { ...range.area, rowCount: 1, columnCount: 1 };
  return session.book.readStyles(range.sheetId, corner)[0]?.[0]?.borders ?? {};
}
