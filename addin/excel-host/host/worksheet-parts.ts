import { SHEET_COLUMNS, SHEET_ROWS, areaOf } from '../book/area.ts';
import { asRecord, unknownFields } from './arguments.ts';
import { HostError } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import { parseAddress } from './parse-address.ts';
import { UNSET_OPTIONS } from './protection.ts';
import type { Session } from './session.ts';
import { sheetById } from './worksheets.ts';

export function freezePanes(sheetId: string, session: Session): HostObject {
  return makeObject(freezeKind, sheetId, session);
}

const freezeKind: ObjectKind<string> = {
  name: 'WorksheetFreezePanes',
  methods: {
    FreezeRows: (self, args, session) => {
      session.book.updateSheet(self, { freeze: { rows: args.number(0, 1), columns: 0 } });
      return undefined;
    },
    FreezeColumns: (self, args, session) => {
      session.book.updateSheet(self, { freeze: { rows: 0, columns: args.number(0, 1) } });
      return undefined;
    },
    FreezeAt: (self, args, session) => {
      const { area } = args.range(0) ?? parseAddress(session, self, args.requiredText(0, 'frozenRange'));
      const rows = area.rowCount === SHEET_ROWS ? 0 : area.row + area.rowCount;
      const columns = area.columnCount === SHEET_COLUMNS ? 0 : area.column + area.columnCount;
      session.book.updateSheet(self, { freeze: { rows, columns } });
      return undefined;
    },
    Unfreeze: (self, _args, session) => {
      session.book.updateSheet(self, { freeze: undefined });
      return undefined;
    },
    GetLocation: (self, _args, session) => {
      const range = location(self, session);
      if (range === null) throw new HostError('ItemNotFound', 'Nothing is frozen on this sheet.');
      return range;
    },
    GetLocationOrNullObject: (self, _args, session) => location(self, session),
  },
};

function location(self: string, session: Session): HostObject | null {
  const { freeze } = sheetById(session, self);
  if (freeze === undefined) return null;
  const rows = freeze.rows === 0 ? SHEET_ROWS : freeze.rows;
  return session.make.range(self, areaOf(0, 0, rows, freeze.columns === 0 ? SHEET_COLUMNS : freeze.columns));
}

export function sheetProtection(sheetId: string, session: Session): HostObject {
  return makeObject(protectionKind, sheetId, session);
}

const protectionKind: ObjectKind<string> = {
  name: 'WorksheetProtection',
  properties: {
    Protected: { read: (self, session) => sheetById(session, self).protection !== undefined },
    Options: {
      read: (self, session) => ({ ...UNSET_OPTIONS, ...sheetById(session, self).protection?.options }),
    },
  },
  methods: {
    Protect: (self, args, session) => {
      if (sheetById(session, self).protection !== undefined) {
        throw new HostError('InvalidOperation', 'The sheet is protected already.');
      }
      const options = asRecord(args.json(0));
      for (const name of unknownFields(options, Object.keys(UNSET_OPTIONS))) {
        session.lack(`the option ${name} of Worksheet.protection.protect()`);
      }
      const protection = { password: args.text(1), options };
      session.book.updateSheet(self, { protection });
      return undefined;
    },
    Unprotect: (self, args, session) => {
      const { protection } = sheetById(session, self);
      const password = args.text(0);
      if (protection?.password !== undefined && protection.password !== password) {
        throw new HostError('AccessDenied', 'The password is wrong.');
      }
      session.book.updateSheet(self, { protection: undefined });
      return undefined;
    },
  },
};
