import type { SheetInfo } from '../book/book.ts';
import { EventNumber, WHOLE_BOOK } from './event-desk.ts';
import { invalidArgument, itemNotFound } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import type { Session } from './session.ts';
import { type Json, jsonText } from '../book/json.ts';

export function worksheetCollection(session: Session): HostObject {
  return makeObject(kind, undefined, session);
}

const kind: ObjectKind<undefined> = {
  name: 'WorksheetCollection',
  items: (_self, session) => session.book.sheets().map(({ id }) => session.make.worksheet(id)),
  find: (_self, key, session) => {
    const sheet = sheetByKey(session, key);
    return sheet && session.make.worksheet(sheet.id);
  },
  methods: {
    GetCount: (_self, args, session) => listed(session, args.isTrue(0)).length,
    GetItemOrNullObject: (_self, args, session) => {
      const sheet = sheetByKey(session, args.json(0));
      return sheet === undefined ? null : session.make.worksheet(sheet.id);
    },
    GetFirst: (_self, args, session) => at(session, listed(session, args.isTrue(0)), 0),
    GetLast: (_self, args, session) => at(session, listed(session, args.isTrue(0)), -1),
    GetActiveWorksheet: (_self, _args, session) => session.make.worksheet(session.view.sheetId),
    Add: (_self, args, session) => session.make.worksheet(session.book.addSheet(args.text(0)).id),
    ...registrations('Activated', EventNumber.sheetActivated),
    ...registrations('Deactivated', EventNumber.sheetDeactivated),
    ...registrations('Added', EventNumber.sheetAdded),
    ...registrations('Deleted', EventNumber.sheetDeleted),
    ...registrations('DataChanged', EventNumber.sheetChanged),
    ...registrations('FormatChanged', EventNumber.sheetFormatChanged),
    ...registrations('SelectionChanged', EventNumber.sheetSelectionChanged),
    ...registrations('RowSorted', EventNumber.sheetRowSorted),
    ...namedRegistrations('NameChanged', EventNumber.sheetNameChanged),
    ...namedRegistrations('VisibilityChanged', EventNumber.sheetVisibilityChanged),
  },
};

function registrations(name: string, number: number): NonNullable<ObjectKind<undefined>['methods']> {
  return {
    [`_Register${name}Event`]: (_self, _args, session) => session.events.register(number, WHOLE_BOOK),
    [`_Unregister${name}Event`]: (_self, _args, session) => session.events.unregister(number, WHOLE_BOOK),
  };
}

/** Later events carry their names the other way round on the wire. */
function namedRegistrations(name: string, number: number): NonNullable<ObjectKind<undefined>['methods']> {
  return {
    [`_RegisterEvent${name}`]: (_self, _args, session) => session.events.register(number, WHOLE_BOOK),
    [`_UnregisterEvent${name}`]: (_self, _args, session) => session.events.unregister(number, WHOLE_BOOK),
  };
}

export function sheetByKey(session: Session, key: Json): SheetInfo | undefined {
  const wanted = jsonText(key).toLowerCase();
  return session.book.sheets().find((sheet) => sheet.id === key || sheet.name.toLowerCase() === wanted);
}

function listed(session: Session, visibleOnly: boolean): readonly SheetInfo[] {
  const sheets = session.book.sheets();
  return visibleOnly ? sheets.filter(({ visibility }) => visibility === 'Visible') : sheets;
}

function at(session: Session, sheets: readonly SheetInfo[], index: number): HostObject {
  const sheet = sheets.at(index);
  if (sheet === undefined) throw itemNotFound('There is no such sheet.');
  return session.make.worksheet(sheet.id);
}

export function sheetById(session: Session, sheetId: string): SheetInfo {
  const sheet = session.book.sheets().find(({ id }) => id === sheetId);
  if (sheet === undefined) throw itemNotFound('The sheet does not exist any more.');
  return sheet;
}

export function checkVisibility(value: Json): SheetInfo['visibility'] {
  if (value === 'Visible' || value === 'Hidden' || value === 'VeryHidden') return value;
  throw invalidArgument('A sheet is Visible, Hidden or VeryHidden.');
}
