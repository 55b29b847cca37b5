import { bringsDuty, leastRole } from '../../shared/access/duties.ts';
import { duties, type Duty } from '../../shared/access/duty.ts';
import type { PlanRole } from '../../shared/access/plan-role.ts';
import { planRoleRights } from '../../shared/access/plan-role-rights.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import { roles } from '../../shared/tables/lists.ts';
import { columnLabel, type Table } from '../../shared/tables/table.ts';
import { markdownTable } from './markdown-table.ts';

const dutyNames: { readonly [D in Duty]: string } = {
  editRows: 'Edit rows',
  draftChanges: 'Draft budget changes',
  commitments: 'Keep commitments',
  ledger: 'Bring in the ledger',
  forecastAndSchedule: 'Forecast and schedule',
  fundingAndPeople: 'Funding, people, settings',
  approveStaffChanges: 'Decide on staff changes',
  recordBoardActs: 'Record what the board decides',
  approveChangeOrders: 'Decide on change orders',
  closeProjects: 'Close projects',
  closeMonths: 'Close months',
  publishGuide: 'Publish the guide',
  publishTotals: 'join a roll-up, publish totals to it, withdraw them',
  readSignIns: 'See who signs in',
  administer: 'Administer',
};

/** docs/roles.md: who may do what, as the code decides it. */
export function rolesPage(): string {
  return [
    '# Who may do what',
    '',
    'Made from `shared/access` by `npm run docs`; do not edit. How it fits together, and what it holds against, is told in',
    '[Roles of the plan](plan-roles.md).',
    '',
    '## Roles of an account',
    '',
    'The outer wall: nobody does more than the role of their account, whatever the plan says of them.',
    '',
    accountMatrix(),
    '',
    '## Administrators of the server',
    '',
    'Who administers the server is a fact of an account, given by another administrator or the command line and never taken from',
    'the last one. It makes, renames and archives programs, invites and locks out people, and decides who is what in which',
    'program. It is no role in any of them: of a program that an administrator of the server is no member of, they see its name,',
    'its size, its members and when it was last synced, and **no cell and no amount** [ADM2]. Whoever makes themselves a member',
    'does so by an act in the log of that program. An administrator of a program administers nothing else.',
    '',
    '## Roles of the plan by duty',
    '',
    'An account that is limited to roles of the plan does what one of them gives, never more than its own role. _Assigned_: held',
    'for the rows, and on the days, that the table Assignments says, and not otherwise. The other roles are granted for good or,',
    'for a deputy, while assigned.',
    '',
    dutyMatrix(),
    '',
    '## Roles of the plan by table',
    '',
    '**All**: every column, and rows come and go. Columns: only these, in rows that are there. Empty: nothing.',
    '',
    tableMatrix(),
    '',
  ].join('\n');
}

const allDuties: readonly Duty[] = duties.admin;

function accountMatrix(): string {
  const names = { viewer: 'Viewer', editor: 'Editor', finance: 'Finance', admin: 'Administrator' } as const;
  const order = ['viewer', 'editor', 'finance', 'admin'] as const;
  return markdownTable(
    ['Duty', ...order.map((role) => names[role])],
    allDuties.map((duty) => [dutyNames[duty], ...order.map((role) => (duties[role].includes(duty) ? 'yes' : ''))]),
  );
}

/** "all" where a role has the duty as a whole, "part" where it keeps some tables of it, or some columns. */
function share(planRole: PlanRole, duty: Duty): string {
  const ofDuty = tables.filter((table) => table.duty === duty);
  const { decides, tables: rights } = planRoleRights[planRole];
  const whole = ofDuty.filter(({ name }) => rights.some((right) => right.table === name && isWhole(right)));
  if (ofDuty.length > 0 && whole.length === ofDuty.length) return 'all';
  if (ofDuty.some(({ name }) => rights.some((right) => right.table === name))) return 'part';
  return decides.includes(duty) && bringsDuty({ planRole }, duty) ? 'all' : '';
}

function isWhole({ columns, only }: { readonly columns?: unknown; readonly only?: unknown }): boolean {
  return columns === undefined && only === undefined;
}

function dutyMatrix(): string {
  return markdownTable(
    ['Role of the plan', 'Account', 'Held', ...allDuties.map((duty) => dutyNames[duty])],
    roles.map((name) => {
      const { account, isAssigned } = planRoleRights[name];
      const held = isAssigned === true ? 'Assigned' : '';
      return [name, account, held, ...allDuties.map((duty) => share(name, duty))];
    }),
  );
}

function tableMatrix(): string {
  const writing = roles.filter((name) => planRoleRights[name].tables.length > 0);
  return markdownTable(
    ['Table', 'Account', ...writing],
    tables.map((table) => [table.label, leastRole(table.duty), ...writing.map((name) => cellOf(table, name))]),
  );
}

function cellOf(table: Table, name: PlanRole): string {
  const right = planRoleRights[name].tables.find((each) => each.table === table.name);
  if (right === undefined) return '';
  const columns = right.columns?.map((column) => columnLabel(table, column)).join(', ') ?? '**All**';
  return right.only === undefined ? columns : `${columns} (of ${right.only.values.join(', ')})`;
}
