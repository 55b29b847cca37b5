import { findTable } from '../../../shared/tables/all-tables.ts';
import { answersFor, isAboutRow } from '../../sync/decide-conflict.ts';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { counted } from '../cell-words.ts';
import { differenceWords, moneyDifference } from '../money-words.ts';

/** What one answer to many conflicts would do, before it is given. */
export interface BulkPreview {
  readonly outcome: 'mine' | 'theirs';
  /** The conflicts it can be given to. */
  readonly conflicts: readonly OpenConflict[];
  /** Conflicts that have to be decided one by one: whole rows, and changes that only together break a rule. */
  readonly oneByOne: number;
  readonly tables: readonly BulkTable[];
  /** Cents by which the cells change: those of the plan for "mine", those of the sheet for "theirs". Null: no money. */
  readonly total: number | null;
}

export interface BulkTable {
  readonly label: string;
  readonly count: number;
  readonly total: number | null;
}

/** The money effect of one answer to all of these conflicts, per table and in all. */
export function previewBulk(conflicts: readonly OpenConflict[], outcome: 'mine' | 'theirs'): BulkPreview {
  const decidable = conflicts.filter((conflict) => !isAboutRow(conflict) && answersFor(conflict).includes(outcome));
  const names = [...new Set(decidable.map(({ table }) => table))];
  const tables = names.map((name): BulkTable => {
    const ofTable = decidable.filter(({ table }) => table === name);
    const total = moneyOf(ofTable, outcome);
    return { label: findTable(name)?.label ?? name, count: ofTable.length, total };
  });
  const total = moneyOf(decidable, outcome);
  return { outcome, conflicts: decidable, oneByOne: conflicts.length - decidable.length, tables, total };
}

function moneyOf(conflicts: readonly OpenConflict[], outcome: 'mine' | 'theirs'): number | null {
  const differences = conflicts.flatMap(({ table, column, local, remote }) => {
    const [from, to] = outcome === 'mine' ? [remote, local] : [local, remote];
    return moneyDifference(table, column, from, to) ?? [];
  });
  return differences.length === 0 ? null : differences.reduce((sum, cents) => sum + cents, 0);
}

export interface BulkWords {
  /** What opens the preview. */
  readonly offer: string;
  /** What confirms it: "Use theirs for 14 values (total −3,200.00)". */
  readonly confirm: string;
  readonly done: string;
  /** What the amounts of the preview are. */
  readonly effect: string;
}

export function bulkWords({ outcome, conflicts, total }: BulkPreview): BulkWords {
  const values = counted(conflicts.length, 'value');
  const money = total === null ? '' : ` (total ${differenceWords(total)})`;
  return outcome === 'mine'
    ? {
        offer: 'Keep all mine…',
        confirm: `Keep mine for ${values}${money}`,
        done: `Kept mine for ${values}${money}`,
        effect: 'The plan changes by',
      }
    : {
        offer: 'Use all theirs…',
        confirm: `Use theirs for ${values}${money}`,
        done: `Used theirs for ${values}${money}`,
        effect: 'Your workbook changes by',
      };
}
