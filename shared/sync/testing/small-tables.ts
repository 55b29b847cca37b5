import type { RowRule } from '../../plan/rules/row-rule.ts';
import { defineTable, type Table } from '../../tables/table.ts';

/** Small tables with everything that merging looks at: keys, unique sets, references simple and composite, rules. */

const column = { help: 'A column of a test table.', width: 10 };
const table = { help: 'A test table.', duty: 'editRows' } as const;

export const schools = defineTable({
  ...table,
  name: 'schools',
  label: 'Schools',
  excelName: 'T_Schools',
  sqlName: 'schools',
  key: ['code'],
  unique: [['nickname']],
  columns: {
    code: {
      ...column,
      kind: 'code',
      label: 'School Code',
      pattern: '^\\w{1,4}$',
      form: 'up to 4 letters',
      required: true,
    },
    name: { ...column, kind: 'text', label: 'School Name', maxLength: 40, required: true },
    nickname: { ...column, kind: 'text', label: 'Nickname', maxLength: 20 },
    host: { ...column, kind: 'reference', label: 'Host School', table: 'schools' },
    opened: { ...column, kind: 'date', label: 'Opened' },
    closed: { ...column, kind: 'date', label: 'Closed' },
    size: { ...column, kind: 'integer', label: 'Size', computed: true },
  },
});

export const orders = defineTable({
  ...table,
  name: 'orders',
  label: 'Orders',
  excelName: 'T_Orders',
  sqlName: 'orders',
  key: ['number', 'line'],
  columns: {
    number: { ...column, kind: 'text', label: 'Order No.', maxLength: 20, required: true },
    line: { ...column, kind: 'integer', label: 'Line', required: true },
    school: { ...column, kind: 'reference', label: 'School', table: 'schools' },
    amount: { ...column, kind: 'money', label: 'Amount' },
    note: { ...column, kind: 'text', label: 'Note', maxLength: 40 },
  },
});

const bills = defineTable({
  ...table,
  name: 'bills',
  label: 'Bills',
  excelName: 'T_Bills',
  sqlName: 'bills',
  key: ['school', 'sequence'],
  unique: [['orderNumber', 'orderLine', 'paper']],
  foreignKeys: [{ columns: ['orderNumber', 'orderLine'], table: 'orders' }],
  columns: {
    school: { ...column, kind: 'reference', label: 'School', table: 'schools' },
    sequence: { ...column, kind: 'integer', label: 'Seq' },
    orderNumber: { ...column, kind: 'text', label: 'Order No.', maxLength: 20 },
    orderLine: { ...column, kind: 'integer', label: 'Order Line' },
    paper: { ...column, kind: 'text', label: 'Paper', maxLength: 20 },
    amount: { ...column, kind: 'money', label: 'Amount' },
  },
});

export const smallTables: readonly Table[] = [schools, orders, bills];

export const closedAfterOpened: RowRule = {
  id: 'V39',
  table: 'schools',
  columns: ['opened', 'closed'],
  severity: 'error',
  check: ({ opened, closed }) =>
    opened && closed && closed < opened ? `Closed ${closed} is before Opened ${opened}.` : null,
};

export const largeAmount: RowRule = {
  id: 'V35',
  table: 'orders',
  columns: ['amount'],
  severity: 'warning',
  check: ({ amount }) => (Number(amount) > 1_000_000 ? `Amount ${amount} is large.` : null),
};

/** Amounts on orders of a school that is closed at the head stay as they are. */
export const lockedAmount: RowRule = {
  id: 'V19',
  table: 'orders',
  columns: ['amount', 'school'],
  severity: 'error',
  check: ({ amount, school }, { before, asItWas }) =>
    before && before['amount'] !== amount && asItWas.related('schools', String(school))?.['closed']
      ? 'The amount is locked.'
      : null,
};

export const smallRules: readonly RowRule[] = [closedAfterOpened, largeAmount, lockedAmount];
