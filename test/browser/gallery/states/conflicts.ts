import type { OpenConflict, OpenRefusal } from '../../../../addin/sync/session/sync-state.ts';
import { newRow, rowOf } from '../demo-plan.ts';
import { at } from './entry.ts';

export const BEN = 'Ben Okafor';
export const CARA = 'Cara Lindqvist';

const line = (id: string): Pick<OpenConflict, 'table' | 'row' | 'rowKey'> => ({
  table: 'budgetLines',
  row: rowOf('budgetLines', 'id', id),
  rowKey: id,
});

const since = { by: BEN, at: at(10, 29), revision: 149 };

export const moneyConflict: OpenConflict = {
  ...line('BL-001'),
  ...since,
  id: 'money',
  kind: 'cell',
  column: 'original',
  base: 140_000_000,
  local: 142_500_000,
  remote: 139_200_000,
};

export const textConflict: OpenConflict = {
  ...since,
  id: 'text',
  table: 'projects',
  row: rowOf('projects', 'number', '26.00002'),
  rowKey: '26.00002',
  kind: 'cell',
  column: 'name',
  base: 'Public Address Replacement – South',
  local: 'Public Address and Bells Replacement – South',
  remote: 'Public Address Replacement – South, Miller’s Crossing Middle School',
};

/** No money, in a row whose key is made of three columns, one of them empty. */
export const milestoneConflict: OpenConflict = {
  ...since,
  id: 'milestone',
  table: 'milestones',
  row: newRow(9),
  rowKey: '26.00002//M80',
  kind: 'cell',
  column: 'delayReason',
  base: null,
  local: 'Site access',
  remote: 'Procurement',
};

/** I edited two cells of a row that was deleted. */
export const editDelete: readonly OpenConflict[] = [
  {
    ...line('BL-006'),
    ...since,
    id: 'ed1',
    kind: 'editDelete',
    column: 'original',
    base: 6_000_000,
    local: 8_000_000,
    remote: null,
  },
  {
    ...line('BL-006'),
    ...since,
    id: 'ed2',
    kind: 'editDelete',
    column: 'note',
    base: null,
    local: 'Bid opened',
    remote: null,
  },
];

/** I deleted a row in which a cell was edited. */
export const deleteEdit: OpenConflict = {
  ...line('BL-008'),
  ...since,
  id: 'de',
  kind: 'deleteEdit',
  column: 'original',
  base: 30_000_000,
  local: null,
  remote: 31_000_000,
};

export const combined: OpenConflict = {
  ...since,
  id: 'combined',
  table: 'projects',
  row: rowOf('projects', 'number', '26.00003'),
  rowKey: '26.00003',
  kind: 'combined',
  column: 'status',
  base: 'Active',
  local: 'Closed',
  remote: 'Active',
};

export const sameKey: OpenConflict = {
  ...line('BL-009'),
  ...since,
  id: 'sameKey',
  rowKey: 'BL-010',
  kind: 'sameKey',
  column: 'original',
  base: null,
  local: 5_000_000,
  remote: 5_500_000,
};

/** Conflicts of two people in two tables, enough to filter. */
export const manyConflicts: readonly OpenConflict[] = [
  moneyConflict,
  { ...moneyConflict, ...line('BL-002'), id: 'm2', base: 130_000_000, local: 131_000_000, remote: 128_000_000 },
  { ...moneyConflict, ...line('BL-003'), id: 'm3', by: CARA, base: 30_000_000, local: 29_000_000, remote: 33_000_000 },
  textConflict,
  { ...textConflict, id: 't2', row: rowOf('projects', 'number', '26.00001'), rowKey: '26.00001', by: CARA },
  combined,
];

export const moneyRefusal: OpenRefusal = {
  ...line('BL-004'),
  column: 'original',
  rule: 'V06',
  value: 'tbd',
  message: 'Original Amount tbd must be dollars and cents.',
};

/** [FD1] Two amounts that the approval of a project holds; together they need money from elsewhere. */
export const lockedRefusals: readonly OpenRefusal[] = (['BL-001', 'BL-002'] as const).map((id) => ({
  ...line(id),
  column: 'original',
  rule: 'V19',
  value: 125_000_000,
  message: `The original budget of ${id} is locked. Enter a budget change.`,
  locked: { table: 'projects', key: '26.00001', column: 'status', act: 'approved', by: BEN, at: '2025-11-18' },
  instead: { kind: 'budgetChange', line: id, amount: 25_000_000 },
}));

/** [V31] Two postings of a month that has been closed meanwhile. */
export const lateRefusals: readonly OpenRefusal[] = (['V2', 'V3'] as const).map((document) => ({
  table: 'expenditures',
  row: rowOf('expenditures', 'document', document),
  rowKey: `${document} 1`,
  column: 'amount',
  rule: 'V31',
  value: 36_000_000,
  message: `Period 2026-03 is closed, so ${document} 1 of Expenditures stays as it is. Enter what comes late in a period that is open.`,
  locked: { table: 'periods', key: '2026-03', column: 'status', act: 'closed', by: BEN, at: '2026-04-03' },
}));

/** A value that is almost one of the list. */
export const listRefusal: OpenRefusal = {
  table: 'projects',
  row: rowOf('projects', 'number', '26.00001'),
  rowKey: '26.00001',
  column: 'status',
  rule: 'V03',
  value: 'Actve',
  message: 'Actve is not allowed for Status. Choose one of: Proposed, Active, Closed.',
};

/** A refusal of a row as a whole. */
/** [FA7] Three required cells of one row, which are told in one line. */
export const lackingRefusals: readonly OpenRefusal[] = ['project', 'source', 'original'].map((column) => ({
  ...line('BL-007'),
  column,
  rule: 'V01',
  value: null,
  message: 'It is required.',
}));

export const rowRefusal: OpenRefusal = {
  ...line('BL-007'),
  column: null,
  rule: 'PPL3',
  value: null,
  message: 'Your access does not cover this row. Ask your administrator, or undo the change.',
};
