import { expect, test } from 'vitest';
import { tableNamed, tables } from '../tables/all-tables.ts';
import { roles } from '../tables/lists.ts';
import { bringsDuty, keepsTable, type DutyHolder } from './duties.ts';
import { duties } from './duty.ts';
import type { HeldRole, PlanRole } from './plan-role.ts';
import { planRoleRights } from './plan-role-rights.ts';

const everyRight = roles.flatMap((name) => planRoleRights[name].tables.map((right) => ({ name, ...right })));

test('[PPL4] a role of the plan gives nothing that the role of its account does not have', () => {
  for (const name of roles) {
    const { account, decides, tables: rights } = planRoleRights[name];
    const needed = [...decides, ...rights.map(({ table }) => tableNamed(table).duty)];
    expect([name, needed.filter((duty) => !duties[account].includes(duty))]).toEqual([name, []]);
  }
});

test('[PPL4] every table is kept whole by somebody, and columns of the matrix are columns of the plan', () => {
  const kept = new Set<string>(everyRight.filter(({ columns }) => columns === undefined).map(({ table }) => table));
  expect(tables.map(({ name }) => name).filter((name) => !kept.has(name))).toEqual([]);
  for (const { table, columns = [], only } of everyRight) {
    const known = Object.entries(tableNamed(table).columns);
    const typed = known.filter(([, column]) => column.computed !== true).map(([name]) => name);
    expect(columns.filter((column) => !typed.includes(column))).toEqual([]);
    const list = tableNamed(table).columns[only?.column ?? ''];
    expect(only?.values.filter((value) => list?.kind !== 'list' || !list.values.includes(value)) ?? []).toEqual([]);
  }
});

test('[PPL4] every duty of finance and below is somebody’s, and nobody below an administrator administers', () => {
  const held = duties.finance.filter((duty) => roles.some((planRole) => bringsDuty({ planRole }, duty)));
  expect(held).toEqual(duties.finance);
  expect(roles.filter((planRole) => bringsDuty({ planRole }, 'administer'))).toEqual([]);
});

test('[PPL4] who enters money does not decide on it', () => {
  const deciding = [
    'approveStaffChanges',
    'recordBoardActs',
    'approveChangeOrders',
    'closeProjects',
    'closeMonths',
  ] as const;
  const decides = roles.filter((planRole) => deciding.some((duty) => bringsDuty({ planRole }, duty)));
  expect(decides).toEqual(['CIO', 'Budget/Finance Officer']);
});

test('[PPL4] who keeps a table keeps all of it: other tables of the same duty, some columns, or some rows are not enough', () => {
  const held = (planRole: PlanRole, reach: HeldRole['reach'] = null) =>
    ({ role: 'admin', holds: [{ planRole, reach }] }) as const;
  const keeps = (holder: DutyHolder) => keepsTable(holder, tableNamed('reportTexts'));
  expect([keeps({ role: 'editor' }), keeps({ role: 'viewer' })]).toEqual([true, false]);
  expect(keeps({ role: 'editor', scope: { regions: ['North'], projects: [] } })).toBe(false);
  expect([keeps(held('Program Manager')), keeps(held('Program Manager', []))]).toEqual([true, false]);
  // Projects and Scope take the same duty.
  expect(keeps(held('Project Manager'))).toBe(false);
  expect(keepsTable(held('CIO'), tableNamed('changes'))).toBe(false);
});
