import type { Difference } from '../../../../shared/sync/apply/review-workbook.ts';
import type { Question } from '../../../../addin/sync/session/sync-state.ts';
import type { GalleryState } from '../gallery-state.ts';
import { PROGRAM, rowOf } from '../demo-plan.ts';
import { card } from './entry.ts';

const ids = ['BL-001', 'BL-002', 'BL-003', 'BL-004', 'BL-005', 'BL-006', 'BL-007', 'BL-008', 'BL-009'];
const rows = ids.map((id) => rowOf('budgetLines', 'id', id));

const missingRows: Question = {
  kind: 'missingRows',
  cleared: [],
  tables: [
    { table: 'budgetLines', rows, rowKeys: ids },
    { table: 'sites', rows: [rowOf('sites', 'code', '0420')], rowKeys: ['0420'] },
  ],
};

const emptiedRows: Question = {
  kind: 'missingRows',
  tables: [],
  cleared: [{ table: 'budgetLines', rows: rows.slice(0, 2), rowKeys: ids.slice(0, 2) }],
};

const rowsApart: Question = { kind: 'rowsApart', table: 'budgetLines', rowKeys: ids };

const difference = (id: string, index: number): Difference => ({
  table: 'budgetLines',
  row: rows[index] ?? null,
  rowKey: id,
  column: 'original',
  local: 14_000_000,
  remote: 13_000_000,
});

const review: Question = {
  kind: 'review',
  program: PROGRAM,
  differences: [
    ...ids.map(difference),
    { table: 'sites', row: null, rowKey: '0499', column: null, local: 'Larch Academy', remote: null },
  ],
};

const equal: Question = { kind: 'review', program: PROGRAM, differences: [] };

const questions: Readonly<Record<string, Question>> = {
  'missing-rows': missingRows,
  'emptied-rows': emptiedRows,
  'rows-apart': rowsApart,
  'lost-metadata': review,
};

/** Each question: as the card of Home says it, and as the review asks it. */
export const questionStates: Readonly<Record<string, GalleryState>> = {
  ...Object.fromEntries(Object.entries(questions).map(([name, question]) => [name, card({ question })])),
  ...Object.fromEntries(
    Object.entries({ ...questions, 'lost-metadata-equal': equal }).map(([name, question]) => [
      `review-${name}`,
      { ...card({ question }), view: 'review' as const },
    ]),
  ),
};
