import { jsonText } from '../book/json.ts';
import type { TableInfo, TablePatch } from '../book/book.ts';
import { bodyArea, headerArea, totalsArea } from '../book/table-areas.ts';
import { flagOf } from './arguments.ts';
import { HostError, invalidArgument } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, type Property, makeObject } from './object-kind.ts';
import { tableAutoFilter } from './auto-filter.ts';
import { clearFilters, tableById } from './find-table.ts';
import { parseAddress } from './parse-address.ts';
import { checkUnprotected } from './protection.ts';
import { checkSortMethod, sortFields } from './sort-fields.ts';
import type { Session } from './session.ts';
import { tableColumns } from './table-columns.ts';
import { tableRows } from './table-rows.ts';

export function makeTable(tableId: string, session: Session): HostObject {
  tableById(session, tableId);
  return makeObject(kind, tableId, session);
}

const kind: ObjectKind<string> = {
  name: 'Table',
  id: (self) => self,
  properties: {
    Id: { read: (self) => self },
    LegacyId: { read: (self) => String(Number(self.slice(-13, -1))) },
    Name: {
      read: (self, session) => tableById(session, self).name,
      write: (self, value, session) => {
        if (typeof value !== 'string') throw invalidArgument('The name of a table is a text.');
        session.book.updateTable(self, { name: value });
      },
    },
    ShowHeaders: flag('showHeaders'),
    ShowTotals: flag('showTotals'),
    ShowFilterButton: flag('showFilterButton'),
    ShowBandedRows: flag('showBandedRows'),
    ShowBandedColumns: flag('showBandedColumns'),
    HighlightFirstColumn: flag('highlightFirstColumn'),
    HighlightLastColumn: flag('highlightLastColumn'),
    Style: {
      read: (self, session) => tableById(session, self).style,
      write: (self, value, session) => session.book.updateTable(self, { style: jsonText(value) }),
    },
  },
  children: {
    Columns: (self, session) => tableColumns(self, session),
    Rows: (self, session) => tableRows(self, session),
    Worksheet: (self, session) => session.make.worksheet(tableById(session, self).sheetId),
    Sort: (self, session) => makeObject(tableSort, self, session),
    AutoFilter: (self, session) => tableAutoFilter(self, session),
  },
  methods: {
    GetRange: (self, _args, session) => rangeOf(self, session, (table) => table.area),
    GetHeaderRowRange: (self, _args, session) => rangeOf(self, session, headerArea),
    GetDataBodyRange: (self, _args, session) => rangeOf(self, session, bodyArea),
    GetTotalRowRange: (self, _args, session) => rangeOf(self, session, totalsArea),
    Resize: (self, args, session) => {
      const { sheetId } = tableById(session, self);
      checkUnprotected(session, sheetId);
      const range = args.range(0) ?? parseAddress(session, sheetId, args.requiredText(0, 'newRange'));
      if (range.sheetId !== sheetId) throw invalidArgument('A table stays on its sheet.');
      session.book.resizeTable(self, range.area);
      return undefined;
    },
    Delete: (self, _args, session) => {
      checkUnprotected(session, tableById(session, self).sheetId);
      session.book.deleteTable(self, false);
      return undefined;
    },
    ConvertToRange: (self, _args, session) => {
      const { sheetId, area } = tableById(session, self);
      checkUnprotected(session, sheetId);
      session.book.deleteTable(self, true);
      return session.make.range(sheetId, area);
    },
    ClearFilters: (self, _args, session) => {
      return clearFilters(self, session);
    },
    ReapplyFilters: (self, _args, session) => {
      session.book.reapplyFilters(self);
      return undefined;
    },
    _RegisterDataChangedEvent: (self, _args, session) => session.events.register(101, self),
    _UnregisterDataChangedEvent: (self, _args, session) => session.events.unregister(101, self),
    _RegisterSelectionChangedEvent: (self, _args, session) => session.events.register(100, self),
    _UnregisterSelectionChangedEvent: (self, _args, session) => session.events.unregister(100, self),
  },
};

const tableSort: ObjectKind<string> = {
  name: 'TableSort',
  properties: {
    Fields: {
      read: (self, session) =>
        tableById(session, self).sort.fields.map(({ key, ascending = true }) => ({ key, ascending, sortOn: 'Value' })),
    },
    MatchCase: { read: (self, session) => tableById(session, self).sort.matchCase },
    Method: { read: () => 'PinYin' },
  },
  methods: {
    Apply: (self, args, session) => {
      checkUnprotected(session, tableById(session, self).sheetId);
      session.book.sortTable(self, sortFields(args.json(0)), { matchCase: args.isTrue(1) });
      checkSortMethod(args, 2);
      return undefined;
    },
    Reapply: (self, _args, session) => {
      const { fields, matchCase } = tableById(session, self).sort;
      session.book.sortTable(self, fields, { matchCase });
      return undefined;
    },
    Clear: (self, _args, session) => {
      session.book.sortTable(self, []);
      return undefined;
    },
  },
};

type Flag = keyof {
  [Key in keyof TablePatch as TablePatch[Key] extends boolean | undefined ? Key : never]: true;
};

function flag(key: Flag): Property<string> {
  return {
    read: (self, session) => tableById(session, self)[key],
    write: (self, value, session) => session.book.updateTable(self, { [key]: flagOf(value) }),
  };
}

function rangeOf(
  self: string,
  session: Session,
  pick: (table: TableInfo) => TableInfo['area'] | undefined,
): HostObject {
  const table = tableById(session, self);
  const area = pick(table);
  if (area === undefined) throw new HostError('ItemNotFound', `The table ${table.name} does not show this row.`);
  return session.make.range(table.sheetId, area);
}
