import type { Choice } from '../../../shared/sync/apply/decide.ts';
import { findTable } from '../../../shared/tables/all-tables.ts';
import { choicesOf, isAboutRow } from '../../sync/decide-conflict.ts';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { counted } from '../cell-words.ts';
import { differenceWords, moneyDifference } from '../money-words.ts';

/** The choices that can be made for many conflicts at once. */
export type BulkChoice = Extract<Choice, { kind: 'keepLocal' | 'takeRemote' }>;

/** What one answer to many conflicts would do, before it is given. */
export interface BulkPreview {
  readonly kind: BulkChoice['kind'];
  /** The conflicts it can be given to. */
  readonly conflicts: readonly OpenConflict[];
  /** Conflicts that have to be decided one by one: whole rows, and changes that only together break a rule. */
  readonly oneByOne: number;
  readonly tables: readonly BulkTable[];
  /** Cents by which the cells change: those of the plan where local is kept, those of the sheet where remote is taken. Null: no money. */
  readonly total: number | null;
}

export interface BulkTable {
  readonly label: string;
  readonly count: number;
  readonly total: number | null;
}

/** The money effect of one answer to all of these conflicts, per table and in all. */
export function previewBulk(conflicts: readonly OpenConflict[], kind: BulkChoice['kind']): BulkPreview {
  const decidable = conflicts.filter((conflict) => !isAboutRow(conflict) && choicesOf(conflict).includes(kind));
  const names = [...new Set(decidable.map(({ table }) => table))];
  const tables = names.map((name): BulkTable => {
    const ofTable = decidable.filter(({ table }) => table === name);
    const total = moneyOf(ofTable, kind);
    return { label: findTable(name)?.label ?? name, count: ofTable.length, total };
  });
  const total = moneyOf(decidable, kind);
  return { kind, conflicts: decidable, oneByOne: conflicts.length - decidable.length, tables, total };
}

function moneyOf(conflicts: readonly OpenConflict[], kind: BulkChoice['kind']): number | null {
  const differences = conflicts.flatMap(({ table, column, local, remote }) => {
    const [from, to] = kind === 'keepLocal' ? [remote, local] : [local, remote];
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

export function bulkWords({ kind, conflicts, total }: BulkPreview): BulkWords {
  const values = counted(conflicts.length, 'value');
  const money = total === null ? '' : ` (total ${differenceWords(total)})`;
  return kind === 'keepLocal'
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
