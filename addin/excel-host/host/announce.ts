import { type Area, intersectAreas } from '../book/area.ts';
import { formatArea } from '../book/address.ts';
import type { BookEvent, CellsShifted, SheetChanged } from '../book/book.ts';
import { valueType, scalarJson } from './read-cells.ts';
import type { Session } from './session.ts';
import type { Json } from '../book/json.ts';
import { EventNumber, WHOLE_BOOK } from './event-desk.ts';

/** Tells the add-in about a change of the book, leaving out what real Excel leaves out. */
export function announce(session: Session, event: BookEvent): void {
  if (!session.enableEvents) return;
  const source = event.act.user === session.user ? 'Local' : 'Remote';
  const triggerSource = source === 'Local' && event.act.gesture === 'api' ? 'ThisLocalAddin' : 'Unknown';
  const common = { source, triggerSource, worksheetId: event.sheetId };
  const { events } = session;
  switch (event.kind) {
    case 'cells':
      if (isSilentPick(session, event)) return;
      announceArea(session, event, event.area, { ...common, changeType: 'RangeEdited', ...details(event) });
      return;
    case 'formats':
      events.send(EventNumber.sheetFormatChanged, [event.sheetId, WHOLE_BOOK], {
        ...common,
        address: formatArea(event.area),
      });
      announceTables(session, event, event.area, { ...common, changeType: 'RangeEdited' });
      return;
    case 'shifted':
      announceShift(session, event, common);
      return;
    case 'sheetAdded':
      events.send(EventNumber.sheetAdded, [WHOLE_BOOK], common);
      return;
    case 'sheetDeleted':
      events.send(EventNumber.sheetDeleted, [WHOLE_BOOK], common);
      return;
    case 'sheetChanged':
      announceSheet(session, event, common);
      return;
    case 'tableAdded':
      events.send(EventNumber.tableAdded, [event.sheetId, WHOLE_BOOK], { ...common, tableId: event.tableId });
      return;
    case 'tableSorted':
      events.send(EventNumber.sheetRowSorted, [event.sheetId, WHOLE_BOOK], {
        ...common,
        address: formatArea(event.area),
      });
      return;
    case 'tableDeleted':
      events.send(EventNumber.tableDeleted, [event.sheetId, WHOLE_BOOK], { ...common, tableId: event.tableId });
      return;
    default:
      return;
  }
}

function announceSheet(
  session: Session,
  { sheetId, changed, before = '' }: SheetChanged,
  common: Record<string, Json>,
): void {
  const sheet = session.book.sheets().find(({ id }) => id === sheetId);
  const targets = [sheetId, WHOLE_BOOK];
  if (changed === 'name') {
    const args = { ...common, nameBefore: before, nameAfter: sheet?.name ?? '' };
    session.events.send(EventNumber.sheetNameChanged, targets, args);
  } else if (changed === 'visibility') {
    const args = { ...common, visibilityBefore: before, visibilityAfter: sheet?.visibility ?? '' };
    session.events.send(EventNumber.sheetVisibilityChanged, targets, args);
  }
}

/** Tells tables that the selection came into them, moved within, or left: then their address is empty. */
export function announceTableSelection(session: Session, sheetId: string, before: Area, after: Area): void {
  if (!session.enableEvents) return;
  for (const table of session.book.tables()) {
    if (table.sheetId !== sheetId) continue;
    const shared = intersectAreas(table.area, after);
    if (shared === undefined && intersectAreas(table.area, before) === undefined) continue;
    session.events.send(EventNumber.tableSelectionChanged, [table.id], {
      address: shared === undefined ? '' : formatArea(shared),
      isInsideTable: shared !== undefined,
      tableId: table.id,
      worksheetId: sheetId,
    });
  }
}

function isSilentPick(session: Session, event: BookEvent): boolean {
  return session.quirks.dropDownIsSilent && event.act.gesture === 'dropDown';
}

function announceArea(session: Session, event: BookEvent, area: Area, args: Record<string, Json>): void {
  const address = formatArea(area);
  session.events.send(EventNumber.sheetChanged, [event.sheetId, WHOLE_BOOK], {
    ...args,
    address,
    shiftDirection: 'None',
  });
  announceTables(session, event, area, args);
}

function announceTables(session: Session, event: BookEvent, area: Area, args: Record<string, Json>): void {
  for (const table of session.book.tables()) {
    const shared = table.sheetId === event.sheetId ? intersectAreas(table.area, area) : undefined;
    if (shared === undefined) continue;
    const isFillOverFilter = event.act.gesture === 'fill' && table.filters.size > 0;
    if (isFillOverFilter && session.quirks.fillOverFilterIsSilent) continue;
    session.events.send(EventNumber.tableChanged, [table.id, event.sheetId, WHOLE_BOOK], {
      ...args,
      address: formatArea(shared),
      tableId: table.id,
    });
  }
}

/** Before and after come only with a change of a single cell. */
function details(event: BookEvent): Record<string, Json> {
  if (event.kind !== 'cells' || event.before === undefined || event.after === undefined) return {};
  return {
    valueBefore: scalarJson(event.before),
    valueAfter: scalarJson(event.after),
    valueTypeBefore: valueType(event.before),
    valueTypeAfter: valueType(event.after),
  };
}

const SHIFT_DIRECTIONS = {
  down: 'ShiftCellDown',
  right: 'ShiftCellRight',
  up: 'ShiftCellUp',
  left: 'ShiftCellLeft',
} as const;

function announceShift(session: Session, event: CellsShifted, common: Record<string, Json>): void {
  const { area, direction } = event.shift;
  const what = direction === 'down' || direction === 'right' ? 'Inserted' : 'Deleted';
  const isRows = direction === 'down' || direction === 'up';
  const isWhole = isRows ? area.columnCount === 16_384 : area.rowCount === 1_048_576;
  const args = { ...common, shiftDirection: SHIFT_DIRECTIONS[direction] };
  session.events.send(EventNumber.sheetChanged, [event.sheetId, WHOLE_BOOK], {
    ...args,
    changeType: `${isWhole ? (isRows ? 'Row' : 'Column') : 'Cell'}${what}`,
    address: formatArea(area),
  });
  if (session.quirks.rowDeleteIsSilent && direction === 'up') return;
  const changeType = `${isRows ? 'Row' : 'Column'}${what}`;
  announceTables(session, event, area, { ...common, changeType });
}
