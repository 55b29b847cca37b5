import type { FilterCriteria } from '../book/book.ts';
import { asRecord, isArray } from './arguments.ts';
import { tableById } from './find-table.ts';
import { notImplemented } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import type { Session } from './session.ts';
import { type Json, jsonText } from '../book/json.ts';

interface FilterOf {
  readonly tableId: string;
  readonly columnId: number;
}

export function columnFilter(tableId: string, columnId: number, session: Session): HostObject {
  return makeObject(kind, { tableId, columnId }, session);
}

const kind: ObjectKind<FilterOf> = {
  name: 'Filter',
  properties: {
    Criteria: {
      read: (self, session) => criteriaJson(tableById(session, self.tableId).filters.get(self.columnId)),
    },
  },
  methods: {
    Apply: (self, args, session) => apply(self, parseCriteria(args.json(0)), session),
    ApplyValuesFilter: (self, args, session) =>
      apply(self, parseCriteria({ filterOn: 'Values', values: args.json(0) }), session),
    ApplyCustomFilter: (self, args, session) =>
      apply(
        self,
        parseCriteria({
          filterOn: 'Custom',
          criterion1: args.json(0),
          criterion2: args.json(1),
          operator: args.json(2),
        }),
        session,
      ),
    Clear: (self, _args, session) => {
      session.book.filterTable(self.tableId, self.columnId, undefined);
      return undefined;
    },
  },
};

function apply(self: FilterOf, criteria: FilterCriteria, session: Session): undefined {
  session.book.filterTable(self.tableId, self.columnId, criteria);
  return undefined;
}

/** Criteria as the library sends them; only filters by values and by comparison are built. */
export function parseCriteria(value: Json): FilterCriteria {
  const { filterOn, values, criterion1, criterion2, operator } = asRecord(value);
  if (filterOn !== 'Values' && filterOn !== 'Custom') throw notImplemented(`filtering on ${jsonText(filterOn)}`);
  return {
    filterOn,
    ...(values !== undefined && isArray(values) ? { values: values.map(jsonText) } : {}),
    ...(typeof criterion1 === 'string' ? { criterion1 } : {}),
    ...(typeof criterion2 === 'string' ? { criterion2 } : {}),
    ...(operator === 'Or' || operator === 'And' ? { operator } : {}),
  };
}

export function criteriaJson(criteria: FilterCriteria | undefined): Json {
  return criteria === undefined ? null : { ...criteria };
}
