import {
  type Area,
  SHEET_COLUMNS,
  SHEET_ROWS,
  areaOf,
  boundingArea,
  containsArea,
  intersectAreas,
  isOnSheet,
} from '../book/area.ts';
import type { Arguments } from './arguments.ts';
import { extendedRange, rangeEdge, surroundingRegion } from './data-edges.ts';
import { findCell } from './find-cell.ts';
import { HostError, invalidArgument } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import type { LiveRange } from './live-range.ts';
import type { ObjectKind } from './object-kind.ts';
import { parseAddress } from './parse-address.ts';
import type { Session } from './session.ts';

/** The methods of a range that lead to another range: within it, beside it, around it. */
export const otherRanges: NonNullable<ObjectKind<LiveRange>['methods']> = {
  GetCell: (self, args, session) => {
    const { area } = self;
    return within(self, session, areaOf(area.row + args.number(0, 0), area.column + args.number(1, 0), 1, 1));
  },
  GetRow: (self, args, session) =>
    within(self, session, { ...self.area, row: self.area.row + args.number(0, 0), rowCount: 1 }),
  GetColumn: (self, args, session) =>
    within(self, session, { ...self.area, column: self.area.column + args.number(0, 0), columnCount: 1 }),
  GetLastCell: (self, _args, session) => {
    const { area } = self;
    return within(self, session, areaOf(area.row + area.rowCount - 1, area.column + area.columnCount - 1, 1, 1));
  },
  GetLastRow: (self, _args, session) =>
    within(self, session, { ...self.area, row: self.area.row + self.area.rowCount - 1, rowCount: 1 }),
  GetLastColumn: (self, _args, session) =>
    within(self, session, { ...self.area, column: self.area.column + self.area.columnCount - 1, columnCount: 1 }),
  GetResizedRange: (self, args, session) => {
    const { area } = self;
    return within(self, session, {
      ...area,
      rowCount: area.rowCount + args.number(0, 0),
      columnCount: area.columnCount + args.number(1, 0),
    });
  },
  GetAbsoluteResizedRange: (self, args, session) =>
    within(self, session, { ...self.area, rowCount: args.number(0, 1), columnCount: args.number(1, 1) }),
  GetOffsetRange: (self, args, session) => {
    const { area } = self;
    return within(self, session, {
      ...area,
      row: area.row + args.number(0, 0),
      column: area.column + args.number(1, 0),
    });
  },
  GetRowsAbove: (self, args, session) => {
    const { start, count } = before(self.area.row, self.area.rowCount, args.number(0, 1));
    return within(self, session, { ...self.area, row: start, rowCount: count });
  },
  GetRowsBelow: (self, args, session) => {
    const { start, count } = after(self.area.row, self.area.rowCount, args.number(0, 1));
    return within(self, session, { ...self.area, row: start, rowCount: count });
  },
  GetColumnsBefore: (self, args, session) => {
    const { start, count } = before(self.area.column, self.area.columnCount, args.number(0, 1));
    return within(self, session, { ...self.area, column: start, columnCount: count });
  },
  GetColumnsAfter: (self, args, session) => {
    const { start, count } = after(self.area.column, self.area.columnCount, args.number(0, 1));
    return within(self, session, { ...self.area, column: start, columnCount: count });
  },
  GetEntireRow: (self, _args, session) =>
    within(self, session, { ...self.area, column: 0, columnCount: SHEET_COLUMNS }),
  GetEntireColumn: (self, _args, session) => within(self, session, { ...self.area, row: 0, rowCount: SHEET_ROWS }),
  GetBoundingRect: (self, args, session) =>
    within(self, session, boundingArea(self.area, other(self, args, session).area)),
  GetIntersection: (self, args, session) => {
    const shared = intersectAreas(self.area, other(self, args, session).area);
    if (shared === undefined) throw new HostError('ItemNotFound', 'The ranges do not intersect.');
    return within(self, session, shared);
  },
  GetIntersectionOrNullObject: (self, args, session) => {
    const shared = intersectAreas(self.area, other(self, args, session).area);
    return shared === undefined ? null : within(self, session, shared);
  },
  GetUsedRange: (self, args, session) => {
    const used = usedWithin(self, args, session);
    if (used === undefined) throw new HostError('ItemNotFound', 'There are no used cells within the range.');
    return within(self, session, used);
  },
  GetUsedRangeOrNullObject: (self, args, session) => {
    const used = usedWithin(self, args, session);
    return used === undefined ? null : within(self, session, used);
  },
  GetSpillingToRange: (self, _args, session) => {
    const area = spillFrom(self, session);
    if (area === undefined) throw new HostError('ItemNotFound', 'The cell does not spill.');
    return within(self, session, area);
  },
  GetSpillingToRangeOrNullObject: (self, _args, session) => {
    const area = spillFrom(self, session);
    return area === undefined ? null : within(self, session, area);
  },
  GetSpillParent: (self, _args, session) => {
    const area = spillOver(self, session);
    if (area === undefined) throw new HostError('ItemNotFound', 'The cell does not stand in a spill.');
    return within(self, session, { ...area, rowCount: 1, columnCount: 1 });
  },
  GetSpillParentOrNullObject: (self, _args, session) => {
    const area = spillOver(self, session);
    return area === undefined ? null : within(self, session, { ...area, rowCount: 1, columnCount: 1 });
  },
  GetRangeEdge: (self, args, session) => within(self, session, rangeEdge(self, args, session)),
  GetExtendedRange: (self, args, session) => within(self, session, extendedRange(self, args, session)),
  GetSurroundingRegion: (self, _args, session) => within(self, session, surroundingRegion(self, session)),
  Find: (self, args, session) => {
    const found = findCell(self, args, session);
    if (found === undefined) throw new HostError('ItemNotFound', 'The text is not found.');
    return within(self, session, found);
  },
  FindOrNullObject: (self, args, session) => {
    const found = findCell(self, args, session);
    return found === undefined ? null : within(self, session, found);
  },
};

/** So many rows or columns before a range; a negative count is taken from its own first ones. */
function before(start: number, length: number, count: number): { readonly start: number; readonly count: number } {
  return count < 0 ? { start, count: Math.min(-count, length) } : { start: start - count, count };
}

function after(start: number, length: number, count: number): { readonly start: number; readonly count: number } {
  const own = Math.min(-count, length);
  return count < 0 ? { start: start + length - own, count: own } : { start: start + length, count };
}

function within(self: LiveRange, session: Session, area: Area): HostObject {
  if (!isOnSheet(area)) throw invalidArgument('The range would lie off the sheet.');
  return session.make.range(self.sheetId, area);
}

function other(self: LiveRange, args: Arguments, session: Session): LiveRange {
  const range = args.range(0) ?? parseAddress(session, self.sheetId, args.requiredText(0, 'anotherRange'));
  if (range.sheetId !== self.sheetId) throw invalidArgument('Both ranges must be on the same sheet.');
  return range;
}

/** The spill whose formula stands in this cell, and the one that fills it. */
function spillFrom(self: LiveRange, session: Session): Area | undefined {
  const spills = session.book.spilledAreas(self.sheetId);
  return spills.find(({ row, column }) => row === self.area.row && column === self.area.column);
}

function spillOver(self: LiveRange, session: Session): Area | undefined {
  return session.book.spilledAreas(self.sheetId).find((area) => containsArea(area, self.area));
}

function usedWithin(self: LiveRange, args: Arguments, session: Session): Area | undefined {
  return session.book.usedArea(self.sheetId, args.isTrue(0), self.area);
}
