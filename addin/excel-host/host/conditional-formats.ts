import { formatAddress } from '../book/address.ts';
import { cellCount, containsArea, type Area } from '../book/area.ts';
import type { ConditionalFormat, ConditionalFormatPatch } from '../book/book.ts';
import type { CellStyle } from '../book/cell.ts';
import { areasOf, touchesArea } from '../book/conditional-areas.ts';
import { jsonText, type Json } from '../book/json.ts';
import { formulaRefusal } from '../functions/formula-refusal.ts';
import { flagOf } from './arguments.ts';
import { colourOf } from './colour.ts';
import { invalidArgument, notImplemented } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import type { LiveRange } from './live-range.ts';
import { makeObject, type ObjectKind, type Property } from './object-kind.ts';
import { checkMayFormat } from './protection.ts';
import type { Session } from './session.ts';

/** Cells of one sheet. */
interface Cells {
  readonly sheetId: string;
  readonly areas: readonly Area[];
}

/** The conditional formats that touch a range. Only those by a formula (`Custom`) can be made here. */
export function conditionalFormats(range: LiveRange, session: Session): HostObject {
  return makeObject(collectionKind, { sheetId: range.sheetId, areas: [range.area] }, session);
}

/** Several areas of a sheet, together. */
export function rangeAreas(cells: Cells, session: Session): HostObject {
  return makeObject(areasKind, cells, session);
}

const areasKind: ObjectKind<Cells> = {
  name: 'RangeAreas',
  properties: {
    Address: { read: addressOf },
    AddressLocal: { read: addressOf },
    AreaCount: { read: ({ areas }) => areas.length },
    CellCount: { read: ({ areas }) => areas.reduce((sum, area) => sum + cellCount(area), 0) },
  },
  children: {
    ConditionalFormats: (self, session) => makeObject(collectionKind, self, session),
    Worksheet: ({ sheetId }, session) => session.make.worksheet(sheetId),
  },
};

function addressOf({ sheetId, areas }: Cells, session: Session): string {
  const name = session.book.sheets().find(({ id }) => id === sheetId)?.name ?? '';
  return areas.map((area) => formatAddress(name, area)).join(',');
}

const collectionKind: ObjectKind<Cells> = {
  name: 'ConditionalFormatCollection',
  properties: { Count: { read: (self, session) => touching(self, session).length } },
  items: (self, session) => touching(self, session).map((format) => formatObject(self.sheetId, format, session)),
  find: (self, key, session) => {
    const found = session.book.conditionalFormats(self.sheetId).find(({ id }) => id === key);
    return found && formatObject(self.sheetId, found, session);
  },
  methods: {
    GetCount: (self, _args, session) => touching(self, session).length,
    GetItemAt: (self, args, session) => {
      const found = touching(self, session)[args.number(0, 0)];
      if (found === undefined) throw invalidArgument('There is no conditional format at this place.');
      return formatObject(self.sheetId, found, session);
    },
    GetItemOrNullObject: (self, args, session) => {
      const wanted = args.json(0);
      const found = touching(self, session).find(({ id }) => id === wanted);
      return found === undefined ? null : formatObject(self.sheetId, found, session);
    },
    Add: (self, args, session) => {
      const type = args.requiredText(0, 'type');
      if (type !== 'Custom') throw notImplemented(`a conditional format of the type ${type}`);
      checkMayFormat(session, self.sheetId, 'allowFormatCells');
      const [first, ...others] = self.areas;
      if (first === undefined) throw invalidArgument('There are no cells.');
      return formatObject(self.sheetId, session.book.addConditionalFormat(self.sheetId, first, others), session);
    },
    ClearAll: (self, _args, session) => {
      checkMayFormat(session, self.sheetId, 'allowFormatCells');
      for (const format of touching(self, session)) {
        const isWhole = areasOf(format).every((area) => self.areas.some((outer) => containsArea(outer, area)));
        if (!isWhole) throw notImplemented('clearing a part of a conditional format');
        session.book.deleteConditionalFormat(self.sheetId, format.id);
      }
      return undefined;
    },
  },
};

function touching({ sheetId, areas }: Cells, session: Session): readonly ConditionalFormat[] {
  return session.book.conditionalFormats(sheetId).filter((format) => areas.some((area) => touchesArea(format, area)));
}

/** Found anew at every use: it may have moved, changed or gone. */
interface FormatPlace {
  readonly sheetId: string;
  readonly id: string;
}

function formatObject(sheetId: string, { id }: ConditionalFormat, session: Session): HostObject {
  return makeObject(formatKind, { sheetId, id }, session);
}

function current({ sheetId, id }: FormatPlace, session: Session): ConditionalFormat {
  const found = session.book.conditionalFormats(sheetId).find((format) => format.id === id);
  if (!found) throw invalidArgument('This conditional format is gone.');
  return found;
}

function change(self: FormatPlace, session: Session, patch: ConditionalFormatPatch): void {
  checkMayFormat(session, self.sheetId, 'allowFormatCells');
  session.book.updateConditionalFormat(self.sheetId, self.id, patch);
}

const formatKind: ObjectKind<FormatPlace> = {
  name: 'ConditionalFormat',
  id: ({ id }) => id,
  properties: {
    Id: { read: ({ id }) => id },
    Type: { read: () => 'Custom' },
    StopIfTrue: {
      read: (self, session) => current(self, session).stopIfTrue,
      write: (self, value, session) => change(self, session, { stopIfTrue: flagOf(value) }),
    },
    Priority: {
      read: (self, session) =>
        session.book.conditionalFormats(self.sheetId).findIndex((format) => format.id === self.id),
      write: (self, value, session) => {
        if (typeof value !== 'number') throw invalidArgument('A priority is a number.');
        checkMayFormat(session, self.sheetId, 'allowFormatCells');
        session.book.moveConditionalFormat(self.sheetId, self.id, value);
      },
    },
  },
  children: {
    Custom: (self, session) => makeObject(customKind, self, session),
    CustomOrNullObject: (self, session) => makeObject(customKind, self, session),
  },
  methods: {
    GetRange: (self, _args, session) => {
      const range = onlyRange(self, session);
      if (range === null) throw invalidArgument('This conditional format lies on several ranges.');
      return range;
    },
    GetRangeOrNullObject: (self, _args, session) => onlyRange(self, session),
    GetRanges: (self, _args, session) =>
      rangeAreas({ sheetId: self.sheetId, areas: areasOf(current(self, session)) }, session),
    Delete: (self, _args, session) => {
      checkMayFormat(session, self.sheetId, 'allowFormatCells');
      session.book.deleteConditionalFormat(self.sheetId, self.id);
      return undefined;
    },
  },
};

function onlyRange(self: FormatPlace, session: Session): HostObject | null {
  const { area, others = [] } = current(self, session);
  return others.length === 0 ? session.make.range(self.sheetId, area) : null;
}

const customKind: ObjectKind<FormatPlace> = {
  name: 'CustomConditionalFormat',
  children: {
    Rule: (self, session) => makeObject(ruleKind, self, session),
    Format: (self, session) => makeObject(lookKind, self, session),
  },
};

const ruleKind: ObjectKind<FormatPlace> = {
  name: 'ConditionalFormatRule',
  properties: {
    Formula: {
      read: (self, session) => current(self, session).formula,
      write: (self, value, session) => {
        const formula = jsonText(value);
        const refusal = formulaRefusal(formula, session.book.tables());
        if (refusal !== undefined) throw invalidArgument(`Excel does not take ${formula}: ${refusal}.`);
        change(self, session, { formula });
      },
    },
  },
};

const lookKind: ObjectKind<FormatPlace> = {
  name: 'ConditionalRangeFormat',
  children: {
    Fill: (self, session) => makeObject(fillKind, self, session),
    Font: (self, session) => makeObject(fontKind, self, session),
  },
};

const fillKind: ObjectKind<FormatPlace> = {
  name: 'ConditionalRangeFill',
  properties: { Color: lookProperty('fillColor', '', colourOf) },
};

const fontKind: ObjectKind<FormatPlace> = {
  name: 'ConditionalRangeFont',
  properties: {
    Color: lookProperty('fontColor', '', colourOf),
    Bold: lookProperty('bold', false),
    Italic: lookProperty('italic', false),
    Underline: lookProperty('underline', 'None'),
    Strikethrough: lookProperty('strikethrough', false),
  },
};

function lookProperty(
  key: Exclude<keyof CellStyle, 'borders'>,
  standard: string | boolean,
  normalise: (value: Json) => Json = (value) => value,
): Property<FormatPlace> {
  return {
    read: (self, session) => current(self, session).look[key] ?? standard,
    write: (self, given, session) => {
      const value = normalise(given);
      if (typeof value !== typeof standard) throw invalidArgument(`${key} takes a ${typeof standard}.`);
      const look: CellStyle = { ...current(self, session).look, ...lookOf(key, value) };
      change(self, session, { look });
    },
  };
}

function lookOf(key: keyof CellStyle, value: Json): CellStyle {
  return { [key]: value };
}
