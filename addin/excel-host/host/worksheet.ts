import { SHEET_COLUMNS, SHEET_ROWS, areaOf, isOnSheet } from '../book/area.ts';
import type { SheetInfo } from '../book/book.ts';
import { sheetAutoFilter } from './auto-filter.ts';
import { rangeAreas } from './conditional-formats.ts';
import { EventNumber } from './event-desk.ts';
import { flagOf } from './arguments.ts';
import { HostError, invalidArgument } from './host-error.ts';
import { colourOf } from './colour.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import { checkAddress, parseAddress } from './parse-address.ts';
import { propertyBag } from './property-bag.ts';
import type { Session } from './session.ts';
import { freezePanes, sheetProtection } from './worksheet-parts.ts';
import { checkVisibility, sheetById } from './worksheets.ts';

export function makeWorksheet(sheetId: string, session: Session): HostObject {
  sheetById(session, sheetId);
  return makeObject(kind, sheetId, session);
}

const kind: ObjectKind<string> = {
  name: 'Worksheet',
  id: (self) => self,
  properties: {
    Id: { read: (self) => self },
    Name: {
      read: (self, session) => sheetById(session, self).name,
      write: (self, value, session) => {
        if (typeof value !== 'string') throw invalidArgument('The name of a sheet is a text.');
        session.book.updateSheet(self, { name: value });
      },
    },
    Position: {
      read: (self, session) => session.book.sheets().findIndex(({ id }) => id === self),
      write: (self, value, session) => {
        if (typeof value !== 'number') throw invalidArgument('A position is a number.');
        session.book.updateSheet(self, { position: value });
      },
    },
    Visibility: {
      read: (self, session) => sheetById(session, self).visibility,
      write: (self, value, session) => {
        const visibility = checkVisibility(value);
        session.book.updateSheet(self, { visibility });
        if (visibility !== 'Visible' && session.view.sheetId === self) leave(self, session);
      },
    },
    TabColor: {
      read: (self, session) => sheetById(session, self).tabColor,
      write: (self, value, session) =>
        session.book.updateSheet(self, { tabColor: value === '' ? '' : colourOf(value) }),
    },
    ShowGridlines: { read: (self, session) => sheetById(session, self).showGridlines },
    // Called so on the wire when it is set.
    Gridlines: {
      write: (self, value, session) => session.book.updateSheet(self, { showGridlines: flagOf(value) }),
    },
    StandardWidth: { read: () => 8.43 },
    StandardHeight: { read: () => 15 },
  },
  children: {
    Tables: (self, session) => session.make.tables(self),
    Names: (self, session) => session.make.names(self),
    AutoFilter: (self, session) => sheetAutoFilter(self, session),
    FreezePanes: (self, session) => freezePanes(self, session),
    Protection: (self, session) => sheetProtection(self, session),
    CustomProperties: (self, session) => propertyBag(`sheet:${self}`, session),
  },
  methods: {
    Activate: (self, _args, session) => {
      if (sheetById(session, self).visibility !== 'Visible') {
        throw new HostError('InvalidOperation', 'A hidden sheet cannot be activated.');
      }
      session.activate(self);
      return undefined;
    },
    Delete: (self, _args, session) => {
      session.book.deleteSheet(self);
      return undefined;
    },
    Calculate: (_self, args, session) => {
      // Every cell is up to date already but for the clock and the dice, marked as dirty or not.
      args.makesNoDifference(0);
      session.book.recalculate();
      return undefined;
    },
    GetRange: (self, args, session) => {
      const address = args.text(0);
      if (address === undefined || address === '') {
        return session.make.range(self, areaOf(0, 0, SHEET_ROWS, SHEET_COLUMNS));
      }
      return session.make.rangeOf(parseAddress(session, self, address));
    },
    GetRanges: (self, args, session) => {
      const address = args.requiredText(0, 'address');
      checkAddress(address);
      const parts = address.split(',');
      const ranges = parts.map((part) => parseAddress(session, self, part.trim()));
      if (ranges.some(({ sheetId }) => sheetId !== self)) throw invalidArgument('The ranges lie on other sheets.');
      return rangeAreas({ sheetId: self, areas: ranges.map(({ area }) => area) }, session);
    },
    GetCell: (self, args, session) => newCells(self, session, args.number(0, 0), args.number(1, 0), 1, 1),
    GetRangeByIndexes: (self, args, session) =>
      newCells(self, session, args.number(0, 0), args.number(1, 0), args.number(2, 1), args.number(3, 1)),
    GetUsedRange: (self, args, session) =>
      session.make.range(self, session.book.usedArea(self, args.isTrue(0)) ?? areaOf(0, 0, 1, 1)),
    GetUsedRangeOrNullObject: (self, args, session) => {
      const used = session.book.usedArea(self, args.isTrue(0));
      return used === undefined ? null : session.make.range(self, used);
    },
    GetNext: (self, args, session) => {
      const sheet = neighbour(self, session, 1, args.isTrue(0));
      if (sheet === undefined) throw new HostError('ItemNotFound', 'There is no next sheet.');
      return session.make.worksheet(sheet.id);
    },
    GetNextOrNullObject: (self, args, session) => {
      const sheet = neighbour(self, session, 1, args.isTrue(0));
      return sheet === undefined ? null : session.make.worksheet(sheet.id);
    },
    GetPrevious: (self, args, session) => {
      const sheet = neighbour(self, session, -1, args.isTrue(0));
      if (sheet === undefined) throw new HostError('ItemNotFound', 'There is no previous sheet.');
      return session.make.worksheet(sheet.id);
    },
    GetPreviousOrNullObject: (self, args, session) => {
      const sheet = neighbour(self, session, -1, args.isTrue(0));
      return sheet === undefined ? null : session.make.worksheet(sheet.id);
    },
    _GetSheetById: (_self, args, session) => session.make.worksheet(args.requiredText(0, 'id')),
    ...registrations('Activated', EventNumber.sheetActivated),
    ...registrations('Deactivated', EventNumber.sheetDeactivated),
    ...registrations('DataChanged', EventNumber.sheetChanged),
    ...registrations('FormatChanged', EventNumber.sheetFormatChanged),
    ...registrations('SelectionChanged', EventNumber.sheetSelectionChanged),
    ...registrations('RowSorted', EventNumber.sheetRowSorted),
    ...namedRegistrations('NameChanged', EventNumber.sheetNameChanged),
    ...namedRegistrations('VisibilityChanged', EventNumber.sheetVisibilityChanged),
  },
};

function registrations(name: string, number: number): NonNullable<ObjectKind<string>['methods']> {
  return {
    [`_Register${name}Event`]: (self, _args, session) => session.events.register(number, self),
    [`_Unregister${name}Event`]: (self, _args, session) => session.events.unregister(number, self),
  };
}

/** Later events carry their names the other way round on the wire. */
function namedRegistrations(name: string, number: number): NonNullable<ObjectKind<string>['methods']> {
  return {
    [`_RegisterEvent${name}`]: (self, _args, session) => session.events.register(number, self),
    [`_UnregisterEvent${name}`]: (self, _args, session) => session.events.unregister(number, self),
  };
}

function newCells(
  sheetId: string,
  session: Session,
  row: number,
  column: number,
  rowCount: number,
  columnCount: number,
): HostObject {
  const area = areaOf(row, column, rowCount, columnCount);
  if (!isOnSheet(area)) throw invalidArgument('These cells do not lie on the sheet.');
  return session.make.range(sheetId, area);
}

function neighbour(self: string, session: Session, step: 1 | -1, visibleOnly: boolean): SheetInfo | undefined {
  const sheets = session.book.sheets();
  let index = sheets.findIndex(({ id }) => id === self) + step;
  for (let sheet = sheets[index]; sheet !== undefined; sheet = sheets[index]) {
    if (!visibleOnly || sheet.visibility === 'Visible') return sheet;
    index += step;
  }
  return undefined;
}

/** The person sees another sheet when the active one is hidden. */
function leave(self: string, session: Session): void {
  const other = session.book.sheets().find(({ id, visibility }) => id !== self && visibility === 'Visible');
  if (other !== undefined) session.activate(other.id);
}
