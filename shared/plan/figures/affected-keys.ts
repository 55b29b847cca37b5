import type { RowChange } from '../../sync/history/journal.ts';
import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { commitmentKey } from '../commitment-key.ts';

/** Where row changes reach into computed cells, as keys; what hangs on these keys is for whoever holds the rows. */
export interface AffectedKeys {
  /** Rows whose computed cells follow from their own cells alone. */
  readonly rows: Map<string, Set<RowId>>;
  /** Commitment lines (`commitmentKey`) whose sums move; their budget lines move with them. */
  readonly commitments: Set<string>;
  /** Budget changes; the budgets of their lines move. */
  readonly changes: Set<string>;
  /** Budget lines with new sums of commitments or postings. */
  readonly lines: Set<string>;
  /** Budget lines with a new current budget: sites' shares of their projects move, too. */
  readonly budgets: Set<string>;
  /** Projects with new sums. */
  readonly projects: Set<string>;
  /** Projects whose budget is shared anew among sites. */
  readonly shares: Set<string>;
  /** Sites with another enrollment: projects with scope there are shared anew. */
  readonly sites: Set<string>;
  /** Accounting periods with other postings. */
  readonly periods: Set<string>;
}

export function noAffectedKeys(): AffectedKeys {
  return {
    rows: new Map(),
    commitments: new Set(),
    changes: new Set(),
    lines: new Set(),
    budgets: new Set(),
    projects: new Set(),
    shares: new Set(),
    sites: new Set(),
    periods: new Set(),
  };
}

/** One state of a changed row: before the changes, or now. */
type Reach = (keys: AffectedKeys, cells: Cells) => void;

interface TableReach {
  /** Columns on which computed cells depend; changes of other columns reach nothing. */
  readonly columns: readonly string[];
  /** The row's own computed cells follow from these columns. */
  readonly own?: true;
  readonly reach: Reach;
}

const reaches: { readonly [table: string]: TableReach } = {
  sites: { columns: ['code', 'enrollment'], reach: (keys, cells) => add(keys.sites, cells['code']) },
  projects: {
    columns: [
      'number',
      'financialStatus',
      'financiallyClosedOn',
      'percentComplete',
      'scopeIndicator',
      'indicatorOverride',
    ],
    reach: (keys, cells) => add(keys.projects, cells['number']),
  },
  scope: {
    columns: ['project', 'location', 'system', 'plannedQuantity', 'status', 'basis', 'share'],
    own: true,
    reach: (keys, cells) => add(keys.shares, cells['project']),
  },
  budgetLines: {
    columns: ['id', 'project', 'category', 'original'],
    own: true,
    // The line itself is among `rows`; what refers to it changes with its id.
    reach: (keys, cells) => {
      add(keys.projects, cells['project']);
      add(keys.shares, cells['project']);
    },
  },
  changes: {
    columns: ['number', 'type', 'status', 'effectiveDate'],
    reach: (keys, cells) => add(keys.changes, cells['number']),
  },
  changeLines: {
    columns: ['change', 'budgetLine', 'amount'],
    reach: (keys, cells) => add(keys.budgets, cells['budgetLine']),
  },
  commitments: {
    columns: ['number', 'line', 'budgetLine', 'awardDate', 'original', 'status', 'statusDate'],
    own: true,
    reach: (keys, cells) => {
      addCommitment(keys, cells['number'], cells['line']);
      add(keys.lines, cells['budgetLine']);
    },
  },
  commitmentChanges: {
    columns: ['commitment', 'commitmentLine', 'date', 'amount', 'status'],
    reach: (keys, cells) => addCommitment(keys, cells['commitment'], cells['commitmentLine']),
  },
  expenditures: {
    columns: ['postingDate', 'period', 'budgetLine', 'commitment', 'commitmentLine', 'amount'],
    own: true,
    reach: (keys, cells) => {
      addCommitment(keys, cells['commitment'], cells['commitmentLine']);
      add(keys.lines, cells['budgetLine']);
      add(keys.periods, cells['period']);
    },
  },
  forecasts: {
    columns: ['project', 'category', 'period', 'etc'],
    reach: (keys, cells) => add(keys.projects, cells['project']),
  },
  milestones: {
    columns: ['project', 'milestone', 'baselineFinish', 'forecastFinish', 'actualFinish'],
    own: true,
    reach: (keys, cells) => add(keys.projects, cells['project']),
  },
  periods: { columns: ['period', 'controlTotal'], own: true, reach: () => undefined },
  fundingRequests: { columns: ['discount', 'preDiscount'], own: true, reach: () => undefined },
};

function add(keys: Set<string>, key: Cell | undefined): void {
  if (typeof key === 'string') keys.add(key);
}

function addCommitment(keys: AffectedKeys, number: Cell | undefined, line: Cell | undefined): void {
  if (typeof number === 'string' && typeof line === 'number') keys.commitments.add(commitmentKey(number, line));
}

/** Tables whose rows a caller of `affectedKeys` has to know by Row ID: those of changes that reach computed cells. */
export function reachesComputedCells(change: RowChange): boolean {
  const reach = reaches[change.table];
  if (!reach) return false;
  return change.kind !== 'update' || reach.columns.some((column) => column in change.before || column in change.after);
}

/**
 * The keys that row changes reach, in every state that a changed row has been in. An update tells only the cells it
 * changed, so the rows are stepped back change by change from where they stand: cells of several revisions put together
 * would be a row that never was, and name a key of two columns that never was.
 * @param changes the newest first
 * @param cellsNow the editable cells of the changed row after all the changes, undefined when it is gone
 */
export function affectedKeys(
  changes: readonly RowChange[],
  cellsNow: (change: RowChange) => Cells | undefined,
): AffectedKeys {
  const keys = noAffectedKeys();
  const states = new Map<string, Cells | undefined>();
  for (const change of changes) {
    const reach = reaches[change.table];
    if (!reach || !reachesComputedCells(change)) continue;
    const place = `${change.table}/${change.row}`;
    const after = states.has(place) ? states.get(place) : cellsNow(change);
    if (after && !states.has(place)) {
      reach.reach(keys, after);
      if (reach.own) addRow(keys.rows, change.table, change.row);
    }
    const before = change.kind === 'insert' ? undefined : { ...after, ...change.before };
    if (before) reach.reach(keys, before);
    states.set(place, before);
  }
  return keys;
}

/** Notes a row of a table. */
export function addRow(rows: Map<string, Set<RowId>>, table: string, row: RowId): void {
  const ofTable = rows.get(table);
  if (ofTable) ofTable.add(row);
  else rows.set(table, new Set([row]));
}
