import type { FilterCriteria } from '../book/book.ts';
import { asRecord, isArray, unknownFields, wordOf } from './arguments.ts';
import { tableById } from './find-table.ts';
import { invalidArgument, notImplemented } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import { checkMayFormat } from './protection.ts';
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
      checkMayFormat(session, tableById(session, self.tableId).sheetId, 'allowAutoFilter');
      session.book.filterTable(self.tableId, self.columnId, undefined);
      return undefined;
    },
  },
};

function apply(self: FilterOf, criteria: FilterCriteria, session: Session): undefined {
  checkMayFormat(session, tableById(session, self.tableId).sheetId, 'allowAutoFilter');
  session.book.filterTable(self.tableId, self.columnId, criteria);
  return undefined;
}

/** Criteria as the library sends them; only filters by values and by comparison are built. */
export function parseCriteria(value: Json): FilterCriteria {
  const criteria = asRecord(value);
  const filterOn = wordOf(criteria['filterOn'] ?? null, 'filterOn', FILTERED_ON);
  if (filterOn !== 'Values' && filterOn !== 'Custom') throw notImplemented(`filtering on ${filterOn}`);
  const { values = null, criterion1 = null, criterion2 = null, operator = null } = criteria;
  const [unknown] = unknownFields(criteria, ['filterOn', 'values', 'criterion1', 'criterion2', 'operator']);
  if (unknown !== undefined) throw notImplemented(`filtering with the option ${unknown}`);
  if (filterOn === 'Values' && !isArray(values)) throw invalidArgument('A filter on values needs a list of them.');
  if (filterOn === 'Custom' && criterion1 === null) throw invalidArgument('A filter by comparing needs criterion1.');
  return {
    filterOn,
    ...(isArray(values) ? { values: values.map(filteredText) } : {}),
    ...(criterion1 === null ? {} : { criterion1: jsonText(criterion1) }),
    ...(criterion2 === null ? {} : { criterion2: jsonText(criterion2) }),
    ...(operator === null ? {} : { operator: wordOf(operator, 'operator', ['And', 'Or']) }),
  };
}

const FILTERED_ON = [
  'Values',
  'Custom',
  'BottomItems',
  'BottomPercent',
  'CellColor',
  'Dynamic',
  'FontColor',
  'Icon',
  'TopItems',
  'TopPercent',
];

function filteredText(value: Json): string {
  if (typeof value === 'object' && value !== null) throw notImplemented('filtering by dates');
  return jsonText(value);
}

export function criteriaJson(criteria: FilterCriteria | undefined): Json {
  return criteria === undefined ? null : { ...criteria };
}
