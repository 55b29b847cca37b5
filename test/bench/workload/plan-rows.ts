import { tableNamed, type TableName } from '../../../shared/tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../../shared/tables/cell.ts';
import { rowIdFromBytes } from '../../../shared/tables/cell.ts';
import { editableColumns, keyText, type Table } from '../../../shared/tables/table.ts';
import { valueOfColumn, type CodeSource } from './cell-values.ts';
import { randomFrom, type Random } from './random.ts';

export interface PlanRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/** Rows of the five tables the workload fills, in an order in which references point backwards. */
export interface PlanRows {
  readonly systems: readonly PlanRow[];
  readonly sites: readonly PlanRow[];
  readonly fundingSources: readonly PlanRow[];
  readonly projects: readonly PlanRow[];
  readonly budgetLines: readonly PlanRow[];
}

export interface PlanSize {
  readonly sites: number;
  readonly projects: number;
  readonly budgetLines: number;
}

/** Columns that are filled; every other one stays empty. Budget lines: all that may be edited. */
const filledColumns = {
  systems: ['code', 'name', 'program', 'erateCategory'],
  sites: [
    'code',
    'name',
    'type',
    'erateClass',
    'region',
    'boardDistrict',
    'street',
    'city',
    'state',
    'zip',
    'enrollment',
    'status',
  ],
  fundingSources: ['code', 'name', 'type', 'fund', 'resource', 'authorized', 'available'],
  projects: [
    'number',
    'name',
    'program',
    'primarySystem',
    'class',
    'region',
    'scopeDescription',
    'status',
    'phase',
    'financialStatus',
    'priority',
    'dsaRequired',
    'percentComplete',
    'remark',
  ],
  budgetLines: editableColumns(tableNamed('budgetLines')),
} as const;

/** Every account string bears the fund and resource of every source. */
const account = { fund: '21', resource: '9010' } as const;

/** An account string that suits a line of whichever source. */
export function accountText(random: Random): string {
  return [account.fund, account.resource, ...[1, 4, 4, 4, 3].map((length) => random.digits(length))].join('-');
}

/** Original amounts may change only before approval, so every project is still proposed and every edit is allowed. */
const fixedCells: { readonly [T in keyof PlanRows]: Cells } = {
  systems: {},
  sites: { status: 'Active', state: 'CA' },
  fundingSources: { authorized: 9e14, available: 9e14, ...account },
  projects: {
    status: 'Proposed',
    phase: 'Design',
    financialStatus: 'Open',
    percentComplete: 0,
    bondListRef: 'A-IT-04',
  },
  budgetLines: {},
};

export function rowIdFrom(random: Random): RowId {
  return rowIdFromBytes(Uint8Array.from({ length: 15 }, () => random.below(256)));
}

/** The business key of the n-th row of a table. */
function keyCell(table: TableName, index: number): string {
  if (table === 'sites') return String(index).padStart(4, '0');
  if (table === 'projects') return `26.${String(index).padStart(5, '0')}`;
  if (table === 'budgetLines') return `BL-${String(index).padStart(7, '0')}`;
  return `${table === 'systems' ? 'S' : 'SRC-'}${index}`;
}

function codesOf(counts: Readonly<Record<string, number>>): CodeSource {
  return {
    code: (column, random) => {
      if (column === 'account') return accountText(random);
      const lengths: Readonly<Record<string, number>> = { zip: 5, fund: 2, resource: 4 };
      return random.digits(lengths[column] ?? 4);
    },
    keyOf: (name, random) => {
      const count = counts[name] ?? 0;
      if (name === 'sites' || name === 'projects' || name === 'systems' || name === 'fundingSources') {
        return keyCell(name, random.below(count));
      }
      return null;
    },
  };
}

/** A generator of rows of one table, each with its own key and with the table's unique sets kept. */
export interface RowMaker {
  next(): PlanRow;
}

export function rowMaker(name: keyof PlanRows, size: PlanSize, random: Random, firstIndex = 0): RowMaker {
  const table = tableNamed(name);
  const codes = codesOf({ systems: 12, fundingSources: 8, ...size });
  const taken = new Set<string>();
  let index = firstIndex;
  const cellsOf = (key: string): Record<string, Cell> => {
    const cells: Record<string, Cell> = {};
    for (const column of filledColumns[name]) {
      const definition = table.columns[column];
      if (definition) cells[column] = valueOfColumn(column, definition, random, codes);
    }
    return { ...cells, ...fixedCells[name], [table.key[0] ?? '']: key };
  };
  return {
    next: () => {
      const key = keyCell(name, index++);
      for (;;) {
        const cells = cellsOf(key);
        const texts = uniqueTexts(table, cells);
        if (texts.some((text) => taken.has(text))) continue;
        for (const text of texts) taken.add(text);
        return { row: rowIdFrom(random), cells };
      }
    },
  };
}

/** The row's values of every unique set that it fills. */
function uniqueTexts(table: Table, cells: Cells): string[] {
  const sets = (table.unique ?? []).filter((set) => set.every((column) => (cells[column] ?? null) !== null));
  return sets.map((set) => `${set.join()}:${keyText(set.map((column) => cells[column] ?? null))}`);
}

/** The rows of a plan of this size: the same seed, the same rows. */
export function planRows(size: PlanSize, seed = 26): PlanRows {
  const random = randomFrom(seed);
  const make = (name: keyof PlanRows, count: number): PlanRow[] => {
    const maker = rowMaker(name, size, random);
    return Array.from({ length: count }, () => maker.next());
  };
  return {
    systems: make('systems', 12),
    sites: make('sites', size.sites),
    fundingSources: make('fundingSources', 8),
    projects: make('projects', size.projects),
    budgetLines: make('budgetLines', size.budgetLines),
  };
}
