import { jsonText } from '../book/json.ts';
import { sameArea } from '../book/area.ts';
import { parseAddress } from './parse-address.ts';
import { checkMayFormat } from './protection.ts';
import { clearFilters, tableById } from './find-table.ts';
import { criteriaJson, parseCriteria } from './filter.ts';
import { invalidArgument, notImplemented } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import type { Session } from './session.ts';

export function tableAutoFilter(tableId: string, session: Session): HostObject {
  return makeObject(kind, tableId, session);
}

/** Sheets have no filter outside tables here. */
export function sheetAutoFilter(sheetId: string, session: Session): HostObject {
  return makeObject(sheetKind, sheetId, session);
}

const sheetKind: ObjectKind<string> = {
  name: 'AutoFilter',
  properties: {
    Enabled: { read: () => false },
    IsDataFiltered: { read: () => false },
    Criteria: { read: () => [] },
  },
  methods: { GetRangeOrNullObject: () => null, ClearCriteria: () => undefined, Remove: () => undefined },
};

const kind: ObjectKind<string> = {
  name: 'AutoFilter',
  properties: {
    Enabled: { read: (self, session) => tableById(session, self).showFilterButton },
    IsDataFiltered: { read: (self, session) => tableById(session, self).filters.size > 0 },
    /** One entry for each column; unfiltered columns have an empty one. */
    Criteria: {
      read: (self, session) => {
        const { columns, filters } = tableById(session, self);
        return columns.map(({ id }) => criteriaJson(filters.get(id)) ?? {});
      },
    },
  },
  methods: {
    GetRange: (self, _args, session) => {
      const { sheetId, area } = tableById(session, self);
      return session.make.range(sheetId, area);
    },
    GetRangeOrNullObject: (self, _args, session) => {
      const { sheetId, area } = tableById(session, self);
      return session.make.range(sheetId, area);
    },
    /** (range, columnIndex, criteria), as the library sends it for a table as well. */
    Apply: (self, args, session) => {
      const table = tableById(session, self);
      const range = args.range(0) ?? parseAddress(session, table.sheetId, args.requiredText(0, 'range'));
      if (range.sheetId !== table.sheetId || !sameArea(range.area, table.area)) {
        throw notImplemented('AutoFilter.apply() to a part of a table');
      }
      checkMayFormat(session, table.sheetId, 'allowAutoFilter');
      const index = args.json(1);
      if (index === null) return undefined;
      const column = typeof index === 'number' ? table.columns[index] : undefined;
      if (column === undefined) throw invalidArgument(`${table.name} has no column ${jsonText(index)}.`);
      const criteria = args.json(2);
      session.book.filterTable(self, column.id, criteria === null ? undefined : parseCriteria(criteria));
      return undefined;
    },
    ClearColumnCriteria: (self, args, session) => {
      const column = tableById(session, self).columns[args.number(0, 0)];
      if (column === undefined) throw invalidArgument('The table has no such column.');
      checkMayFormat(session, tableById(session, self).sheetId, 'allowAutoFilter');
      session.book.filterTable(self, column.id, undefined);
      return undefined;
    },
    ClearCriteria: (self, _args, session) => {
      return clearFilters(self, session);
    },
    Reapply: (self, _args, session) => {
      session.book.reapplyFilters(self);
      return undefined;
    },
    Remove: () => {
      throw notImplemented('AutoFilter.remove()');
    },
  },
};
