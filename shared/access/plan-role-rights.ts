import type { TableName } from '../tables/all-tables.ts';
import { duties, type Duty } from './duty.ts';
import type { Role } from './membership.ts';
import type { PlanRole } from './plan-role.ts';

/** What a role may do with the rows of one table. */
export interface TableRight {
  readonly table: TableName;
  /** Columns it may set in rows that are there; absent: every one, and it may add and take out rows. */
  readonly columns?: readonly string[];
  /** Rows it is about, by what stands in a column; absent: all. */
  readonly only?: { readonly column: string; readonly values: readonly string[] };
}

export interface PlanRoleRights {
  /** Role of the account without which it means nothing, and beyond which it never reaches. */
  readonly account: Role;
  /** It is held for the rows that Assignments names, and never for the whole plan by a grant alone. */
  readonly isAssigned?: true;
  /** Duties besides those that the tables below bring. */
  readonly decides: readonly Duty[];
  readonly tables: readonly TableRight[];
}

const whole = (...names: readonly TableName[]): TableRight[] => names.map((table) => ({ table }));

const reads: PlanRoleRights = { account: 'viewer', decides: [], tables: [] };

const erateMilestones = ['M35 Form 470 posted', 'M45 Form 471 filed', 'M48 FCDL received'];
const datesToCome = ['forecastStart', 'forecastFinish'];
const datesThatWere = ['actualStart', 'actualFinish', 'percentComplete', 'delayReason'];

/**
 * [PPL4] The office's matrix of who answers for what: role × duty × table and columns. It narrows what the role of an account
 * may do and never adds to it. [docs/roles.md](../../docs/roles.md) is made from it.
 */
export const planRoleRights: { readonly [R in PlanRole]: PlanRoleRights } = {
  'Board of Education': reads,
  'Bond Oversight Committee': reads,
  CIO: {
    account: 'finance',
    decides: ['approveStaffChanges', 'recordBoardActs'],
    tables: [
      {
        table: 'changes',
        columns: ['status', 'reportNumber', 'resolutionNumber', 'boardDate', 'effectiveDate'],
      },
    ],
  },
  'Program Manager': {
    account: 'editor',
    decides: [],
    tables: whole(
      'sites',
      'siteBoundaries',
      'systems',
      'siteSystems',
      'projects',
      'scope',
      'budgetLines',
      'changes',
      'changeLines',
      'forecasts',
      'milestones',
      'calendar',
      'explanations',
      'reportTexts',
    ),
  },
  'Budget/Finance Officer': {
    account: 'finance',
    decides: duties.finance.filter((duty) => duty !== 'editRows' && duty !== 'forecastAndSchedule'),
    tables: [
      ...whole(
        'fundingSources',
        'fundingRequests',
        'budgetLines',
        'changes',
        'changeLines',
        'commitments',
        'commitmentChanges',
        'expenditures',
        'ledgerRules',
        'forecasts',
        'periods',
        'explanations',
        'people',
        'assignments',
        'programSettings',
        'reportTexts',
      ),
      {
        table: 'projects',
        columns: [
          'program',
          'primarySystem',
          'class',
          'bondListRef',
          'status',
          'approvalChange',
          'approvalDate',
          'financialStatus',
          'financiallyClosedOn',
        ],
      },
      { table: 'milestones', columns: ['baselineNumber', 'baselineStart', 'baselineFinish'] },
    ],
  },
  'Project Manager': {
    account: 'editor',
    isAssigned: true,
    decides: [],
    tables: whole(
      'siteSystems',
      'projects',
      'scope',
      'budgetLines',
      'changes',
      'changeLines',
      'commitments',
      'commitmentChanges',
      'forecasts',
      'milestones',
    ),
  },
  'Field Coordinator': {
    account: 'editor',
    isAssigned: true,
    decides: [],
    tables: [
      { table: 'scope', columns: ['status', 'installedQuantity'] },
      { table: 'milestones', columns: datesThatWere },
    ],
  },
  'E-Rate Coordinator': {
    account: 'editor',
    decides: [],
    tables: [
      { table: 'fundingRequests' },
      { table: 'commitments', columns: ['frn'] },
      {
        table: 'milestones',
        columns: [...datesToCome, ...datesThatWere],
        only: { column: 'milestone', values: erateMilestones },
      },
    ],
  },
  Procurement: { account: 'editor', decides: [], tables: whole('commitments', 'commitmentChanges') },
  'Site Administrator': reads,
  'Internal Audit': reads,
};
